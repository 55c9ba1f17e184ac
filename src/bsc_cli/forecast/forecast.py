"""One answer: how likely a metric meets its target at, and by, a day on which it is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from bsc_cli.evaluation import MetricResult
from bsc_cli.evaluation.odds import ArrowOdds
from bsc_cli.evaluation.pace import Pace
from bsc_cli.model import Period, Range

FEWEST = 12
"""Readings below which no chance is stated."""


class Step(NamedTuple):
    """What one coming reading may be, in the metric's unit: 8 times in 10 between `low` and `high`."""

    period: Period
    ends: date
    low: Decimal
    middle: Decimal
    high: Decimal


class Cause(NamedTuple):
    """An arrow into a metric, and what it adds to the reading that is due, in the metric's unit."""

    odds: ArrowOdds
    adds: Decimal


class Pushed(NamedTuple):
    """A forecast moved by the arrows: the chance with them, and those that move it, the strongest first."""

    probability: Decimal
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """A metric and one of its targets that is still to come.

    `period` is the one of the metric's cadence in which `due` lies. `probability` is the chance that its reading meets
    the target, `probability_by` that at least one does from now until then; both 0.03..0.97, and None where `lacking`
    says what is missing for it. `low` to `high` holds that reading 8 times in 10, `middle` is as often passed as not.
    `pace` is that of the next dated target. `readings` counts those that were used, from `since` on. `pushed` is what
    the arrows make of it, each by how likely it is.
    """

    result: MetricResult
    due: date
    period: Period
    target: Decimal | None = None
    target_range: Range | None = None
    probability: Decimal | None = None
    probability_by: Decimal | None = None
    low: Decimal | None = None
    middle: Decimal | None = None
    high: Decimal | None = None
    readings: int = 0
    since: date | None = None
    pace: Pace | None = None
    lacking: str = ""
    fan: tuple[Step, ...] = ()
    pushed: Pushed | None = None

    @property
    def id(self) -> str:
        """The full id of the metric."""
        return self.result.id

    @property
    def missed_more(self) -> Decimal:
        """By how much the arrows raise the chance of missing the target, as a part of 1; below 0: lower it."""
        if self.pushed is None or self.probability is None:
            return Decimal(0)
        return self.probability - self.pushed.probability
