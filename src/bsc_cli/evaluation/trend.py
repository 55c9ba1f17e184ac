"""Better, worse or steady: told from a metric's own natural variation, not from two points.

A process behaviour chart for individual values (XmR): W. A. Shewhart's idea in the form of D. J. Wheeler,
"Understanding Variation" (1993). The centre line is the mean, the natural limits lie 2.66 mean moving ranges from it
(3 / d2 with d2 = 1.128 for ranges of two).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from operator import sub
from typing import NamedTuple

from bsc_cli.evaluation.gain import gain
from bsc_cli.model import Metric

FEWEST = 6
"""Fewer readings do not show what natural variation is."""
_SPREAD = Decimal("2.66")


class Trend(StrEnum):
    """What the newest readings say of a metric."""

    BETTER = "better"
    WORSE = "worse"
    STEADY = "steady"
    TOO_FEW = "too few"


class Chart(NamedTuple):
    """The centre line and the natural limits, in the unit of the metric."""

    low: Decimal
    centre: Decimal
    high: Decimal


def chart(values: Sequence[Decimal]) -> Chart:
    """Return the lines of the chart of at least two values in the order of time."""
    centre = sum(values, Decimal(0)) / len(values)
    steps = map(sub, values[1:], values)
    reach = _SPREAD * sum(map(abs, steps), Decimal(0)) / (len(values) - 1)
    return Chart(centre - reach, centre, centre + reach)


def signal(values: Sequence[Decimal], lines: Chart | None = None) -> int:
    """Return 1 or -1 when the newest value belongs to a signal above or below the centre line, else 0.

    The signals: the newest value outside a limit; eight in a row on its side of the centre line; ten of the last
    twelve on its side; three of the last four on its side and nearer to the limit than to the centre line. `lines`
    is the chart of the values, where it is known.
    """
    lines = lines or chart(values)
    newest = values[-1]
    if newest == lines.centre:
        return 0
    side = 1 if newest > lines.centre else -1
    reach = lines.high - lines.centre
    distances = [side * (value - lines.centre) for value in values[-12:]]
    beyond = distances[-1] > reach
    in_a_row = len(values) >= 8 and all(distance > 0 for distance in distances[-8:])  # noqa: PLR2004 - the published rule
    often = len(values) >= 12 and sum(distance > 0 for distance in distances[-12:]) >= 10  # noqa: PLR2004 - likewise
    near_limit = sum(distance > reach / 2 for distance in distances[-4:]) >= 3  # noqa: PLR2004 - likewise
    return side if beyond or in_a_row or often or near_limit else 0


def trend(metric: Metric, values: Sequence[Decimal], lines: Chart | None = None) -> Trend | None:
    """Return the trend of a metric's values; None when there are none or no direction is the better one.

    `lines` is the chart of the values, where it is known.
    """
    if not values or metric.direction is None:
        return None
    if len(values) < FEWEST:
        return Trend.TOO_FEW
    lines = lines or chart(values)
    side = signal(values, lines)
    if side == 0:
        return Trend.STEADY
    if metric.direction == "within":
        nearer = gain(metric, lines.centre, values[-1])
        return Trend.BETTER if nearer and nearer > 0 else Trend.WORSE if nearer else Trend.STEADY
    return Trend.BETTER if (side > 0) == (metric.direction == "higher") else Trend.WORSE
