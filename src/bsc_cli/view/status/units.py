"""The units as a tree, and what they do for the objectives above them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bsc_cli.evaluation import Evaluation, Rollup, Status
from bsc_cli.view.numbers import ABSENT
from bsc_cli.view.status.line import Kind, Line, Section, cells_of, worst_of
from bsc_cli.view.status.order import urgency
from bsc_cli.view.status.titles import titles_of
from bsc_cli.view.status.words import tally
from bsc_cli.visible import oneline

UNITS = ("score", "status", "covered", "metrics")
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
    titles = titles_of(evaluation)
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
            unit = cards[card]
            name = unit.title if unit.title.lower() == unit.id else f"{unit.title} ({unit.id})"
            about = worst_of(unit, titles["perspective"])
            yield _unit("scorecard", depth, name, unit, about=about, branch=before + branch)
            here = [each for each in children.get(card, ()) if each.id not in shown]
            here = sorted(here, key=urgency) if worst else here
            inner = before + {"├─ ": "│  ", "└─ ": "   "}.get(branch, "") if depth < _DEEPEST else before
            below = [(each.id, depth + 1, inner, "└─ " if each is here[-1] else "├─ ") for each in here]
            waiting += reversed(below)


def _supported(evaluation: Evaluation) -> Iterator[Section]:
    """Yield a section for each scorecard that has units here: its objectives, and below each what supports it."""
    strategy, titles = evaluation.strategy, titles_of(evaluation)["metric"]
    supporters: dict[str, list[Rollup]] = {}
    for unit, above in strategy.supports:
        if unit.id in evaluation.by_objective and unit is not above:
            supporters.setdefault(above.id, []).append(evaluation.by_objective[unit.id])
    here = {card.id: oneline(card.title) for card in evaluation.scorecards}
    for card, title in here.items():
        if any(unit.id in here for unit in strategy.units.get(card, ())):
            lines: list[Line] = []
            for objective in evaluation.objectives:
                if objective.id.startswith(f"{card}/"):
                    lines += _with_supporters(objective, sorted(supporters.get(objective.id, ()), key=urgency), titles)
            yield Section(UNITS, tuple(lines), f"What the units do for {title}")


def _with_supporters(objective: Rollup, supporters: Sequence[Rollup], titles: Mapping[str, str]) -> Iterator[Line]:
    about = worst_of(objective, titles) if supporters else "no unit supports it"
    yield _unit("objective", 2, objective.title, objective, about=about)
    for unit in supporters[:MOST_SUPPORTERS]:
        card = unit.id.split("/", 1)[0]
        yield _unit("supporter", 3, f"{card}: {unit.title}", unit, about=worst_of(unit, titles))
    rest = supporters[MOST_SUPPORTERS:]
    if rest:
        counts = {status: sum(each.status is status for each in rest) for status in Status}
        yield Line("more", 3, f"and {len(rest)} more", {}, about=tally(counts, words=False))


def _unit(kind: Kind, depth: int, name: str, result: Rollup, *, about: str = "", branch: str = "") -> Line:
    cells = {**cells_of(result), "metrics": tally(result.counts, words=False) or ABSENT}
    return Line(kind, depth, oneline(name), cells, result.status, about, result.counts, branch)
