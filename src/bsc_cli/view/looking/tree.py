"""A page as text for a terminal: trees drawn with lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bsc_cli.view.looking.page import Entry, Page
from bsc_cli.view.status.paint import BOLD, QUIET, STYLES, Piece, painted, wrapped
from bsc_cli.view.status.words import spoken
from bsc_cli.visible import oneline

_NARROWEST = 24
"""Columns that text gets at least, however deep it stands; the lines of the tree give way."""


def tree(page: Page, width: int, *, colour: bool) -> str:
    """Return a page as text whose lines take at most `width` columns, with colours where asked for."""
    return painted(_lines(page, max(width, 2 * _NARROWEST)), colour=colour)


def _lines(page: Page, width: int) -> Iterator[Sequence[Piece]]:
    yield from _said(page.title, width, BOLD)
    for sentence in page.sentences:
        yield from _said(sentence, width)
    for heading, entries in page.sections:
        yield ()
        yield from _said(heading, width, BOLD)
        for entry, (first, others) in zip(entries, _guides(entries), strict=True):
            yield from _entry(entry, _cut(first, width), _cut(others, width), width)
    if page.command:
        yield ()
        yield from _said(f"On the map: {page.command}", width, QUIET)


def _said(text: str, width: int, style: str = "") -> Iterator[Sequence[Piece]]:
    for piece in wrapped(oneline(text), width):
        yield (Piece(piece, style),)


def _entry(entry: Entry, first: str, others: str, width: int) -> Iterator[Sequence[Piece]]:
    state = f"{spoken(entry.status)}  " if entry.status else ""
    for number, piece in enumerate(wrapped(f"{state}{oneline(entry.name)}", width - max(len(first), len(others)))):
        guide = Piece(others if number else first, QUIET)
        if number or entry.status is None or not piece.startswith(state):
            yield guide, Piece(piece, BOLD)
        else:
            yield guide, Piece(state, STYLES.get(entry.status, QUIET)), Piece(piece.removeprefix(state), BOLD)
    for text, style in ((entry.remark, BOLD), *((each, QUIET) for each in entry.about)):
        for piece in wrapped(oneline(text), width - len(others)) if text else ():
            yield Piece(others, QUIET), Piece(piece, style)


def _cut(guide: str, width: int) -> str:
    """Return the right end of the lines before a text, so that the text keeps its room."""
    most = max(width // 2, width - 2 * _NARROWEST)
    return guide if len(guide) <= most else "⋯" + guide[len(guide) - most + 1 :]


def _guides(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """Return what stands before the first line of each entry, and before its others."""
    found: list[tuple[str, str]] = []
    later: list[bool] = []  # by depth, whether another entry follows under the same parent
    below = False
    for number in range(len(entries) - 1, -1, -1):
        depth = entries[number].depth
        later = [*later[: depth + 1], *[False] * (depth + 1 - len(later))]
        lines = "".join("│  " if later[level] else "   " for level in range(1, depth))
        branch, side = (("├─ ", "│  ") if later[depth] else ("└─ ", "   ")) if depth else ("", "")
        found.append((lines + branch, lines + side + ("│  " if below else "   ")))
        later[depth] = True
        below = number > 0 and entries[number - 1].depth < depth
    return found[::-1]
