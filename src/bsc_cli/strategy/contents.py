"""What a strategy holds: scorecards, objectives, metrics, initiatives, arrows and the cascade between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Self

from bsc_cli.strategy.reference import full_id, only_card

if TYPE_CHECKING:
    from bsc_cli.model import (
        Arrow,
        Calendar,
        Element,
        Initiative,
        Metric,
        Objective,
        Review,
        Scorecard,
        Settings,
    )
    from bsc_cli.source import Document


@dataclass(frozen=True)
class Contents:
    """The parts of a strategy, linked. Equal when the content is equal, wherever it stands.

    Collections leave out what is retired; `tombstones` has it. Keys are full ids (`corporate/grow-revenue`), in the
    order of the scorecards' ids and then of the file.
    """

    settings: Settings
    scorecards: Mapping[str, Scorecard]
    reviews: tuple[Review, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict, compare=False, repr=False)
    paths: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """The file of each scorecard by id; reviews have their path as id; the settings' id is "bsc.yaml" or empty."""
    version: str = field(default="", compare=False)
    """How people call the commit that it was read from; empty: from the files as they are now."""

    def parts(self) -> Iterator[Self]:
        """Yield each scorecard as a strategy of its own, with the settings; last, what belongs to no scorecard."""
        rest = dict(self.documents)
        for card in self.scorecards.values():
            path = self.paths.get(card.id, "")
            documents = {path: rest.pop(path)} if path in rest else {}
            yield replace(self, scorecards={card.id: card}, reviews=(), documents=documents)
        yield replace(self, scorecards={}, documents=rest)

    @property
    def name(self) -> str:
        """What people call the whole: the settings' word for it, else the first root scorecard's title."""
        roots = self.roots
        return self.settings.strategy or (roots[0].label if roots else "")

    @cached_property
    def calendar(self) -> Calendar:
        """When fiscal periods begin and end here."""
        return self.settings.calendar

    @cached_property
    def roots(self) -> tuple[Scorecard, ...]:
        """The scorecards without a parent: where strategy begins."""
        return tuple(card for card in self.scorecards.values() if card.parent is None)

    @property
    def has_units(self) -> bool:
        """Whether any scorecard has a parent."""
        return len(self.roots) < len(self.scorecards)

    @cached_property
    def units(self) -> Mapping[str, tuple[Scorecard, ...]]:
        """The scorecards directly below each one that has any, by its id."""
        found: dict[str, list[Scorecard]] = {}
        for card in self.scorecards.values():
            if card.parent is not None:
                found.setdefault(card.parent, []).append(card)
        return {above: tuple(below) for above, below in found.items()}

    @cached_property
    def perspectives(self) -> tuple[str, ...]:
        """The ids of the perspectives, top to bottom."""
        return tuple(self.settings.perspectives)

    def perspectives_of(self, card: Scorecard) -> tuple[str, ...]:
        """Return the perspectives that a scorecard uses, top to bottom."""
        used = {objective.perspective for objective in self.objectives_of(card)}
        return tuple(perspective for perspective in self.perspectives if perspective in used)

    def height(self, objective: Objective) -> int:
        """How high an objective stands: 0 in the lowest perspective, more above."""
        return self._heights[objective.perspective]

    @cached_property
    def _heights(self) -> Mapping[str, int]:
        return {perspective: height for height, perspective in enumerate(reversed(self.perspectives))}

    @cached_property
    def objectives(self) -> Mapping[str, Objective]:
        """The living objectives by full id."""
        return {objective.id: objective for objective in self._all_objectives() if objective.retired is None}

    def _all_objectives(self) -> Iterator[Objective]:
        for card in self.scorecards.values():
            yield from card.objectives.values()

    def objectives_of(self, card: Scorecard) -> tuple[Objective, ...]:
        """Return the living objectives of one scorecard."""
        return tuple([objective for objective in card.objectives.values() if objective.retired is None])

    @cached_property
    def metrics(self) -> Mapping[str, Metric]:
        """The living metrics of living objectives by full id."""
        return {
            metric.id: metric
            for objective in self.objectives.values()
            for metric in objective.metrics.values()
            if metric.retired is None
        }

    def metrics_of(self, objective: Objective) -> tuple[Metric, ...]:
        """Return the living metrics of one objective."""
        metrics = tuple(objective.metrics.values())
        for metric in metrics:
            if metric.retired is not None:
                return tuple([metric for metric in metrics if metric.retired is None])
        return metrics

    def metrics_in(self, card: Scorecard) -> tuple[Metric, ...]:
        """Return the living metrics of one scorecard's living objectives."""
        return tuple(metric for objective in self.objectives_of(card) for metric in self.metrics_of(objective))

    @cached_property
    def with_formula(self) -> tuple[Metric, ...]:
        """The metrics that are computed from others, retired ones too."""
        every = (metric for objective in self._all_objectives() for metric in objective.metrics.values())
        return tuple([metric for metric in every if metric.formula is not None])

    @cached_property
    def initiatives(self) -> Mapping[str, Initiative]:
        """The initiatives of living objectives by full id."""
        return {each.id: each for objective in self.objectives.values() for each in objective.initiatives.values()}

    @cached_property
    def open_initiatives(self) -> Mapping[str, Initiative]:
        """The initiatives that are neither done nor stopped, by full id."""
        return {key: each for key, each in self.initiatives.items() if each.status not in ("done", "stopped")}

    @cached_property
    def arrows(self) -> tuple[Arrow, ...]:
        """The arrows between two living objectives."""
        return tuple(
            arrow
            for objective in self.objectives.values()
            for arrow in objective.drives.values()
            if arrow.target in self.objectives
        )

    @cached_property
    def arrows_abroad(self) -> tuple[Arrow, ...]:
        """The arrows that lead into another scorecard."""
        far = (arrow for arrow in self.arrows if "/" in arrow.written)
        return tuple([arrow for arrow in far if self.objectives[arrow.target].scorecard_id != arrow.scorecard_id])

    @cached_property
    def unmeasured(self) -> frozenset[str]:
        """The ids of the living objectives without a living metric."""
        return frozenset([objective.id for objective in self.objectives.values() if not self.metrics_of(objective)])

    @cached_property
    def supports(self) -> tuple[tuple[Objective, Objective], ...]:
        """The cascade: pairs of (an objective of a unit, the objective above that it supports), both living."""
        return tuple(
            (objective, self.objectives[above])
            for objective in self.objectives.values()
            for above in (self.full_id(ref, objective.scorecard_id) for ref in objective.supports)
            if above in self.objectives
        )

    @cached_property
    def supporting(self) -> frozenset[str]:
        """The ids of the objectives that support another one above."""
        return frozenset(unit.id for unit, above in self.supports if unit is not above)

    @cached_property
    def tombstones(self) -> Mapping[str, Objective | Metric]:
        """What was retired, by kind and full id: "objective corporate/x"; the metrics of retired objectives too."""
        found: dict[str, Objective | Metric] = {}
        for objective in self._all_objectives():
            if objective.retired is not None:
                found[f"objective {objective.id}"] = objective
            for metric in objective.metrics.values():
                if objective.retired is not None or metric.retired is not None:
                    found[f"metric {metric.id}"] = metric
        return found

    @cached_property
    def ownable(self) -> tuple[Scorecard | Objective | Metric | Initiative, ...]:
        """Everything living that has, or should have, an owner."""
        return (
            *self.scorecards.values(),
            *self.objectives.values(),
            *self.metrics.values(),
            *self.initiatives.values(),
        )

    @staticmethod
    def ref_to(element: Element, scorecard_id: str) -> str:
        """Return the reference to an element as one writes it in a scorecard: the counterpart of `full_id`."""
        return element.name if element.scorecard_id == scorecard_id else element.id

    full_id = staticmethod(full_id)

    @cached_property
    def shared_controls(self) -> tuple[str, ...]:
        """The full ids of the `controls` of `bsc.yaml`: metrics that may move both ends of any arrow."""
        card = only_card(self.scorecards)
        return tuple([full_id(ref, card) for ref in self.settings.controls])

    def controls_in(self, card: Scorecard) -> tuple[str, ...]:
        """Return the full ids of a scorecard's own `controls`."""
        return tuple([full_id(ref, card.id) for ref in card.controls])

    def path_of(self, element: Element) -> str:
        """Return the path of the file that declares an element, relative to the root."""
        if element.kind in ("review", "settings"):
            return element.id
        return self.paths.get(element.scorecard_id, "")
