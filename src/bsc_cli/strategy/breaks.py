"""What broke which series: the events of the settings and of all scorecards, by what they touch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from bsc_cli.strategy.reference import full_id, only_card

if TYPE_CHECKING:
    from bsc_cli.model import Event, Metric, Scorecard, Settings

_EVERYTHING = ""


class Breaks:
    """The events of a strategy. One about nothing touches all metrics of its file: of a scorecard, or of them all."""

    def __init__(self, settings: Settings, scorecards: Mapping[str, Scorecard]) -> None:
        self._told: list[tuple[str, Event]] = []
        self._touching: dict[str, list[int]] = {}
        self._take(settings.events, only_card(scorecards), _EVERYTHING)
        for card in scorecards.values():
            self._take(card.events, card.id, card.id)

    def _take(self, events: Iterable[Event], card: str, everything: str) -> None:
        for event in events:
            for touched in {full_id(ref, card) for ref in event.about} or {everything}:
                self._touching.setdefault(touched, []).append(len(self._told))
            self._told.append((everything, event))

    def about(self, metric: Metric) -> tuple[Event, ...]:
        """Return the events that touch a metric: of the settings, of its scorecard, and then of the others."""
        if not self._told:
            return ()
        card = metric.scorecard_id
        ways = (_EVERYTHING, card, metric.objective, metric.id)
        found = {number for way in ways for number in self._touching.get(way, ())}
        abroad = {number for number in found if self._told[number][0] not in (_EVERYTHING, card)}
        return tuple(self._told[number][1] for number in (*sorted(found - abroad), *sorted(abroad)))
