"""One row put into the text of a readings file; every other character stays as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bsc_cli.finding import Place, Problem, Spot
from bsc_cli.readings.header import COLUMNS, columns, empty_file
from bsc_cli.readings.table import Row, Torn, rows

_LINE_END = re.compile(r"\r\n|\r|\n")
_BOM = "\ufeff"


class Entry(NamedTuple):
    """A row to write: a metric's id, a period, a value (or nothing) and a note, as text."""

    metric: str
    period: str
    value: str
    note: str = ""


class Unfit(Exception):  # noqa: N818 - not an error of the program: a fact about a file
    """A file has no header that a row could be written under; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem

    @property
    def place(self) -> Place:
        """Where it stands."""
        spot = self.problem.element
        return spot.place if isinstance(spot, Spot) else Place("", 1, 1, 1, 1)


def row_text(entry: Entry, names: tuple[str, ...] = COLUMNS) -> str:
    """Return a row as CSV without a line end, for a file with these columns; those it does not know stay empty."""
    cells = entry._asdict()
    return ",".join(_cell(cells.get(name, ""), is_note=name == "note") for name in names)


def _cell(text: str, *, is_note: bool) -> str:
    """Return a cell, in quotes where it needs them; a number among the notes does, not to pass for half of a value."""
    bare = text == text.strip() and not set(text) & set('",\r\n')
    return text if bare and not (is_note and text.isdecimal()) else '"' + text.replace('"', '""') + '"'


def new_file(entry: Entry) -> str:
    """Return the text of a file that has just one row."""
    return f"{','.join(COLUMNS)}\n{row_text(entry)}\n"


def inserted(
    path: str, text: str, entry: Entry, after: int | None = None, before: int | None = None
) -> tuple[str, int]:
    """Return a file's text with one more row, and its line: after or before the row on a line, else at the end.

    It gets the line end of its neighbour. A file without one at its end still has none. Raise Unfit when the file has
    no header. A note needs a column: where there is none, its name is added to the header.
    """
    if not text.strip(_BOM + " \t\r\n"):
        return text.strip(" \t\r\n") + new_file(entry), 2
    sheet = _Sheet(path, text, needs_note=bool(entry.note))
    own = row_text(sheet.spelt(entry), sheet.names)
    position = len(sheet.text)
    if after is not None:
        position = sheet.row_at(after).end
    elif before is not None:
        position = sheet.row_at(before).start
    above, below = sheet.text[:position], sheet.text[position:]
    if above.endswith(("\n", "\r")):
        return f"{above}{own}{sheet.line_end}{below}", len(_LINE_END.findall(above)) + 1
    return f"{above}{sheet.line_end}{own}{below}", len(_LINE_END.findall(above)) + 2


def appended(path: str, text: str, entries: Sequence[Entry]) -> str:
    """Return a file's text with rows at its end, an empty text as a new file; raise Unfit as `inserted` does."""
    if not entries:
        return text
    if not text.strip(_BOM + " \t\r\n"):
        lines = [",".join(COLUMNS), *map(row_text, entries)]
        return text.strip(" \t\r\n") + "\n".join(lines) + "\n"
    sheet = _Sheet(path, text, needs_note=any(entry.note for entry in entries))
    body = sheet.line_end.join(row_text(sheet.spelt(entry), sheet.names) for entry in entries)
    ended = sheet.text.endswith(("\n", "\r"))
    return f"{sheet.text}{body}{sheet.line_end}" if ended else f"{sheet.text}{sheet.line_end}{body}"


def replaced(path: str, text: str, entry: Entry, line: int) -> str:
    """Return a file's text with the value of the row on a line, and its note where there is one, written anew."""
    sheet = _Sheet(path, text, needs_note=bool(entry.note))
    at = sheet.row_at(line)
    cells = [at.row.cells[index] if index < len(at.row.cells) else "" for index in range(len(sheet.names))]
    old = dict(zip(sheet.names, cells, strict=True))
    own = row_text(Entry(old["metric"], old["period"], entry.value, entry.note or old.get("note", "")), sheet.names)
    end = at.row.text[len(at.row.text.rstrip("\r\n")) :]
    return f"{sheet.text[: at.start]}{own}{end}{sheet.text[at.end :]}"


class _Standing(NamedTuple):
    """A row and its offsets in the text, the line end included."""

    row: Row
    start: int
    end: int


class _Sheet:
    """The rows of a file with their offsets, and how it spells things."""

    def __init__(self, path: str, text: str, *, needs_note: bool) -> None:
        header, *self._rows = _standing(path, text)
        found, problems = columns(path, header.row)
        if not found:
            raise Unfit(problems[0] if problems else empty_file(path))
        self.names = tuple(
            next((name for name, at in found.items() if at == index), "") for index in range(len(header.row.cells))
        )
        end = _LINE_END.search(text)
        self.line_end = end.group() if end else "\n"
        self.text = text
        if needs_note and "note" not in found:
            self._add_note_to(header)

    def _add_note_to(self, header: _Standing) -> None:
        cut = header.start + len(header.row.text.rstrip("\r\n"))
        self.text = f"{self.text[:cut]},note{self.text[cut:]}"
        self.names = (*self.names, "note")
        self._rows = [each._replace(start=each.start + 5, end=each.end + 5) for each in self._rows]

    def row_at(self, line: int) -> _Standing:
        """Return the row that stands on a line, or over it."""
        return next(each for each in self._rows if each.row.line <= line <= each.row.line + _breaks(each.row.text))

    def spelt(self, entry: Entry) -> Entry:
        """Return an entry whose metric is written as the file writes it: with its short id where only that is used."""
        at, short = self.names.index("metric"), entry.metric.split("/", 1)[-1]
        used = {each.row.cells[at] for each in self._rows if len(each.row.cells) > at}
        return entry._replace(metric=short) if used and not any("/" in name for name in used) else entry


def _breaks(text: str) -> int:
    return len(_LINE_END.findall(text.rstrip("\r\n")))


def _standing(path: str, text: str) -> list[_Standing]:
    mark = len(_BOM) if text.startswith(_BOM) else 0
    starts = [mark, *(match.end() for match in _LINE_END.finditer(text))]
    found = []
    for row in rows(path, text):
        if isinstance(row, Torn):
            raise Unfit(Problem(Spot(f"{path}:{row.place.line}", row.place), row.message, help=row.help))
        start = starts[row.line - 1]
        found.append(_Standing(row, start, start + len(row.text)))
    return found
