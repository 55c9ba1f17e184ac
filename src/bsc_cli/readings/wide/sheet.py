"""A table that somebody exported, as readings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from bsc_cli.finding import Also, Place, Problem, Reported, Spot
from bsc_cli.readings.edit import Entry, row_text
from bsc_cli.readings.reader import read
from bsc_cli.readings.table import Row, Torn, rows
from bsc_cli.readings.wide.called import Called
from bsc_cli.readings.wide.layout import Layout, cell_of, holds_numbers, layout_of
from bsc_cli.readings.wide.moment import Moment, moments
from bsc_cli.readings.wide.notation import Decimals, Evidence, as_written, evidence
from bsc_cli.readings.wide.separator import SEPARATORS, separator_of
from bsc_cli.readings.wide.value import is_nothing, value_of
from bsc_cli.readings.written import oneline
from bsc_cli.stop import Stop

if TYPE_CHECKING:
    from bsc_cli.strategy import Strategy

_MOST_NAMED = 20
"""Columns that a complaint names."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person says of a table: what names mean (None: nothing), which rows count, what is before decimals."""

    names: Mapping[str, str | None] = field(default_factory=dict)
    where: Mapping[str, str] = field(default_factory=dict)
    decimals: Decimals | None = None
    scorecard: str | None = None


class Cell(NamedTuple):
    """One value of a table: the metric it is of, its period and text, its note, and its row and column."""

    metric: str
    period: str
    text: str
    note: str
    row: Row
    column: int

    def place(self, path: str) -> Place:
        """Return where it stands. It has to be looked for, so only what is told of is."""
        return self.row.place(path, self.column)


@dataclass(frozen=True, slots=True)
class Imported:
    """What was read of a table: entries, what could not be read, and what was taken for what, in sentences."""

    entries: tuple[Entry, ...]
    faults: tuple[Reported, ...]
    told: tuple[str, ...]


def import_sheet(path: str, text: str, strategy: Strategy, choices: Choices) -> Imported:
    """Read a table with periods or metrics across, or with a row for each value.

    Raises Stop when rows are to be chosen by a column that it does not have: all of them would count.
    """
    separator, start = separator_of(text)
    lines: list[Row] = []
    above = text[:start].count("\n")
    for row in rows(path, text[start:], separator):
        if isinstance(row, Torn):
            place = row.place._replace(line=row.place.line + above, end_line=row.place.end_line + above)
            return Imported((), (_malformed(place, row.message, row.help),), ())
        lines.append(row._replace(line=row.line + above))
    layout = layout_of(lines, choices.names)
    if layout is None:
        return Imported((), (_no_periods(path, lines),), ())
    if unknown := [name for name in choices.where if name not in layout.header.cells]:
        columns = [oneline(name) for name in layout.header.cells if name]
        more = f" and {len(columns) - _MOST_NAMED} more" if len(columns) > _MOST_NAMED else ""
        there = ", ".join(columns[:_MOST_NAMED]) + more
        raise Stop(f'There is no column "{oneline(unknown[0])}" to choose rows by; {path} has {there}.')
    return _Sheet(path, strategy, choices, layout, separator).read(lines[0].line)


class _Sheet:
    """One table, being read."""

    def __init__(self, path: str, strategy: Strategy, choices: Choices, layout: Layout, separator: str) -> None:
        self._path, self._strategy, self._choices, self._layout = path, strategy, choices, layout
        self._separator = separator
        self._called = Called(strategy, choices.names, choices.scorecard)
        self._used = {*layout.across, layout.metric, layout.period, layout.note}
        self._faults: list[Reported] = []
        self._blamed: set[tuple[str, str]] = set()

    def read(self, first: int) -> Imported:
        """Read the table; `first` is the line of its first row."""
        kept = [row for row in self._layout.rows if self._counts(row)]
        cells = [*self._cells(kept)]
        shown = evidence(cell.text for cell in cells if not is_nothing(cell.text))
        decimals = self._choices.decimals or shown.decimals
        self._strays(kept)
        entries, read_from = [], []
        for cell in cells:
            entry = self._entry(cell, decimals)
            if entry is not None:
                entries.append(entry)
                read_from.append(cell)
        self._faults += map(self._with_a_choice, _checked(entries, read_from, self._strategy, self._path))
        told = [*self._told(first, len(kept)), *_told_of_numbers(shown, self._choices.decimals)]
        order = sorted(self._faults, key=lambda fault: (_place(fault), fault.rule))
        return Imported(tuple(entries), tuple(order), tuple(told))

    def _with_a_choice(self, fault: Reported) -> Reported:
        """Say of two values for a period that a column may tell them apart, where there are such columns."""
        others = [name for place, name in enumerate(self._layout.header.cells) if place not in self._used and name]
        if fault.rule != "duplicate-reading" or not others:
            return fault
        hint = f"Choose rows with --where, such as --where '{oneline(others[0])}=' for those with nothing there."
        return Reported(fault.rule, fault.problem._replace(help=hint))

    def _counts(self, row: Row) -> bool:
        header = self._layout.header.cells
        return all(cell_of(row, header.index(name)) == wanted for name, wanted in self._choices.where.items())

    def _cells(self, kept: Sequence[Row]) -> Iterator[Cell]:
        layout, header = self._layout, self._layout.header
        if layout.kind == "periods":
            when = moments([cell_of(header, place) for place in layout.across], self._strategy.calendar)
        else:
            when = moments([cell for row in kept if (cell := cell_of(row, layout.period))], self._strategy.calendar)
        for row in kept:
            for place in layout.across:
                named = (header, place) if layout.kind == "metrics" else (row, layout.metric or 0)
                dated = (header, place) if layout.kind == "periods" else (row, layout.period or 0)
                text = cell_of(row, place)
                note = cell_of(row, layout.note)
                if not text and not (layout.kind == "rows" and note):
                    continue
                metric = self._metric(*named)
                moment = when.get(cell_of(*dated), Moment(None, "This row has no period.", "Write one."))
                if moment.period is None:
                    self._blame(moment.message, moment.help, dated)
                elif metric is not None:
                    yield Cell(metric, moment.period, text, note, row, place)

    def _strays(self, kept: Sequence[Row]) -> None:
        """Report the columns among those of periods that hold numbers under something else."""
        layout = self._layout
        if layout.kind != "periods":
            return
        for place in range(layout.across[0], len(layout.header.cells)):
            name = cell_of(layout.header, place)
            left_out = self._choices.names.get(name, name) is None
            if place in layout.across or left_out or place == layout.note or not holds_numbers(kept, place):
                continue
            hint = f"Write a period such as 2026-03, or say --map '{oneline(name)}=' to leave the column out."
            self._blame(f'"{oneline(name)}" is not a period.', hint, (layout.header, place))

    def _metric(self, row: Row, place: int) -> str | None:
        found = self._called.metric(cell_of(row, place))
        if found.message:
            self._blame(found.message, found.help, (row, place), "reading-unknown-metric")
        return found.id

    def _blame(self, message: str, hint: str, at: tuple[Row, int], rule: str = "reading-malformed") -> None:
        """Report a cell once, however many values are headed by it, and a name once, however many rows have it."""
        key = (rule, message if rule == "reading-unknown-metric" else f"{at[0].line}:{at[1]}")
        if key not in self._blamed:
            self._blamed.add(key)
            self._faults.append(_malformed(at[0].place(self._path, at[1]), message, hint, rule))

    def _entry(self, cell: Cell, decimals: Decimals | None) -> Entry | None:
        metric = self._strategy.metrics[cell.metric]
        if is_nothing(cell.text):
            said = cell.note or (f'"{cell.text}" in the spreadsheet' if cell.text else "")
            return Entry(cell.metric, cell.period, "", said)
        value = value_of(cell.text, metric, decimals)
        if value.text is None:
            self._faults.append(_malformed(cell.place(self._path), value.message, value.help))
            return None
        return Entry(cell.metric, cell.period, value.text, cell.note)

    def _told(self, first: int, kept: int) -> Iterator[str]:
        layout, header = self._layout, self._layout.header
        what = {"periods": "periods across", "metrics": "metrics across", "rows": "a row for each value"}[layout.kind]
        by = SEPARATORS[self._separator]
        yield f"The cells are separated by {by}; the table has {what}, its header on line {header.line}."
        if header.line > first:
            yield "What stands above the header was passed over."
        other = [cell for place, cell in enumerate(header.cells) if place not in self._used and cell]
        if other:
            yield f"Passed over: the column{'s' if len(other) > 1 else ''} {', '.join(map(oneline, other[:8]))}."
        if kept < len(layout.rows):
            yield f"{len(layout.rows) - kept} of {len(layout.rows)} rows were left out, as asked."


def _told_of_numbers(shown: Evidence, chosen: Decimals | None) -> Iterator[str]:
    if not shown.unsure:
        return
    sample = shown.unsure[0]
    decimals = chosen or shown.decimals
    if decimals is None:
        return
    word = "a point" if decimals is Decimals.POINT else "a comma"
    proof = shown.points if decimals is Decimals.POINT else shown.commas
    why = "as asked" if chosen else f'as "{oneline(proof[0])}" shows'
    yield f'Decimals stand behind {word}, {why}: "{oneline(sample)}" was read as {as_written(sample, decimals)}.'


def _checked(entries: Sequence[Entry], cells: Sequence[Cell], strategy: Strategy, path: str) -> Iterator[Reported]:
    """Yield what a readings file of these entries would be told, at the places in the table."""
    lines = ["metric,period,value,note", *map(row_text, entries)]
    starts: dict[int, Cell] = {}
    line = 2
    for entry, cell in zip(entries, cells, strict=True):
        starts[line] = cell
        line += 1 + entry.note.count("\n")

    def moved(element: object) -> Spot:
        spot = element if isinstance(element, Spot) else Spot("", Place(path, 2, 1, 2, 2))
        return spot._replace(place=starts.get(spot.place.line, cells[0]).place(path))

    for fault in read({"": "\n".join(lines) + "\n"}, strategy).faults if entries else ():
        problem = fault.problem
        also = tuple(Also(moved(each.element), each.note) for each in problem.also)
        yield Reported(fault.rule, problem._replace(element=moved(problem.element), also=also))


def _no_periods(path: str, lines: Sequence[Row]) -> Reported:
    place = lines[0].place(path, 0) if lines else Place(path, 1, 1, 1, 2)
    return _malformed(
        place,
        "No column and no row of this table has periods." if lines else "This file is empty.",
        "Export it with the periods in one column, or as the headers of the columns with values.",
    )


def _malformed(place: Place, message: str, hint: str, rule: str = "reading-malformed") -> Reported:
    spot = Spot(f"{place.path}:{place.line}:{place.column}", place)
    return Reported(rule, Problem(spot, message, help=hint))


def _place(fault: Reported) -> Place:
    spot = fault.problem.element
    return spot.place if isinstance(spot, Spot) else Place("", 0, 0, 0, 0)
