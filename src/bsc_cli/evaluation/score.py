"""The score: 100 is the target, 50 the red line, and a straight line through both."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from bsc_cli.evaluation.expected import Expected
from bsc_cli.model import Metric, Range, red_line, red_line_beyond


class Scored(NamedTuple):
    """A score, and the red line that it was measured with. A score of None: there is no width to measure by."""

    score: Decimal | None
    red_line: Decimal | None


def score_towards(metric: Metric, value: Decimal, expected: Expected) -> Scored:
    """Score a value of a metric for which higher, or lower, is better.

    score = 100 - 50 * shortfall / width, where the shortfall is what is lacking to the expected value (less than 0 when
    it is surpassed) and the width the distance from the target to the red line.
    """
    line = red_line(metric, expected.end)
    width = abs(expected.end - line)
    shortfall = expected.value - value if metric.direction == "higher" else value - expected.value
    return Scored(None, metric.red_line) if width == 0 else Scored(100 - 50 * shortfall / width, line)


def score_within(metric: Metric, value: Decimal, bounds: Range) -> Scored:
    """Score a value of a metric that is to stay in a range: 100 inside, less by the distance outside.

    The red line that counts is the one beyond the bound that was crossed. The red line shown is that one; inside the
    range there is none.
    """
    if bounds.low is not None and value < bounds.low:
        bound, shortfall = bounds.low, bounds.low - value
    elif bounds.high is not None and value > bounds.high:
        bound, shortfall = bounds.high, value - bounds.high
    else:
        return Scored(Decimal(100), None)
    line = red_line_beyond(metric, bound, below=value < bound)
    width = abs(bound - line)
    return Scored(None, metric.red_line) if width == 0 else Scored(100 - 50 * shortfall / width, line)


def progress(metric: Metric, value: Decimal, last_target: Decimal | None) -> Decimal | None:
    """Return how much of the way from the baseline to the last target is done, in percent, beyond 100 as it is."""
    if metric.baseline is None or last_target is None or last_target == metric.baseline:
        return None
    return 100 * (value - metric.baseline) / (last_target - metric.baseline)
