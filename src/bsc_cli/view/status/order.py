"""What comes first when the worst is to come first."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from bsc_cli.evaluation import Evaluation, MetricResult, Rollup, Status

_UNKNOWN = (Status.LATE, Status.MISSING, Status.NEVER_MEASURED)
MOST_MOVES = 3


def worst_first(results: Iterable[MetricResult]) -> tuple[MetricResult, ...]:
    """Return metrics by score from the lowest, then those that owe a number, then the rest; retired ones last."""
    return tuple(sorted(results, key=urgency))


def urgency(result: MetricResult | Rollup) -> tuple[int, Decimal]:
    """Return what to sort by: the more urgent is the lesser. What is equal stays in the order of the strategy."""
    if result.score is not None:
        return 0, result.score
    group = 1 if result.status in _UNKNOWN else 3 if result.status is Status.RETIRED else 2
    return group, Decimal(0)


class Moves(NamedTuple):
    """The metrics that are furthest off, the worst first, and how many more are off."""

    worst: tuple[MetricResult, ...]
    more: int


def moves(evaluation: Evaluation) -> Moves:
    """Return whose move it is: at most three metrics that are off."""
    off = worst_first(result for result in evaluation.metrics if result.status is Status.OFF)
    return Moves(off[:MOST_MOVES], len(off[MOST_MOVES:]))
