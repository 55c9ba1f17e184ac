"""Opening two versions of a strategy: a folder, a commit, the files as they are now."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bsc_cli.cli.opening import find_tree
from bsc_cli.stop import Stop
from bsc_cli.tree import Tree, Unreadable

if TYPE_CHECKING:
    from bsc_cli.load import Loaded
    from bsc_cli.strategy import Strategy

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


def open_both(base: str | None, head: str | None, strategy: str | None) -> tuple[Version, Version]:
    """Open the two versions; what both have in common is read once. Raise Stop when there is nothing to compare."""
    from bsc_cli.load import load

    here = None if _both_are_folders(base, head) else find_tree(strategy)
    new = _tree(here, head)
    after = load(new)
    if base is None:
        from bsc_cli.git import base_of

        commit, called = base_of(_folder(here))
        old = _at(here, commit)
    else:
        old, called = _tree(here, base), base
    before = load(old, after)
    if not before.scorecards and not after.scorecards and not before.faults and not after.faults:
        raise Stop(f"There is nothing to compare: neither {called} nor {head or WORKING_TREE} has a scorecard here.")
    return Version(called, old, before), Version(head or WORKING_TREE, new, after)


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


def _tree(here: Tree | None, asked: str | None) -> Tree:
    """Return the files of a folder that is there, else of a commit; of nothing in particular, as they are now."""
    if asked is not None and _is_folder(asked):
        return find_tree(asked)
    if asked is not None:
        return _at(here, asked)
    if here is None:
        raise TypeError(asked)
    return here


def _is_folder(name: str) -> bool:
    return os.path.isdir(name)  # noqa: PTH112 - of any text at all, also what no path can be


def _at(here: Tree | None, ref: str) -> Tree:
    tree = Tree.at(_folder(here), ref)
    if here is not None and _is_one_file(here):
        return replace(tree, paths=tuple(path for path in tree.paths if path in here.paths))
    return tree


def _folder(here: Tree | None) -> Path:
    return Path(here.root) if here and here.root else Path()


def _is_one_file(tree: Tree) -> bool:
    return len(tree.paths) == 1 and "/" not in tree.paths[0]


def shown_texts(version: Version, tables: Mapping[str, str]) -> dict[str, str]:
    """Return the text of every file of a version, for the lines around findings."""
    return {**version.loaded.texts, **tables}
