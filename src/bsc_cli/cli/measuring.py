"""Holding an opened strategy against readings: which files, as of which day."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bsc_cli.cli.checking import today
from bsc_cli.stop import Stop
from bsc_cli.tree import Tree, Unreadable

if TYPE_CHECKING:
    from bsc_cli.cli.opening import Opened
    from bsc_cli.evaluation import Evaluation
    from bsc_cli.strategy import Strategy


def measure(opened: Opened, strategy: Strategy, given: Sequence[str], as_of: str | None) -> Evaluation:
    """Evaluate a strategy on the readings that were named, else on those its settings name."""
    from bsc_cli.evaluation import evaluate
    from bsc_cli.readings import read

    texts = texts_named(given, opened.tree) if given else texts_of_settings(opened, strategy)
    if not texts:
        where = ", ".join(given) or f"'{strategy.settings.readings}'"
        when = f" at {opened.tree.version}" if opened.tree.version else ""
        raise Stop(f"There are no readings to look at: no CSV file in {where}{when}.")
    opened.loaded.texts.update(texts)  # type: ignore[attr-defined] # a dict: frames around findings need the lines
    readings = read(texts, strategy)
    if not readings.rows and not readings.faults:
        raise Stop(f"There are no readings to look at: {', '.join(texts)} has no rows.")
    return evaluate(strategy, readings, day(as_of), today())


def texts_named(given: Sequence[str], then: Tree) -> dict[str, str]:
    """Return the tables that were named. With a strategy of a commit, those in its folder are of that commit, too."""
    texts: dict[str, str] = {}
    for name in given:
        path = Path(name)
        if then.version and path.absolute().is_relative_to(Path(then.root).absolute()):
            texts |= _of_then(then, path)
            continue
        _refuse_a_way_out(path, then)
        if path.is_dir():
            tree = Tree.below(path)
            texts |= {f"{path.as_posix()}/{each}": _text(tree, each) for each in tree.paths if each.endswith(".csv")}
        elif path.is_file():
            texts[path.as_posix()] = _text(Tree.only(path.absolute().parent, [path.absolute()]), path.name)
        else:
            raise Stop(f"There is no file or folder {name}.")
    return texts


def _refuse_a_way_out(path: Path, then: Tree) -> None:
    """Raise Stop for readings named in the strategy's folder that are a link to what lies outside it."""
    if not then.root or not path.absolute().is_relative_to(Path(then.root).absolute()):
        return
    try:
        inside = path.resolve().is_relative_to(Path(then.root).resolve())
    except (OSError, RuntimeError):  # a loop of links, which is said where it is read
        return
    if not inside:
        raise Stop(f"{path} is a link to something outside the strategy's folder; put the readings themselves there.")


def _of_then(then: Tree, path: Path) -> dict[str, str]:
    below = os.path.relpath(path.absolute(), Path(then.root).absolute()).replace(os.sep, "/")
    paths = [
        each for each in then.paths if each.endswith(".csv") and (below in (".", each) or each.startswith(f"{below}/"))
    ]
    if not paths:
        raise Stop(f"There were no readings in {path} at {then.version}.")
    return {each: _text(then, each) for each in paths}


def texts_of_settings(opened: Opened, strategy: Strategy) -> dict[str, str]:
    """Return the texts of the readings that the settings name, by path."""
    from bsc_cli.load import matching

    paths = [path for path in opened.tree.paths if path.endswith(".csv")]
    return {path: _text(opened.tree, path) for path in matching(paths, strategy.settings.readings)}


def _text(tree: Tree, path: str) -> str:
    try:
        return tree.text(path)
    except Unreadable as trouble:
        raise Stop(f"{path}:{trouble.line}:{trouble.column}: {trouble.message} {trouble.help}") from None


def day(written: str | None) -> date | None:
    """Return the day that `--as-of` names; None when it names none. Raise Stop when it is no day."""
    if written is None:
        return None
    from bsc_cli.model import Period

    try:
        period = Period.read(written)
        if period.cadence == "day":
            return date.fromisoformat(str(period))
    except ValueError:
        pass
    raise Stop(f"'{written[:40]}' is not a day; write --as-of as 2026-06-30.")
