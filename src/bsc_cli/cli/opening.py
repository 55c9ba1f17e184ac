"""Which strategy is meant, and reading it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from bsc_cli.cli.output import note
from bsc_cli.cli.path import path_of
from bsc_cli.stop import Stop
from bsc_cli.tree import MAX_YAML_BYTES, Tree, is_table
from bsc_cli.visible import visible

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from bsc_cli.load import Loaded, Memory

MARKER = "bsc.yaml"
_NEARLY = "bsc.yml"
READINGS = "readings"
"""The folder beside a scorecard in which its readings are, where there is no bsc.yaml to say which files are."""
WORTH = 50
"""Files from which on looking up what they say is quicker than reading them."""
MANY_FILES = 500
"""Files from which on reading and checking them takes long enough to be told of."""
_SHORT = 9
"""Digits of a commit's name that people are shown."""
_MOST_NAMED = 8
"""Folders that a complaint names."""


class Keeper(Protocol):
    """Keeps what comes of reading a tree."""

    def noting(self, tree: Tree, /) -> Tree:
        """Return the same tree, of which it is noted what is read."""

    def memory(self, tree: Tree, /) -> Memory | None:
        """Return what is known of the files of the tree."""


class Opened(NamedTuple):
    """A strategy as asked for: its files, what came of reading them, and the files that findings are limited to."""

    tree: Tree
    loaded: Loaded
    only: tuple[str, ...] | None = None
    remembers: bool = False
    """Whether what was found out before may be used, and what is found out now be kept."""


_last: list[Opened] = []
"""What was read last, so that nobody takes it apart, object by object, when its command is through: see `__main__`."""


def open_strategy(
    path: str | None,
    paths: Sequence[str] = (),
    at: str | None = None,
    *,
    told: bool = True,
    keeper: Keeper | None = None,
    remembers: bool = False,
) -> Opened:
    """Find and read the strategy that `--strategy` or the arguments name; raise Stop when there is nothing to check.

    `at` is a git ref: then all files are read as they were in that commit, and stderr says so when it is `told`.
    `keeper` takes note of what is read from the disk, and may know what it says from a time before. Without one, what
    a command that `remembers` was told by the files of a large strategy is kept.
    """
    from bsc_cli.load import load

    _last.clear()  # one command may read again and again, as `bsc map --watch` does
    if path is not None and paths:
        raise Stop("Name the strategy once: either with --strategy or as arguments.")
    wanted = list(paths) or ([path] if path is not None else [])
    if "-" in wanted and len(wanted) > 1:
        raise Stop("- reads standard input, and stands alone: leave out the other paths, or the -.")
    if wanted == ["-"] and at is not None:
        raise Stop("What comes from stdin has no history; --at needs a strategy in a git repository.")
    if wanted == ["-"]:
        tree, only = Tree.of({"stdin.yaml": sys.stdin.buffer.read(MAX_YAML_BYTES + 1)}), None
    else:
        tree, only = find([path_of(each) for each in wanted])
        if at is not None:
            tree = _then(tree, [Path(each) for each in wanted], at)
        elif keeper is not None:
            tree = keeper.noting(tree)
    if keeper is None and remembers and at is None and len(tree.paths) >= WORTH:
        from bsc_cli.cli.remembering import remembered

        with remembered(tree) as memory, reading_of(tree) as told_of:
            loaded = load(told_of, memory=memory)
    else:
        memory = keeper.memory(tree) if keeper and wanted != ["-"] else None
        with reading_of(tree) as told_of:
            loaded = load(told_of, memory=memory)
    if loaded.scorecards == 0 and not loaded.faults:
        raise Stop(_nothing(tree, wanted))
    if tree.version and told:
        note(f"All files as they were at {visible(tree.version)}.")
    opened = Opened(tree, loaded, only, remembers)
    _last[:] = [opened]
    return opened


def find_tree(path: str | None) -> Tree:
    """Return the files of the strategy that `--strategy` names, unread; raise Stop when there is no such path."""
    return find([path_of(path)] if path is not None else [])[0]


def reading_of(tree: Tree) -> AbstractContextManager[Tree]:
    """Give the same files; of very many it is shown on a terminal how many were read."""
    if len(tree.paths) < MANY_FILES:
        return nullcontext(tree)
    from bsc_cli.cli.progress import reading

    return reading(tree)


def _then(tree: Tree, wanted: list[Path], ref: str) -> Tree:
    """Return the same files as they were in a commit, called by the ref, the commit and its day."""
    from bsc_cli.git import commit_at

    commit = commit_at(Path(tree.root), ref)
    alone = MARKER not in tree.paths and any(each.is_file() for each in wanted)
    then = Tree.at(Path(tree.root), commit.commit)
    then = those_alone(then, tree) if alone else then
    short = commit.commit[:_SHORT]
    called = f"{short} ({commit.day})" if commit.commit.startswith(ref) else f"{ref} ({short}, {commit.day})"
    return then._replace(version=called)


def those_alone(then: Tree, tree: Tree) -> Tree:
    """Return of the files of a commit those of a tree that was named file by file, and the readings beside them."""
    named = {path for path in tree.paths if not is_table(path)}
    beside = (path for path in then.paths if path.startswith(f"{READINGS}/") and is_table(path))
    return then._replace(paths=tuple(sorted({*then.paths} & named | {*beside})))


def find(wanted: Sequence[Path]) -> tuple[Tree, tuple[str, ...] | None]:
    """Return the files of the strategy that these paths mean, unread, and the paths that findings are limited to."""
    for each in wanted:
        if not each.exists():
            raise Stop(f"There is no file or folder {each}.")
        if not each.is_file() and not each.is_dir():
            raise Stop(f"{each} is neither a file nor a folder; to read standard input, name -.")
    files = [each for each in wanted if each.is_file()]
    folders = [each for each in wanted if each.is_dir()]
    if (files and folders) or len(folders) > 1:
        raise Stop("Name one folder, or files of one strategy.")
    if not files:
        folder = (folders or [Path()])[0]
        root = _root_above(folder)
        if root is None:
            return _folder_without_marker(folder), None
        return Tree.below(root), _limits(root, folders)  # no folder named: the whole strategy
    roots = {_root_above(file.parent) for file in files}
    if len(roots) > 1:
        raise Stop("These files belong to different strategies; check one strategy at a time.")
    root = roots.pop()
    if root is not None:
        if any(file.name == MARKER for file in files):
            return Tree.below(root), None
        return Tree.below(root), _limits(root, files)
    resolved = [file.absolute() for file in files]
    common = _common_folder(resolved)
    return Tree.only(common, resolved, READINGS), None


def _root_above(folder: Path) -> Path | None:
    here = folder.absolute()
    for each in (here, *here.parents):
        if (each / MARKER).is_file():
            return each
        if (each / _NEARLY).is_file():  # else all that it sets would be passed over without a word
            raise Stop(f"{each / _NEARLY} is not read, because settings are in {MARKER}; rename it to {MARKER}.")
    return None


def _folder_without_marker(folder: Path) -> Tree:
    tree = Tree.below(folder)
    roots = [path for path in tree.paths if path.endswith(f"/{MARKER}")]
    if roots:
        several = ", ".join(path.removesuffix(f"/{MARKER}") for path in roots[:_MOST_NAMED])
        more = f" and {len(roots) - _MOST_NAMED} more" if len(roots) > _MOST_NAMED else ""
        raise Stop(f"There is no {MARKER} here, but {len(roots)} below: {several}{more}. Name one of these folders.")
    return tree


def _limits(root: Path, wanted: Iterable[Path]) -> tuple[str, ...] | None:
    """Return the paths, relative to the root, that findings are limited to; None means all."""
    relative = tuple(_below(root, each) for each in wanted)
    return None if not relative or "." in relative else relative


def _below(root: Path, each: Path) -> str:
    """Return a path relative to the root. A link is named, not what it leads to, so `resolve` will not do."""
    try:
        return Path(os.path.abspath(each)).relative_to(os.path.abspath(root)).as_posix()  # noqa: PTH100 - see above
    except ValueError:
        raise Stop(f"{each} is not below {root}.") from None


def _common_folder(files: list[Path]) -> Path:
    folder = files[0].parent
    while not all(file.is_relative_to(folder) for file in files):
        folder = folder.parent
    return folder


def _nothing(tree: Tree, wanted: list[str]) -> str:
    where = wanted[0] if wanted else "this folder"
    if tree.version:
        return f"There was no strategy in {where} at {tree.version}: no file there begins a 'scorecard:'."
    if MARKER in tree.paths:
        return (
            f"There is nothing to check: {MARKER} is here, but no file matches its 'scorecards' pattern. "
            f"Put scorecards into scorecards/, or set 'scorecards' in {MARKER}."
        )
    return (
        f"There is nothing to check in {where}: no YAML file begins a 'scorecard:'. "
        "`bsc init` writes a small strategy to begin with."
    )
