"""The way from CSV text to readings: each file in alphabetical order, each row once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING

from bsc_cli.finding import Also, Place, Problem, Reported, Spot
from bsc_cli.model import CADENCES, Calendar, Metric, Period
from bsc_cli.readings.folded import Folding
from bsc_cli.readings.header import COLUMNS, columns, empty_file
from bsc_cli.readings.names import Names
from bsc_cli.readings.reading import Reading, Readings
from bsc_cli.readings.shape import misfit, split_number
from bsc_cli.readings.summed_up import after_retirement, of_formulas, too_coarse, unknown
from bsc_cli.readings.table import Row, Torn, is_plain, lines, rows
from bsc_cli.readings.usual import Usual
from bsc_cli.readings.value import Trouble, place_of_value, value_of
from bsc_cli.readings.written import read_period

if TYPE_CHECKING:
    from bsc_cli.strategy import Strategy


def read(files: Mapping[str, str], strategy: Strategy, *, fold: bool = False, today: date | None = None) -> Readings:
    """Read CSV texts by path, with the columns metric, period, value and perhaps note, for the metrics of a strategy.

    The order of files and rows does not matter, but that of two rows for the same metric and period the first one
    counts. A row whose value cannot be used stays as one that is known to be missing, so that an older value is not
    taken for the newest; a row whose metric or period cannot be told is left out.

    With `fold`, for very many rows, readings of periods shorter than the metric's `every` are made into one for each
    of its periods, all that begin by `today`; see `Folding`.
    """
    reader = Reader(strategy)
    for path, text in sorted(files.items()):
        reader.file(path, text)
    return reader.finish(fold=fold, today=today)


class Unlike(Exception):  # noqa: N818 - not an error of the program: a fact about a file
    """A file is not what it was taken for: it has to be read line by line."""


@dataclass
class _Layout:
    """Where a file has what: the position of each column, and how many there are."""

    path: str
    column: Mapping[str, int] = field(default_factory=dict)
    width: int = 0

    @property
    def is_usual(self) -> bool:
        """Whether the columns are metric, period, value and perhaps note, in this order and no others."""
        return self.width == len(self.column) and [*self.column.values()] == [*range(self.width)]


class Reader:
    """Goes through files, or through some of their rows, and keeps what was met on the way."""

    def __init__(self, strategy: Strategy) -> None:
        self._strategy = strategy
        self._names = Names(strategy)
        self._full_id = cache(self._names.full_id)
        self._period = cache(read_period)
        self._kept: dict[str, dict[str, Reading]] = {}
        self._usual = Usual(self._names, self._kept, self._period)
        self._faults: list[Reported] = []
        self._unknown: dict[str, list[Place]] = {}
        self._coarse: dict[tuple[str, str], list[Reading]] = {}
        self._computed: dict[str, list[Reading]] = {}

    def file(self, path: str, text: str) -> None:
        """Read one file."""
        layout: _Layout | None = None
        for row in rows(path, text):
            if isinstance(row, Torn):
                self._report("reading-malformed", Spot(f"{path}:{row.place.line}", row.place), row.message, row.help)
            elif layout is None:
                column, problems = columns(path, row)
                self._faults += [Reported("reading-malformed", problem) for problem in problems]
                layout = _Layout(path, column, len(row.cells))
                if layout.is_usual and not problems and is_plain(text):
                    self._plain(layout, text, row)
                    return
            elif layout.column:
                self._row(layout, row)
        if layout is None and not text.removeprefix("\ufeff").strip():
            self._faults.append(Reported("reading-malformed", empty_file(path)))

    def _plain(self, layout: _Layout, text: str, header: Row) -> None:
        """Read the rows below the header of a file in which a line is a row and a comma is the end of a cell."""
        take, width = self._usual.take, layout.width
        for number, line in lines(text, header.line + 1):
            cells = line.split(",")
            if len(cells) != width or not take(cells, layout.path, number):
                cells = [cell.strip() for cell in cells]
                if any(cells):
                    self._row(layout, Row(cells, number, line))

    def _row(self, layout: _Layout, row: Row) -> None:
        column, cells = layout.column, row.cells
        note = cells[column["note"]] if "note" in column and len(cells) > column["note"] else ""
        split = None
        if len(cells) != layout.width or note.isdecimal():
            split = split_number(row, column)
            if split is None and (wrong := misfit(row, column, layout.width)):
                self._malformed(layout, row, *wrong)
                return
        written = cells[column["metric"]]
        metric = self._full_id(written)
        if metric is None:
            if written:
                self._unknown.setdefault(written, []).append(row.place(layout.path, column["metric"]))
            else:
                hint = "Write the full id of a metric."
                self._malformed(layout, row, column["metric"], "This row names no metric.", hint)
            return
        period, trouble, hint = self._period(cells[column["period"]])
        if period is None:
            self._malformed(layout, row, column["period"], trouble, hint)
            return
        place = place_of_value(layout.path, row, column["value"], split)
        declared = self._names.metrics[metric]
        value, wrong_value = None, None
        if split is not None:
            wrong_value = Trouble.of_split(split)
        elif content := cells[column["value"]]:
            value, wrong_value = value_of(declared, content)
        reading = Reading(metric, period, value, wrong_value.note if wrong_value else note, *place)
        if wrong_value is not None:
            self._report(wrong_value.rule, reading.spot, wrong_value.message, wrong_value.help)
        elif value is None and not note:
            self._report(
                "missing-without-note",
                reading.spot,
                f'"{metric}" has no value for {period}, and no note says why.',
                "Write the value, or say in the note why it is missing.",
            )
        self._file(declared, reading)

    def _file(self, metric: Metric, reading: Reading) -> None:
        """Put a reading where it belongs."""
        if metric.formula is not None:
            self._computed.setdefault(metric.id, []).append(reading)
        elif metric.every and CADENCES.index(reading.period.cadence) > CADENCES.index(metric.every):
            self._coarse.setdefault((metric.id, reading.period.cadence), []).append(reading)
        else:
            self._keep(reading)

    def _keep(self, reading: Reading) -> None:
        first = self._kept.setdefault(reading.metric, {}).setdefault(str(reading.period), reading)
        if first is not reading:
            self._report(
                "duplicate-reading",
                reading.spot,
                f'"{reading.metric}" already has a reading for {reading.period}.',
                "Delete one of the two rows; until then the first one counts.",
                (Also(first.spot, "the first one is here"),),
            )

    def _malformed(self, layout: _Layout, row: Row, cell: int, message: str, hint: str) -> None:
        place = row.place(layout.path, cell)
        identity = ",".join(row.cells[:2]) if cell < len(row.cells) else f"{layout.path}:{row.line}"
        self._report("reading-malformed", Spot(identity, place), message, hint)

    def _report(self, rule: str, spot: Spot, message: str, hint: str, also: tuple[Also, ...] = ()) -> None:
        self._faults.append(Reported(rule, Problem(spot, message, help=hint, also=also)))

    def some(self, path: str, width: int, wanted: Iterable[tuple[int, str]]) -> None:
        """Read some lines of a file with the usual columns, each a row, with their numbers."""
        layout = _Layout(path, dict(zip(COLUMNS, range(width), strict=False)), width)
        for number, line in wanted:
            for row in rows(path, line):
                if isinstance(row, Torn):
                    raise Unlike
                if any(row.cells):
                    self._row(layout, row._replace(line=number))

    def finish(self, *, fold: bool = False, today: date | None = None) -> Readings:
        """Return everything that was read, in order."""
        place_in_time = cache(partial(_place_in_time, self._strategy.calendar))
        ordered = {
            metric: tuple(row for _, row in sorted(rows.items(), key=lambda item: place_in_time(item[0])))
            for metric, rows in sorted(self._kept.items())
            if rows
        }
        faults = [
            *self._faults,
            *unknown(self._unknown, self._names),
            *too_coarse(self._coarse, self._names.metrics),
            *of_formulas(self._computed),
            *after_retirement(ordered, self._strategy),
        ]
        faults.sort(key=_by_place)
        if not fold:
            return Readings(ordered, tuple(faults))
        folding = Folding(self._strategy.calendar, today)
        newest = {metric: day for metric, rows in ordered.items() if (day := folding.newest(rows))}
        made = {metric: folding.fold(rows, self._names.metrics[metric]) for metric, rows in ordered.items()}
        return Readings(made, tuple(faults), newest)


def _place_in_time(calendar: Calendar, period: str) -> tuple[date, int]:
    read = Period.read(period)
    return calendar.last_day(read), -CADENCES.index(read.cadence)


def _by_place(fault: Reported) -> tuple[Place, str]:
    spot = fault.problem.element
    return (spot.place if isinstance(spot, Spot) else Place("", 0, 0, 0, 0)), fault.rule
