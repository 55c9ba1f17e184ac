"""An initiative: the action plan behind an objective."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from bsc_cli.model.time_fields import PeriodField, PeriodKey
from bsc_cli.model.word import Element, Id, NothingMeans, Percent, Positive, Refs


class Initiative(Element):
    """Work with an owner, a time and means, meant to move metrics. Budget and spent in the organisation's currency."""

    kind: ClassVar[str] = "initiative"
    noun: ClassVar[str] = "an initiative"

    objective: SkipJsonSchema[str] = Field(default="", alias="@objective", repr=False)

    title: str = Field(description="What is done.")
    owner: str | None = Field(default=None, description="Who answers for it.")
    start: PeriodField | None = Field(default=None, description="When it begins.")
    due: PeriodField | None = Field(default=None, description="When it is to be finished: the last day of the period.")
    budget: Positive | None = Field(default=None, description="Money set aside.")
    spent: Positive | None = Field(default=None, description="Money spent so far.")
    resources: str | None = Field(default=None, description="People, time or other means.")
    progress: Percent | None = Field(default=None, description="How far it is, in percent.")
    status: Literal["planned", "active", "done", "stopped"] | None = Field(default=None, description="Where it stands.")
    moves: Refs = Field(default=(), description="The metrics it is meant to move.")
    milestones: Annotated[dict[PeriodKey, str], NothingMeans(dict)] = Field(
        default_factory=dict, description="What is reached when: {2026-05: Cell live}."
    )
    renamed_from: Id | None = Field(default=None, description="Its id before it was renamed.")

    @property
    def route(self) -> tuple[str | int, ...]:
        """The way from the top of its file to this initiative."""
        return ("objectives", self.objective.rsplit("/", 1)[-1], "initiatives", self.name)
