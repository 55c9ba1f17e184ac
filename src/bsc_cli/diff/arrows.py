"""Which arrow of the one version is which of the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bsc_cli.diff.pairs import Pairs
from bsc_cli.model import Arrow, Scorecard


def arrow_pairs(pairs: Pairs) -> Iterator[tuple[Arrow | None, Arrow | None]]:
    """Yield arrows side by side: the same ends; or one end and the reason kept, the other end redirected; or alone."""
    old = {_ends(pairs, each): each for card in pairs.base.scorecards.values() for each in _arrows_of(card)}
    new = {(each.source, each.target): each for card in pairs.head.scorecards.values() for each in _arrows_of(card)}
    gone = {key: each for key, each in old.items() if key not in new}
    come = {key: each for key, each in new.items() if key not in old}
    near: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for source, target in come:
        near.setdefault(("from", source), []).append((source, target))
        near.setdefault(("to", target), []).append((source, target))
    moved = [
        (was, now)
        for was in gone
        for now in (*near.get(("from", was[0]), ()), *near.get(("to", was[1]), ()))
        if _redirected(gone[was], come[now], was, now)
    ]
    olds, news = Counter(was for was, _ in moved), Counter(now for _, now in moved)
    turned = {now: was for was, now in moved if olds[was] == news[now] == 1}
    for key, arrow in new.items():
        yield old.get(key) or gone.get(turned.get(key, ("", ""))), arrow
    yield from ((each, None) for key, each in gone.items() if key not in turned.values())


def _arrows_of(card: Scorecard) -> Iterator[Arrow]:
    for objective in card.objectives.values():
        yield from objective.drives.values()


def _ends(pairs: Pairs, arrow: Arrow) -> tuple[str, str]:
    """Return the ends of an arrow of the older version under the ids that the newer one has for them."""
    return pairs.in_head("objective", arrow.source), pairs.in_head("objective", arrow.target)


def _redirected(was: Arrow, now: Arrow, old: tuple[str, str], new: tuple[str, str]) -> bool:
    if was.because != now.because:
        return False
    return old[0] == new[0] or (was.because is not None and old[1] == new[1])
