"""A CODEOWNERS file: a line for each file of a strategy, with the handles of those who answer for something in it.

https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
and https://docs.gitlab.com/user/project/codeowners/reference/: the last line that fits a file counts; a space in a path
is escaped; character ranges and escaped signs do not work on GitHub; GitLab takes owners even from comments, and looks
at each section by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bsc_cli.strategy import Strategy
from bsc_cli.view.owners.holding import Holding
from bsc_cli.visible import oneline

BEGIN, END = "# BEGIN bsc owners", "# END bsc owners"
"""The lines around what bsc writes; what stands outside of them is other people's."""
_ABOUT = "# Written by `bsc owners --codeowners`: the owners of each file of the strategy."
_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f#*?\[\]\\!\u2028\u2029\ud800-\udfff]|^$")
# What ends the name of a section, and what would be taken for an owner, may not stand in it.
_NOT_IN_A_NAME = re.compile(r"[^\w .,()&/-]")
_BLOCK = re.compile(rf"^{re.escape(BEGIN)}$.*?^{re.escape(END)}$\n?", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class CodeOwners:
    """The lines, and what cannot be said in them: owners without a handle, files nobody can be asked about."""

    lines: tuple[str, ...]
    without_handle: tuple[str, ...]
    without_owner: tuple[str, ...]
    unwritable: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines between those that say whose they are."""
        return "\n".join([BEGIN, _ABOUT, *self.lines, END]) + "\n"


def codeowners(strategy: Strategy, held: Sequence[Holding], *, prefix: str = "", sections: bool = False) -> CodeOwners:
    """Return who is to be asked about each file; `prefix` is the way from the repository's root to the strategy's.

    With `sections` each handle has one of its own, as only GitLab knows them: there the owners of each section are
    asked, where a line with several owners is content with one of them.
    """
    handles = {each.owner: each.handle for each in held}
    titles: dict[str, list[str]] = {}
    for each in held:
        titles.setdefault(each.handle, []).append(oneline(each.title or each.owner))
    files = {f"{prefix}/{path}".lstrip("/"): owners for path, owners in _files(strategy, held).items()}
    asked: dict[str, list[str]] = {}
    for path, owners in files.items():
        if not _UNWRITABLE.search(path):
            asked[path] = list(dict.fromkeys(handles[owner] for owner in owners if handles.get(owner)))
    lines = tuple(_by_owner(asked, titles) if sections else _by_file(asked))
    named = {owner for owners in files.values() for owner in owners if owner}
    return CodeOwners(
        lines,
        tuple(sorted(owner for owner in named if not handles.get(owner))),
        tuple(path for path, some in asked.items() if not some),
        tuple(path for path in files if path not in asked),
    )


def spliced(existing: str, block: str) -> str:
    """Return a CODEOWNERS file with our lines in it anew, and every other character as it was.

    Lines that were not there before come last, where they count.
    """
    if _BLOCK.search(existing):
        return _BLOCK.sub(lambda _: block, existing, count=1)
    end = "" if not existing or existing.endswith("\n") else "\n"
    return f"{existing}{end}{block}"


def _files(strategy: Strategy, held: Iterable[Holding]) -> Mapping[str, tuple[str, ...]]:
    """Return the owners of each file by its path: of a scorecard and of all in it, of a review, of the settings."""
    by_card: dict[str, dict[str, None]] = {card: {} for card in strategy.scorecards}
    for holding in held:
        for things in holding.held.values():
            for full in things:
                by_card[full.split("/", 1)[0]][holding.owner] = None
    roots = [card.owner or "" for card in strategy.roots]
    found: dict[str, tuple[str, ...]] = {}
    if strategy.settings.id:
        found[strategy.settings.id] = tuple(dict.fromkeys(roots))
    for card, owners in by_card.items():
        first = strategy.scorecards[card].owner or ""
        found[strategy.paths[card]] = tuple(dict.fromkeys((first, *owners)))
    for review in strategy.reviews:
        reviewed = strategy.scorecards.get(review.review)
        found[review.id] = ((reviewed.owner if reviewed else None) or "",)
    return found


def _by_file(asked: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for path, handles in asked.items():
        if handles:
            yield f"{_pattern(path)} {' '.join(handles)}"


def _by_owner(asked: Mapping[str, Sequence[str]], titles: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for handle in dict.fromkeys(each for handles in asked.values() for each in handles):
        yield f"[{_NOT_IN_A_NAME.sub(' ', ', '.join(titles[handle])).strip() or 'Owner'}]"
        yield from (f"{_pattern(path)} {handle}" for path, handles in asked.items() if handle in handles)


def _pattern(path: str) -> str:
    return "/" + path.replace(" ", "\\ ")
