"""The Diff: what is different between two versions of a strategy, and what rules ask of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from bsc_cli.diff.change import Change
from bsc_cli.diff.pairs import Pairs, Part
from bsc_cli.finding import Field, Place, Pointable, Spot
from bsc_cli.model import Arrow, Decision, Element, Metric, Objective, Review, Scorecard, Settings
from bsc_cli.strategy import Strategy


class Confirmation(NamedTuple):
    """A unit that must confirm what it answers to: the scorecard above it, and the version to confirm, if any."""

    unit: Scorecard
    above: Scorecard
    version: int | None


@dataclass(frozen=True)
class Diff:
    """Two versions of a strategy. Changes stand in the order of the scorecards' ids, then of the newer files."""

    base: Strategy
    head: Strategy
    changes: tuple[Change, ...]
    pairs: Pairs = field(compare=False, repr=False)

    @property
    def settings(self) -> Settings:
        """The settings now, whose `rules:` count."""
        return self.head.settings

    @cached_property
    def likely_renames(self) -> tuple[tuple[Part, Part], ...]:
        """What is gone and what is new that look like one thing under two ids, where no `renamed_from` says so."""
        return self.pairs.likely

    def of(self, scorecard: str) -> Diff:
        """Return the part of this that is about one scorecard, by its newer id: what changed in it and its reviews.

        Who has to confirm is told by the whole: what is above a unit is another scorecard.
        """
        part = replace(self, changes=tuple(each for each in self.changes if _card_of(each.element) == scorecard))
        vars(part).update(
            likely_renames=tuple(pair for pair in self.likely_renames if pair[1].scorecard_id == scorecard),
            new_decisions=tuple(pair for pair in self.new_decisions if pair[0].review == scorecard),
            to_confirm=tuple(each for each in self.to_confirm if scorecard in (each.unit.id, each.above.id)),
        )
        return part

    def of_metrics(self, *fields: str) -> Iterator[tuple[Metric, tuple[Change, ...]]]:
        """Yield each metric that is in both versions with its changes in these fields, if any."""
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            if change.base and isinstance(change.head, Metric) and change.field and change.field[0] in fields:
                found.setdefault(change.head.id, []).append(change)
        for changes in found.values():
            if isinstance(changes[0].head, Metric):
                yield changes[0].head, tuple(changes)

    def material_in(self, card: Scorecard) -> tuple[Change, ...]:
        """Return the changes of the strategy itself, and not only of words about it, in one scorecard."""
        return tuple(change for change in self._by_card.get(card.id, ()) if change.is_material)

    def in_card(self, card: Scorecard) -> tuple[Change, ...]:
        """Return all changes in one scorecard; its reviews are not part of it."""
        return self._by_card.get(card.id, ())

    @cached_property
    def _by_card(self) -> Mapping[str, tuple[Change, ...]]:
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            if not isinstance(change.element, Review | Settings):
                found.setdefault(change.element.scorecard_id, []).append(change)
        return {card: tuple(changes) for card, changes in found.items()}

    @cached_property
    def new_decisions(self) -> tuple[tuple[Review, Decision], ...]:
        """The decisions that only the newer version records, with their reviews."""
        known = [(review.review, each.what) for review in self.base.reviews for each in review.decisions]
        return tuple(
            (review, each)
            for review in self.head.reviews
            for each in review.decisions
            if (review.review, each.what) not in known
        )

    def is_decided(self, element: Element) -> bool:
        """Whether a new decision of a review is about an element, or about the objective that it belongs to."""
        home = element.source if isinstance(element, Arrow) else getattr(element, "objective", "")
        wanted = {element.id, self.pairs.in_head(element.kind, element.id), home, self.pairs.in_head("objective", home)}
        return not wanted.isdisjoint(self._decided)

    def is_answered_for(self, element: Element) -> bool:
        """Whether a new decision is about an element, or its tombstone says why it was given up."""
        full = self.pairs.in_head(element.kind, element.id)
        return f"{element.kind} {full}" in self.head.tombstones or self.is_decided(element)

    @cached_property
    def _decided(self) -> frozenset[str]:
        return frozenset(
            Strategy.full_id(ref, review.review) for review, each in self.new_decisions for ref in each.about
        )

    @cached_property
    def to_confirm(self) -> tuple[Confirmation, ...]:
        """The units that must look at what they answer to and confirm it: what is above them changed, or is another."""
        return tuple(each for each in map(self._confirmation, self.head.scorecards.values()) if each is not None)

    def _confirmation(self, unit: Scorecard) -> Confirmation | None:
        above, before = self.head.scorecards.get(unit.parent or ""), self.base.scorecards.get(unit.id)
        was = self.base.scorecards.get(above.id) if above else None
        if above is None:
            return None
        if before is not None and before.parent != unit.parent:
            asked, confirmed = above.version, before.parent_version != unit.parent_version
        elif was is not None and self.material_in(above):
            raised = above.version is not None and (was.version is None or above.version > was.version)
            asked = above.version if raised else None if was.version is None else was.version + 1
            confirmed = raised and unit.parent_version == above.version
        else:
            return None
        return None if confirmed else Confirmation(unit, above, asked)

    def gone_metrics(self) -> Iterator[Metric]:
        """Yield the living metrics that are no longer there under any id, and whose objective was not retired."""
        renamed = {(was.kind, was.id) for was, _ in self.likely_renames}
        for change in self.changes:
            gone = change.base
            if change.kind != "removed" or not isinstance(gone, Metric) or gone.id not in self.base.metrics:
                continue
            home = self.pairs.of_head.get(("objective", self.pairs.in_head("objective", gone.objective)))
            retired = isinstance(home, Objective) and home.retired is not None
            if not retired and ("metric", gone.id) not in renamed:
                yield gone

    def locate(self, element: Pointable, field: Field = None) -> Place:
        """Return where an element stands now; of what is gone, the place of what it belonged to."""
        if isinstance(element, Spot):
            return element.place
        return next(iter(self._places(element, field)), Place("", 1, 1, 1, 1))

    def _places(self, element: Pointable, field: Field) -> Iterable[Place]:
        if isinstance(element, Element):
            if self._is_in_head(element):
                yield self.head.locate(element, field)
            home = element.source if isinstance(element, Arrow) else getattr(element, "objective", "")
            objective = self.pairs.of_head.get(("objective", self.pairs.in_head("objective", home)))
            for still_there in (objective, self.head.scorecards.get(element.scorecard_id), *self.head.roots):
                if still_there is not None:
                    yield self.head.locate(still_there)
            yield self.base.locate(element)

    def _is_in_head(self, element: Element) -> bool:
        if isinstance(element, Arrow):
            source = self.pairs.of_head.get(("objective", element.source))
            return isinstance(source, Objective) and element.written in source.drives
        if element.kind in ("objective", "metric", "initiative"):
            return (element.kind, element.id) in self.pairs.of_head
        return element.kind != "scorecard" or element.id in self.head.scorecards


def _card_of(element: Element) -> str:
    """Return the id of the scorecard that an element belongs to; of a review, of the one that was reviewed."""
    return element.review if isinstance(element, Review) else element.scorecard_id
