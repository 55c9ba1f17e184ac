"""Readings of days made into those of the periods that a metric is measured in: what is kept of very many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar

from bsc_cli.model import CADENCES, Cadence, Calendar, Metric, Period
from bsc_cli.readings.reading import Reading

if TYPE_CHECKING:
    from fractions import Fraction

EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)
"""Numbers have up to 18 digits before and after the point: sums, differences and products of two of them are exact."""
Aggregate: TypeAlias = Literal["last", "sum", "mean", "min", "max"]
_Number = TypeVar("_Number", Decimal, "Fraction")


def together(numbers: Sequence[_Number], how: Aggregate) -> _Number:
    """Return what some values of shorter periods, in the order of time, are for the whole one. There is at least one.

    Exact for fractions, and for decimals under the context EXACT, but for a mean that has no end.
    """
    nothing = type(numbers[0])(0)
    match how:
        case "last":
            return numbers[-1]
        case "sum":
            return sum(numbers, nothing)
        case "mean":
            return sum(numbers, nothing) / len(numbers)
        case "min":
            return min(numbers)
        case "max":
            return max(numbers)


class Folding:
    """Makes readings of very many metrics, over the same days, into those of the periods that each is measured in."""

    def __init__(self, calendar: Calendar, today: date | None) -> None:
        self._calendar, self._today = calendar, today
        self._wholes: dict[Cadence, _Wholes] = {}

    def fold(self, rows: Sequence[Reading], metric: Metric) -> tuple[Reading, ...]:
        """Return readings in order with each period of the metric's cadence as one: its own, else made of finer ones.

        One that is made has the value and the newest note that `evaluation` would find, and the place of the newest
        finer one. Periods that begin after `today` stay as they are. Without `every` nothing is made.
        """
        if metric.every is None:
            return tuple(rows)
        whole_of = self._wholes.setdefault(metric.every, _Wholes(self, metric.every))
        kept: list[Reading] = []
        finer: dict[Period, list[Reading]] = {}
        for row in rows:
            whole = whole_of[row.period]
            if whole is None:
                kept.append(row)
            elif whole in finer:
                finer[whole].append(row)
            else:
                finer[whole] = [row]
        for row in kept:
            finer.pop(row.period, None)
        with localcontext(EXACT):
            made = [_made(finer_rows, whole, metric) for whole, finer_rows in finer.items()]
        return in_order((*kept, *made), self._calendar)

    def newest(self, rows: Sequence[Reading]) -> date | None:
        """Return the last day of the newest of some readings in order that has begun by `today`; None for none."""
        newest = next((row for row in reversed(rows) if self.has_begun(row.period)), None)
        return self._calendar.last_day(newest.period) if newest else None

    def has_begun(self, period: Period) -> bool:
        """Whether a period begins by `today`, if that is known."""
        return self._today is None or self._calendar.first_day(period) <= self._today

    def whole(self, period: Period, every: Cadence) -> Period | None:
        """Return the period of a cadence that a shorter one is made into; None for one that stays as it is."""
        if CADENCES.index(period.cadence) >= CADENCES.index(every) or not self.has_begun(period):
            return None
        return self._calendar.holding(self._calendar.last_day(period), every)


class _Wholes(dict[Period, Period | None]):
    """What each period is made into, in one cadence: every metric has the same days."""

    def __init__(self, folding: Folding, every: Cadence) -> None:
        super().__init__()
        self._folding, self._every = folding, every

    def __missing__(self, period: Period) -> Period | None:
        whole = self[period] = self._folding.whole(period, self._every)
        return whole


def _made(rows: Sequence[Reading], period: Period, metric: Metric) -> Reading:
    numbers = [row.value for row in rows if row.value is not None]
    value = together(numbers, metric.aggregate) if numbers else None
    note = next((row.note for row in reversed(rows) if row.note), "")
    return rows[-1]._replace(period=period, value=plain(value), note=note)


def plain(value: Decimal | None) -> Decimal | None:
    """Return a number without zeros at its end, and 0 without a sign: however it was made, it is written the same."""
    if not value:
        return value if value is None else Decimal(0)
    if value == value.to_integral_value():
        return value.quantize(Decimal(1), context=EXACT)
    return value.normalize(EXACT)


def in_order(rows: Sequence[Reading], calendar: Calendar) -> tuple[Reading, ...]:
    """Return readings from the oldest to the newest last day; of two that end together the shorter one is the newer."""
    return tuple(sorted(rows, key=lambda row: (calendar.last_day(row.period), -CADENCES.index(row.period.cadence))))
