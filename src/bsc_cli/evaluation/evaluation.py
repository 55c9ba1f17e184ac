"""The whole answer: where each metric, objective, perspective and scorecard stands as of a day."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from bsc_cli.evaluation.formulas import Formulas
from bsc_cli.evaluation.metric import MetricResult
from bsc_cli.evaluation.rollup import Rollup, count
from bsc_cli.evaluation.status import Status
from bsc_cli.evaluation.turning import off_since
from bsc_cli.finding import Field, Place, Pointable, Problem, Reported
from bsc_cli.model import Metric
from bsc_cli.readings import Reading, Readings
from bsc_cli.strategy import Strategy

if TYPE_CHECKING:
    from bsc_cli.evaluation.standing import Standing


@dataclass(frozen=True)
class Evaluation:
    """A strategy against its readings as of a day; None when nothing was ever read and no day was asked for.

    Results stand in the order of the strategy. `metrics` has the retired ones too; objectives, perspectives (with ids
    like `corporate/financial`) and scorecards are the living.
    """

    strategy: Strategy
    readings: Readings
    as_of: date | None
    metrics: tuple[MetricResult, ...]
    objectives: tuple[Rollup, ...]
    perspectives: tuple[Rollup, ...]
    scorecards: tuple[Rollup, ...]

    @property
    def faults(self) -> tuple[Reported, ...]:
        """What is wrong with the readings."""
        return self.readings.faults

    @property
    def counts(self) -> Mapping[Status, int]:
        """How many metrics are in each status, over all scorecards."""
        return count(self.metrics)

    @cached_property
    def by_metric(self) -> Mapping[str, MetricResult]:
        """The results of metrics by full id."""
        return {result.id: result for result in self.metrics}

    @cached_property
    def by_objective(self) -> Mapping[str, Rollup]:
        """The results of objectives by full id."""
        return {result.id: result for result in self.objectives}

    @cached_property
    def by_perspective(self) -> Mapping[str, Rollup]:
        """The results of perspectives by ids like `corporate/financial`."""
        return {result.id: result for result in self.perspectives}

    @cached_property
    def off(self) -> tuple[MetricResult, ...]:
        """The results of the metrics that are off. What has no reading, or no target, is not."""
        return tuple(result for result in self.metrics if result.status is Status.OFF)

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """Where every living objective stands, by full id."""
        from bsc_cli.evaluation.standing import standings  # which looks at an evaluation

        return standings(self)

    def off_since(self, result: MetricResult) -> date | None:
        """Return the day on which a metric's present run of readings that are off began; None when it is not off."""
        return off_since(result, self.strategy.calendar)

    def read_from(self, objective: str) -> date | None:
        """Return the first day of the newest period of which a metric of an objective has a value as its newest."""
        first_day = self.strategy.calendar.first_day
        parts = (self.by_metric[part] for part in self.by_objective[objective].parts)
        newest = (each for part in parts for each in part.series[-1:] if each.value is not None)
        return max((first_day(each.period) for each in newest), default=None)

    def rows_of(self, metric: str) -> tuple[Reading, ...]:
        """Return the readings of a metric, as they were given, of the periods that are over on the day."""
        last_day = self.strategy.calendar.last_day
        rows = self.readings.rows.get(metric, ())
        if self.as_of is None or not rows or last_day(rows[-1].period) <= self.as_of:
            return rows
        return tuple(row for row in rows if last_day(row.period) <= self.as_of)

    def inputs_of(self, metric: Metric) -> tuple[str, ...]:
        """Return the full ids of the metrics that a metric is computed from; none when it is measured."""
        computed = self._formulas.computed.get(metric.id) if metric.formula is not None else None
        return computed.needs if computed else ()

    @cached_property
    def _formulas(self) -> Formulas:
        return Formulas(self.strategy)

    def of(self, *scorecards: str) -> Evaluation:
        """Return the part of this evaluation that is about some scorecards."""

        def own(full_id: str) -> bool:
            return full_id.split("/", 1)[0] in scorecards

        return replace(
            self,
            metrics=tuple(each for each in self.metrics if own(each.id)),
            objectives=tuple(each for each in self.objectives if own(each.id)),
            perspectives=tuple(each for each in self.perspectives if own(each.id)),
            scorecards=tuple(each for each in self.scorecards if own(each.id)),
        )

    def having(self, metrics: Collection[str]) -> Evaluation:
        """Return the part of this evaluation that is about some metrics, by full id, and what they are rolled up into.

        Scores and counts of roll-ups stay those of the whole.
        """
        chosen = tuple(each for each in self.metrics if each.id in metrics)
        above = {each.objective for each in chosen}
        objectives = tuple(each for each in self.objectives if each.id in above)
        above |= {each.above for each in objectives if each.above is not None}
        perspectives = tuple(each for each in self.perspectives if each.id in above)
        cards = {each.metric.scorecard_id for each in chosen}
        scorecards = tuple(each for each in self.scorecards if each.id in cards)
        return replace(self, metrics=chosen, objectives=objectives, perspectives=perspectives, scorecards=scorecards)

    def faults_of(self, rule: str) -> Iterator[Problem]:
        """Yield the problems with readings that one rule reports."""
        return (fault.problem for fault in self.faults if fault.rule == rule)

    def locate(self, element: Pointable, field: Field = None) -> Place:
        """Return where an element, or a field of it, stands; a problem with a reading brings its own place."""
        return self.strategy.locate(element, field)
