"""A map of many units made small: what lies below the root in one card for each unit, or for each perspective."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from bsc_cli.stop import Stop
from bsc_cli.strategy import Strategy
from bsc_cli.view.map.delta import Delta
from bsc_cli.view.map.hypothesis import Hypothesis
from bsc_cli.view.map.mark import Mark
from bsc_cli.view.map.scene import Band, Link, Node, Scene

Fold = Literal["units", "perspectives"]

UNITS = Band("(units)", "Units", "What do they contribute?")
"""The band of folded units. A perspective cannot have this id."""


def fold(seen: Scene, strategy: Strategy, marks: Mapping[str, Mark] | None, how: Fold) -> Scene:
    """Return a scene in which the objectives of units are folded; those of scorecards without a parent stay.

    With "units" a card stands for a unit and has its id, under which `marks` say how it stands. With "perspectives" a
    card stands for what all units have in one perspective. Arrows that lead from it to a band above are drawn, those
    that say the same as one; the others are counted. Raises Stop when there is nothing to fold.
    """
    roots = {card.id for card in strategy.roots}
    groups: dict[str, list[Node]] = {}
    for node in seen.nodes:
        groups.setdefault(_key(node, seen, how, roots), []).append(node)
    units = tuple(dict.fromkeys(_unit(node) for node in seen.nodes if _unit(node) not in roots))
    if not units:
        raise Stop("There is nothing to fold: no scorecard that is shown here has a parent.")
    beside = how == "perspectives" and len(units) < len({_unit(node) for node in seen.nodes})
    nodes: list[Node] = []
    for key, members in groups.items():
        first = members[0]
        if _unit(first) in roots:
            nodes.append(replace(first, column=0))
        elif how == "units":
            place = Node(key, strategy.scorecards[key].label, len(seen.bands), 0, mark=(marks or {}).get(key))
            nodes.append(_of_unit(_holding(place, members), strategy))
        else:
            title = "In 1 unit" if len(units) == 1 else f"In {len(units)} units"
            nodes.append(_holding(Node(key, title, first.band, int(beside)), members))
    index = {node.id: number for number, node in enumerate(nodes)}
    at = [index[_key(node, seen, how, roots)] for node in seen.nodes]
    links, hidden = _links(seen, nodes, at)
    above = strategy.roots[0].label if len(strategy.roots) == 1 else "Above"
    return replace(
        seen,
        heading="Scorecard" if beside else "",
        columns=(above, "Units") if beside else ("",),
        bands=(*seen.bands, UNITS) if how == "units" else seen.bands,
        nodes=tuple(nodes),
        links=links,
        supports=tuple(dict.fromkeys((at[unit], at[over]) for unit, over in seen.supports if at[unit] != at[over])),
        hidden_arrows=hidden,
    )


def _unit(node: Node) -> str:
    return node.id.split("/")[0]


def _key(node: Node, seen: Scene, how: Fold, roots: Collection[str]) -> str:
    if _unit(node) in roots:
        return node.id
    return _unit(node) if how == "units" else f"{UNITS.id}:{seen.bands[node.band].id}"


def _holding(card: Node, members: Sequence[Node]) -> Node:
    living = [node for node in members if not node.is_gone] or members
    looks = Counter(node.mark.look for node in living if node.mark)
    return replace(
        card,
        contributes_to=tuple(dict.fromkeys(title for node in members for title in node.contributes_to)),
        focus=any(node.focus for node in members),
        holds=len(living),
        counts=tuple(looks.items()),
        delta=_delta([node.delta for node in members if node.delta], len(members)),
    )


def _delta(deltas: Sequence[Delta], of: int) -> Delta | None:
    """Return what became of things drawn as one: all the same, or changed, with how many of each."""
    if not deltas:
        return None
    words = Counter(each.word for each in deltas)
    if len(words) == 1 and len(deltas) == of:
        return replace(deltas[0], words=(), count=sum(each.count for each in deltas), lag_before=None)
    told = tuple(f"{number} {word.lower()}" for word, number in words.items())
    return Delta("changed", "Changed", told, sum(each.count for each in deltas))


def _of_unit(card: Node, strategy: Strategy) -> Node:
    """Add what is known of the unit as a whole: its owner, and where it is written down."""
    scorecard = strategy.scorecards[card.id]
    entry = strategy.settings.owners.get(scorecard.owner) if scorecard.owner else None
    owner = entry.title if entry and entry.title else scorecard.owner
    place = strategy.locate(scorecard, None)
    return replace(card, owner=owner, path=place.path, line=place.line)


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
        if source == target:
            continue
        if folded and (link.feedback or nodes[source].band <= nodes[target].band):
            hidden += 1
        else:
            merged.setdefault((source, target), []).append(link)
    return tuple(_merged(ends, links) for ends, links in merged.items()), hidden


def _merged(ends: tuple[int, int], links: Sequence[Link]) -> Link:
    first = links[0]
    if len(links) == 1:
        return replace(first, source=ends[0], target=ends[1])
    known = [link.hypothesis for link in links]
    told = ", ".join(f"{count} {each}" for each, count in Counter(known).items() if each)
    return Link(
        *ends,
        lag=first.lag if all(link.lag == first.lag for link in links) else None,
        opposite=all(link.opposite for link in links),
        strength=first.strength if all(link.strength == first.strength for link in links) else "moderate",
        because=f"{len(links)} arrows in one{f': {told}' if told else ''}.",
        # What holds for one of several arrows is not known of them all.
        hypothesis=first.hypothesis if len(set(known)) == 1 else Hypothesis.ASSUMED,
        delta=_delta([link.delta for link in links if link.delta], len(links)),
    )
