"""What is to be seen: the part of a strategy that a map shows, before anything has a place."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from bsc_cli.finding import Place
from bsc_cli.model import Arrow, Lag, Objective
from bsc_cli.strategy import Strategy
from bsc_cli.view.map import choice
from bsc_cli.view.map.delta import Delta, Deltas
from bsc_cli.view.map.hypothesis import Hypothesis
from bsc_cli.view.map.ink import Look
from bsc_cli.view.map.mark import Mark, MetricLine
from bsc_cli.view.map.planned import metrics_of

Strength = Literal["weak", "moderate", "strong"]


@dataclass(frozen=True, slots=True)
class Band:
    """A perspective."""

    id: str
    title: str
    asks: str


@dataclass(frozen=True, slots=True)
class Node:
    """An objective, in a band and a column by number; `column` is None for one that stands free of the columns."""

    id: str
    title: str
    band: int
    column: int | None
    owner: str | None = None
    mark: Mark | None = None
    metrics: tuple[MetricLine, ...] = ()
    contributes_to: tuple[str, ...] = ()
    orphan: bool = False
    focus: bool = False
    path: str = ""
    line: int = 0
    """The file that declares it, relative to the root of the strategy, and the line there, from 1."""
    holds: int = 0
    """How many objectives are folded into it; 0 for one that is an objective itself."""
    counts: tuple[tuple[Look, int], ...] = ()
    """How many of those have each look."""
    delta: Delta | None = None
    """What became of it, on a map that shows a change."""

    @property
    def is_answered_for(self) -> bool:
        """Tell whether somebody should own it: an objective or a unit, not what units have in one perspective."""
        return not self.holds or ":" not in self.id

    @property
    def is_gone(self) -> bool:
        """Tell whether only the older version has it."""
        return self.delta is not None and self.delta.kind == "removed"


@dataclass(frozen=True, slots=True)
class Link:
    """A causal arrow between two nodes by number."""

    source: int
    target: int
    feedback: bool = False
    lag: Lag | None = None
    opposite: bool = False
    strength: Strength = "moderate"
    because: str = ""
    hypothesis: Hypothesis | None = None
    delta: Delta | None = None

    @property
    def is_labelled(self) -> bool:
        """Tell whether its line carries a label."""
        return bool(self.lag or self.opposite or self.delta or self.hypothesis is Hypothesis.CONTRADICTED)


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a map shows. `columns` has at least one title; `heading` says what the columns are, "" for no heads."""

    name: str
    subtitle: str
    vision: str | None
    as_of: str | None
    heading: str
    columns: tuple[str, ...]
    bands: tuple[Band, ...]
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    supports: tuple[tuple[int, int], ...] = ()
    self_arrows: int = 0
    """How many arrows lead from an objective to itself: there is no way to draw what they mean."""
    hidden_arrows: int = 0
    """How many arrows are not drawn because of what is folded."""
    deltas: Deltas | None = None
    """The change that the map shows, if it shows one."""


def scene(
    strategy: Strategy,
    marks: Mapping[str, Mark] | None = None,
    *,
    focus: str | None = None,
    scorecard: str | None = None,
    depth: int | None = None,
    theme: str | None = None,
    by: choice.By | None = None,
    as_of: str | None = None,
    hypotheses: Mapping[tuple[str, str], Hypothesis] | None = None,
    deltas: Deltas | None = None,
    only: Collection[str] | None = None,
) -> Scene:
    """Gather what a map shows: all, one scorecard, or one objective with its causes and effects `depth` steps away.

    With a `theme` of the strategy only its objectives. `by` says what the columns are; left out, scorecards where there
    are several, else themes. `hypotheses` say by the full ids of source and target what is known of arrows; those that
    they do not name are assumed. `deltas` say what became of what is shown; `only` leaves out all other objectives.
    Raises Stop when there is no such scorecard, objective or theme, or nothing to draw.
    """
    focus = choice.focused(strategy, focus)
    chosen = choice.chosen(strategy, focus, scorecard, depth, theme)
    chosen = tuple(each for each in chosen if only is None or each.id in only)
    became, between = (deltas.objectives, deltas.arrows) if deltas else ({}, {})
    gone = {full for full, delta in became.items() if delta.kind == "removed"}
    supports = [pair for pair in strategy.supports if pair[0].id in gone or pair[1].id not in gone]
    ids = {each.id for each in chosen}
    arrows = [arrow for arrow in strategy.arrows if {arrow.source, arrow.target} <= ids]
    cards = choice.scorecards_of(strategy, chosen)
    heading, columns, column_of = choice.columns(strategy, chosen, cards, by)
    bands = _bands(strategy, chosen, whole=focus is None)
    rank = {band.id: number for number, band in enumerate(bands)}
    linked = _linked(strategy, between)
    above: dict[str, list[str]] = {}
    for unit, supported in supports:
        above.setdefault(unit.id, []).append(supported.title)
    nodes = tuple(
        Node(
            id=each.id,
            title=each.title,
            band=rank[each.perspective],
            column=column_of(each),
            owner=_owner(strategy, each.owner),
            mark=(marks or {}).get(each.id),
            metrics=metrics_of(strategy, each, (marks or {}).get(each.id)),
            contributes_to=tuple(above.get(each.id, ())),
            # Where nothing at all is linked, the legend says so once instead of every card.
            orphan=bool(linked) and each.id not in linked and each.id not in gone,
            focus=each.id == focus,
            path=(place := _place(strategy, each, gone)).path,
            line=place.line,
            delta=became.get(each.id),
        )
        for each in chosen
    )
    index = {node.id: number for number, node in enumerate(nodes)}
    visions = [card.vision.statement for card in choice.and_above(cards, strategy) if card.vision]
    label = cards[0].label if len(cards) == 1 or len(strategy.roots) == 1 else ""
    name = strategy.name or cards[0].label
    return Scene(
        name=name,
        subtitle=(label if label and label != name else "Strategy map") + _of_theme(strategy, theme) + _then(strategy),
        vision=visions[0] if visions else None,
        as_of=as_of,
        heading=heading,
        columns=columns,
        bands=bands,
        nodes=nodes,
        links=tuple(_link(arrow, index, hypotheses, between) for arrow in arrows if arrow.source != arrow.target),
        supports=tuple(
            (index[unit.id], index[over.id])
            for unit, over in supports
            if unit.id in index and over.id in index and unit.id != over.id
        ),
        self_arrows=sum(arrow.source == arrow.target for arrow in arrows),
        deltas=deltas,
    )


def _of_theme(strategy: Strategy, theme: str | None) -> str:
    named = strategy.settings.themes.get(theme) if theme else None
    return f", theme: {named.title if named and named.title else theme}" if theme else ""


def _then(strategy: Strategy) -> str:
    return f", as it was at {strategy.version}" if strategy.version else ""


def _bands(strategy: Strategy, chosen: tuple[Objective, ...], *, whole: bool) -> tuple[Band, ...]:
    used = {each.perspective for each in chosen}
    declared = {
        name: Band(name, word.title or name, word.asks or "") for name, word in strategy.settings.perspectives.items()
    }
    # An unknown perspective is a finding elsewhere; its objectives are drawn at the bottom rather than not at all.
    strange = {each.perspective: Band(each.perspective, each.perspective, "") for each in chosen}
    return tuple(band for name, band in (declared | strange | declared).items() if whole or name in used)


def _linked(strategy: Strategy, between: Mapping[tuple[str, str], Delta]) -> set[str]:
    """Return the objectives that an arrow or the cascade ties to another; arrows that are gone tie nothing."""
    gone = {ends for ends, delta in between.items() if delta.kind == "removed"}
    pairs = {(arrow.source, arrow.target) for arrow in strategy.arrows if arrow.source != arrow.target} - gone
    ends = {end for pair in pairs for end in pair}
    return ends | {end.id for pair in strategy.supports for end in pair}


def _place(strategy: Strategy, objective: Objective, gone: Collection[str]) -> Place:
    """Return where an objective is declared; of what is gone, nowhere."""
    return Place("", 0, 0, 0, 0) if objective.id in gone else strategy.locate(objective, None)


def _owner(strategy: Strategy, owner: str | None) -> str | None:
    entry = strategy.settings.owners.get(owner) if owner else None
    return entry.title if entry and entry.title else owner


def _link(
    arrow: Arrow,
    index: Mapping[str, int],
    hypotheses: Mapping[tuple[str, str], Hypothesis] | None,
    between: Mapping[tuple[str, str], Delta],
) -> Link:
    known = None if hypotheses is None else hypotheses.get((arrow.source, arrow.target), Hypothesis.ASSUMED)
    return Link(
        index[arrow.source],
        index[arrow.target],
        feedback=arrow.feedback,
        lag=arrow.after,
        opposite=arrow.effect == "opposite",
        strength=arrow.strength or "moderate",
        because=arrow.because or "",
        hypothesis=known,
        delta=between.get((arrow.source, arrow.target)),
    )
