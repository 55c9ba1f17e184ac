"""An objective, and the arrows that make a list of objectives a hypothesis."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from bsc_cli.model.initiative import Initiative
from bsc_cli.model.metric import Metric
from bsc_cli.model.retired import Retired
from bsc_cli.model.time_fields import DayField, LagField
from bsc_cli.model.word import ByRef, Details, Element, Id, NothingMeans, Positive, Refs, Several, Yes

__all__ = ["Arrow", "Objective", "Retired"]


class Arrow(Element):
    """A causal hypothesis: this objective drives that one, after a while, for a reason."""

    kind: ClassVar[str] = "arrow"
    noun: ClassVar[str] = "an arrow"

    # Full ids of both ends, filled in from the keys before validation.
    source: SkipJsonSchema[str] = Field(default="", alias="@source", repr=False)
    target: SkipJsonSchema[str] = Field(default="", alias="@target", repr=False)
    written: SkipJsonSchema[str] = Field(default="", alias="@written", repr=False)

    after: LagField | None = Field(default=None, description="How long the effect takes: 6 months, 1 quarter.")
    because: str | None = Field(default=None, description="The mechanism: why the one drives the other.")
    effect: Annotated[Literal["same", "opposite"], NothingMeans(lambda: "same")] = Field(
        default="same", description="same: both move together. opposite: more of this means less of that."
    )
    strength: Literal["weak", "moderate", "strong"] | None = Field(
        default=None, description="How strong it is thought."
    )
    feedback: Yes = Field(default=False, description="true for an arrow that is meant to run back down.")
    declared_on: DayField | None = Field(
        default=None, description="The day the hypothesis was made; left out, git tells."
    )
    basis: Annotated[Literal["theory", "data"], NothingMeans(lambda: "theory")] = Field(
        default="theory", description="Whether it was reasoned, or seen in the data first."
    )

    @property
    def cause(self) -> str:
        """The id of the objective that drives, as written in its own scorecard, where the arrow stands."""
        return self.source.rsplit("/", 1)[-1]

    @property
    def takes_time(self) -> bool:
        """Whether it is declared that the effect comes later than the cause."""
        return self.after is not None and self.after.number > 0

    @property
    def route(self) -> tuple[str | int, ...]:
        """The way from the top of its file to this arrow."""
        return ("objectives", self.cause, "drives", self.written)


class Objective(Element):
    """What the organisation wants to achieve, in one perspective, answered for by one owner."""

    kind: ClassVar[str] = "objective"
    noun: ClassVar[str] = "an objective"

    perspective: Id = Field(description="The perspective it belongs to.")
    title: str = Field(description="What is to be achieved, beginning with a verb.")
    owner: str | None = Field(default=None, description="The one role that answers for it.")
    theme: Id | None = Field(default=None, description="The strategic theme it belongs to.")
    description: str | None = Field(default=None, description="What is meant, in a few sentences.")
    done_when: str | None = Field(default=None, description="How one would know that it is reached.")
    drives: ByRef[Details[Arrow]] = Field(
        default_factory=dict, description="Causal arrows: the objectives that this one drives."
    )
    supports: Refs = Field(
        default=(), description="Cascade: the objectives of the parent scorecard that this one translates."
    )
    metrics: Several[Details[Metric]] = Field(default_factory=dict, description="How it is measured.")
    initiatives: Several[Initiative] = Field(default_factory=dict, description="The action plan.")
    weight: Positive | None = Field(default=None, description="Its weight in the perspective's score; left out: 1.")
    renamed_from: Id | None = Field(default=None, description="Its id before it was renamed.")
    retired: Retired | None = Field(default=None, description="When and why it was given up.")

    @property
    def route(self) -> tuple[str | int, ...]:
        """The way from the top of its file to this objective."""
        return ("objectives", self.name)
