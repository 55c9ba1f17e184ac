"""Which arrows are the same one in several units, and which pairs of metrics can bear witness to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bsc_cli.evaluation import Evaluation
from bsc_cli.evidence.evidence import Ends
from bsc_cli.evidence.stand_in import ends_of, stand_in
from bsc_cli.model import Arrow, Scorecard

_FEWEST_UNITS = 2


class Group(NamedTuple):
    """Arrows that say the same, the highest first, and the pairs of metrics of the units that can bear witness."""

    arrows: tuple[Arrow, ...]
    ends: tuple[Ends, ...]


def groups(evaluation: Evaluation) -> tuple[Group, ...]:
    """Return the arrows of a strategy put together where they say the same, in the order of the highest.

    An arrow between two objectives of one scorecard is the same as one in a unit below whose ends support its ends,
    or are called like them, with the same lag and effect; so are arrows between objectives of the same names in units
    that have the same parent. Where two or more units are measured at both ends by metrics of the same names, they
    bear witness instead of the scorecard above, which sums them up; the lowest units do.
    """
    return tuple(_Cascade(evaluation).groups())


class _Cascade:
    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation
        self._strategy = evaluation.strategy
        self._supported: dict[str, frozenset[str]] = {}
        self._direct: dict[str, list[str]] = {}
        for unit, above in self._strategy.supports:
            self._direct.setdefault(unit.id, []).append(above.id)
        self._heads: dict[str, list[Arrow]] = {}
        self._named: dict[tuple[object, ...], Arrow] = {}

    def groups(self) -> Iterator[Group]:
        arrows = self._strategy.arrows
        depth = {card: self._depth(each) for card, each in self._strategy.scorecards.items()}
        members: dict[tuple[str, str], list[Arrow]] = {}
        for arrow in sorted(arrows, key=lambda each: depth[each.scorecard_id]):
            head = self._above(arrow) or self._named.get(self._name(arrow))
            if head is None:
                self._heads.setdefault(arrow.scorecard_id, []).append(arrow)
                self._named[self._name(arrow)] = head = arrow
            members.setdefault((head.source, head.target), []).append(arrow)
        for arrow in arrows:
            same = members.get((arrow.source, arrow.target))
            if same:
                yield Group(tuple(same), self._witnesses(arrow, same))

    def _depth(self, card: Scorecard) -> int:
        return len(self._cards_above(card.id))

    def _name(self, arrow: Arrow) -> tuple[object, ...]:
        """Return what arrows of sister units share when they say the same; arrows between units are alone."""
        if not _inside_one(arrow):
            return (arrow.source, arrow.target)
        card = self._strategy.scorecards[arrow.scorecard_id]
        return (card.parent, arrow.source.split("/")[1], arrow.target.split("/")[1], *_claim(arrow))

    def _above(self, arrow: Arrow) -> Arrow | None:
        if not _inside_one(arrow):
            return None
        for card in self._cards_above(arrow.scorecard_id):
            for head in self._heads.get(card, ()):
                ends = (arrow.source, head.source), (arrow.target, head.target)
                if _inside_one(head) and _claim(head) == _claim(arrow) and all(self._stands_for(*end) for end in ends):
                    return head
        return None

    def _cards_above(self, card: str) -> list[str]:
        found: list[str] = []
        parent = self._strategy.scorecards[card].parent
        while parent is not None and parent in self._strategy.scorecards and parent not in found:
            found.append(parent)
            parent = self._strategy.scorecards[parent].parent
        return found

    def _stands_for(self, own: str, above: str) -> bool:
        return above in self._all_above(own) or own.split("/")[1] == above.split("/")[1]

    def _all_above(self, objective: str) -> frozenset[str]:
        if objective not in self._supported:
            found: set[str] = set()
            ahead = list(self._direct.get(objective, ()))
            while ahead:
                here = ahead.pop()
                if here not in found:
                    found.add(here)
                    ahead += self._direct.get(here, ())
            self._supported[objective] = frozenset(found)
        return self._supported[objective]

    def _witnesses(self, head: Arrow, same: list[Arrow]) -> tuple[Ends, ...]:
        own = ends_of(self._evaluation, head)
        if not _inside_one(head):
            return (own,) if own else ()
        below = _alike(self._below(head, head.scorecard_id, own, {head.scorecard_id}), own)
        if len(below) >= _FEWEST_UNITS:
            return below
        parent = self._strategy.scorecards[head.scorecard_id].parent
        sisters = [arrow for arrow in same if self._strategy.scorecards[arrow.scorecard_id].parent == parent]
        beside = [ends for arrow in sisters if (ends := ends_of(self._evaluation, arrow)) is not None]
        return _alike(beside or below, own)

    def _below(self, head: Arrow, card: str, own: Ends | None, seen: set[str]) -> list[Ends]:
        """Return the pairs of the lowest units under a scorecard that are measured at both ends."""
        found: list[Ends] = []
        for unit in self._strategy.units.get(card, ()):
            if unit.id in seen:
                continue
            seen.add(unit.id)
            deeper = self._below(head, unit.id, own, seen)
            ends = self._ends_in(unit, head, own)
            if len(deeper) >= _FEWEST_UNITS or ends is None:
                found += deeper
            else:
                found.append(ends)
        return found

    def _ends_in(self, unit: Scorecard, head: Arrow, own: Ends | None) -> Ends | None:
        likes = (own.cause.split("/")[1], own.effect.split("/")[1]) if own else (None, None)
        metrics = [
            self._metric_in(unit, end, like) for end, like in zip((head.source, head.target), likes, strict=True)
        ]
        return Ends(metrics[0], metrics[1]) if metrics[0] and metrics[1] and metrics[0] != metrics[1] else None

    def _metric_in(self, unit: Scorecard, end: str, like: str | None) -> str | None:
        """Return the metric of a unit that stands for an objective above: of one that supports it, else of its name."""
        fitting = [each for each in self._strategy.objectives_of(unit) if self._stands_for(each.id, end)]
        found = [metric for each in fitting if (metric := stand_in(self._evaluation, each, like)) is not None]
        alike = [metric for metric in found if metric.name == like]
        return next((metric.id for metric in (*alike, *found)), None)


def _alike(found: Sequence[Ends], own: Ends | None) -> tuple[Ends, ...]:
    """Return those pairs whose metrics have the same names: those above, else the most frequent ones, else the first.

    What units measure in different ways is not the same arrow twice.
    """
    if not found:
        return ()
    names = [tuple(end.split("/", 1)[1] for end in each) for each in dict.fromkeys(found)]
    above = tuple(end.split("/", 1)[1] for end in own) if own else None
    usual = above if above in names else max(names, key=names.count)
    return tuple(each for each, name in zip(dict.fromkeys(found), names, strict=True) if name == usual)


def _inside_one(arrow: Arrow) -> bool:
    return arrow.source.split("/", 1)[0] == arrow.target.split("/", 1)[0]


def _claim(arrow: Arrow) -> tuple[object, ...]:
    return (arrow.after.days if arrow.after else None, arrow.effect)
