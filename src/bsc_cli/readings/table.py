"""CSV text to rows of cells that know where they stand."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from typing import NamedTuple

from bsc_cli.finding import Place

_PIECE = 1 << 20
_LINE_END = re.compile(r"\r\n|\r|\n")


class Row(NamedTuple):
    """One row: its cells without the space around them, its first line (from 1), and its text as written."""

    cells: list[str]
    line: int
    text: str
    separator: str = ","

    def plain(self) -> bool:
        """Whether no cell is quoted, so that the text is the cells and the commas between them."""
        return '"' not in self.text

    def place(self, path: str, cell: int) -> Place:
        """Return the place of a cell (from 0), quotes included; one that is not there stands at the row's end."""
        spans = _scan(self.text, self.separator)[0]
        if cell < len(spans):
            start, end = spans[cell]
        else:
            start = end = len(self.text.rstrip("\r\n"))
        line, column = self._at(start)
        end_line, end_column = self._at(end)
        return Place(path, line, column, end_line, end_column if end > start else end_column + 1)

    def _at(self, offset: int) -> tuple[int, int]:
        ends = [match.end() for match in _LINE_END.finditer(self.text, 0, offset)]
        return self.line + len(ends), offset - (ends[-1] if ends else 0) + 1

    def open_quote(self, path: str) -> Place:
        """Return the place of the last quote that opens a cell."""
        line, column = self._at(_scan(self.text, self.separator)[1])
        return Place(path, line, column, line, column + 1)


class Torn(NamedTuple):
    """A row that the CSV rules cannot take apart: where, and a sentence and what to do."""

    place: Place
    message: str
    help: str


def rows(path: str, text: str, separator: str = ",") -> Iterator[Row | Torn]:
    """Yield the rows of a CSV text, blank ones left out, in one pass.

    Double quotes as in RFC 4180; space after a separator does not count.
    """
    lines = _Lines(text.removeprefix("\ufeff"))
    reader = csv.reader(lines, strict=True, skipinitialspace=True, delimiter=separator)
    while True:
        line = lines.count + 1
        lines.taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _torn(path, Row([], line, "".join(lines.taken), separator), str(error))
            continue
        cells = [cell.strip() for cell in cells]
        if any(cells):
            yield Row(cells, line, lines.taken[0] if len(lines.taken) == 1 else "".join(lines.taken), separator)


def is_plain(text: str) -> bool:
    """Whether nothing is quoted and every line ends as the others do: then a line is a row."""
    return '"' not in text and ("\r" not in text or text.count("\r") == text.count("\r\n"))


def lines(text: str, first: int) -> Iterator[tuple[int, str]]:
    """Yield the lines of a plain text from one on, counted from 1, with their numbers, piece by piece."""
    ending = "\r\n" if "\r" in text else "\n"
    start, number = 0, 1
    while start < len(text):
        end = text.find(ending, start + _PIECE)
        end = len(text) if end < 0 else end
        found = text[start:end].split(ending)
        skipped = max(first - number, 0)
        yield from enumerate(found[skipped:], number + skipped)
        number += len(found)
        start = end + len(ending)


class _Lines:
    """The lines of a text with their ends, remembered until they are cleared."""

    def __init__(self, text: str) -> None:
        self._source = StringIO(text, newline="")
        self.taken: list[str] = []
        self.count = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._source)
        self.count += 1
        self.taken.append(line)
        return line


def _torn(path: str, row: Row, error: str) -> Torn:
    place = row.open_quote(path)
    if "expected after" in error:
        return Torn(
            place,
            "Something follows the quote that closes this cell.",
            'Quote the whole cell, and write a quote inside it twice: "He said ""soon""".',
        )
    return Torn(
        place, "The quote that begins here is never closed.", 'Close it with a " at the end of the cell, or delete it.'
    )


def _scan(text: str, separator: str = ",") -> tuple[list[tuple[int, int]], int]:
    """Return the (start, end) offsets of all cells, without the space around them, and the last opening quote's."""
    spans: list[tuple[int, int]] = []
    start, opened, closed, quoted = 0, 0, -1, False
    text = text.rstrip("\r\n")
    for offset, character in enumerate(text):
        if character == '"':
            if quoted:
                quoted, closed = False, offset
            elif not text[start:offset].strip(" \t"):
                quoted, opened = True, offset
            elif closed == offset - 1:  # a doubled quote inside a quoted cell
                quoted = True
        elif character == separator and not quoted:
            spans.append(_trimmed(text, start, offset))
            start = offset + 1
    spans.append(_trimmed(text, start, len(text)))
    return spans, opened


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    inner = text[start:end]
    content = inner.strip()
    if not content:
        return start, end
    first = start + inner.index(content)
    return first, first + len(content)
