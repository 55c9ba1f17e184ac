"""Changing a readings file in one step, by one at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bsc_cli.cli.output import leads_out, write_file
from bsc_cli.stop import Stop
from bsc_cli.tree import Tree, Unreadable

if TYPE_CHECKING:
    from bsc_cli.cli.opening import Opened
    from bsc_cli.readings import Readings
    from bsc_cli.strategy import Strategy


@dataclass(frozen=True, slots=True)
class Target:
    """A file to write to, and how people call it: relative to the strategy's root, or as they named it."""

    file: Path
    shown: str


def place_for(opened: Opened, strategy: Strategy, readings: Readings, metric: str, output: str | None) -> Target:
    """Return the file that a metric's row goes to: the one that was named, else the one where it belongs."""
    from bsc_cli.readings import home

    root = Path(opened.tree.root)
    if output is not None:
        file = Path(output).absolute()
        if not file.is_relative_to(root.absolute()):
            return Target(file, Path(output).as_posix())
        return _inside(root, file.relative_to(root.absolute()).as_posix())
    if not opened.tree.root:
        raise Stop("What comes from stdin has no folder; name the readings file with -o.")
    path = home(readings, metric, strategy.settings.readings)
    if path is None or ".." in path.split("/") or path.startswith("/"):
        raise Stop(f"No file can be told from 'readings: {strategy.settings.readings}'; name it with -o.")
    return _inside(root, path)


def _inside(root: Path, path: str) -> Target:
    if leads_out(root, path):
        raise Stop(f"{path} is a link out of the strategy's folder, or lies behind one; put the file itself here.")
    return Target(root / path, path)


def text_at(target: Target) -> str:
    """Return the text of a file with its byte-order mark; of none, nothing."""
    if not target.file.exists():
        return ""
    tree = Tree.only(target.file.parent, [target.file])
    try:
        tree.text(target.file.name)
        return tree.data(target.file.name).decode("utf-8")
    except Unreadable as trouble:
        raise Stop(f"{target.shown}:{trouble.line}:{trouble.column}: {trouble.message} {trouble.help}") from None


@contextmanager
def fitting(target: Target) -> Iterator[None]:
    """Turn a file that no row can be written into, into a Stop that says so."""
    from bsc_cli.readings import Unfit

    try:
        yield
    except Unfit as trouble:
        place, said = trouble.place, f"{trouble.problem.message} {trouble.problem.help or ''}".strip()
        raise Stop(f"{target.shown}:{place.line}:{place.column}: {said} Until then nothing is written there.") from None


def save(target: Target, text: str) -> None:
    """Replace a file in one step: whoever looks sees the old one or the new one, whole."""
    write_file(target.file, text.encode("utf-8"))


@contextmanager
def taking_turns(folder: Path) -> Iterator[None]:
    """Wait until no other command is changing readings of a strategy.

    The system lets go of the lock when the command ends, also when it was killed.
    """
    try:
        import fcntl
    except ImportError:  # Windows: files are still replaced in one step
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
