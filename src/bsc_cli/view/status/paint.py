"""Styled text in columns, and how it becomes plain text or text with colours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from bsc_cli.evaluation import Status

BOLD, QUIET = "bold", "quiet"
STYLES: Mapping[Status, str] = {
    Status.ON_TARGET: "good",
    Status.NEAR: "warning",
    Status.OFF: "bad",
    Status.LATE: "unknown",
    Status.MISSING: "unknown",
    Status.NEVER_MEASURED: "unknown",
}
"""The style of a status; the others are quiet."""
_CODES = {BOLD: "1", QUIET: "2", "good": "32", "warning": "33", "bad": "1;31", "unknown": "35"}
"""ECMA-48, select graphic rendition: what a terminal is told."""


class Piece(NamedTuple):
    """Text on one line, and the name of its style; an empty name is none."""

    text: str
    style: str = ""


def painted(lines: Iterable[Iterable[Piece]], *, colour: bool) -> str:
    """Return lines as text, each ended; nothing stands at the end of a line but what can be seen."""
    if not colour:
        return "".join("".join([piece.text for piece in line]).rstrip() + "\n" for line in lines)
    return "".join("".join(_coded(line)).rstrip() + "\n" for line in lines)


def _coded(line: Iterable[Piece]) -> Iterable[str]:
    for text, style in line:
        words = text.rstrip()
        yield f"\x1b[{_CODES[style]}m{words}\x1b[0m{text[len(words) :]}" if style and words else text


@lru_cache(maxsize=16384)
def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def fitted(text: str, width: int, *, right: bool = False) -> str:
    """Return text of just so many columns: filled up with spaces, or cut short with a mark that says so."""
    room = width - columns(text)
    if room < 0:
        from rich.cells import set_cell_size

        text, room = set_cell_size(text, max(width - 1, 0)) + "…", 0
    return " " * room + text if right else text + " " * room


def wrapped(text: str, width: int, hanging: int = 0) -> list[str]:
    """Break text at spaces, and words that are too long anywhere, into pieces of at most so many columns.

    All but the first are shorter by `hanging`. No piece begins as a command does in a workflow's log ("::error"): the
    runner obeys it wherever a line begins.
    """
    if columns(text) <= width and "::" not in text:
        return [text]
    pieces: list[str] = []
    line, room = "", width
    for word in text.split(" "):
        whole = f"\\x3a{word[1:]}" if word.startswith("::") else word
        joined = f"{line} {whole}" if line else whole
        if columns(joined) <= room:
            line = joined
            continue
        if line:
            pieces.append(line)
            room = width - hanging
        if columns(whole) <= room:
            line = whole
            continue
        *full, line = _chopped(re.sub(":(?=:)", r"\\x3a", word), room, width - hanging)
        pieces += full
        room = width - hanging
    return [piece.rstrip() for piece in (*pieces, line)]


def _chopped(word: str, first: int, width: int) -> list[str]:
    """Cut a long word anywhere. Any of its characters may come to stand at the beginning of a piece."""
    from rich.cells import chop_cells

    begin = chop_cells(word[: 8 * first], max(first, 2))[0]
    return [begin, *chop_cells(word[len(begin) :], max(width, 2))]
