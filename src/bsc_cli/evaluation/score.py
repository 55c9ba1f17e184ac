"""The score: 100 is the target, 50 the red line, and a straight line through both."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from bsc_cli.evaluation.exact import Exact, down, less, ratio_down
from bsc_cli.evaluation.expected import Expected
from bsc_cli.model import Metric, Range, red_line, red_line_beyond


class Scored(NamedTuple):
    """A score, and the red line that it was measured with. A score of None: there is no width to measure by.

    One without an end is rounded down at 60 digits; `shortfall` and `width`, exact, are what it was made of.
    """

    score: Decimal | None
    red_line: Decimal | None
    shortfall: Exact = Decimal(0)
    width: Decimal = Decimal(1)


def score_towards(metric: Metric, value: Exact, expected: Expected) -> Scored:
    """Score a value of a metric for which higher, or lower, is better.

    score = 100 - 50 * shortfall / width, where the shortfall is what is lacking to the expected value (less than 0 when
    it is surpassed) and the width the distance from the target to the red line.
    """
    line = red_line(metric, expected.end)
    width = abs(expected.end - line)
    if width == 0:
        return Scored(None, metric.red_line)
    lacking = less(expected.total, value if expected.times == 1 else value * expected.times)
    return _scored(lacking if metric.direction == "higher" else -lacking, width * expected.times, line)


def score_within(metric: Metric, value: Exact, bounds: Range) -> Scored:
    """Score a value of a metric that is to stay in a range: 100 inside, less by the distance outside.

    The red line that counts is the one beyond the bound that was crossed. The red line shown is that one; inside the
    range there is none.
    """
    for bound, is_low in ((bounds.low, True), (bounds.high, False)):
        if bound is None:
            continue
        lacking = less(bound, value) if is_low else -less(bound, value)
        if lacking > 0:
            line = red_line_beyond(metric, bound, below=is_low)
            width = abs(bound - line)
            return Scored(None, metric.red_line) if width == 0 else _scored(lacking, width, line)
    return Scored(Decimal(100), None)


def exact_score(shortfall: Exact, width: Decimal) -> Fraction:
    """Return a score with nothing rounded: 100 - 50 * shortfall / width."""
    points, parts = shortfall.as_integer_ratio()
    length, units = width.as_integer_ratio()
    return Fraction(100 * length * parts - 50 * points * units, length * parts)


def _scored(shortfall: Exact, width: Decimal, line: Decimal) -> Scored:
    if isinstance(shortfall, Decimal):
        score = ratio_down(100 * width - 50 * shortfall, width)
    else:
        score = down(exact_score(shortfall, width))
    return Scored(score, line, shortfall, width)


def progress(metric: Metric, value: Decimal, last_target: Decimal | None) -> Decimal | None:
    """Return how much of the way from the baseline to the last target is done, in percent, beyond 100 as it is."""
    if metric.baseline is None or last_target is None or last_target == metric.baseline:
        return None
    return 100 * (value - metric.baseline) / (last_target - metric.baseline)
