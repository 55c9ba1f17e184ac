"""`bsc.yaml`: what marks the root of a strategy, and what all its scorecards share."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, ConfigDict, Field

from bsc_cli.model.calendar import Calendar
from bsc_cli.model.time_fields import PeriodField
from bsc_cli.model.word import Details, Element, Listed, NothingMeans, Refs, Several, Word

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
Month = Literal[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
Profile = Literal["article", "kaplan-norton", "small", "strict"]


_SCORECARDS, _READINGS, _REVIEWS = "scorecards/**/*.yaml", "readings/**/*.csv", "reviews/**/*.yaml"


def _below_the_root(pattern: str) -> str:
    if pattern.startswith(("/", "~")) or ".." in pattern.split("/") or "\\" in pattern or ":" in pattern:
        raise ValueError(f"'{pattern[:60]}' must be a pattern below this folder, with '/' between its parts")
    return pattern


Pattern = Annotated[str, AfterValidator(_below_the_root)]


class Perspective(Word):
    """One of the views that make the scorecard balanced, from top (results) to bottom (what drives them)."""

    noun: ClassVar[str] = "a perspective"

    title: str | None = Field(default=None, description="Its name on the map; left out, the id is shown.")
    asks: str | None = Field(default=None, description="The question that it answers.")


class Theme(Word):
    """A strategic theme that groups objectives across perspectives."""

    noun: ClassVar[str] = "a theme"

    title: str | None = Field(default=None, description="Its name on the map; left out, the id is shown.")


HANDLE_PATTERN = r"^(@@?[A-Za-z0-9][\w.-]*(/[\w.-]+)*|[^\s@#,<>]+@[^\s@#,<>]+)$"
_HANDLE = re.compile(HANDLE_PATTERN[1:-1], re.ASCII)


def is_handle(text: str) -> bool:
    """Tell whether a text is an account, a team or an address as GitHub and GitLab have them, and nothing else."""
    return _HANDLE.fullmatch(text) is not None and text.isprintable()


def _check_handle(text: str) -> str:
    if not is_handle(text):
        raise ValueError(f"'{text[:60]}' is not a handle: write one @account, @organisation/team or address for mail")
    return text


Handle = Annotated[str, AfterValidator(_check_handle), Field(json_schema_extra={"pattern": HANDLE_PATTERN})]


class OwnerEntry(Word):
    """A role that can own things."""

    noun: ClassVar[str] = "an owner"

    title: str | None = Field(default=None, description="The role in full: Chief Financial Officer.")
    handle: Handle | None = Field(default=None, description="The account or team to ask for review: @org/finance.")
    decides: tuple[str, ...] | None = Field(default=None, description="What this role has the authority to decide.")


class Event(Word):
    """Something that broke a series: a reorganisation, a changed definition."""

    noun: ClassVar[str] = "an event"

    on: PeriodField = Field(description="When it happened.")
    what: str = Field(description="What happened.")
    about: Refs = Field(default=(), description="Metrics it touches, or objectives with all of theirs; left out: all.")


class RuleSetting(Word):
    """How one rule is to behave here: its severity, and options by name."""

    model_config = ConfigDict(frozen=True, strict=True, extra="allow", defer_build=True)
    noun: ClassVar[str] = "a rule's settings"
    __pydantic_extra__: dict[str, bool | int | Decimal | str | tuple[str, ...]]

    severity: Literal["off", "info", "warning", "error"] | None = Field(
        default=None, description="off, info, warning or error; left out, the rule's own."
    )


def classic_perspectives() -> dict[str, Perspective]:
    """Return the four perspectives of Kaplan and Norton (1992), top to bottom, with the questions they ask."""
    return {
        "financial": Perspective(title="Financial", asks="How do we look to shareholders?"),
        "customer": Perspective(title="Customer", asks="How do customers see us?"),
        "process": Perspective(title="Internal process", asks="What must we excel at?"),
        "learning": Perspective(title="Learning & growth", asks="Can we continue to improve and create value?"),
    }


def _classic_as_written() -> dict[str, object]:
    return {key: word.model_dump() for key, word in classic_perspectives().items()}


class Settings(Element):
    """What `bsc.yaml` says. Every key is optional."""

    kind: ClassVar[str] = "settings"
    noun: ClassVar[str] = "bsc.yaml"

    strategy: str | None = Field(default=None, description="The name of the strategy or the organisation.")
    perspectives: Annotated[Several[Details[Perspective]], NothingMeans(_classic_as_written, or_empty=True)] = Field(
        default_factory=classic_perspectives,
        description="From top (results) to bottom (drivers). Left out or empty: the four classic ones.",
    )
    themes: Several[Details[Theme]] = Field(default_factory=dict, description="Strategic themes.")
    owners: Several[Details[OwnerEntry]] = Field(
        default_factory=dict, description="Left out: any owner text is accepted. Given: every owner is one of these."
    )
    controls: Refs = Field(
        default=(), description="Metrics that may move both ends of an arrow: the market, working days, headcount."
    )
    events: Listed[Event] = Field(default=(), description="What broke a series.")
    fiscal_year_starts: Annotated[Month, NothingMeans(lambda: "january")] = Field(
        default="january", description="The first month of the fiscal year."
    )
    profile: Annotated[Profile, NothingMeans(lambda: "article")] = Field(
        default="article", description="The thresholds of the rules."
    )
    scorecards: Annotated[Pattern, NothingMeans(lambda: _SCORECARDS)] = Field(
        default=_SCORECARDS, description="Where the scorecards are."
    )
    readings: Annotated[Pattern, NothingMeans(lambda: _READINGS)] = Field(
        default=_READINGS, description="Where the readings are."
    )
    reviews: Annotated[Pattern, NothingMeans(lambda: _REVIEWS)] = Field(
        default=_REVIEWS, description="Where the reviews are."
    )
    rules: Annotated[dict[str, Details[RuleSetting]], NothingMeans(dict)] = Field(
        default_factory=dict, description="By rule name: severity (off, info, warning, error) and options."
    )

    @property
    def calendar(self) -> Calendar:
        """When this organisation's fiscal periods begin and end."""
        return Calendar(MONTHS.index(self.fiscal_year_starts) + 1)

    @property
    def route(self) -> tuple[str | int, ...]:
        """The settings are the whole file."""
        return ()
