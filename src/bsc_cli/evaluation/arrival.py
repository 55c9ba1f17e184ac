"""From one objective downstream: what a change for the worse reaches, when, and along which way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from heapq import heappop, heappush
from typing import NamedTuple, TypeAlias

from bsc_cli.evaluation.links import Link, Links


class Arrival(NamedTuple):
    """The first day on which it can show in an objective, and the links of that way, from the first cause on."""

    day: date
    way: tuple[Link, ...]


_Change: TypeAlias = tuple[str, bool]
"""An objective, and whether it changes for the worse."""


def arrivals(links: Links, objective: str, day: date) -> Mapping[str, Arrival]:
    """Return where an objective's change for the worse on a day makes others worse, by objective, earliest first.

    The quickest way counts (Dijkstra 1959), of equally quick ones that with fewer links. `effect: opposite` turns
    worse into better, and a second one back: the same objective may be reached in both ways, and only what becomes
    worse is told. An arrow that does not say its lag takes no time. The objective itself is left out.
    """
    start: _Change = (objective, True)
    before: dict[_Change, tuple[date, Link, _Change] | None] = {}
    waiting: list[tuple[date, int, int, _Change, Link | None, _Change]] = [(day, 0, 0, start, None, start)]
    number = 0
    while waiting:
        when, links_gone, _, change, link, origin = heappop(waiting)
        if change in before:
            continue
        before[change] = (when, link, origin) if link else None
        here, worse = change
        for following in links.out_of(here):
            number += 1
            reached = (following.effect, worse != following.is_opposite)
            if reached not in before:
                heappush(waiting, (following.reaches(when), links_gone + 1, number, reached, following, change))
    return {
        change[0]: Arrival(step[0], tuple(_back(before, change))[::-1])
        for change, step in before.items()
        if step is not None and change[1] and change[0] != objective
    }


def _back(before: Mapping[_Change, tuple[date, Link, _Change] | None], change: _Change) -> Iterator[Link]:
    while step := before[change]:
        yield step[1]
        change = step[2]
