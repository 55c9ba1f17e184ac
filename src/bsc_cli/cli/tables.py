"""Which files of readings are meant."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bsc_cli.cli.path import path_of
from bsc_cli.finding import Place, Problem, Reported, Spot
from bsc_cli.stop import Stop
from bsc_cli.tree import Tree, Unreadable

if TYPE_CHECKING:
    from bsc_cli.cli.opening import Opened
    from bsc_cli.strategy import Strategy


@dataclass(frozen=True, slots=True)
class Table:
    """A file of readings, not read yet. Each property raises Stop when it cannot be read."""

    tree: Tree
    path: str

    @property
    def text(self) -> str:
        """Its text."""
        try:
            return self.tree.text(self.path)
        except Unreadable as trouble:
            raise self._stop(trouble) from None

    def check(self) -> None:
        """Raise Stop when its bytes cannot be read."""
        try:
            self.tree.data(self.path)
        except Unreadable as trouble:
            raise self._stop(trouble) from None

    def again(self) -> str:
        """Return its text for the lines around findings; it is empty when it can no longer be read."""
        try:
            return self.tree.text(self.path)
        except Unreadable:
            return ""

    @property
    def file(self) -> Path | None:
        """Where it is on the disk; None when it is not."""
        try:
            return self.tree.file(self.path)
        except Unreadable as trouble:
            raise self._stop(trouble) from None

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.text.encode()) if self.file is None else self.file.stat().st_size

    def _stop(self, trouble: Unreadable) -> Stop:
        return Stop(f"{self.path}:{trouble.line}:{trouble.column}: {trouble.message} {trouble.help}")


def texts_of(tables: Mapping[str, Table]) -> dict[str, str]:
    """Return the texts of files, by path."""
    return {path: table.text for path, table in tables.items()}


def legible(tables: Mapping[str, Table]) -> tuple[dict[str, str], tuple[Reported, ...]]:
    """Return the texts of files, by path, and what is wrong with those that are there and no text."""
    texts, faults = {}, []
    for path, table in tables.items():
        try:
            texts[path] = table.tree.text(table.path)
        except Unreadable as trouble:
            table.check()
            place = Place(path, trouble.line, trouble.column, trouble.line, trouble.column + 1)
            problem = Problem(Spot(f"{path}:{trouble.line}", place), trouble.message, help=trouble.help)
            faults.append(Reported("reading-malformed", problem))
    return texts, tuple(faults)


def tables_named(given: Sequence[str], then: Tree) -> dict[str, Table]:
    """Return the tables that were named. With a strategy of a commit, those in its folder are of that commit, too."""
    tables: dict[str, Table] = {}
    for name in given:
        path = path_of(name)
        if then.version and _is_below(path, then.root):
            tables |= _of_then(then, path)
            continue
        _refuse_a_way_out(path, then)
        if path.is_dir():
            tree = Tree.below(path)
            tables |= {f"{path.as_posix()}/{each}": Table(tree, each) for each in tree.paths if each.endswith(".csv")}
        elif path.is_file():
            tables[path.as_posix()] = Table(Tree.only(path.absolute().parent, [path.absolute()]), path.name)
        else:
            known = path.exists()  # a device, a pipe
            raise Stop(f"{name} is neither a file nor a folder." if known else f"There is no file or folder {name}.")
    return tables


def _refuse_a_way_out(path: Path, then: Tree) -> None:
    """Raise Stop for readings named in the strategy's folder that are a link to what lies outside it."""
    if not then.root or not _is_below(path, then.root):
        return
    try:
        inside = path.resolve().is_relative_to(Path(then.root).resolve())
    except (OSError, RuntimeError):  # a loop of links, which is said where it is read
        return
    if not inside:
        raise Stop(f"{path} is a link to something outside the strategy's folder; put the readings themselves there.")


def _is_below(path: Path, folder: str) -> bool:
    """Whether a path is in a folder by its name; `..` leads out of a folder."""
    return Path(os.path.normpath(path.absolute())).is_relative_to(os.path.normpath(Path(folder).absolute()))


def _of_then(then: Tree, path: Path) -> dict[str, Table]:
    below = os.path.relpath(path.absolute(), Path(then.root).absolute()).replace(os.sep, "/")
    paths = [
        each for each in then.paths if each.endswith(".csv") and (below in (".", each) or each.startswith(f"{below}/"))
    ]
    if not paths:
        raise Stop(f"There were no readings in {path} at {then.version}.")
    return {each: Table(then, each) for each in paths}


def tables_of_settings(opened: Opened, strategy: Strategy) -> dict[str, Table]:
    """Return the readings that the settings name, by path."""
    from bsc_cli.load import matching

    paths = [path for path in opened.tree.paths if path.endswith(".csv")]
    return {path: Table(opened.tree, path) for path in matching(paths, strategy.settings.readings)}
