"""From an evaluation to what the cards of a map show: status, the two metrics that matter most, their readings."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from bsc_cli.view.map.amount import bounds
from bsc_cli.view.map.mark import Mark, MetricLine
from bsc_cli.view.numbers import shown

if TYPE_CHECKING:
    from bsc_cli.diff import Reviewed
    from bsc_cli.evaluation import Evaluation, MetricResult

_LATEST = 12
"""How many readings a sparkline shows: a year of months."""
_MOST = 2


def marks_of(evaluation: Evaluation) -> Mapping[str, Mark]:
    """Return the mark of every living objective by full id; of its metrics the worst scored come first.

    Scorecards have marks too, by their own ids, for the cards that they are folded into.
    """
    marks: dict[str, Mark] = {}
    for rollup in evaluation.objectives:
        results = [evaluation.by_metric[part] for part in rollup.parts]
        ordered = sorted(results, key=_urgency)
        status = str(ordered[0].status) if rollup.score is None and ordered else str(rollup.status)
        marks[rollup.id] = Mark(status, tuple(_line(result) for result in ordered[:_MOST]))
    marks |= {each.id: Mark(str(each.status)) for each in evaluation.scorecards}
    return marks


def marks_of_both(reviewed: Reviewed) -> Mapping[str, Mark]:
    """Return the marks of the strategy of `both`: of what is there now, and of what is gone as it stood."""
    in_head = reviewed.diff.pairs.in_head
    before = {in_head("objective", full): mark for full, mark in marks_of(reviewed.before).items() if "/" in full}
    return {**before, **marks_of(reviewed.after)}


def _urgency(result: MetricResult) -> tuple[bool, Decimal]:
    return (result.score is None, result.score or Decimal(0))


def _line(result: MetricResult) -> MetricLine:
    numbers = [value.value for value in result.series if value.value is not None]
    return MetricLine(
        title=result.title,
        value=None if result.value is None else shown(result.value),
        target=_target(result),
        unit=result.metric.unit,
        expected=None if result.expected in (None, result.target) else shown(result.expected),
        readings=tuple(numbers[-_LATEST:]),
        level=result.target,
        leading=result.metric.kind_ == "leading",
    )


def _target(result: MetricResult) -> str | None:
    if result.target is not None:
        return shown(result.target)
    return bounds(result.target_range) if result.target_range else None
