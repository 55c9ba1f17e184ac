"""Opening two versions of a strategy: a folder, a commit, the files as they are now."""

from __future__ import annotations

import os
from collections import ChainMap
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bsc_cli.cli.checking import today
from bsc_cli.cli.measuring import day
from bsc_cli.cli.opening import MARKER, find_tree, reading_of, those_alone
from bsc_cli.stop import Stop
from bsc_cli.tree import Tree, Unreadable

if TYPE_CHECKING:
    from bsc_cli.load import Loaded
    from bsc_cli.strategy import Strategy
    from bsc_cli.view.diff import Compared

WORKING_TREE = "the working tree"


@dataclass(frozen=True)
class Version:
    """One version of a strategy: how it is called, its files, and what came of reading them."""

    name: str
    tree: Tree
    loaded: Loaded

    def tables(self, strategy: Strategy) -> dict[str, str]:
        """Return the texts of the readings that the settings name, by path."""
        from bsc_cli.load import matching

        paths = [path for path in self.tree.paths if path.endswith(".csv")]
        texts = {}
        for path in matching(paths, strategy.settings.readings):
            try:
                texts[path] = self.tree.text(path)
            except Unreadable as trouble:
                raise Stop(f"{path}:{trouble.line}:{trouble.column}: {trouble.message} {trouble.help}") from None
        return texts


def open_both(
    base: str | None, head: str | None, strategy: str | None, *, remembers: bool = True
) -> tuple[Version, Version]:
    """Open the two versions; what both have in common is read once. Raise Stop when there is nothing to compare.

    When it `remembers`, what `bsc validate` kept is used.
    """
    from bsc_cli.cli.remembering import shelf_of
    from bsc_cli.load import load

    here = None if _both_are_folders(base, head) else _here(base, head, strategy)
    new = _tree(here, head)
    with (shelf_of(new, writes=False) if remembers else None) or nullcontext() as memory, reading_of(new) as told_of:
        after = load(told_of, memory=memory)
    called = base
    if base is not None:
        old = _tree(here, base)
    else:
        from bsc_cli.git import base_of

        here = here or _Here.of(strategy)
        commit, called = base_of(here.folder)
        old = here.at(commit)
    with reading_of(old) as told_of:
        before = load(told_of, after)
    if not before.scorecards and not after.scorecards and not before.faults and not after.faults:
        raise Stop(f"There is nothing to compare: neither {called} nor {head or WORKING_TREE} has a scorecard here.")
    return Version(called or "", old, before), Version(head or WORKING_TREE, new, after)


@dataclass(frozen=True)
class _Here:
    """The strategy that is meant, as its files are now: a folder, or one file without a `bsc.yaml` above it."""

    tree: Tree
    alone: bool

    @classmethod
    def of(cls, strategy: str | None) -> _Here:
        tree = find_tree(strategy)
        return cls(tree, strategy is not None and not _is_folder(strategy) and MARKER not in tree.paths)

    @property
    def folder(self) -> Path:
        return Path(self.tree.root)

    def at(self, ref: str) -> Tree:
        """Return the same files as they were in a commit."""
        tree = Tree.at(self.folder, ref)
        return those_alone(tree, self.tree) if self.alone else tree


def _here(base: str | None, head: str | None, strategy: str | None) -> _Here:
    """Return the strategy that is meant; where there is none, raise Stop for a name that means nothing, if one does."""
    try:
        return _Here.of(strategy)
    except Stop:
        from bsc_cli.git import is_commit

        for name in (base, head) if strategy is None else ():
            if name is not None and not _is_folder(name) and not is_commit(Path(), name):
                said = f'There is no folder "{name[:60]}" here, and no commit is called so.'
                raise Stop(f"{said}{_folder_like(name)}") from None
        raise


def compare(
    old: Version, new: Version, strategy: Strategy, as_of: str | None, tables: Mapping[str, str] | None
) -> Compared:
    """Compare two versions, the newer one read as `strategy`, and hold both against its readings, if there are any.

    `tables` are the texts of these readings by path; None asks for no evaluation. Raises Stop when the older version
    cannot be read.
    """
    from bsc_cli.diff import diff, review
    from bsc_cli.view.diff import Compared

    before = older(old)
    found = diff(before, strategy)
    if tables is None:
        return Compared(found, old.name, new.name)
    was = old.tables(before)
    reviewed = review(found, was, tables, day(as_of), today()) if was or tables else None
    return Compared(found, old.name, new.name, reviewed)


def older(version: Version) -> Strategy:
    """Return the strategy of the older version; raise Stop when it could not be read, for nobody can mend the past."""
    strategy = version.loaded.strategy
    if strategy is None:
        first = version.loaded.faults[0].problem
        place = version.loaded.locate(first.element)
        raise Stop(
            f"The strategy at {version.name} cannot be read: {place.path}:{place.line}: {first.message} "
            "Compare with another commit."
        )
    return strategy


def _both_are_folders(base: str | None, head: str | None) -> bool:
    return all(each is not None and _is_folder(each) for each in (base, head))


def _tree(here: _Here | None, asked: str | None) -> Tree:
    """Return the files of a folder that is there, else of a commit; of nothing in particular, as they are now."""
    if asked is not None and _is_folder(asked):
        _refuse_two_meanings(asked)
        return find_tree(asked)
    if here is None:
        raise TypeError(asked)
    try:
        return here.tree if asked is None else here.at(asked)
    except Stop as stop:
        raise Stop(f"{stop}{_folder_like(asked or '')}") from None


def _folder_like(name: str) -> str:
    """Return a question about a folder whose name is nearly this one, where a name was no commit; else nothing."""
    from bsc_cli.load import nearest

    try:
        there = Path(name).parent
        folders = [str(there / each.name) for each in there.iterdir() if each.is_dir()]
    except (OSError, ValueError):  # what no path can be
        return ""
    found = nearest(name, folders)
    return f' Did you mean the folder "{found}"?' if found else ""


def _refuse_two_meanings(name: str) -> None:
    """Raise Stop for a folder called as a commit is: a pull request may not choose what it is held against."""
    from bsc_cli.git import is_commit

    said_plainly = name.startswith((".", "/")) or name.endswith(("/", os.sep)) or Path(name).is_absolute()
    if not said_plainly and is_commit(Path(), name):
        raise Stop(
            f'"{name}" is a folder here and a commit, too. Write ./{name} for the folder, {name}~0 for the commit.'
        )


def _is_folder(name: str) -> bool:
    return os.path.isdir(name)  # noqa: PTH112 - of any text at all, also what no path can be


def shown_texts(version: Version, tables: Mapping[str, str]) -> Mapping[str, str]:
    """Return the text of every file of a version, for the lines around findings."""
    return ChainMap(dict(tables), version.loaded.texts)
