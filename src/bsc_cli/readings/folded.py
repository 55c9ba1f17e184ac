"""Readings of days made into those of the periods that a metric is measured in: what is kept of very many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from typing import Literal, TypeAlias

from bsc_cli.model import CADENCES, Calendar, Metric
from bsc_cli.readings.reading import Reading

EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)
"""Numbers have up to 18 digits before and after the point: sums, differences and products of two of them are exact."""
Aggregate: TypeAlias = Literal["last", "sum", "mean", "min", "max"]


def together(numbers: Sequence[Decimal], how: Aggregate) -> Decimal:
    """Return what some values of shorter periods, in the order of time, are for the whole one. There is at least one.

    Exact under the context EXACT, but for a mean that has no end.
    """
    match how:
        case "last":
            return numbers[-1]
        case "sum":
            return sum(numbers, Decimal(0))
        case "mean":
            return sum(numbers, Decimal(0)) / len(numbers)
        case "min":
            return min(numbers)
        case "max":
            return max(numbers)


def folded(rows: Sequence[Reading], metric: Metric, calendar: Calendar, today: date | None) -> tuple[Reading, ...]:
    """Return readings in order with each period of the metric's cadence as one: its own, else made of finer ones.

    One that is made has the value and the newest note that `evaluation` would find, and the place of the newest
    finer one. Periods that begin after `today` stay as they are. Without `every` nothing is made.
    """
    every = metric.every
    if every is None:
        return tuple(rows)
    rank = CADENCES.index(every)
    own = {row.period for row in rows if row.period.cadence == every}
    finer: dict[object, list[Reading]] = {}
    kept: list[Reading] = []
    for row in rows:
        if row.period.cadence == every or (today is not None and calendar.first_day(row.period) > today):
            kept.append(row)
        elif CADENCES.index(row.period.cadence) < rank:
            period = calendar.holding(calendar.last_day(row.period), every)
            if period not in own:
                finer.setdefault(period, []).append(row)
    with localcontext(EXACT):
        made = tuple(_made(finer, metric, calendar))
    return in_order((*kept, *made), calendar)


def _made(finer: dict[object, list[Reading]], metric: Metric, calendar: Calendar) -> Iterator[Reading]:
    for rows in finer.values():
        numbers = [row.value for row in rows if row.value is not None]
        value = together(numbers, metric.aggregate) if numbers else None
        note = next((row.note for row in reversed(rows) if row.note), "")
        newest = rows[-1]
        period = calendar.holding(calendar.last_day(newest.period), metric.every or newest.period.cadence)
        yield newest._replace(period=period, value=plain(value), note=note)


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
