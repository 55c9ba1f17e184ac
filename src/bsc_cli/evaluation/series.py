"""The values of a metric in time, and finer ones made into those of longer periods."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from bsc_cli.evaluation.exact import Exact, is_long, is_short, nearest, unrounded
from bsc_cli.model import CADENCES, Cadence, Calendar, Period
from bsc_cli.readings import Aggregate, Reading, together


class Value(NamedTuple):
    """One closed period with its last day, and a value in the metric's unit; None is known to be missing.

    `exact` is what was computed, where the value is that rounded to 60 digits, or has more digits than a reading.
    """

    period: Period
    ends: date
    value: Decimal | None
    note: str = ""
    exact: Fraction | None = None

    @classmethod
    def computed(cls, period: Period, ends: date, number: Exact, note: str = "") -> Value:
        """Return a value that was computed. What is exact but far too long is left as it is rounded."""
        value = nearest(number)
        if is_short(value):
            return cls(period, ends, value, note)
        exact = Fraction(number)
        return cls(period, ends, value, note, Fraction(value) if is_long(exact) else exact)

    @property
    def precise(self) -> Exact | None:
        """The value with all its digits, to judge it by."""
        if self.exact is not None or self.value is None:
            return self.exact
        return unrounded(self.value)


Series: TypeAlias = tuple[Value, ...]
"""From the oldest to the newest."""


def seen(rows: Iterable[Reading], calendar: Calendar, as_of: date | None) -> Series:
    """Return the readings of periods that are over by a day; without a day, all of them. The rows are in order."""
    last_day = calendar.last_day
    values = tuple([Value(row.period, last_day(row.period), row.value, row.note) for row in rows])
    if as_of is None or not values or values[-1].ends <= as_of:
        return values
    return tuple(value for value in values if value.ends <= as_of)


def aggregated(series: Series, cadence: Cadence, how: Aggregate, calendar: Calendar, as_of: date | None) -> Series:
    """Return the values of the closed periods of a cadence.

    A period that was read itself keeps that value. Else finer values make it: those that end in it, so a week belongs
    to the month of its last day. It is known to be missing when all of them are. Coarser values are left out.
    """
    if all(value.period.cadence == cadence for value in series):
        return series
    own = {value.period: value for value in series if value.period.cadence == cadence}
    finer: dict[Period, list[Value]] = {}
    rank = CADENCES.index(cadence)
    for value in series:
        if CADENCES.index(value.period.cadence) < rank:
            period = calendar.holding(value.ends, cadence)
            if period not in own:
                finer.setdefault(period, []).append(value)
    made = [_together(period, calendar.last_day(period), values, how) for period, values in finer.items()]
    closed = [value for value in made if as_of is None or value.ends <= as_of]
    return tuple(sorted((*own.values(), *closed), key=lambda value: value.ends)) if closed else tuple(own.values())


def _together(period: Period, ends: date, values: list[Value], how: Aggregate) -> Value:
    numbers = [value.value for value in values if value.value is not None]
    note = next((value.note for value in reversed(values) if value.note), "")
    if not numbers:
        return Value(period, ends, None, note)
    made = together(numbers, how)
    if is_short(made) or all(map(is_short, numbers)):
        return Value(period, ends, made, note)  # `unrounded` tells what it was
    precise = [Fraction(value.precise) for value in values if value.precise is not None]
    return Value.computed(period, ends, together(precise, how), note)
