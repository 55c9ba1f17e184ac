"""Which file of a tree is what: settings, scorecards, reviews, readings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import translate
from functools import lru_cache

from bsc_cli.model import Settings
from bsc_cli.tree import Tree, Unreadable

SETTINGS = "bsc.yaml"
_BEGINS_A_SCORECARD = re.compile(r"^(?:scorecard|\"scorecard\"|'scorecard')\s*:", re.MULTILINE)
_BEGINS_A_REVIEW = re.compile(r"^review:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Files:
    """Paths by what they hold, each in alphabetical order."""

    scorecards: tuple[str, ...]
    reviews: tuple[str, ...]


def sort_files(tree: Tree, settings: Settings) -> Files:
    """Tell scorecards and reviews from the rest.

    With `bsc.yaml` its patterns decide. Without one, a scorecard is any YAML file that begins a `scorecard:`; a tree
    of a single file is that file, whatever it says.
    """
    yaml = [path for path in tree.paths if path.endswith((".yaml", ".yml")) and path != SETTINGS]
    reviews = tuple(matching(yaml, settings.reviews))
    if SETTINGS in tree.paths:
        return Files(tuple(path for path in matching(yaml, settings.scorecards) if path not in reviews), reviews)
    rest = [path for path in yaml if path not in reviews]
    if len(yaml) == 1:
        return (
            Files((), tuple(yaml))
            if _begins(tree, yaml[0], _BEGINS_A_REVIEW, _BEGINS_A_SCORECARD)
            else Files(tuple(yaml), ())
        )
    return Files(tuple(path for path in rest if _begins(tree, path, _BEGINS_A_SCORECARD)), reviews)


def matching(paths: Iterable[str], pattern: str) -> list[str]:
    """Return the paths that a pattern matches: `*` within a name, `?` one character, `**` between slashes any folders.

    A pattern that ends in `.yaml` takes `.yml` too, so that no scorecard is passed over for its ending.
    """
    wanted = [pattern, pattern.removesuffix(".yaml") + ".yml"] if pattern.endswith(".yaml") else [pattern]
    compiled = [_compiled(each) for each in wanted]
    return [path for path in paths if any(_matches(tuple(path.split("/")), parts) for parts in compiled)]


_Parts = tuple[re.Pattern[str] | None, ...]


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> _Parts:
    """Return one expression for each part of a pattern between its slashes, and None for `**`."""
    parts = pattern.removeprefix("./").split("/")
    parts += ["*"] if parts[-1] == "**" else []  # all files below, in folders or not
    return tuple(None if part == "**" else re.compile(translate(part.replace("[", "[[]"))) for part in parts)


def _matches(names: tuple[str, ...], parts: _Parts) -> bool:
    """Whether a path's names match a pattern's parts. Takes them times each other at most, whatever the pattern."""
    reached = {0}  # how many names the parts so far can have taken
    for part in parts:
        if part is None:
            reached = set(range(min(reached, default=len(names) + 1), len(names) + 1))
        else:
            reached = {count + 1 for count in reached if count < len(names) and part.match(names[count])}
    return len(names) in reached


def begins_a_scorecard(text: str) -> bool:
    """Whether a text begins a `scorecard:`, so that it is one where no settings say which files are."""
    return bool(_BEGINS_A_SCORECARD.search(text))


def may_hold(folder: str, pattern: str) -> bool:
    """Whether a file below a folder, in folders or not, may be one that a pattern matches."""
    names = tuple(folder.split("/")) if folder != "." else ()
    return any(_matches(names, _compiled(pattern)[:count]) for count in range(len(_compiled(pattern))))


def _begins(tree: Tree, path: str, wanted: re.Pattern[str], unwanted: re.Pattern[str] | None = None) -> bool:
    try:
        text = tree.text(path)
    except Unreadable as trouble:
        text = trouble.legible
    return bool(wanted.search(text)) and not (unwanted and unwanted.search(text))
