"""How much better a metric became: its values compared in the direction that is the better one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bsc_cli.model import Metric


def gain(metric: Metric, before: Decimal, after: Decimal) -> Decimal | None:
    """Return how much better one value is than another, in the metric's unit: below 0 when it is worse.

    For a range, how much nearer to it. None when no direction is the better one.
    """
    if metric.direction is None:
        return None
    if metric.direction == "within":
        return outside(metric, before) - outside(metric, after)
    return after - before if metric.direction == "higher" else before - after


def worths(metric: Metric, values: Sequence[Decimal]) -> Sequence[Decimal]:
    """Return numbers that are greater the better the values are: two of them differ by what `gain` says.

    They are in the metric's unit, and not rounded where the context is EXACT. The metric has a better direction.
    """
    if metric.direction == "within":
        return [-outside(metric, value) for value in values]
    return values if metric.direction == "higher" else [-value for value in values]


def outside(metric: Metric, value: Decimal) -> Decimal:
    """Return how far a value is outside the target range: 0 inside."""
    bounds = metric.target_range
    if bounds is None:
        return Decimal(0)
    below = bounds.low - value if bounds.low is not None else Decimal(0)
    above = value - bounds.high if bounds.high is not None else Decimal(0)
    return max(below, above, Decimal(0))
