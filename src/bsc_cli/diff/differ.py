"""The way from two strategies to their Diff."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property

from bsc_cli.diff.arrows import arrow_pairs
from bsc_cli.diff.change import Change, Kind, Leaf
from bsc_cli.diff.diff import Diff
from bsc_cli.diff.effect import effect_of
from bsc_cli.diff.fields import REFS, Canonical, differences
from bsc_cli.diff.pairs import Pairs, Part, parts_of
from bsc_cli.model import Arrow, Element, Initiative, Metric, Objective, Review, Scorecard
from bsc_cli.strategy import Strategy

_MOVES = {("objective", "perspective"), ("scorecard", "parent")}


def diff(base: Strategy, head: Strategy, *, around: bool = True) -> Diff:
    """Compare two versions of a strategy by what they say, never by how it is written or in which order.

    Without what is `around` it, a change says neither where it stands nor what follows from it: of parts of a strategy
    nobody knows what follows, and to find each place takes longer than all the rest.
    """
    pairs = Pairs(base, head)
    return Diff(base, head, tuple(_Differ(pairs, around=around).changes()), pairs)


class _Differ:
    def __init__(self, pairs: Pairs, *, around: bool) -> None:
        self._pairs, self._base, self._head = pairs, pairs.base, pairs.head
        self._around = around
        self._downstream: dict[tuple[int, str], tuple[str, ...]] = {}

    def changes(self) -> Iterator[Change]:
        if self._base.settings is not self._head.settings:
            yield from self._within(self._base.settings, self._head.settings, _as_written, _as_written)
        for card in sorted({*self._base.scorecards, *self._head.scorecards}):
            was, now = self._base.scorecards.get(card), self._head.scorecards.get(card)
            if was is not now:
                yield from self._card(was, now)
        for before, after in self._reviews:
            yield from self._pair(before, after)

    def _card(self, was: Scorecard | None, now: Scorecard | None) -> Iterator[Change]:
        yield from self._pair(was, now)
        yield from self._pair(was.vision if was else None, now.vision if now else None)
        arrows = self._arrows
        for part in parts_of(now) if now else ():
            before = self._pairs.of_base.get((part.kind, self._pairs.in_base(part.kind, part.id)))
            yield from self._part(before, part)
            if isinstance(part, Objective):
                for old, new in arrows.get(part.id, ()):
                    yield from self._arrow(old, new)
        for part in parts_of(was) if was else ():
            if (part.kind, self._pairs.in_head(part.kind, part.id)) not in self._pairs.of_head:
                yield from self._pair(part, None)
            if isinstance(part, Objective):
                for old, new in arrows.get(f"- {part.id}", ()):
                    yield from self._arrow(old, new)

    @cached_property
    def _arrows(self) -> dict[str, list[tuple[Arrow | None, Arrow | None]]]:
        """Arrows side by side, by the objective that they start from now; those gone by "- " and their old one."""
        found: dict[str, list[tuple[Arrow | None, Arrow | None]]] = {}
        for was, now in arrow_pairs(self._pairs):
            key = now.source if now else f"- {was.source}" if was else ""
            found.setdefault(key, []).append((was, now))
        return found

    def _part(self, was: Part | None, now: Part) -> Iterator[Change]:
        if was is None:
            yield from self._pair(None, now)
            return
        if was.id != now.id:
            yield self._change("renamed", was, now, (), was.id, now.id)
        if isinstance(was, Metric | Initiative) and isinstance(now, Metric | Initiative):
            old, new = was.objective, now.objective
            if self._pairs.in_head("objective", old) != new and (old, new) not in self._likely:
                yield self._change("moved", was, now, ("objective",), old, new)
        yield from self._pair(was, now)

    @cached_property
    def _likely(self) -> frozenset[tuple[str, str]]:
        return frozenset((was.id, now.id) for was, now in self._pairs.likely if now.kind == "objective")

    def _arrow(self, was: Arrow | None, now: Arrow | None) -> Iterator[Change]:
        if was and now and self._ends(was) != (now.source, now.target):
            yield self._change("redirected", was, now, (), was.id, now.id)
        yield from self._pair(was, now)

    def _ends(self, arrow: Arrow) -> tuple[str, str]:
        return self._pairs.in_head("objective", arrow.source), self._pairs.in_head("objective", arrow.target)

    @property
    def _reviews(self) -> Iterator[tuple[Review | None, Review | None]]:
        """Reviews side by side: those of one scorecard on one day, wherever their file is; else those of one file."""
        old = {each.id: each for each in self._base.reviews}
        new = {each.id: each for each in self._head.reviews}
        meetings: tuple[dict[object, list[str]], dict[object, list[str]]] = ({}, {})
        for side, reviews in zip(meetings, (old, new), strict=True):
            for path, each in reviews.items():
                side.setdefault((each.review, each.on, each.meeting, each.period), []).append(path)
        same = {
            new_paths[0]: meetings[0][key][0]
            for key, new_paths in meetings[1].items()
            if len(new_paths) == len(meetings[0].get(key, ())) == 1
        }
        taken = set(same.values())
        for path, review in new.items():
            was = same.get(path) or (path if path in old and path not in taken else "")
            taken.add(was)
            yield old.get(was), review
        yield from ((review, None) for path, review in old.items() if path not in taken)

    def _pair(self, was: Element | None, now: Element | None) -> Iterator[Change]:
        if was is None and now is None:
            return
        if was is None or now is None:
            yield self._change("added" if was is None else "removed", was, now, (), _label(was), _label(now))
            return
        # What is written in the same words says the same, unless one of them is the name of another thing now.
        if was is not now and (self._pairs.renames or was != now):
            yield from self._within(was, now, self._canonical(was, self._pairs.in_head), self._canonical(now, None))

    def _within(self, was: Element, now: Element, before: Canonical, after: Canonical) -> Iterator[Change]:
        for field, old, new in differences(was, now, before, after):
            kind: Kind = "moved" if (now.kind, field[0]) in _MOVES else "changed"
            if field == ("retired",) and (old is None or new is None):
                kind = "retired" if old is None else "revived"
            yield self._change(kind, was, now, field, old, new)

    @staticmethod
    def _canonical(element: Element, renamed: Callable[[str, str], str] | None) -> Canonical:
        card = element.review if isinstance(element, Review) else element.scorecard_id

        def canonical(field: str, ref: str) -> str:
            full = Strategy.full_id(ref, card)
            kinds = (element.kind,) if field == "successor" else REFS[field]
            return next((now for kind in kinds if renamed and (now := renamed(kind, full)) != full), full)

        return canonical

    def _change(
        self, kind: Kind, was: Element | None, now: Element | None, field: tuple[str, ...], old: Leaf, new: Leaf
    ) -> Change:
        strategy, element = (self._head, now) if now else (self._base, was)
        if element is None:
            raise TypeError(kind)
        effect = effect_of(self._base, self._head, (was, now), field, old, new) if was and now and field else None
        change = Change(kind, was, now, field, old, new, effect, owner=owner_of(strategy, element))
        if not self._around:
            return change
        return replace(
            change,
            base_place=self._base.locate(was, field or None) if was else None,
            head_place=self._head.locate(now, field or None) if now else None,
            downstream=self._following(strategy, element),
        )

    def _following(self, strategy: Strategy, element: Element) -> tuple[str, ...]:
        start = _begins_in(element)
        key = (id(strategy), start)
        if key not in self._downstream:
            there = start in strategy.objectives
            self._downstream[key] = tuple(sorted(strategy.linked.following_from(start) - {start})) if there else ()
        beyond = self._downstream[key]
        return (start, *beyond) if isinstance(element, Arrow) and start in strategy.objectives else beyond


def owner_of(strategy: Strategy, element: Element) -> str | None:
    """Return whose an element is: its own owner, else the one of what it belongs to."""
    own = getattr(element, "owner", None)
    if own is not None:
        return str(own)
    card = strategy.scorecards.get(element.review if isinstance(element, Review) else element.scorecard_id)
    home = element.source if isinstance(element, Arrow) else getattr(element, "objective", "")
    objective = card.objectives.get(home.split("/", 1)[-1]) if card and home else None
    return (objective.owner if objective else None) or (card.owner if card else None)


def _begins_in(element: Element) -> str:
    """Return the objective from which on a change of an element is felt."""
    if isinstance(element, Arrow):
        return element.target
    return element.id if isinstance(element, Objective) else str(getattr(element, "objective", ""))


def _label(element: Element | None) -> str | None:
    if element is None:
        return None
    label = getattr(element, "title", None) or getattr(element, "statement", None) or getattr(element, "because", None)
    return str(label or element.id)


def _as_written(_field: str, ref: str) -> str:
    return ref
