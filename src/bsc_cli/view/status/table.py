"""The status as a table for a terminal or a log, from 24 columns up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from bsc_cli.evaluation import Evaluation
from bsc_cli.view.numbers import ABSENT
from bsc_cli.view.status.actions import acting, is_of_actions
from bsc_cli.view.status.head import head
from bsc_cli.view.status.line import Line, Section
from bsc_cli.view.status.lines import USUAL, Arrangement, sections
from bsc_cli.view.status.paint import BOLD, QUIET, STYLES, Piece, columns, fitted, painted, wrapped

_NARROWEST = 24
_NAME = 34  # where names get less, what is said of a metric goes to a second line
_LEAST_NAME = 16  # where they get even less, all that is said does
_WIDEST_NAME = 80
_INDENT = (0, 1, 2, 4)
_GAP = 2
_MOST_ACTIONS = 12  # a list that is longer is not read; the pages have all of them


class Column(NamedTuple):
    """How a column is shown: columns at most, whether at the right, and whether it may stand on a second line."""

    most: int
    right: bool = False
    aside: bool = True


_COLUMNS: Mapping[str, Column] = {
    "value": Column(20, right=True, aside=False),
    "expected": Column(24, right=True, aside=False),
    "score": Column(9, right=True, aside=False),
    "status": Column(16, aside=False),
    "progress": Column(8, right=True, aside=False),
    "due": Column(12, aside=False),
    "covered": Column(7, right=True, aside=False),
    "metrics": Column(40, aside=False),
    "chance": Column(24),
    "trend": Column(8),
    "recent": Column(12),
    "owner": Column(24),
    "read": Column(20),
    "scorecard": Column(24),
}


def table(evaluation: Evaluation, width: int, arrangement: Arrangement = USUAL, *, colour: bool = False) -> str:
    """Return the status as text whose lines take at most `width` columns, and no fewer than 24.

    Numbers stand in columns. On a wide terminal everything about a metric is on its line; on a narrow one trend,
    newest values, owner and period stand on a second line, and on a very narrow one everything but its name.
    """
    return painted(pieces(evaluation, width, arrangement), colour=colour)


def pieces(evaluation: Evaluation, width: int, arrangement: Arrangement = USUAL) -> Iterator[list[Piece]]:
    """Yield the lines of the table in pieces that have a style."""
    width = max(width, _NARROWEST)
    every = (*sections(evaluation, arrangement), *acting(evaluation, _MOST_ACTIONS))
    yield from head(evaluation, width)
    layout = None
    for section in every:
        if layout is None or layout.names != section.columns:
            layout = _Layout(every, section.columns, width)
            if layout.shown or not section.title:
                yield []
            beside = section.title if layout.shown and is_of_actions(section) else ""
            yield from layout.headings(beside)
            section = replace(section, title="") if beside else section  # noqa: PLW2901 - its title stands there
        yield from layout.section(section)


class _Layout:
    """How wide each column is, told from what stands in it."""

    def __init__(self, every: Iterable[Section], names: tuple[str, ...], width: int) -> None:
        lines = [line for section in every if section.columns == names for line in _lines(section)]
        self.names, self.width = names, width
        self.widths = {name: _widest(name, lines) for name in names}
        first = sum(self.widths[name] + _GAP for name in names if not _COLUMNS[name].aside)
        self.aside = sum(self.widths[name] + _GAP for name in names if _COLUMNS[name].aside)
        self.wide = width - first - self.aside >= _NAME or not self.aside
        self.stacked = width - first < _LEAST_NAME
        taken = first + self.aside if self.wide else first
        longest = min(max((columns(_lead(line) + line.name) for line in lines if line.cells), default=0), _WIDEST_NAME)
        self.name = width if self.stacked else min(width - taken, max(longest, _NAME))
        self.spare = width - self.name - taken - _GAP
        self.shown = () if self.stacked else tuple(name for name in names if self.wide or not _COLUMNS[name].aside)

    def headings(self, title: str = "") -> Iterator[list[Piece]]:
        """Yield the line of headings, with a title before them where it needs no line of its own."""
        if self.shown:
            heads = "".join(self._cell(name, name) for name in self.shown)
            yield [Piece(fitted(title, self.name), BOLD if title else ""), Piece(heads, QUIET)]

    def section(self, section: Section) -> Iterator[list[Piece]]:
        """Yield a section, where it has a heading after an empty line."""
        if section.top is not None:
            yield []
            yield from self.line(section.top)
        elif section.title:
            yield []
            yield from ([Piece(part, BOLD)] for part in wrapped(section.title, self.width))
        for line in section.lines:
            yield from self.line(line)

    def line(self, line: Line) -> Iterator[list[Piece]]:
        """Yield a first row with the numbers, the rest of a long name, and what else there is to say."""
        style = "" if line.kind in ("metric", "supporter", "more", "initiative") else BOLD
        lead = _lead(line)[-(self.name // 6 * 3) :]  # of a deep branch, the end
        room = (self.name if line.cells else self.width) - columns(lead)
        name, *rest = wrapped(line.name, room, _GAP)
        first = Piece(lead + name, style)
        row, about = self._row(line, first)
        if line.said and about == line.said and not rest and not self._apart(line):
            row, about = self._beside_the_name(line, row)
        yield row
        lead = lead.replace("├─", "│ ").replace("└─", "  ") + " " * _GAP
        for part in rest:
            yield [Piece(lead + part, style)]
        if about and self.wide and line.kind == "metric":
            about = f"note: {about}"  # what goes on below a name is not taken for the rest of it
        for part in wrapped(about, self.width - columns(lead)) if about else ():
            yield [Piece(lead + part, QUIET)]

    def _apart(self, line: Line) -> list[str]:
        """Return the columns of a line that may stand on its second row."""
        return [name for name in self.names if _COLUMNS[name].aside and name in line.cells]

    def _row(self, line: Line, first: Piece) -> tuple[list[Piece], str]:
        """Return the first row, and what is left for the rows below it."""
        apart = self._apart(line)
        if self.stacked or not line.cells:
            said = [(name, line.cells.get(name, "")) for name in self.names]
            named = [text if name == "status" else f"{name} {text}" for name, text in said if text not in ("", ABSENT)]
            return [first], _joined(*named, line.said)
        shown = [name for name in self.shown if name in apart or not _COLUMNS[name].aside]
        row = [Piece(fitted(first.text, self.name), first.style), *(self._piece(name, line) for name in shown)]
        if not self.wide:
            return row, _joined(
                *(_named(name, line.cells[name]) for name in apart if line.cells[name] != ABSENT), line.said
            )
        room = self.spare if apart else self.spare + self.aside
        if not line.said or room < _least(line):
            return row, line.said
        return [*row, Piece(" " * _GAP + fitted(line.said, min(room, columns(line.said))), QUIET)], ""

    def _beside_the_name(self, line: Line, row: list[Piece]) -> tuple[list[Piece], str]:
        """Put what there is to say of a roll-up where a metric has its value, when there is room for enough of it."""
        blank = [name for name in self.shown if not _COLUMNS[name].aside and name not in line.cells]
        name = Piece(row[0].text.rstrip(), row[0].style)
        area = self.name + sum(self.widths[name] + _GAP for name in blank) - columns(name.text)
        room = min(area - _GAP, columns(line.said))
        if not blank or room < _least(line):
            return row, line.said
        text = " " * _GAP + fitted(line.said, room)
        return [name, Piece(fitted(text, area), QUIET), *row[1 + len(blank) :]], ""

    def _piece(self, name: str, line: Line) -> Piece:
        status = STYLES.get(line.status, QUIET) if line.status is not None else QUIET
        style = status if name == "status" else QUIET if name == "read" else ""
        return Piece(self._cell(name, line.cells.get(name, "")), style)

    def _cell(self, name: str, text: str) -> str:
        return " " * _GAP + fitted(text, self.widths[name], right=_COLUMNS[name].right)


def _lines(section: Section) -> tuple[Line, ...]:
    return section.lines if section.top is None else (section.top, *section.lines)


def _lead(line: Line) -> str:
    return line.branch or " " * _INDENT[min(line.depth, len(_INDENT) - 1)]


def _least(line: Line) -> int:
    """Return in how many columns one can say what there is to say. Of an objective's worst metric a part will do."""
    return min(columns(line.said), _LEAST_NAME if line.kind == "objective" else _WIDEST_NAME)


def _widest(name: str, lines: Iterable[Line]) -> int:
    return min(max([columns(name), *(columns(line.cells.get(name, "")) for line in lines)]), _COLUMNS[name].most)


def _named(name: str, text: str) -> str:
    """Return what stands on the second row: a chance says that it is one, the others speak for themselves."""
    return f"chance {text}" if name == "chance" else text


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))
