"""How far something long has come: one line on the terminal, which is gone when it is through.

Only somebody who sits before a terminal waits, so it is for a terminal alone, and never part of what is said.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeAlias

from bsc_cli.tree import Tree

PATIENCE = 0.5
"""Seconds that somebody waits without wondering."""
_EVERY = 0.1
"""Seconds between two looks at how far it has come."""
_WIDTH = 80
"""Columns of a terminal that does not say how many it has."""
Step: TypeAlias = Callable[[int], None]
"""What is told how much more is done."""


@contextmanager
def progress(told: Callable[[int], str], *, at_once: bool = False) -> Iterator[Step]:
    """Show how far it has come for as long as it takes; `told` says it, of how much is done.

    `at_once` is for what cannot tell on the way. What is begun within another one is a part of that, and not shown.
    Nothing else may be written until it is through.
    """
    if _shown or not _is_watched():
        yield _unseen
        return
    line = _Line(told)
    _shown.append(line)
    try:
        line.begin(at_once=at_once)
        yield line.step
    finally:
        _shown.clear()
        line.erase()


@contextmanager
def reading(tree: Tree) -> Iterator[Tree]:
    """Give the same files, of which it is shown how many were read."""
    total = sum(not path.endswith(".csv") for path in tree.paths)
    with progress(lambda done: f"Reading {min(done, total)} of {total} files") as step:

        def read(path: str, most: int | None) -> bytes:
            step(1)
            return tree.read(path, most)

        yield tree if step is _unseen else tree._replace(read=read)


def _is_watched() -> bool:
    """Whether stderr is a terminal that can take back what was written, and whose owner did not ask for plain text."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not plain and sys.stderr.isatty()


def _unseen(_more: int) -> None:
    """Take no notice: nobody looks."""


class _Line:
    """One line of the terminal, written over again and again."""

    def __init__(self, told: Callable[[int], str]) -> None:
        self._told = told
        self._done = 0
        self._width = 0
        self._next: float | None = None

    def begin(self, *, at_once: bool) -> None:
        """Show it now, or when it has taken so long that somebody may wonder."""
        from time import monotonic

        self._now = monotonic
        self._next = monotonic() + (_EVERY if at_once else PATIENCE)
        if at_once:
            self._show()

    def step(self, more: int) -> None:
        """Take note that more is done; when the line is gone, nothing is shown of it."""
        self._done += more
        if self._next is not None and self._now() >= self._next:
            self._next = self._now() + _EVERY
            self._show()

    def erase(self) -> None:
        """Leave the terminal as it was."""
        self._next = None
        if self._width:
            self._write(f"\r{' ' * self._width}\r")

    def _show(self) -> None:
        text = self._told(self._done)[: _columns() - 1]
        self._write(f"\r{text:<{self._width}}")
        self._width = max(self._width, len(text))

    @staticmethod
    def _write(text: str) -> None:
        with suppress(OSError):  # the terminal went away; the work goes on
            sys.stderr.write(text)
            sys.stderr.flush()


_shown: list[_Line] = []
"""The line that is on the terminal, if there is one."""


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or _WIDTH
    except (OSError, ValueError):
        return _WIDTH
