"""What of the cache belongs to a strategy and its readings, if there is any that is worth its while."""

from __future__ import annotations

import json
import os
import sys
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from bsc_cli.cache import VARIABLE, folder, names, program
from bsc_cli.cli import opening

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from bsc_cli.cache.measured import KeptReadings
    from bsc_cli.cache.second import Helped
    from bsc_cli.cache.shelf import Shelf
    from bsc_cli.load import Memory
    from bsc_cli.strategy import Strategy
    from bsc_cli.tree import Tree

SECOND = 500
"""Unknown files from which on a second process pays: below, it saves less than a quarter of a second."""


@contextmanager
def remembered(tree: Tree) -> Iterator[Memory | None]:
    """Know what the files of a large strategy said before, and keep what they say now."""
    with ExitStack() as left:
        shelf = shelf_of(tree, writes=True)
        if shelf:
            left.enter_context(shelf)
        second = helped(tree, shelf)
        yield left.enter_context(second) if second else shelf
        if shelf:
            shelf.save()


def helped(tree: Tree, shelf: Shelf | None) -> Helped | None:
    """Return a second process that reads half of a very large strategy; None where it would not pay."""
    paths = names(tree)
    if len(paths) < SECOND or not tree.root:
        return None
    from bsc_cli.cache.second import Helped, can_help

    unknown = shelf.unknown(paths) if shelf else list(paths)
    if len(unknown) < SECOND or not can_help():
        return None
    with suppress(OSError):  # no room for what it would write
        return Helped(tree, unknown[len(unknown) // 2 :], shelf)
    return None


def _place() -> Path | None:
    """Return the folder of the cache; None where there is none, and in a pipeline that names none."""
    if "CI" in os.environ and VARIABLE not in os.environ:  # nobody will look it up there again
        return None
    return folder(os.environ, sys.platform)


def shelf_of(tree: Tree, *, writes: bool) -> Shelf | None:
    """Return what is kept of the files of a strategy on the disk; None for a small one, or without a cache."""
    place = _place()
    if place is None or not tree.root or len(names(tree)) < opening.WORTH:
        return None
    from bsc_cli.cache.shelf import Shelf

    return Shelf.within(place, json.dumps([tree.root, _program()]), writes=writes)


def kept_readings(strategy: Strategy, files: Mapping[str, Path], today: date) -> KeptReadings | None:
    """Return what is kept of very many readings, by the path they are shown with; None without a cache."""
    place = _place()
    if place is None:
        return None
    from bsc_cli.cache.measured import KeptReadings

    return KeptReadings(place, _program(), strategy, files, today)


def _program() -> str:
    return program(by_content="CI" in os.environ)
