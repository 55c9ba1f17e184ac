"""A review: what was discussed and decided, and when."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from bsc_cli.model.time_fields import DayField, PeriodField
from bsc_cli.model.word import ByRef, Details, Element, Id, Listed, Refs, Word


class ReviewNote(Word):
    """Why a metric moved, and what that implies."""

    noun: ClassVar[str] = "a note"

    why: str | None = Field(default=None, description="Why it moved.")
    implies: str | None = Field(default=None, description="What it means for the plan.")


class Decision(Word):
    """What was decided, by whom it is done, and what it is about."""

    noun: ClassVar[str] = "a decision"

    what: str = Field(description="What was decided.")
    because: str | None = Field(default=None, description="Why.")
    owner: str | None = Field(default=None, description="Who carries it out.")
    due: PeriodField | None = Field(default=None, description="When it is to be done.")
    about: Refs = Field(default=(), description="The objectives, metrics or initiatives it is about.")


class Review(Element):
    """The record of one meeting about one scorecard. Its id is the path of its file."""

    kind: ClassVar[str] = "review"
    noun: ClassVar[str] = "a review"

    review: Id = Field(description="The scorecard that was reviewed.")
    on: DayField = Field(description="The day of the meeting.")
    period: PeriodField | None = Field(default=None, description="The period that was looked at.")
    meeting: Literal["strategic", "operational"] | None = Field(
        default=None, description="strategic: is the strategy right? operational: are we doing it?"
    )
    notes: ByRef[Details[ReviewNote]] = Field(
        default_factory=dict, description="By metric: why it moved and what that implies."
    )
    decisions: Listed[Decision] = Field(default=(), description="What was decided.")

    @property
    def day(self) -> date:
        """The day of the meeting."""
        return self.on

    @property
    def route(self) -> tuple[str | int, ...]:
        """A review is a whole file."""
        return ()
