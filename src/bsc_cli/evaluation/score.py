"""The score: 100 is the target, 50 the red line, and a straight line through both."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from bsc_cli.evaluation.expected import Expected
from bsc_cli.model import Metric, Range

DEFAULT_WIDTH = Decimal("0.1")
"""Without red line and baseline, the red line stands a tenth of the target away from it."""


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


def red_line(metric: Metric, target: Decimal) -> Decimal:
    """Return the red line of a target: the one declared, else the baseline, else a tenth of the target away from it."""
    if metric.red_line is not None:
        return metric.red_line
    if metric.baseline is not None:
        return metric.baseline
    width = abs(target) * DEFAULT_WIDTH
    return target - width if metric.direction == "higher" else target + width


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


def red_line_beyond(metric: Metric, bound: Decimal, *, below: bool) -> Decimal:
    """Return the red line on one side of a range: the declared one or the baseline if it lies there, else a tenth away.

    A declared red line that is the bound itself counts, and leaves no width. A baseline inside the range, or at its
    edge, is no red line: it was already as good as wanted.
    """
    if metric.red_line is not None and (metric.red_line <= bound if below else metric.red_line >= bound):
        return metric.red_line
    if metric.baseline is not None and (metric.baseline < bound if below else metric.baseline > bound):
        return metric.baseline
    width = abs(bound) * DEFAULT_WIDTH
    return bound - width if below else bound + width


def progress(metric: Metric, value: Decimal, last_target: Decimal | None) -> Decimal | None:
    """Return how much of the way from the baseline to the last target is done, in percent, beyond 100 as it is."""
    if metric.baseline is None or last_target is None or last_target == metric.baseline:
        return None
    return 100 * (value - metric.baseline) / (last_target - metric.baseline)
