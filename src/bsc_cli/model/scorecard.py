"""A scorecard: one unit's part of the strategy."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from bsc_cli.model.objective import Objective
from bsc_cli.model.period import Cadence
from bsc_cli.model.settings import Event
from bsc_cli.model.time_fields import PeriodField
from bsc_cli.model.word import Element, Id, Listed, Ref, Refs, Several, Word

if TYPE_CHECKING:
    from collections.abc import Mapping


class Vision(Element):
    """Where the organisation wants to be, and by when."""

    kind: ClassVar[str] = "vision"
    noun: ClassVar[str] = "a vision"

    statement: str = Field(description="Where you want to be in three to five years, with a number and a date.")
    by: PeriodField | None = Field(default=None, description="When it is to be reached.")
    measured_by: Ref | None = Field(default=None, description="The metric that proves it.")

    @property
    def route(self) -> tuple[str | int, ...]:
        """The way from the top of its file to the vision."""
        return ("vision",)


class Declined(Word):
    """What was considered and not taken up: to say no is part of a strategy."""

    noun: ClassVar[str] = "a declined thing"

    what: str = Field(description="What was not taken up.")
    because: str = Field(description="Why not.")
    on: PeriodField | None = Field(default=None, description="When that was decided.")


class Scorecard(Element):
    """The objectives of one unit: a company, a division, a department, a person."""

    kind: ClassVar[str] = "scorecard"
    noun: ClassVar[str] = "a scorecard"

    scorecard: Id = Field(description="The id of the unit whose scorecard this is.")
    title: str | None = Field(default=None, description="Its name; left out, the id is shown.")
    owner: str | None = Field(default=None, description="The one role that answers for it.")
    version: int | None = Field(default=None, ge=0, description="Raised when the strategy changes.")
    review: Cadence | None = Field(default=None, description="How often it is reviewed.")
    vision: Vision | None = Field(default=None, description="Where the unit wants to be.")
    parent: Id | None = Field(default=None, description="The scorecard of the unit above.")
    parent_version: int | None = Field(default=None, ge=0, description="The parent's version last confirmed.")
    controls: Refs = Field(default=(), description="Metrics that may move both ends of an arrow.")
    events: Listed[Event] = Field(default=(), description="What broke a series.")
    declined: Listed[Declined] = Field(default=(), description="What was chosen not to be pursued or measured.")
    objectives: Several[Objective] = Field(description="The objectives, by id.")

    @property
    def label(self) -> str:
        """What people call it."""
        return self.title or self.scorecard

    @property
    def route(self) -> tuple[str | int, ...]:
        """A scorecard is a whole file; its `scorecard:` line stands for it."""
        return ("scorecard",)


def with_ids(data: Mapping[str, object]) -> dict[str, object]:
    """Return a scorecard's plain data with every element's full id filled in from the key it stands under.

    An element, vision, tombstone or target range with nothing under it is one without details: it is there.
    Works on data of any shape: what is not as it should be is left for validation to report.
    """
    card = data.get("scorecard")
    prefix = f"{card}/" if isinstance(card, str) else ""
    filled = _detailed(data, "vision")
    filled["@id"] = str(card)
    if isinstance(vision := filled.get("vision"), dict):
        filled["vision"] = {**vision, "@id": str(card)}
    if isinstance(objectives := data.get("objectives"), dict):
        filled["objectives"] = {name: _objective(prefix, name, value) for name, value in objectives.items()}
    return filled


def _objective(prefix: str, name: str, data: object) -> object:
    if data is not None and not isinstance(data, dict):
        return data
    data, full = data or {}, prefix + name
    filled = _detailed(data, "retired")
    filled["@id"] = full
    for group in ("metrics", "initiatives"):
        if isinstance(members := data.get(group), dict):
            filled[group] = {
                key: _member(prefix + key, full, value) if value is None or isinstance(value, dict) else value
                for key, value in members.items()
            }
    if isinstance(arrows := data.get("drives"), dict):
        filled["drives"] = {ref: _arrow(prefix, full, ref, value) for ref, value in arrows.items()}
    return filled


def _member(own: str, objective: str, data: Mapping[str, object] | None) -> dict[str, object]:
    filled = _detailed(data or {}, "retired", "target_range")
    filled["@id"], filled["@objective"] = own, objective
    return filled


def _detailed(data: Mapping[str, object], *fields: str) -> dict[str, object]:
    """Return a copy of data in which these fields, where they are there with nothing under them, are empty mappings."""
    filled = dict(data)
    for name in fields:
        if name in filled and filled[name] is None:
            filled[name] = {}
    return filled


def _arrow(prefix: str, source: str, ref: str, data: object) -> object:
    if data is not None and not isinstance(data, dict):
        return data
    target = ref if "/" in ref else prefix + ref
    ids = {"@id": f"{source} -> {target}", "@source": source, "@target": target, "@written": ref}
    return {**(data or {}), **ids}
