"""The newest values of a metric as a picture of one line."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bsc_cli.evaluation import MetricResult
from bsc_cli.model import Cadence

LATEST = 12
"""How many periods are looked back: a year of months."""
GAP = "╌"
"""What stands for a period that nothing is known of."""
_BLOCKS = "▁▂▃▄▅▆▇█"
_DAYS: dict[Cadence, float] = {
    "day": 1,
    "week": 7,
    "month": 30.4375,
    "quarter": 91.3125,
    "half-year": 182.625,
    "year": 365.25,
}


def recent(result: MetricResult) -> tuple[Decimal | None, ...]:
    """Return the values of the last twelve periods up to the newest that was read, in the metric's unit, oldest first.

    None stands for a period that is known to be missing and, where the metric says how often it is read, for one
    that was passed over. Periods before the first reading are left out.
    """
    every = result.metric.every
    values: list[Decimal | None] = []
    after = None
    for value in reversed(result.series[-LATEST:]):
        if after is not None and every is not None:
            # Periods of one cadence differ by a few days at most: rounding tells how many lie between two.
            values += [None] * min(round((after.ends - value.ends).days / _DAYS[every]) - 1, LATEST)
        values.append(value.value)
        after = value
    return tuple(reversed(values[:LATEST]))


def sparkline(values: Sequence[Decimal | None]) -> str:
    """Return one block for each value, from the lowest of them to the highest; a dash for what is not known."""
    there = [value for value in values if value is not None]
    if not there:
        return ""
    low, high = min(there), max(there)
    return "".join(GAP if value is None else _BLOCKS[level(value, low, high, len(_BLOCKS) - 1)] for value in values)


def level(value: Decimal, low: Decimal, high: Decimal, steps: int) -> int:
    """Return where a value stands between two others, in whole steps from 0; half way when those are the same."""
    return steps // 2 if low == high else round((value - low) / (high - low) * steps)
