"""The Strategy: all scorecards, settings and reviews linked into one whole, and the questions that are asked of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from itertools import pairwise
from re import findall
from typing import TYPE_CHECKING, Self

from bsc_cli.finding import Field, Place, Pointable, Spot
from bsc_cli.strategy.breaks import Breaks
from bsc_cli.strategy.contents import Contents
from bsc_cli.strategy.places import place_of

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from bsc_cli.graph import CausalGraph
    from bsc_cli.model import (
        Arrow,
        Event,
        Initiative,
        Metric,
        Objective,
        Period,
        Scorecard,
        Vision,
    )


@dataclass(frozen=True)
class Strategy(Contents):
    """A whole strategy: what it holds, and what follows from it for the map, the calendar and the owners."""

    def parts(self) -> Iterator[Self]:
        """Yield each scorecard as a strategy of its own, as `Contents` does; what `targets_of` found they share."""
        for part in super().parts():
            part.__dict__["_dated_targets"] = self._dated_targets
            yield part

    def targets_of(self, metric: Metric) -> tuple[tuple[Period, Decimal], ...]:
        """Return the dated targets of a metric in the order in which they fall due; of two on a day, the last written.

        It is the one that counts, as in the score (docs/decisions/0003-scoring-details.md).
        """
        if (known := self._dated_targets.get(metric.id)) is not None and known[0] is metric:
            return known[1]
        calendar, targets = self.calendar, metric.targets
        days = [calendar.last_day(period) for period in targets]
        dated = tuple(targets.items())
        if days != sorted(set(days)):  # not written in the order in which they fall due
            last = dict(zip(days, targets, strict=True))
            dated = tuple([(last[day], targets[last[day]]) for day in sorted(last)])
        self._dated_targets[metric.id] = metric, dated
        return dated

    @cached_property
    def _dated_targets(self) -> dict[str, tuple[Metric, tuple[tuple[Period, Decimal], ...]]]:
        """What `targets_of` found of each metric: many rules ask for it."""
        return {}

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
    def watched_by(self) -> Mapping[str, frozenset[str]]:
        """The full ids of metrics that each scorecard, by its id, only watches beside others.

        Counter-metrics, `controls`, and the parts of a `formula` that have no target or no weight of their own.
        """
        return {card.id: frozenset(self._watched_by(card)) for card in self.scorecards.values()}

    def _watched_by(self, card: Scorecard) -> Iterator[str]:
        yield from self.controls_in(card)
        yield from self.shared_controls
        for metric in self.metrics_in(card):
            if metric.counter_metric is not None:
                yield self.full_id(metric.counter_metric, card.id)
            for ref in self.formula_parts(metric):
                part = self.metrics.get(self.full_id(ref, card.id))
                if part is not None and not (part.has_target and part.weight != 0):
                    yield part.id

    @staticmethod
    def formula_parts(metric: Metric) -> tuple[str, ...]:
        """Return the metrics that a metric's formula names, as written; none without a formula."""
        return tuple(findall(r"[a-z0-9/-]+", metric.formula)) if metric.formula else ()

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

    def is_orphan(self, objective: Objective) -> bool:
        """Whether nothing ties an objective to the map: no arrow in or out, and nothing above that it supports."""
        return not self.graph.is_joined(objective.id) and objective.id not in self.supporting

    @cached_property
    def _arrow_between(self) -> Mapping[tuple[str, str], Arrow]:
        return {(arrow.source, arrow.target): arrow for arrow in self.arrows}

    def arrows_along(self, way: Sequence[str]) -> tuple[Arrow, ...]:
        """Return the arrows of a way: objectives' ids in order. Where one only supports the next, there is none."""
        between = self._arrow_between
        return tuple([between[ends] for ends in pairwise(way) if ends in between])

    def due_day(self, vision: Vision) -> date | None:
        """Return the last day on which a vision is to be reached: of its 'by', else of the last year it speaks of."""
        if vision.by is not None:
            return self.calendar.last_day(vision.by)
        from bsc_cli.model import Period
        from bsc_cli.strategy.spoken_dates import last_year

        year = last_year(vision.statement)
        return None if year is None else self.calendar.last_day(Period.read(str(year)))

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
        periods = {each.start for each in self.initiatives.values() if each.start is not None}
        periods.update(*[metric.targets for metric in self.metrics.values() if metric.targets])
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
        """Return the events that touch a metric: of the settings, of its scorecard and of the others, in that order."""
        return self._breaks.about(metric)

    @cached_property
    def _breaks(self) -> Breaks:
        return Breaks(self.settings, self.scorecards)

    def events_in(self, period: Period, metric: Metric) -> tuple[Event, ...]:
        """Return the events that touch a metric and lie in a period, if only in a part of it."""
        first, last = self.calendar.first_day(period), self.calendar.last_day(period)
        return tuple(
            event
            for event in self.events_about(metric)
            if self.calendar.first_day(event.on) <= last and first <= self.calendar.last_day(event.on)
        )

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

        The quickest path counts (Dijkstra 1959); an arrow that does not say its lag takes no time, nor does what a
        unit does for the objective above that it supports (docs/decisions/0008-looking-along-arrows.md).
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
            for above in self.cascade.driven_by(here) if here in self.supporting else ():
                heappush(waiting, (when, above))
        return shown

    @cached_property
    def _arrows_from(self) -> Mapping[str, tuple[Arrow, ...]]:
        found: dict[str, list[Arrow]] = {}
        for arrow in self.arrows:
            found.setdefault(arrow.source, []).append(arrow)
        return {source: tuple(arrows) for source, arrows in found.items()}

    def locate(self, element: Pointable, field: Field = None) -> Place:
        """Return where an element, or a field of it, stands; for a field that is not there, the element's own place."""
        if isinstance(element, Spot):
            return element.place
        path = self.path_of(element)  # type: ignore[arg-type] # all that is no Spot is an Element
        return place_of(path, self.documents.get(path), element, field)  # type: ignore[arg-type] # likewise
