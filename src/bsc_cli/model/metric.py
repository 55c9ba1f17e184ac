"""A metric: a promise to measure one thing in one way."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic.json_schema import SkipJsonSchema

from bsc_cli.model.period import Cadence
from bsc_cli.model.retired import Retired
from bsc_cli.model.time_fields import PeriodKey
from bsc_cli.model.word import Element, Id, NothingMeans, Number, Positive, Ref, Word

_PLACEHOLDER = 3
"""Digits of a number from which on it is no coincidence that they are all the same."""
_COUNTING = ("123", "1234", "12345", "123456", "1234567", "12345678", "123456789")


class Range(Word):
    """Two bounds, either of which may be left out. In the unit of its metric."""

    noun: ClassVar[str] = "a range"

    low: Number | None = Field(default=None, description="The lower bound.")
    high: Number | None = Field(default=None, description="The upper bound.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"'low' ({self.low}) is above 'high' ({self.high})")
        return self


def is_placeholder(number: Decimal) -> bool:
    """Whether a number looks like one that was put there to be replaced: 555, 99999, 12345."""
    text = str(number).lstrip("-")
    if len(text) < _PLACEHOLDER or (text[0] != text[1] and text[:2] != "12" and "E" not in text):
        return False  # as nearly all are
    digits = f"{abs(number):f}"
    return len(digits) >= _PLACEHOLDER and (
        digits == digits[0] * len(digits) != "0" * len(digits) or digits in _COUNTING
    )


class Metric(Element):
    """What is measured to know whether an objective is being reached. Targets, baseline and red line in its unit."""

    kind: ClassVar[str] = "metric"
    noun: ClassVar[str] = "a metric"

    objective: SkipJsonSchema[str] = Field(default="", alias="@objective", repr=False)

    title: str | None = Field(default=None, description="The name people use for it; left out, the id is shown.")
    description: str | None = Field(default=None, description="How exactly it is counted.")
    kind_: Literal["leading", "lagging"] | None = Field(
        default=None,
        alias="kind",
        description="leading: tells what is likely to happen. lagging: tells what happened.",
    )
    unit: str | None = Field(default=None, description="What the values are in: %, days, EUR.")
    better: Literal["higher", "lower", "within"] | None = Field(
        default=None, description="Which way is better; within: inside target_range."
    )
    baseline: Number | None = Field(default=None, description="The value when the strategy began.")
    target: Number | None = Field(default=None, description="One standing target, in force in every period.")
    targets: Annotated[dict[PeriodKey, Number], NothingMeans(dict)] = Field(
        default_factory=dict, description="Targets by the period in which they are due: {2026-Q4: 15}."
    )
    target_range: Range | None = Field(default=None, description="For better: within, the range to stay in.")
    path: Annotated[Literal["linear", "step"], NothingMeans(lambda: "linear")] = Field(
        default="linear",
        description="Between due targets: the straight line, or the previous target held until the next is due.",
    )
    red_line: Number | None = Field(
        default=None, description="Where it turns red (score 50). Left out: the baseline is the red line."
    )
    limits: Range | None = Field(default=None, description="What a value can be at all; beyond is a typing error.")
    every: Cadence | None = Field(default=None, description="How often it is measured.")
    aggregate: Annotated[Literal["last", "sum", "mean", "min", "max"], NothingMeans(lambda: "last")] = Field(
        default="last", description="How finer readings make one value of a period."
    )
    formula: str | None = Field(
        default=None,
        description="Computed from other metrics, with spaces around operators: 100 * (visits - breaches) / visits.",
    )
    source: str | None = Field(default=None, description="Where the values come from.")
    owner: str | None = Field(default=None, description="Who answers for it.")
    so_what: str | None = Field(default=None, description="What a manager does differently because of it.")
    levers: tuple[str, ...] | None = Field(default=None, description="What its owner can do to move it.")
    reliability: Literal["high", "medium", "low", "disputed"] | None = Field(
        default=None, description="How far the data can be trusted."
    )
    counter_metric: Ref | None = Field(default=None, description="The metric that shows what improving this one costs.")
    weight: Positive | None = Field(default=None, description="Its weight in the objective's score; left out: 1.")
    renamed_from: Id | None = Field(default=None, description="Its id before it was renamed.")
    retired: Retired | None = Field(default=None, description="When and why it was given up.")

    @property
    def route(self) -> tuple[str | int, ...]:
        """The way from the top of its file to this metric."""
        return ("objectives", self.objective.rsplit("/", 1)[-1], "metrics", self.name)

    @property
    def has_target(self) -> bool:
        """Whether there is anything to hold a value against."""
        return self.target is not None or bool(self.targets) or self.target_range is not None

    @property
    def numbers_aimed_at(self) -> dict[tuple[str, ...], Decimal]:
        """Every number of its target by the field that it stands in."""
        dated: dict[tuple[str, ...], Decimal] = {
            ("targets", str(period)): each for period, each in self.targets.items()
        }
        if self.target is None and self.target_range is None:
            return dated
        written = {("target",): self.target, **dated}
        if self.target_range is not None:
            written |= {("target_range", end): getattr(self.target_range, end) for end in ("low", "high")}
        return {field: value for field, value in written.items() if value is not None}

    @property
    def direction(self) -> Literal["higher", "lower", "within"] | None:
        """Which way is better: as declared; a target range speaks for itself."""
        return self.better or ("within" if self.target_range is not None else None)

    @model_validator(mode="after")
    def _one_kind_of_target(self) -> Self:
        given = ["target"] if self.target is not None else []
        given += ["targets"] if self.targets else []
        given += ["target_range"] if self.target_range is not None else []
        if len(given) > 1:
            raise ValueError(f"has both '{given[0]}' and '{given[1]}'; keep one of them")
        if given and (self.direction == "within") != (given == ["target_range"]):
            raise ValueError(
                f"has '{given[0]}' with 'better: {self.direction}'; 'within' goes with 'target_range', "
                "'higher' and 'lower' with 'target' or 'targets'"
            )
        if self.target_range is not None and self.target_range.low is None and self.target_range.high is None:
            raise ValueError("has a 'target_range' with neither 'low' nor 'high'")
        return self
