"""What bsc has to say: a Problem as a rule sees it, and the Finding that comes of it, with its place."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple, Protocol, TypeAlias

# All of these are tuples: an answer that was kept is told before dataclasses, which import a third of what Python needs
# to start at all, are there (docs/decisions/0016-speed.md).

Field: TypeAlias = "str | tuple[str | int, ...] | None"
"""A field of an element, or the way to something inside one: "owner", ("targets", "2026-Q2")."""

KEY = "[key]"
"""As the last part of a way: the key itself is meant, not what stands under it."""


class Severity(IntEnum):
    """How bad a finding is. A rule declares one; `bsc.yaml` may set another."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


class Place(NamedTuple):
    """A piece of a file: path relative to the root with '/', lines and columns from 1, the end column exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


class Pointable(Protocol):
    """Anything a problem can be about: words of the strategy, or a Spot in a file."""

    @property
    def id(self) -> str:
        """Unique among its kind."""


class Spot(NamedTuple):
    """Something that has no element: a place in a file that could not be read as one."""

    id: str
    place: Place


class Also(NamedTuple):
    """Another end of the same problem: the first of two duplicates, the other end of an arrow."""

    element: Pointable
    note: str
    field: Field = None


class Problem(NamedTuple):
    """What a rule yields: an element, a full sentence that says what is, and where in the element.

    A rule never says how bad it is or on which line: the one is its declaration's, the other the subject's to find.
    """

    element: Pointable
    message: str
    field: Field = None
    help: str | None = None
    also: tuple[Also, ...] = ()


class Reported(NamedTuple):
    """A problem met while reading, and the name of the rule whose finding it is."""

    rule: str
    problem: Problem


class Related(NamedTuple):
    """A related place of a finding, and what it is."""

    place: Place
    note: str


class Finding(NamedTuple):
    """A problem with its rule, severity and place: what every report shows."""

    rule: str
    severity: Severity
    message: str
    place: Place
    element: str
    field: str | None = None
    help: str | None = None
    related: tuple[Related, ...] = ()
    kind: str = ""

    @property
    def fingerprint(self) -> str:
        """What stays the same when lines move or messages are reworded: rule, element and field. 32 hex digits."""
        from hashlib import sha256

        address = "\0".join((self.rule, self.kind, self.element, self.field or ""))
        return sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:32]  # a file's name need not be text

    @property
    def sort_key(self) -> tuple[Place, str, str, str]:
        """By place, then rule: the order in which findings are shown."""
        return (self.place, self.rule, self.element, self.message)


class RuleInfo(NamedTuple):
    """What a report may say of a rule: its page in Markdown, the page's first sentence, and its severity here."""

    name: str
    summary: str
    page: str
    severity: Severity


class Result(NamedTuple):
    """Everything a check had to say: findings in order, the rules that ran, and those that could not and why."""

    findings: tuple[Finding, ...] = ()
    rules_run: tuple[str, ...] = ()
    rules_not_run: tuple[str, ...] = ()
    rules_lacking: tuple[str, ...] = ()
    """Those that would have run if an extra were installed."""
    baselined: tuple[Finding, ...] = ()
    """What a baseline holds back: found, and not among the findings. In order."""
    rules: tuple[RuleInfo, ...] = ()
    """The rules that ran and those that could not, by name."""
    unshown: tuple[Finding, ...] = ()
    """What was found and is not wanted to be shown, so not among the findings: it counts all the same. In order."""

    def number_of(self, severity: Severity) -> int:
        """How many findings that are shown have exactly this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def number_in_all(self, severity: Severity) -> int:
        """How many findings have exactly this severity, shown or not."""
        return self.number_of(severity) + sum(finding.severity is severity for finding in self.unshown)

    def at_least(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the findings of this severity or worse."""
        return tuple(finding for finding in self.findings if finding.severity >= severity)
