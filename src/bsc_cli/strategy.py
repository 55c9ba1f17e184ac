"""The Strategy: all scorecards, settings and reviews linked into one whole, and where each thing stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING

from bsc_cli.finding import KEY, Field, Place, Pointable, Spot

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from bsc_cli.graph import CausalGraph
    from bsc_cli.model import (
        Arrow,
        Calendar,
        Element,
        Event,
        Initiative,
        Metric,
        Objective,
        Period,
        Review,
        Scorecard,
        Settings,
        Vision,
    )
    from bsc_cli.source import Document


@dataclass(frozen=True)
class Strategy:
    """A whole strategy. Equal when the content is equal, wherever it stands.

    Collections leave out what is retired; `tombstones` has it. Keys are full ids (`corporate/grow-revenue`), in the
    order of the scorecards' ids and then of the file.
    """

    settings: Settings
    scorecards: Mapping[str, Scorecard]
    reviews: tuple[Review, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict, compare=False, repr=False)
    paths: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """The file of each scorecard by id; reviews have their path as id; the settings' id is "bsc.yaml" or empty."""

    @property
    def name(self) -> str:
        """What people call the whole: the settings' word for it, else the first root scorecard's title."""
        roots = self.roots
        return self.settings.strategy or (roots[0].label if roots else "")

    @property
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

    def height(self, objective: Objective) -> int:
        """How high an objective stands: 0 in the lowest perspective, more above."""
        return len(self.perspectives) - 1 - self.perspectives.index(objective.perspective)

    @cached_property
    def objectives(self) -> Mapping[str, Objective]:
        """The living objectives by full id."""
        return {objective.id: objective for objective in self._all_objectives() if objective.retired is None}

    def objectives_of(self, card: Scorecard) -> tuple[Objective, ...]:
        """Return the living objectives of one scorecard."""
        return tuple(objective for objective in card.objectives.values() if objective.retired is None)

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
        return tuple(metric for metric in objective.metrics.values() if metric.retired is None)

    def metrics_in(self, card: Scorecard) -> tuple[Metric, ...]:
        """Return the living metrics of one scorecard's living objectives."""
        return tuple(metric for objective in self.objectives_of(card) for metric in self.metrics_of(objective))

    def targets_of(self, metric: Metric) -> tuple[tuple[Period, Decimal], ...]:
        """Return the dated targets of a metric in the order in which they fall due."""
        by_day = sorted(metric.targets, key=lambda period: (self.calendar.last_day(period), str(period)))
        return tuple((period, metric.targets[period]) for period in by_day)

    def final_target(self, metric: Metric) -> tuple[Decimal, tuple[str, ...]] | None:
        """Return the one value a metric is to reach in the end, and the field that says so; None when there is none."""
        if metric.target is not None:
            return metric.target, ("target",)
        dated = self.targets_of(metric)
        return (dated[-1][1], ("targets", str(dated[-1][0]))) if dated else None

    @cached_property
    def counter_metrics(self) -> frozenset[str]:
        """The full ids of metrics that guard another: its `counter_metric`."""
        return frozenset(
            self.full_id(metric.counter_metric, metric.scorecard_id)
            for metric in self.metrics.values()
            if metric.counter_metric is not None
        )

    @cached_property
    def initiatives(self) -> Mapping[str, Initiative]:
        """The initiatives of living objectives by full id."""
        return {each.id: each for objective in self.objectives.values() for each in objective.initiatives.values()}

    @cached_property
    def open_initiatives(self) -> Mapping[str, Initiative]:
        """The initiatives that are neither done nor stopped, by full id."""
        return {key: each for key, each in self.initiatives.items() if each.status not in ("done", "stopped")}

    @cached_property
    def movers(self) -> Mapping[str, tuple[Initiative, ...]]:
        """The initiatives meant to move each metric that any is meant to move, by its full id; finished ones too."""
        found: dict[str, list[Initiative]] = {}
        for initiative in self.initiatives.values():
            for ref in initiative.moves:
                found.setdefault(self.full_id(ref, initiative.scorecard_id), []).append(initiative)
        return {metric: tuple(initiatives) for metric, initiatives in found.items()}

    @cached_property
    def owned(self) -> Mapping[str, tuple[Objective | Metric | Initiative, ...]]:
        """What each owner answers for, by the owner as written: objectives, metrics and open initiatives.

        A metric that names its objective's owner again is not one more thing to answer for.
        """
        found: dict[str, list[Objective | Metric | Initiative]] = {}
        for objective in self.objectives.values():
            if objective.owner is not None:
                found.setdefault(objective.owner, []).append(objective)
            for metric in self.metrics_of(objective):
                if metric.owner not in (None, objective.owner):
                    found.setdefault(metric.owner, []).append(metric)
        for initiative in self.open_initiatives.values():
            if initiative.owner is not None:
                found.setdefault(initiative.owner, []).append(initiative)
        return {owner: tuple(things) for owner, things in found.items()}

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
    def supports(self) -> tuple[tuple[Objective, Objective], ...]:
        """The cascade: pairs of (an objective of a unit, the objective above that it supports), both living."""
        return tuple(
            (objective, self.objectives[above])
            for objective in self.objectives.values()
            for above in (self.full_id(ref, objective.scorecard_id) for ref in objective.supports)
            if above in self.objectives
        )

    def perspectives_of(self, card: Scorecard) -> tuple[str, ...]:
        """Return the perspectives that a scorecard uses, top to bottom."""
        used = {objective.perspective for objective in self.objectives_of(card)}
        return tuple(perspective for perspective in self.perspectives if perspective in used)

    @cached_property
    def supporting(self) -> frozenset[str]:
        """The ids of the objectives that support another one above."""
        return frozenset(unit.id for unit, above in self.supports if unit is not above)

    def is_orphan(self, objective: Objective) -> bool:
        """Whether nothing ties an objective to the map: no arrow in or out, and nothing above that it supports."""
        arrows = (*self.graph.drivers_of(objective.id), *self.graph.driven_by(objective.id))
        return not arrows and objective.id not in self.supporting

    @cached_property
    def ownable(self) -> tuple[Scorecard | Objective | Metric | Initiative, ...]:
        """Everything living that has, or should have, an owner."""
        return (
            *self.scorecards.values(),
            *self.objectives.values(),
            *self.metrics.values(),
            *self.initiatives.values(),
        )

    @cached_property
    def _arrow_between(self) -> Mapping[tuple[str, str], Arrow]:
        return {(arrow.source, arrow.target): arrow for arrow in self.arrows}

    def arrows_along(self, way: Sequence[str]) -> tuple[Arrow, ...]:
        """Return the arrows of a way through the causal graph: objectives' ids in order."""
        return tuple(self._arrow_between[ends] for ends in pairwise(way))

    def due_day(self, vision: Vision) -> date | None:
        """Return the last day on which a vision is to be reached: of its 'by', else of the last year it speaks of."""
        from bsc_cli.model import Period

        years = re.findall(r"(?<!\d)(?:19|20|21)\d\d(?!\d)", vision.statement)
        if vision.by is None and not years:
            return None
        return self.calendar.last_day(vision.by or Period.read(max(years)))

    def vision_goals(self, card: Scorecard) -> tuple[Objective, ...]:
        """Return the objectives in which a scorecard's vision is to be seen.

        The one that its 'measured_by' metric belongs to; without such a metric, those of the highest perspective used.
        """
        measure = card.vision.measured_by if card.vision else None
        if measure is not None:
            metric = self.metrics.get(self.full_id(measure, card.id))
            return (self.objectives[metric.objective],) if metric else ()
        top = self.perspectives_of(card)[:1]
        return tuple(objective for objective in self.objectives_of(card) if objective.perspective in top)

    @cached_property
    def first_day(self) -> date | None:
        """The first day that the strategy speaks of, of an initiative, target, arrow or review; None: of no day."""
        periods = [each.start for each in self.initiatives.values() if each.start is not None]
        periods += [period for metric in self.metrics.values() for period in metric.targets]
        days = [self.calendar.first_day(period) for period in periods]
        return min((*days, *self._recorded_days), default=None)

    @cached_property
    def latest_day(self) -> date | None:
        """The latest day on which something is known to have happened: an arrow declared, a review held.

        A strategy has no clock; this is how it can tell what lies in the past.
        """
        return max(self._recorded_days, default=None)

    @property
    def _recorded_days(self) -> tuple[date, ...]:
        declared = (arrow.declared_on for arrow in self.arrows if arrow.declared_on is not None)
        return (*declared, *(review.day for review in self.reviews))

    def events_about(self, metric: Metric) -> tuple[Event, ...]:
        """Return the events that touch a metric: of the settings and of its scorecard, in that order."""
        card = self.scorecards[metric.scorecard_id]
        return (
            *(event for event in self.settings.events if self._touches(event, metric, None)),
            *(event for event in card.events if self._touches(event, metric, card.id)),
        )

    def _touches(self, event: Event, metric: Metric, scorecard_id: str | None) -> bool:
        refs = {ref if scorecard_id is None else self.full_id(ref, scorecard_id) for ref in event.about}
        return not refs or not refs.isdisjoint({metric.id, metric.objective})

    def events_in(self, period: Period, metric: Metric) -> tuple[Event, ...]:
        """Return the events that touch a metric and lie in a period, if only in a part of it."""
        first, last = self.calendar.first_day(period), self.calendar.last_day(period)
        return tuple(
            event
            for event in self.events_about(metric)
            if self.calendar.first_day(event.on) <= last and first <= self.calendar.last_day(event.on)
        )

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
    def graph(self) -> CausalGraph:
        """The causal arrows between living objectives, feedback arrows included."""
        from bsc_cli.graph import CausalGraph

        return CausalGraph(self.objectives, ((arrow.source, arrow.target) for arrow in self.arrows))

    @cached_property
    def cascade(self) -> CausalGraph:
        """The cascade alone: from the objectives of units to those above that they support."""
        from bsc_cli.graph import CausalGraph

        return CausalGraph(self.objectives, ((unit.id, above.id) for unit, above in self.supports))

    @cached_property
    def linked(self) -> CausalGraph:
        """Arrows and cascade together: what hangs together at all."""
        from bsc_cli.graph import CausalGraph

        edges = [(arrow.source, arrow.target) for arrow in self.arrows]
        edges += [(unit.id, above.id) for unit, above in self.supports]
        return CausalGraph(self.objectives, edges)

    def arrivals(self, objective: str, day: date) -> Mapping[str, date]:
        """Return the first day on which what happens in an objective on a day can show in each one downstream.

        The quickest path counts (Dijkstra 1959); an arrow that does not say its lag takes no time.
        """
        shown: dict[str, date] = {}
        waiting = [(day, objective)]
        while waiting:
            when, here = heappop(waiting)
            if here in shown:
                continue
            shown[here] = when
            for arrow in self._arrows_from.get(here, ()):
                if arrow.target not in shown:
                    heappush(waiting, (arrow.after.after(when) if arrow.after else when, arrow.target))
        return shown

    @cached_property
    def _arrows_from(self) -> Mapping[str, tuple[Arrow, ...]]:
        found: dict[str, list[Arrow]] = {}
        for arrow in self.arrows:
            found.setdefault(arrow.source, []).append(arrow)
        return {source: tuple(arrows) for source, arrows in found.items()}

    @staticmethod
    def ref_to(element: Element, scorecard_id: str) -> str:
        """Return the reference to an element as one writes it in a scorecard: the counterpart of `full_id`."""
        return element.name if element.scorecard_id == scorecard_id else element.id

    @staticmethod
    def full_id(ref: str, scorecard_id: str) -> str:
        """Return the full id of a reference written in a scorecard."""
        return ref if "/" in ref else f"{scorecard_id}/{ref}"

    def _all_objectives(self) -> Iterator[Objective]:
        for card in self.scorecards.values():
            yield from card.objectives.values()

    def path_of(self, element: Element) -> str:
        """Return the path of the file that declares an element, relative to the root."""
        if element.kind in ("review", "settings"):
            return element.id
        return self.paths.get(element.scorecard_id, "")

    def locate(self, element: Pointable, field: Field = None) -> Place:
        """Return where an element, or a field of it, stands; for a field that is not there, the element's own place."""
        if isinstance(element, Spot):
            return element.place
        return place_of(self, element, field)  # type: ignore[arg-type] # all that is no Spot is an Element


def place_of(strategy: Strategy, element: Element, field: Field) -> Place:
    """Find an element's place in its document, in the order: the field, the element's key."""
    path = strategy.path_of(element)
    document = strategy.documents.get(path)
    if document is None:
        return Place(path, 1, 1, 1, 1)
    places, route = document.places, element.route
    if field is not None:
        inner = (*(() if element.kind == "scorecard" else route), *((field,) if isinstance(field, str) else field))
        if inner[-1] == KEY:
            return Place(path, *places.key(inner[:-1]))
        if inner in places.values:
            return Place(path, *places.find(inner))
    return Place(path, *(places.find(route) if element.kind == "scorecard" else places.key(route)))


Locate = Callable[[Pointable, Field], Place]
