"""A large file of readings, looked over: whether it can be read in bulk."""

from __future__ import annotations

import mmap
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from bsc_cli.readings.header import columns
from bsc_cli.readings.reader import Unlike
from bsc_cli.readings.table import Row, rows

FEW = 6
"""Decimals: with twelve digits before the point they fit into 64 bits."""
MOST_QUOTED = 100_000
"""Lines with quotes from which on it is no use to treat them apart."""
_SAMPLE = 500
"""Lines that are looked at for how values look."""
_NINES = bytes.maketrans(b"0123456789", b"9999999999")
_PLAIN = re.compile(rb"[-+]?9{1,12}(\.9{1,6})?")
_HEAD = 1 << 20
_PIECE = 1 << 18
"""Bytes that are looked at in one go: what the processor keeps at hand."""


class LargeFile(NamedTuple):
    """A file that can be read in bulk: how it is shown, where it is, how many columns and lines it has.

    `looks` is how most values near its beginning look, each digit as a 9; "" where that is no plain number.
    `quoted` are the metrics, as written, of the lines with quotes in them.
    """

    path: str
    file: Path
    number: int
    width: int
    lines: int
    line_end: str
    places: int
    looks: str
    quoted: frozenset[str]

    @classmethod
    def of(cls, path: str, file: Path, index: int) -> LargeFile:
        """Look a file over; raise Unlike when it is not one line a row below the usual header."""
        if set(str(file)) & set("*?[]{}"):
            raise Unlike  # DuckDB would take it for a pattern
        breaks, returns, pairs, quotes, last = 0, 0, 0, False, b""
        with file.open("rb") as opened:
            piece = head = opened.read(_HEAD)
            while piece:
                if b"\0" in piece:
                    raise Unlike
                breaks += piece.count(b"\n")
                if b"\r" in piece:
                    returns += piece.count(b"\r")
                    pairs += piece.count(b"\r\n")
                pairs += last == b"\r" and piece.startswith(b"\n")
                quotes = quotes or b'"' in piece
                last = piece[-1:]
                piece = opened.read(_PIECE)
        if returns and not returns == pairs == breaks:
            raise Unlike
        width = _width(path, head)
        digits = 18 if _many_places(head) else FEW
        quoted = frozenset(_quoted(file)) if quotes else frozenset[str]()
        end = "\r\n" if returns else "\n"
        return cls(path, file, index, width, breaks + (last != b"\n"), end, digits, _looks(head), quoted)

    def picked(self, wanted: Iterable[int]) -> Iterator[tuple[int, str]]:
        """Yield some lines of a file, by their numbers in order."""
        with self.file.open(encoding="utf-8-sig", newline="\n") as opened:
            before = 0
            for number in wanted:
                line = next(islice(opened, number - before - 1, None), None)
                if line is None:
                    raise Unlike
                before = number
                yield number, line


def _width(path: str, head: bytes) -> int:
    first = head.split(b"\n", 1)[0].decode("utf-8-sig", "replace")
    row = next(iter(rows(path, first)), None)
    if not isinstance(row, Row):
        raise Unlike
    column, problems = columns(path, row)
    if problems or [*column.values()] != [*range(len(row.cells))]:
        raise Unlike
    return len(row.cells)


def _looks(head: bytes) -> str:
    lines = head.split(b"\n")[1:-1]
    cells = (line.split(b",") for line in lines[:: len(lines) // _SAMPLE + 1])
    found = Counter(cell[2].rstrip(b"\r").translate(_NINES) for cell in cells if len(cell) > 2)  # noqa: PLR2004 - the value is the third
    for looks, _ in found.most_common(1):
        if _PLAIN.fullmatch(looks):
            return looks.decode("ascii")
    return ""


def _many_places(head: bytes) -> bool:
    return re.search(rb"\.\d{7}", head) is not None


def _quoted(file: Path) -> Iterator[str]:
    """Yield the metrics of lines with quotes; raise Unlike where a quote may hold a line end or a metric."""
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
        position, number = data.find(b'"'), 0
        while position >= 0:
            start, end = data.rfind(b"\n", 0, position) + 1, data.find(b"\n", position)
            line = data[start : end if end >= 0 else len(data)]
            number += 1
            if line.count(b'"') % 2 or b'"' in line.split(b",", 1)[0] or number > MOST_QUOTED:
                raise Unlike
            yield line.split(b",", 1)[0].decode("utf-8", "replace")
            position = data.find(b'"', end) if end >= 0 else -1
