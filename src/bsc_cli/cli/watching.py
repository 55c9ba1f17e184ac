"""Showing something again whenever a file that it is made of changes."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NoReturn, TypeAlias

from bsc_cli.tree import Tree

EVERY = 1.0
"""Seconds between two looks at the files."""
Listing: TypeAlias = Mapping[str, tuple[int, int]]
"""Files by path, each with the time of its last change in nanoseconds and its size in bytes."""


def changes(before: Listing, after: Listing) -> tuple[str, ...]:
    """Return the paths that were added, removed or changed between two listings, in alphabetical order."""
    return tuple(sorted(path for path in {*before, *after} if before.get(path) != after.get(path)))


def listing(places: Iterable[Path]) -> Listing:
    """Return what is known of files, and of the strategy's files below folders. What is not there is left out."""
    files: list[Path] = []
    for place in places:
        files += [place / path for path in Tree.below(place).paths] if place.is_dir() else [place]
    found: dict[str, tuple[int, int]] = {}
    for file in files:
        try:
            known = file.stat()
        except OSError:  # it was deleted in between, or leads nowhere
            continue
        found[file.as_posix()] = (known.st_mtime_ns, known.st_size)
    return found


def watch(
    show: Callable[[tuple[str, ...]], object],
    look: Callable[[], Listing],
    sleep: Callable[[float], object] | None = None,
) -> NoReturn:
    """Show something, then again after each change, with the paths that changed; until interrupted.

    The files are looked at before they are shown, so that a change in the meantime is shown too.
    """
    gc.enable()  # this may run for days
    pause = sleep or time.sleep
    seen = look()
    show(())
    while True:
        pause(EVERY)
        now = look()
        if changed := changes(seen, now):
            seen = now
            show(changed)
