"""The way from CSV text to readings: each file in alphabetical order, each row once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from bsc_cli.finding import Also, Place, Problem, Spot
from bsc_cli.model import CADENCES, Metric, Period
from bsc_cli.readings.header import columns, empty_file
from bsc_cli.readings.names import Names
from bsc_cli.readings.reading import Reading, Readings, Reported
from bsc_cli.readings.shape import joined, misfit, split_number
from bsc_cli.readings.summed_up import after_retirement, of_formulas, too_coarse, unknown
from bsc_cli.readings.table import Row, Torn, rows
from bsc_cli.readings.written import oneline, read_number, read_period

if TYPE_CHECKING:
    from bsc_cli.strategy import Strategy


def read(files: Mapping[str, str], strategy: Strategy) -> Readings:
    """Read CSV texts by path, with the columns metric, period, value and perhaps note, for the metrics of a strategy.

    The order of files and rows does not matter, but that of two rows for the same metric and period the first one
    counts. A row whose value cannot be used stays as one that is known to be missing, so that an older value is not
    taken for the newest; a row whose metric or period cannot be told is left out.
    """
    reader = _Reader(strategy)
    for path, text in sorted(files.items()):
        reader.file(path, text)
    return reader.finish()


class _Trouble(NamedTuple):
    """Why a value cannot be used, and the note that stands for it."""

    rule: str
    message: str
    help: str
    note: str


@dataclass
class _Layout:
    """Where a file has what: the position of each column, and how many there are."""

    path: str
    column: Mapping[str, int] = field(default_factory=dict)
    width: int = 0


class _Reader:
    """Goes through the files and keeps what was met on the way."""

    def __init__(self, strategy: Strategy) -> None:
        self._strategy = strategy
        self._names = Names(strategy)
        self._full_id = cache(self._names.full_id)
        self._period = cache(read_period)
        self._kept: dict[str, dict[Period, Reading]] = {}
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
            elif layout.column:
                self._row(layout, row)
        if layout is None and not text.removeprefix("\ufeff").strip():
            self._faults.append(Reported("reading-malformed", empty_file(path)))

    def _row(self, layout: _Layout, row: Row) -> None:
        column, cells = layout.column, row.cells
        split = split_number(row, column)
        if split is None and len(cells) != layout.width and (wrong := misfit(row, column, layout.width)):
            self._malformed(layout, row, *wrong)
            return
        written = cells[column["metric"]]
        metric = self._full_id(written)
        if metric is None:
            if written:
                self._unknown.setdefault(written, []).append(row.place(layout.path, column["metric"]))
            else:
                self._malformed(layout, row, column["metric"], "This row names no metric.", "Write the metric's full id.")
            return
        period, trouble, hint = self._period(cells[column["period"]])
        if period is None:
            self._malformed(layout, row, column["period"], trouble, hint)
            return
        value, note = split or cells[column["value"]], ""
        if split is None and len(cells) > column.get("note", len(cells)):
            note = cells[column["note"]]
        place = _value_place(layout.path, row, column["value"], split)
        self._file(Reading(metric, period, None, note, *place), value, split=split is not None)

    def _file(self, reading: Reading, written: str, *, split: bool) -> None:
        """Put a reading, with its value as written, where it belongs."""
        declared = self._names.metrics[reading.metric]
        value, trouble = (None, None) if not written else _value(declared, written, split=split)
        if trouble is not None:
            self._report(trouble.rule, reading.spot, trouble.message, trouble.help)
        elif not written and not reading.note:
            self._report(
                "missing-without-note",
                reading.spot,
                f'"{reading.metric}" has no value for {reading.period}, and no note says why.',
                "Write the value, or say in the note why it is missing.",
            )
        reading = reading._replace(value=value, note=trouble.note if trouble else reading.note)
        if declared.formula is not None:
            self._computed.setdefault(reading.metric, []).append(reading)
        elif declared.every and CADENCES.index(reading.period.cadence) > CADENCES.index(declared.every):
            self._coarse.setdefault((reading.metric, reading.period.cadence), []).append(reading)
        else:
            self._keep(reading)

    def _keep(self, reading: Reading) -> None:
        first = self._kept.setdefault(reading.metric, {}).setdefault(reading.period, reading)
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

    def finish(self) -> Readings:
        """Return everything that was read, in order."""
        calendar = self._strategy.calendar
        last_day = cache(calendar.last_day)
        ordered = {
            metric: tuple(
                sorted(rows.values(), key=lambda row: (last_day(row.period), -CADENCES.index(row.period.cadence)))
            )
            for metric, rows in sorted(self._kept.items())
        }
        faults = [
            *self._faults,
            *unknown(self._unknown, self._names),
            *too_coarse(self._coarse, self._names.metrics),
            *of_formulas(self._computed),
            *after_retirement(ordered, self._strategy),
        ]
        return Readings(ordered, tuple(sorted(faults, key=_by_place)))


def _by_place(fault: Reported) -> tuple[Place, str]:
    spot = fault.problem.element
    return (spot.place if isinstance(spot, Spot) else Place("", 0, 0, 0, 0)), fault.rule


def _value(metric: Metric, written: str, *, split: bool) -> tuple[Decimal | None, _Trouble | None]:
    if split:
        return None, _Trouble(
            "reading-malformed",
            f"The comma in {oneline(written)} splits the number in two.",
            joined(written),
            f"{oneline(written)} is split by its comma",
        )
    value, message, hint = read_number(written)
    if value is None:
        return None, _Trouble("reading-malformed", message, hint, f'"{oneline(written)}" cannot be read as a number')
    limits = metric.limits
    beyond = None
    if limits is not None and limits.low is not None and value < limits.low:
        beyond = f"below {limits.low:f}, the least"
    elif limits is not None and limits.high is not None and value > limits.high:
        beyond = f"above {limits.high:f}, the most"
    if beyond is None:
        return value, None
    return None, _Trouble(
        "reading-outside-limits",
        f'{written} is {beyond} that "{metric.id}" can be.',
        "Correct the value, or the metric's `limits`.",
        f"{written} is outside the metric's limits",
    )


def _value_place(path: str, row: Row, cell: int, split: str | None) -> tuple[str, int, int, int]:
    """Return path, line, column and end column of a value, quickly for the plain rows that nearly all are."""
    if row.plain() and " " not in row.text and "\t" not in row.text:
        column = sum(len(each) + 1 for each in row.cells[:cell]) + 1
        return path, row.line, column, column + max(len(split or row.cells[cell]), 1)
    place = row.place(path, cell)
    return path, place.line, place.column, place.end_column
