"""The units as a tree, and what they do for the objectives above them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bsc_cli.evaluation import Evaluation, Rollup, Status
from bsc_cli.view.status.line import Line, Section, cells_of, of_rollup
from bsc_cli.view.status.order import urgency
from bsc_cli.view.status.words import tally

UNITS = ("score", "status", "covered", "metrics", "owner")
"""The columns of scorecards and objectives."""
MOST_SUPPORTERS = 8
"""How many of the units' objectives are listed below the one they support; the rest are counted."""
_DEEPEST = 8
"""Units further down stand below each other: people do not tell such depths apart, and the names need room."""


def units(evaluation: Evaluation, *, worst: bool) -> tuple[Section, ...]:
    """Return the tree of the scorecards and, for each that has units, its objectives with those that support them.

    With `worst`, units that stand side by side are in the order of their scores. Supporters always are.
    """
    tree = Section(UNITS, tuple(_tree(evaluation, worst=worst)), "Units")
    return (tree, *_supported(evaluation))


def below(evaluation: Evaluation, scorecard: str) -> tuple[str, ...]:
    """Return the id of a scorecard and those of all units below it, each once."""
    found = {scorecard: None}
    waiting = [scorecard]
    while waiting:
        new = [card.id for card in evaluation.strategy.units.get(waiting.pop(), ()) if card.id not in found]
        found.update(dict.fromkeys(new))
        waiting += new
    return tuple(found)


def _tree(evaluation: Evaluation, *, worst: bool) -> Iterator[Line]:
    """Yield the scorecards, each below its parent. What goes round in circles begins with its first member."""
    cards = {result.id: result for result in evaluation.scorecards}
    parents = {card: evaluation.strategy.scorecards[card].parent for card in cards}
    children: dict[str, list[Rollup]] = {}
    for card, parent in parents.items():
        if parent in cards:
            children.setdefault(parent, []).append(cards[card])
    shown: set[str] = set()
    tops = [card for card, parent in parents.items() if parent not in cards]
    for top in (*tops, *cards):
        waiting = [(top, 0, "", "")]
        while waiting:
            card, depth, before, branch = waiting.pop()
            if card in shown:
                continue
            shown.add(card)
            yield _unit(cards[card], depth, before + branch)
            here = [each for each in children.get(card, ()) if each.id not in shown]
            here = sorted(here, key=urgency) if worst else here
            inner = before + {"├─ ": "│  ", "└─ ": "   "}.get(branch, "") if depth < _DEEPEST else before
            below = [(each.id, depth + 1, inner, "└─ " if each is here[-1] else "├─ ") for each in here]
            waiting += reversed(below)


def _unit(card: Rollup, depth: int, branch: str) -> Line:
    line = of_rollup(card, depth, {})
    return replace(line, branch=branch, about="")


def _supported(evaluation: Evaluation) -> Iterator[Section]:
    """Yield a section for each scorecard that has units here: its objectives, and below each what supports it."""
    strategy = evaluation.strategy
    results = evaluation.by_objective
    supporters: dict[str, list[Rollup]] = {}
    for unit, above in strategy.supports:
        if unit.id in results and unit is not above:
            supporters.setdefault(above.id, []).append(results[unit.id])
    here = {card.id for card in evaluation.scorecards}
    for card in evaluation.scorecards:
        if any(unit.id in here for unit in strategy.units.get(card.id, ())):
            objectives = [each for each in evaluation.objectives if each.id.split("/", 1)[0] == card.id]
            lines = [line for each in objectives for line in _with_supporters(each, supporters.get(each.id, ()))]
            top = of_rollup(card, 0, {})
            yield Section(UNITS, tuple(lines), f"{top.name}: what the units do for it")


def _with_supporters(objective: Rollup, supporters: Sequence[Rollup]) -> Iterator[Line]:
    yield Line("objective", 1, of_rollup)
