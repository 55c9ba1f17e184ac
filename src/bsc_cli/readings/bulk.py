"""Very many readings, summed up by DuckDB: the only module that knows it.

What is asked of a file is asked in SQL, once; whatever has anything about it is left to the reader of lines, metric by
metric, so that both say the same. Memory is a matter of metrics and periods, not of rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, localcontext
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bsc_cli.model import CADENCES, Cadence, Metric, Period
from bsc_cli.model.period import MONTHS_IN
from bsc_cli.readings.folded import EXACT, Folding, in_order, plain
from bsc_cli.readings.large import FEW, LargeFile
from bsc_cli.readings.names import Names
from bsc_cli.readings.reader import Reader, Unlike
from bsc_cli.readings.reading import Reading, Readings
from bsc_cli.readings.sql import GROUPS, LINES, MADE, NEWEST, NO_NUMBERS, NUMBERS, ODD, SINGLE, filled, source, usual
from bsc_cli.readings.written import read_period

if TYPE_CHECKING:
    from bsc_cli.strategy import Strategy

MANY = 4 << 20
"""Bytes of readings, in all, from which on they are folded, and read here where DuckDB is installed."""


def can_read_bulk() -> bool:
    """Whether DuckDB is installed (the extra `duckdb`)."""
    return find_spec("duckdb") is not None


def read_bulk(files: Mapping[str, Path], strategy: Strategy, today: date | None = None) -> Readings | None:
    """Read files by the path they are shown with, as `read` does with `fold`; None when only `read` can tell."""
    import duckdb

    try:
        tables = [LargeFile.of(path, file, index) for index, (path, file) in enumerate(sorted(files.items()))]
        with duckdb.connect(config=_ALONE) as database:
            return _Bulk(database, strategy, tables, today).read()
    except (Unlike, duckdb.Error):
        return None


_ALONE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}

_DAY = len("2026-07-15") + 3
"""How far from the end of a metric, before a day, its value begins: two commas, counted from 1."""
_LINE = (1 << 42) - 1
_new = tuple.__new__  # as in `usual`: there may be hundreds of thousands

_METRICS = {
    "number": "int",
    "metric": "varchar",
    "months": "int",
    "begins": "int",
    "how": "varchar",
    "low": "varchar",
    "high": "varchar",
    "every": "int",
}
_PERIODS = {"key": "varchar", "cadence": "int"}


class _Bulk:
    """One reading of some tables."""

    def __init__(self, database: Any, strategy: Strategy, tables: Sequence[LargeFile], today: date | None) -> None:  # noqa: ANN401 - DuckDB's types are not at hand
        self._database, self._strategy, self._tables, self._today = database, strategy, tables, today
        self._names = Names(strategy)
        self._measured: list[tuple[str, Metric]] = []
        self._spelt: dict[str | None, list[str]] = {}
        self._rows: dict[str, list[Reading]] = {}
        self._newest: dict[str, date] = {}
        self._folding = Folding(strategy.calendar, today)
        self._paths = {table.number: table.path for table in tables}

    def read(self) -> Readings:
        """Read all tables; raise Unlike when a line is not a row."""
        places = max(table.places for table in self._tables)
        metrics = self._names.metrics.values()
        numbers = NUMBERS if any(each.limits or each.aggregate != "last" for each in metrics) else NO_NUMBERS
        whole = 18 if places == FEW else 38
        looks = usual(max(self._tables, key=lambda table: table.lines).looks)
        rows = source(self._tables)
        self._ask(filled(GROUPS, usual=looks, numbers=numbers, places=places, whole=whole, source=rows))
        [(count,)] = self._ask("select coalesce(sum(rows), 0)::bigint from groups")
        if count != sum(table.lines - 1 for table in self._tables):
            raise Unlike
        self._declare()
        odd = self._odd()
        self._table("odd", {"metric": "varchar"}, [(each,) for each in odd if each is not None])
        reader = Reader(self._strategy)
        for table in self._tables:
            self._line_by_line(reader, table, odd)
        rest = reader.finish(fold=True, today=self._today)
        made, own = self._made(), self._single()
        for full in own.keys() | made.keys():
            self._put(self._names.metrics[full], own.get(full, []), made.get(full, []))
        together = {**{full: tuple(rows) for full, rows in self._rows.items()}, **rest.rows}
        return Readings(dict(sorted(together.items())), rest.faults, {**self._newest, **rest.newest})

    def _ask(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self._database.execute(query, values).fetchall()
        return found

    def _declare(self) -> None:
        """Tell the database what is asked of each metric that is measured, and which periods there are."""
        told: list[tuple[object, ...]] = []
        for (text,) in self._ask("select distinct metric from groups where metric is not null"):
            full = self._names.full_id(text.strip())
            metric = self._names.metrics.get(full or "")
            self._spelt.setdefault(full, []).append(text)
            if text != text.strip() or metric is None or metric.formula is not None or full in self._names.retired:
                continue
            low, high = (metric.limits.low, metric.limits.high) if metric.limits else (None, None)
            told.append(
                (
                    len(self._measured),
                    text,
                    MONTHS_IN.get(metric.every or "", 0),
                    1 if metric.every == "month" else self._strategy.calendar.first_month,
                    metric.aggregate,
                    None if low is None else str(low),
                    None if high is None else str(high),
                    -1 if metric.every is None else CADENCES.index(metric.every),
                )
            )
            self._measured.append((text, metric))
        self._table("metrics", _METRICS, told)
        known: list[tuple[object, ...]] = []
        for (key,) in self._ask("select distinct key from groups where key is not null"):
            period = read_period(key)[0]
            if period is not None:
                known.append((key, CADENCES.index(period.cadence)))
        self._table("periods", _PERIODS, known)

    def _table(self, name: str, columns: Mapping[str, str], rows: Sequence[Sequence[object]]) -> None:
        """Make a table of rows."""
        picked = ", ".join(
            f"unnest(${place}::{kind}[]) as {each}" for place, (each, kind) in enumerate(columns.items(), 1)
        )
        values = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in columns]
        self._ask(f"create temp table {name} as select {picked}", values)

    def _odd(self) -> set[str | None]:
        """Return the metrics, as written, that only the reader of lines can tell of."""
        odd: set[str | None] = {text for (text,) in self._ask(ODD, [_day_number(self._today or date.max)])}
        odd.update(*(table.quoted for table in self._tables))
        return odd | {text for texts in self._spelt.values() if len(texts) > 1 for text in texts}

    def _line_by_line(self, reader: Reader, table: LargeFile, odd: set[str | None]) -> None:
        if not odd:
            return
        wanted = [line for (line,) in self._ask(filled(LINES, source=source([table])))]
        reader.some(table.path, table.width, table.picked(wanted))

    def _made(self) -> dict[str, list[Reading]]:
        """Return the readings that are made of those of days."""
        rows: list[list[Reading]] = [[] for _ in self._measured]
        periods: dict[tuple[str, int], Period] = {}
        numbers: dict[str | None, Decimal | None] = {None: None}  # the same few values again and again
        before = -1
        with localcontext(EXACT):
            for number, bucket, value, count, note, place in self._ask(MADE):
                if number != before:
                    before = number
                    text, metric = self._measured[number]
                    full, keep = metric.id, rows[number].append
                    every: Cadence = metric.every or "day"
                    column = len(text) + _DAY
                period = periods.get((every, bucket)) or _period(periods, every, bucket)
                if count is not None:
                    total = plain(Decimal(value) / count) if value else None
                elif value in numbers:
                    total = numbers[value]
                else:
                    total = numbers[value] = plain(Decimal(value))
                path, line, length = self._paths[place >> 48], place >> 6 & _LINE, place & 63
                keep(_new(Reading, (full, period, total, note or "", path, line, column, column + (length or 1))))
        for number, newest in self._ask(NEWEST):
            self._newest[self._measured[number][1].id] = _date(newest)
        return {metric.id: made for (_, metric), made in zip(self._measured, rows, strict=True) if made}

    def _single(self) -> dict[str, list[Reading]]:
        """Return the readings of weeks and longer periods, each a row."""
        found: dict[str, list[Reading]] = {}
        for written, key, value, note, place in self._ask(SINGLE):
            (text, metric), period = self._measured[written], read_period(key)[0]
            if period is None:
                raise Unlike
            column = len(text) + len(key) + 3
            number = Decimal(value) if value else None
            length = max(len(value or ""), 1)
            path, line = self._paths[place >> 48], place >> 6 & _LINE
            found.setdefault(metric.id, []).append(
                Reading(metric.id, period, number, note or "", path, line, column, column + length)
            )
        return found

    def _put(self, metric: Metric, own: list[Reading], made: list[Reading]) -> None:
        """Put the readings of a metric in order; what is made of days is in order, and has nothing beside it."""
        if made:
            self._rows[metric.id] = made
            return
        rows = in_order(own, self._strategy.calendar)
        self._rows[metric.id] = [*self._folding.fold(rows, metric)]
        if newest := self._folding.newest(rows):
            self._newest[metric.id] = newest


def _period(known: dict[tuple[str, int], Period], cadence: Cadence, bucket: int) -> Period:
    """Return a period of months or more, counted from year 0, and remember it."""
    months = MONTHS_IN[cadence]
    period = Period(bucket * months // 12, cadence, bucket * months % 12 // months + 1)
    known[cadence, bucket] = period
    return period


def _day_number(day: date) -> int:
    """Return a day as the database counts it: months from year 0, and in the last five bits the day."""
    return (day.year * 12 + day.month - 1) * 32 + day.day


def _date(number: int) -> date:
    return date(number // 32 // 12, number // 32 % 12 + 1, number % 32)
