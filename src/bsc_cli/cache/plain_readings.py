"""Readings as JSON and back. What comes back may be written by anybody: it is Readings in every part, or nothing."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain, repeat
from operator import add, lt, sub
from typing import Any

from bsc_cli.cache.sure import a_list, a_place, a_text
from bsc_cli.finding import Also, Problem, Reported, Spot
from bsc_cli.model import CADENCES, Calendar, Period
from bsc_cli.readings import Reading, Readings

_NUMBER = re.compile(r"-?\d{1,60}(?:\.\d{1,60})?(?:E[-+]\d{1,2})?", re.ASCII)


def plain_readings(readings: Readings, calendar: Calendar) -> dict[str, Any] | None:
    """Return readings as JSON can hold them, the numbers to the digit; None where a fault is about more than a place.

    They go by columns, one of each metric, which takes a third of the room and of the time that rows do.
    """
    periods = sorted({row.period for rows in readings.rows.values() for row in rows}, key=_in_time(calendar))
    faults = [_plain_fault(each) for each in readings.faults]
    if None in faults:
        return None
    number = {period: place for place, period in enumerate(periods)}
    return {
        "periods": [str(period) for period in periods],
        "metrics": [[metric, *_columns(rows, number)] for metric, rows in readings.rows.items()],
        "faults": faults,
        "newest": {metric: day.isoformat() for metric, day in readings.newest.items()},
    }


def _columns(rows: Sequence[Reading], number: Mapping[Period, int]) -> Iterator[object]:
    _, periods, values, notes, paths, lines, columns, ends = zip(*rows, strict=True)
    yield [number[period] for period in periods]
    yield [value if value is None else str(value) for value in values]
    yield [[place, note] for place, note in enumerate(notes) if note]
    for column in (paths, lines, columns, tuple(map(sub, ends, columns))):
        yield column[0] if len(set(column)) == 1 else column


def _plain_fault(fault: Reported) -> list[Any] | None:
    element, message, field, help_, also = fault.problem
    spots = [(each.element, each.note) for each in also]
    if not isinstance(element, Spot) or field is not None or any(each.field is not None for each in also):
        return None
    if not all(isinstance(spot, Spot) for spot, _ in spots):
        return None
    return [fault.rule, element, message, help_, spots]


def readings_of(plain: object, calendar: Calendar, metrics: Container[str], rules: Container[str]) -> Readings | None:
    """Return the readings that JSON holds, of these metrics and with faults of these rules; None when it holds none."""
    if not isinstance(plain, dict):
        return None
    try:
        periods = [Period.read(a_text(each)) for each in a_list(plain["periods"])]
        in_time = [*map(_in_time(calendar), periods)]
        numbers = _Numbers()
        rows = dict(_rows(each, periods, numbers) for each in a_list(plain["metrics"]))
        newest = {a_text(metric): date.fromisoformat(a_text(day)) for metric, day in plain["newest"].items()}
        faults = tuple(_fault(each) for each in a_list(plain["faults"]))
    except (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError):
        return None
    if (
        not _increases(in_time)
        or not _increases([*rows])
        or not all(each in metrics for each in chain(rows, newest))
        or not all(each.rule in rules for each in faults)
    ):
        return None
    return Readings(rows, faults, newest)


class _Numbers(dict[str | None, Decimal | None]):
    """Numbers by how they are written: the same few again and again."""

    def __missing__(self, written: str | None) -> Decimal | None:
        if written is not None and not _NUMBER.fullmatch(written):
            raise ValueError(written)
        number = self[written] = None if written is None else Decimal(written)
        return number


def _rows(
    plain: object, periods: Sequence[Period], numbers: Mapping[str | None, Decimal | None]
) -> tuple[str, tuple[Reading, ...]]:
    metric, places, values, noted, paths, *rest = a_list(plain)
    count = len(a_list(places))
    if not count or len(a_list(values)) != count or min(places) < 0 or not _increases(places):
        raise ValueError(plain)
    notes = [""] * count
    for place, note in a_list(noted):
        notes[place] = a_text(note)
    named = [a_text(each) for each in paths] if isinstance(paths, list) else repeat(a_text(paths), count)
    lines, columns, lengths = (_positive(each, count) for each in rest)
    ends = map(add, columns, lengths)
    columns_of = (
        repeat(a_text(metric), count),
        map(periods.__getitem__, places),
        map(numbers.__getitem__, values),
        notes,
        named,
        lines,
        columns,
        ends,
    )
    return metric, tuple(map(Reading._make, zip(*columns_of, strict=True)))


def _positive(plain: object, count: int) -> list[int]:
    """Return a column of numbers from 1, of which one may stand for all."""
    numbers: list[Any] = plain if isinstance(plain, list) else [plain] * count
    if not all(type(each) is int for each in numbers) or min(numbers) < 1:
        raise TypeError(plain)
    return numbers


def _fault(plain: object) -> Reported:
    rule, spot, message, help_, also = a_list(plain)
    others = tuple(Also(_spot(where), a_text(note)) for where, note in a_list(also))
    said = None if help_ is None else a_text(help_)
    return Reported(a_text(rule), Problem(_spot(spot), a_text(message), help=said, also=others))


def _spot(plain: object) -> Spot:
    identity, place = a_list(plain)
    return Spot(a_text(identity), a_place(place))


def _in_time(calendar: Calendar) -> Any:  # noqa: ANN401 - a key to sort by
    return lambda period: (calendar.last_day(period), -CADENCES.index(period.cadence))


def _increases(values: Sequence[Any]) -> bool:
    return all(map(lt, values, values[1:]))
