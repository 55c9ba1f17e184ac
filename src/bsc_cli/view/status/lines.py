"""An evaluation as lines from top to bottom, in one of several orders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from bsc_cli.evaluation import Evaluation, MetricResult, Rollup, Status
from bsc_cli.forecast import Outlook
from bsc_cli.view.status.line import Line, Section, of_metric, of_rollup
from bsc_cli.view.status.order import worst_first
from bsc_cli.view.status.titles import titles_of
from bsc_cli.view.status.units import units

MEASURED = ("value", "expected", "score", "status", "trend", "recent", "owner", "read")
"""The columns of metrics."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How a status is laid out: by perspective or by unit, in the order of the strategy or the worst first.

    With an `outlook` each metric's line says how likely its next target is met.
    """

    by: Literal["perspective", "unit"] = "perspective"
    sort: Literal["strategy", "worst"] = "strategy"
    outlook: Outlook | None = None

    @property
    def measured(self) -> tuple[str, ...]:
        """The columns of metrics."""
        at = MEASURED.index("status") + 1
        return (*MEASURED[:at], "chance", *MEASURED[at:]) if self.outlook else MEASURED

    def line_of(self, result: MetricResult, depth: int) -> Line:
        """Return the line of a metric."""
        return of_metric(result, depth, self.outlook.by_metric.get(result.id, ()) if self.outlook else None)


USUAL = Arrangement()


def sections(evaluation: Evaluation, arrangement: Arrangement = USUAL) -> tuple[Section, ...]:
    """Return a section for each scorecard; or one of all metrics, the worst first; or the tree of the units."""
    if arrangement.by == "unit":
        return units(evaluation, worst=arrangement.sort == "worst")
    if arrangement.sort == "worst":
        return (_flat(evaluation, arrangement),)
    return tuple(_by_scorecard(evaluation, arrangement))


def _flat(evaluation: Evaluation, arrangement: Arrangement) -> Section:
    living = [result for result in evaluation.metrics if result.status is not Status.RETIRED]
    columns = arrangement.measured
    if len(evaluation.strategy.scorecards) > 1:
        columns = (*columns, "scorecard")
    return Section(columns, tuple(arrangement.line_of(result, 0) for result in worst_first(living)))


def _by_scorecard(evaluation: Evaluation, arrangement: Arrangement) -> Iterator[Section]:
    titles = titles_of(evaluation)
    perspectives = _by_what_is_above(evaluation.perspectives)
    objectives = _by_what_is_above(evaluation.objectives)
    metrics: dict[str, list[MetricResult]] = {}
    for result in evaluation.metrics:
        if result.status is not Status.RETIRED:
            metrics.setdefault(result.objective, []).append(result)
    for card in evaluation.scorecards:
        below: list[Line] = []
        for perspective in perspectives.get(card.id, ()):
            below.append(of_rollup(perspective, 1, titles["objective"]))
            for objective in objectives.get(perspective.id, ()):
                below += _objective(objective, metrics.get(objective.id, ()), titles["metric"], arrangement)
        top = of_rollup(card, 0, titles["perspective"])
        yield Section(arrangement.measured, tuple(below), top.name, top)


def _objective(
    objective: Rollup,
    metrics: list[MetricResult] | tuple[()],
    titles: Mapping[str, str],
    arrangement: Arrangement,
) -> Iterator[Line]:
    """Yield an objective and its metrics. One that only says what its one metric says is a name above it."""
    line = of_rollup(objective, 2, titles)
    alone = len(objective.parts) == len(metrics) == 1 and metrics[0].score == objective.score
    yield replace(line, cells={}, status=None, about="") if alone else line
    yield from (arrangement.line_of(result, 3) for result in metrics)


def _by_what_is_above(results: tuple[Rollup, ...]) -> Mapping[str | None, list[Rollup]]:
    found: dict[str | None, list[Rollup]] = {}
    for result in results:
        found.setdefault(result.above, []).append(result)
    return found
