"""A second process that reads the second half of a very large strategy while the first half is read here.

It writes a shelf, as one that is kept between two runs, into a file without a name; whatever goes wrong with it, the
files are read here. Processes are forked: one that has to import everything anew would take longer than it saves.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, Self

from bsc_cli.cache.part import Nameless
from bsc_cli.cache.shelf import Shelf
from bsc_cli.source import read
from bsc_cli.tree import Tree, Unreadable

if TYPE_CHECKING:
    from bsc_cli.source import Document

_KEY = "second"


def can_help() -> bool:
    """Whether there is a processor for a second process, and a way to start it."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return hasattr(os, "fork") and processors > 1


class Helped:
    """What is known of the files of a tree: from the time before, or from the second process."""

    def __init__(self, tree: Tree, paths: Sequence[str], first: Shelf | None) -> None:
        self._first = first
        self._second: Shelf | None = None
        self._file = TemporaryFile()  # noqa: SIM115 - closed with the shelf that is read from it
        self._theirs = frozenset(paths)
        self._process: int | None = None
        with suppress(OSError):
            self._process = os.fork()
        if self._process == 0:
            try:
                self._read(tree, paths)
            finally:
                os._exit(0)  # nothing of what the first process has begun is ended here

    def _read(self, tree: Tree, paths: Sequence[str]) -> None:
        shelf = Shelf(_KEY, None, Nameless(self._file))
        for path in paths:
            with suppress(Unreadable):
                shelf.keep_document(read(path, tree.text(path)))
        shelf.save()

    def document(self, path: str, text: str) -> tuple[Mapping[str, Any], bool] | None:
        """Return the data of a text that is known, or that the second process has read; waits for that."""
        known = self._first.document(path, text) if self._first else None
        if known is not None or path not in self._theirs:
            return known
        if self._second is None:
            self._second = self._awaited()
        return self._first.adopt(path, text, self._second) if self._first else self._second.document(path, text)

    def keep_document(self, document: Document) -> None:
        """Keep what a text says."""
        if self._first:
            self._first.keep_document(document)

    def _awaited(self) -> Shelf:
        if self._process is not None:
            with suppress(OSError):
                os.waitpid(self._process, 0)
            self._process = None
        return Shelf(_KEY, self._file, None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave no process behind."""
        if self._process is not None:
            with suppress(OSError):
                os.kill(self._process, signal.SIGKILL)
        with self._second or self._awaited():
            pass
