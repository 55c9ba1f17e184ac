"""Readings that do not fit among the others of their metric: slips of the point, and steps out of all proportion.

Medians, because one wild value moves a mean and a standard deviation so far that it hides itself (F. R. Hampel, "The
influence curve and its role in robust estimation", 1974, for the median absolute deviation).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

FEWEST_TO_SLIP = 4
"""Values from which on a slip can be told: one of them, and three that agree about what is usual."""
FEWEST_TO_STEP = 8
"""Values from which on a usual step can be told."""


class Outlier(NamedTuple):
    """The position of a value that does not fit; `power` is that of a slip by 10, 100 or 1000 (down when negative)."""

    position: int
    power: int | None = None


def outliers(values: Sequence[Decimal], times: int) -> Iterator[Outlier]:
    """Yield the values, in the order of time, that look like a mistake.

    A slip is a value that would be usual if its point stood one, two or three places elsewhere. Other values are
    wild when they stand apart from all others, and the step to them is more than some times as far from the median
    step as steps usually are; inside the series the step back must be, too, because a new level is no mistake.
    """
    slipped = dict(_slips(values))
    for position, power in slipped.items():
        yield Outlier(position, power)
    for position in _wild(values, times):
        if position not in slipped:
            yield Outlier(position)


def _slips(values: Sequence[Decimal]) -> Iterator[tuple[int, int]]:
    """Yield the positions of slips and their powers; the values beside a slip are usual, or slips of the same sort.

    Two in three values must lie within half and twice the median. Where less than three in four lie within two thirds
    and one and a half times of it, the series is so restless that a tenth or ten times may be true.
    """
    middle = median(values) if len(values) >= FEWEST_TO_SLIP else Decimal(0)
    if not values or (_within(min(values), middle, _TWICE) and _within(max(values), middle, _TWICE)):
        return  # all are usual, as nearly always
    usual = {position: value for position, value in enumerate(values) if _within(value, middle, _TWICE)}
    if middle == 0 or len(usual) < FEWEST_TO_SLIP - 1 or 3 * len(usual) < 2 * len(values):
        return
    restless = 4 * sum(_within(value, middle, _ONE_AND_A_HALF) for value in values) < 3 * len(values)
    low, high, room = min(usual.values()), max(usual.values()), abs(middle) / 10
    found: dict[int, int] = {}
    for position, value in enumerate(values):
        powers = _POWERS[restless:] if abs(value) > abs(middle) else [-power for power in _POWERS[restless:]]
        moved = [power for power in powers if low - room <= value.scaleb(-power) <= high + room]
        if position not in usual and value and moved:
            found[position] = moved[0]
    for position, power in found.items():
        beside = {position - 1, position + 1} & set(range(len(values)))
        if all(other in usual or found.get(other) == power for other in beside):
            yield position, power


_TWICE, _ONE_AND_A_HALF = Decimal(2), Decimal("1.5")
_POWERS = (1, 2, 3)


def _within(value: Decimal, middle: Decimal, factor: Decimal) -> bool:
    """Whether a value lies between the middle one divided, and multiplied, by a factor."""
    low, high = sorted((middle / factor, middle * factor))
    return low <= value <= high


def _wild(values: Sequence[Decimal], times: int) -> Iterator[int]:
    if len(values) < FEWEST_TO_STEP:
        return
    ordered = sorted(values)
    if ordered[0] == ordered[1] and ordered[-2] == ordered[-1]:
        return
    steps = [after - before for before, after in pairwise(values)]
    middle = median(steps)
    usual = median([abs(step - middle) for step in steps])
    if usual == 0:
        return
    for position in range(1, len(values)):
        value = values[position]
        alone = ordered[0] == value < ordered[1] or ordered[-2] < value == ordered[-1]
        before = steps[position - 1] - middle
        back = steps[position] - middle if position < len(steps) else -before
        if alone and abs(before) > times * usual and abs(back) > times * usual:
            yield position


def median(values: Sequence[Decimal]) -> Decimal:
    """Return the middle of some values, or the mean of the two in the middle."""
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2
