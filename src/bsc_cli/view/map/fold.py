"""A map of many units made small: what lies below the root folded into one card for each unit, or each of its bands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from bsc_cli.model import Scorecard
from bsc_cli.stop import Stop
from bsc_cli.strategy import Strategy
from bsc_cli.view.map.mark import Mark
from bsc_cli.view.map.scene import Band, Link, Node, Scene

Fold = Literal["units", "perspectives"]

UNITS = Band("(units)", "Units", "What do they contribute?")
"""The band of folded units. A perspective cannot have this id."""


def fold(seen: Scene, strategy: Strategy, marks: Mapping[str, Mark] | None, how: Fold) -> Scene:
    """Return a scene in which the objectives of units are folded; those of scorecards without a parent stay.

    A folded card has the id "unit", or "unit:perspective", under which `marks` say how it stands. Arrows that lead from
    it to a band above are drawn, those that say the same as one; the others are counted. Raises Stop when there is
    nothing to fold.
    """
    roots = {card.id for card in strategy.roots}
    keys = [_key(node, seen, how) if _unit(node) not in roots else node.id for node in seen.nodes]
    groups: dict[str, list[Node]] = {}
    for key, node in zip(keys, seen.nodes, strict=True):
        groups.setdefault(key, []).append(node)
    if all(_unit(node) in roots for node in seen.nodes):
        raise Stop("There is nothing to fold: no scorecard that is shown here has a parent.")
    bands = (*seen.bands, UNITS) if how == "units" else seen.bands
    stay = [node for node in seen.nodes if _unit(node) in roots]
    nodes: list[Node] = []
    for key, members in groups.items():
        if _unit(members[0]) in roots:
            nodes.append(replace(members[0], column=0))
        else:
            band = len(bands) - 1 if how == "units" else members[0].band
            column = 1 if how == "perspectives" and stay else 0
            card = strategy.scorecards[_unit(members[0])]
            nodes.append(_card(key, card, members, (band, column), strategy, marks))
    index = {node.id: number for number, node in enumerate(nodes)}
    at = [index[key] for key in keys]
    links, hidden = _links(seen, nodes, at)
    above = (strategy.roots[0].label if len(strategy.roots) == 1 else "Above", "Units")
    return replace(
        seen,
        heading="Scorecard" if how == "perspectives" and stay else "",
        columns=above if how == "perspectives" and stay else ("",),
        bands=bands,
        nodes=tuple(nodes),
        links=links,
        supports=tuple(dict.fromkeys((at[unit], at[over]) for unit, over in seen.supports if at[unit] != at[over])),
        hidden_arrows=hidden,
    )


def _unit(node: Node) -> str:
    return node.id.split("/")[0]


def _key(node: Node, seen: Scene, how: Fold) -> str:
    return _unit(node) if how == "units" else f"{_unit(node)}:{seen.bands[node.band].id}"


def _card(
    key: str,
    card: Scorecard,
    members: Sequence[Node],
    place: tuple[int, int],
    strategy: Strategy,
    marks: Mapping[str, Mark] | None,
) -> Node:
    looks = Counter(node.mark.look for node in members if node.mark)
    entry = strategy.settings.owners.get(card.owner) if card.owner else None
    declared = strategy.locate(card, None)
    return Node(
        id=key,
        title=card.label,
        band=place[0],
        column=place[1],
        owner=entry.title if entry and entry.title else card.owner,
        mark=(marks or {}).get(key),
        contributes_to=tuple(dict.fromkeys(title for node in members for title in node.contributes_to)),
        focus=any(node.focus for node in members),
        path=declared.path,
        line=declared.line,
        holds=len(members),
        counts=tuple(looks.items()),
    )


def _links(seen: Scene, nodes: Sequence[Node], at: Sequence[int]) -> tuple[tuple[Link, ...], int]:
    """Return the links between the cards that are left, and how many arrows they do not show.

    Between two folded units causes run both ways, and no order of the cards would be right for all; so only what
    leads to a band above is drawn.
    """
    merged: dict[tuple[int, int], list[Link]] = {}
    hidden = 0
    for link in seen.links:
        source, target = at[link.source], at[link.target]
        folded = nodes[source].holds or nodes[target].holds
        if folded and (link.feedback or nodes[source].band <= nodes[target].band):
            hidden += 1
        else:
            merged.setdefault((source, target), []).append(link)
    return tuple(_merged(ends, links) for ends, links in merged.items()), hidden


def _merged(ends: tuple[int, int], links: Sequence[Link]) -> Link:
    first = links[0]
    if len(links) == 1:
        return replace(first, source=ends[0], target=ends[1])
    return Link(
        *ends,
        lag=first.lag if all(link.lag == first.lag for link in links) else None,
        opposite=all(link.opposite for link in links),
        strength=first.strength if all(link.strength == first.strength for link in links) else "moderate",
        because=f"{len(links)} arrows in one.",
    )
