"""Back along the arrows: from an objective to what drives it, and to the causes to act on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from bsc_cli.evaluation.arrival import Arrival, arrivals
from bsc_cli.evaluation.evaluation import Evaluation
from bsc_cli.evaluation.links import Link, Links
from bsc_cli.evaluation.standing import Standing
from bsc_cli.evaluation.supporters import Supporters, supporters
from bsc_cli.evaluation.verdict import Verdict, verdict


@dataclass(frozen=True, slots=True)
class Node:
    """One line of the tree: an objective that drives or supports the one at `above`, by its place in the tree.

    `link` leads from it there; the top has neither. `same` says whether more of it means more of the top: the product
    of the signs of the way. `again` marks an objective that was told in full before; `loop` that it was so further up
    on the same way, which thus comes back to where it was.
    """

    standing: Standing
    depth: int = 0
    link: Link | None = None
    above: int = -1
    same: bool = True
    again: bool = False
    loop: bool = False


@dataclass(frozen=True, slots=True)
class Cause:
    """An objective to act on: it is off, makes the top worse, and nothing that is off stands behind it.

    `arrival` is the quickest way from it to the top, and the first day on which it can have shown there, counted from
    the day on which it fell behind its target.
    """

    standing: Standing
    arrival: Arrival
    is_too_recent: bool


@dataclass(frozen=True, slots=True)
class Why:
    """What stands behind an objective as of a day.

    `nodes` is the tree from the top down in the order of reading, the worst first, each objective once in full.
    `at_its_expense` are drivers that are on target and, by an opposite effect, make the top worse; `unknown` those
    that have no number. `verdicts` are the words for the arrows of the tree, by cause and effect.
    """

    as_of: date | None
    nodes: tuple[Node, ...]
    causes: tuple[Cause, ...]
    at_its_expense: tuple[Standing, ...]
    unknown: tuple[Standing, ...]
    verdicts: Mapping[tuple[str, str], Verdict]
    supporters: Supporters

    @property
    def top(self) -> Standing:
        """The objective that was asked about."""
        return self.nodes[0].standing

    def title_of(self, objective: str) -> str:
        """Return the title of an objective of the tree."""
        return next(node.standing.title for node in self.nodes if node.standing.id == objective)

    @property
    def is_explained(self) -> bool:
        """Whether a cause is old enough to have shown by now."""
        return any(not cause.is_too_recent for cause in self.causes)


_Signed: TypeAlias = tuple[str, bool]
"""An objective upstream, and whether more of it means more of the one that was asked about."""


def look_back(evaluation: Evaluation, objective: str) -> Why:
    """Return what stands behind a living objective, by its full id: arrows and cascade, over all scorecards."""
    links, stand = Links(evaluation.strategy), evaluation.standings
    nodes = tuple(_tree(objective, links, stand))
    upstream = _upstream(objective, links)
    behind = {name for name, _ in upstream if name != objective}
    arrows = [node.link.arrow for node in nodes if node.link is not None and node.link.arrow is not None]
    return Why(
        as_of=evaluation.as_of,
        nodes=nodes,
        causes=tuple(_causes(evaluation, objective, links, stand)),
        at_its_expense=tuple(
            each for name, each in stand.items() if name != objective and (name, False) in upstream and each.is_green
        ),
        unknown=tuple(each for name, each in stand.items() if name in behind and not each.is_known),
        verdicts={(arrow.source, arrow.target): verdict(evaluation, arrow) for arrow in arrows},
        supporters=supporters(objective, links, stand),
    )


def _tree(objective: str, links: Links, stand: Mapping[str, Standing]) -> Iterator[Node]:
    """Yield the tree in the order of reading. It is walked with a list, because a strategy may be deep."""
    told: list[Node] = []
    opened: set[str] = set()
    waiting = [Node(stand[objective])]
    while waiting:
        node = waiting.pop()
        name = node.standing.id
        drivers = sorted(links.into(name), key=lambda link: _order(link, stand[link.cause]))
        if name in opened:
            node = replace(node, again=True, loop=name in _above(told, node.above))
        else:
            waiting += [
                Node(stand[link.cause], node.depth + 1, link, len(told), node.same != link.is_opposite)
                for link in reversed(drivers)
            ]
        opened.add(name)
        told.append(node)
        yield node


def _order(link: Link, standing: Standing) -> tuple[tuple[bool, int], bool, Decimal]:
    """Put the worst first; of those that stand alike, what drives an objective before what supports it."""
    return standing.rank, link.arrow is None, standing.points


def _above(told: Sequence[Node], place: int) -> Iterator[str]:
    while place >= 0:
        yield told[place].standing.id
        place = told[place].above


def _upstream(objective: str, links: Links) -> frozenset[_Signed]:
    """Return all that drives or supports an objective, with each sign with which some way leads there."""
    found: set[_Signed] = {(objective, True)}
    waiting: list[_Signed] = [(objective, True)]
    while waiting:
        name, same = waiting.pop()
        for link in links.into(name):
            step = (link.cause, same != link.is_opposite)
            if step not in found:
                found.add(step)
                waiting.append(step)
    return frozenset(found)


def _causes(evaluation: Evaluation, objective: str, links: Links, stand: Mapping[str, Standing]) -> Iterator[Cause]:
    """Yield the causes to act on, the worst first.

    Off objectives that drive each other in a loop are each behind the other; then each of them is one.
    """
    off = {
        name: _upstream(name, links)
        for name, same in sorted(_upstream(objective, links))
        if same and name != objective and stand[name].is_off
    }
    for name in sorted(off, key=lambda each: (stand[each].rank, stand[each].points)):
        behind = [other for other in off if other != name and (other, True) in off[name]]
        since = stand[name].short_since
        if since is not None and all((name, True) in off[other] for other in behind):
            arrival = arrivals(links, name, since)[objective]
            too_recent = evaluation.as_of is not None and arrival.day > evaluation.as_of
            yield Cause(stand[name], arrival, too_recent)
