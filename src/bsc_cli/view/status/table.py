"""The status as a table for a terminal, from 60 columns up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bsc_cli.evaluation import Evaluation, Status
from bsc_cli.view.numbers import ABSENT
from bsc_cli.view.status.lines import Line, lines
from bsc_cli.view.status.text import oneline
from bsc_cli.view.status.words import SHAPES, spoken, tally

if TYPE_CHECKING:
    from rich.text import Text

_STYLES = {
    Status.ON_TARGET: "green",
    Status.NEAR: "yellow",
    Status.OFF: "bold red",
    Status.LATE: "magenta",
    Status.MISSING: "magenta",
    Status.NEVER_MEASURED: "magenta",
}
_QUIET = "dim"
_NARROWEST_NAME = 34  # where names get less, what is said of a metric goes to a second line
_INDENT = (0, 1, 2, 4)
_STATUS = max(len(spoken(status)) for status in Status)
_GAP = 2

_Cells = list[tuple[str, str, int, bool]]
"""(text, style, width in columns, whether it stands at the right) from left to right."""


def table(evaluation: Evaluation, width: int) -> Text:
    """Return the status as styled text whose lines take at most `width` columns.

    Numbers stand in columns. On a wide terminal everything about a metric is on its line; on a narrow one progress,
    trend, owner and the period of the value stand on a second line. User text is never read as markup.
    """
    from rich.text import Text

    everything = list(lines(evaluation))
    layout = _Layout(everything, max(width, 40))
    text = Text(no_wrap=True, overflow="ignore", end="")
    _head(text, evaluation, layout)
    for line in everything:
        if line.depth <= 1:
            text.append("\n")
        _put(text, line, layout)
    return text


class _Layout:
    """How wide each column is, told from what stands in it."""

    def __init__(self, everything: list[Line], width: int) -> None:
        self.width = width
        self.value = _widest((line.value for line in everything), "value", 20)
        self.expected = _widest((line.expected for line in everything), "expected", 24)
        self.score = _widest((line.score for line in everything), "score", 9)
        self.progress = _widest((line.progress for line in everything), "progress", 9)
        self.trend = _widest((line.trend for line in everything), "trend", 8)
        self.owner = _widest((line.owner for line in everything), "owner", 18)
        self.read = _widest((line.read for line in everything), "read", 20)
        numbers = self.value + self.expected + self.score + _STATUS + 4 * _GAP
        more = self.progress + self.trend + self.owner + self.read + 4 * _GAP
        self.wide = width - numbers - more >= _NARROWEST_NAME
        self.more = more if self.wide else 0
        self.name = max(width - numbers - self.more, 10)
        self.name = min(self.name, max(_widest(map(_indented, everything), "", 80), _NARROWEST_NAME))


def _widest(texts: Iterator[str], heading: str, most: int) -> int:
    return min(max(map(_cells, (heading, *texts))), most)


def _cells(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


def _indented(line: Line) -> str:
    return " " * _INDENT[line.depth] + line.name


def _head(text: Text, evaluation: Evaluation, layout: _Layout) -> None:
    name, day = oneline(evaluation.strategy.name), evaluation.as_of
    for part in _wrapped(name, layout.width):
        text.append(f"{part}\n", "bold")
    text.append(f"as of {day}\n" if day else "nothing was ever read\n", _QUIET)
    for part in _wrapped(tally(evaluation.counts) or "no metrics", layout.width):
        _shaped(text, part)
        text.append("\n")
    columns: _Cells = [
        ("", "", layout.name, False),
        ("value", _QUIET, layout.value, True),
        ("expected", _QUIET, layout.expected, True),
        ("score", _QUIET, layout.score, True),
        ("status", _QUIET, _STATUS, False),
    ]
    if layout.wide:
        columns += [
            ("progress", _QUIET, layout.progress, True),
            ("trend", _QUIET, layout.trend, False),
            ("owner", _QUIET, layout.owner, False),
            ("read", _QUIET, layout.read, False),
        ]
    text.append("\n")
    _row(text, columns)


def _put(text: Text, line: Line, layout: _Layout) -> None:
    """Add a line: its first row with the numbers, the rest of a long name, and what else there is to say."""
    indent = " " * _INDENT[line.depth]
    name, *rest = _wrapped(line.name, layout.name - len(indent))
    style = "bold" if line.depth < 3 else ""  # noqa: PLR2004 - a metric
    columns: _Cells = [
        (indent + name, style, layout.name, False),
        (line.value, "", layout.value, True),
        (line.expected, "", layout.expected, True),
        (line.score, "", layout.score, True),
        (line.state, _STYLES.get(line.status, _QUIET), _STATUS, False),
    ]
    about = line.about
    if layout.wide and line.value:
        columns += [
            (line.progress, "", layout.progress, True),
            (line.trend, "", layout.trend, False),
            (line.owner, "", layout.owner, False),
            (line.read, _QUIET, layout.read, False),
        ]
    elif layout.wide and _cells(about) + _GAP <= layout.more:
        columns.append((about, _QUIET, layout.more - _GAP, False))
        about = ""
    elif not layout.wide and line.value:
        about = " · ".join(part for part in (*_second(line), about) if part)
    _row(text, columns)
    for part in rest:
        text.append(f"{indent}{part}\n", style)
    if about:
        for part in _wrapped(about, layout.width - len(indent) - _GAP):
            text.append(f"{indent}{' ' * _GAP}{part}\n", _QUIET)


def _second(line: Line) -> Iterator[str]:
    if line.progress != ABSENT:
        yield f"progress {line.progress}"
    if line.trend != ABSENT:
        yield f"trend {line.trend}"
    if line.owner != ABSENT:
        yield line.owner
    if line.read != ABSENT:
        yield line.read


def _row(text: Text, columns: _Cells) -> None:
    from rich.cells import set_cell_size

    parts: list[tuple[str, str]] = []
    for content, style, width, right in columns:
        room = max(width - _cells(content), 0)
        fitted = content if _cells(content) <= width else set_cell_size(content, max(width - 1, 0)) + "…"
        parts.append((" " * room + fitted if right else fitted + " " * room, style))
    last = len(parts) - 1
    for number, (content, style) in enumerate(parts):
        text.append(content.rstrip() if number == last else content, style)
        text.append("\n" if number == last else " " * _GAP)


def _shaped(text: Text, content: str) -> None:
    """Add a line of counts, each shape in its colour."""
    styles = {SHAPES[status]: style for status, style in _STYLES.items()}
    for character in content:
        text.append(character, styles.get(character, ""))


def _wrapped(content: str, width: int) -> list[str]:
    """Break text at spaces, and words that are too long anywhere, into pieces of at most so many columns."""
    from rich.cells import chop_cells

    pieces: list[str] = [""]
    for word in content.split(" "):
        joined = f"{pieces[-1]} {word}" if pieces[-1] else word
        if _cells(joined) <= width:
            pieces[-1] = joined
            continue
        start = [pieces[-1]] if pieces[-1] else []
        pieces = [*pieces[:-1], *start, *(chop_cells(word, max(width, 2)) or [""])]
    return [piece.rstrip() for piece in pieces]
