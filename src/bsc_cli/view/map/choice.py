"""Which part of a strategy a map shows, and which columns it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import permutations
from typing import Literal

from bsc_cli.model import Objective, Scorecard
from bsc_cli.stop import Stop
from bsc_cli.strategy import Strategy

MOST_UNTHEMED = 2
"""Up to so many objectives without a theme stand free across the columns of a band; more get a column of their own."""

_MOST_PERMUTED = 6

By = Literal["theme", "scorecard"]

Columns = tuple[str, tuple[str, ...], Callable[[Objective], int | None]]
"""What the columns are ("" for no heads), their titles, and the column of an objective, None for one that is free."""


def focused(strategy: Strategy, focus: str | None) -> str | None:
    """Return the full id of the objective in focus. Raises Stop when there is none of that name, or several."""
    if focus is None:
        return None
    named = [each.id for each in strategy.objectives.values() if focus in (each.id, each.name)]
    if not named:
        raise Stop(f'There is no objective "{focus}" to focus on.')
    if len(named) > 1:
        raise Stop(f'"{focus}" is the name of several objectives; write one of: {", ".join(named)}.')
    return named[0]


def chosen(
    strategy: Strategy, focus: str | None, scorecard: str | None, depth: int | None = None, theme: str | None = None
) -> tuple[Objective, ...]:
    """Return the objectives to show: all, those of one scorecard, those that lead to or follow from a full id.

    With a depth only those that are so many steps away. Without a focus there is nothing to count steps from. With a
    theme only those of it. Raises Stop when there is no such scorecard or theme, or nothing to show.
    """
    if scorecard is not None and scorecard not in strategy.scorecards:
        there = ", ".join(f'"{name}"' for name in strategy.scorecards)
        raise Stop(f'There is no scorecard "{scorecard}"; there are: {there}.')
    if depth is not None and focus is None:
        raise Stop("A depth counts the steps from one objective: say which with --focus.")
    themes = dict.fromkeys(filter(None, (each.theme for each in strategy.objectives.values())))
    if theme is not None and theme not in themes:
        there = f"there is {', '.join(themes)}" if themes else "no objective has a theme"
        raise Stop(f'There is no objective of the theme "{theme}"; {there}.')
    here = tuple(each for each in strategy.objectives.values() if scorecard in (None, each.scorecard_id))
    here = tuple(each for each in here if theme in (None, each.theme))
    if focus is not None:
        arrows = [(arrow.source, arrow.target) for arrow in strategy.arrows if not arrow.feedback]
        arrows += [(unit.id, above.id) for unit, above in strategy.supports]
        near = _reached(focus, arrows, depth) | _reached(focus, [(effect, cause) for cause, effect in arrows], depth)
        here = tuple(each for each in here if each.id in near)
    if not here:
        raise Stop("There is nothing to draw: no objective is left to show.")
    return here


def _reached(start: str, arrows: Iterable[tuple[str, str]], depth: int | None) -> set[str]:
    after: dict[str, list[str]] = {}
    for source, target in arrows:
        after.setdefault(source, []).append(target)
    reached, edge, steps = {start}, {start}, 0
    while edge and (depth is None or steps < depth):
        edge = {target for source in edge for target in after.get(source, ())} - reached
        reached |= edge
        steps += 1
    return reached


def scorecards_of(strategy: Strategy, objectives: Iterable[Objective]) -> tuple[Scorecard, ...]:
    """Return the scorecards of these objectives: each root, then its units, near the units they drive."""
    shown = {each.scorecard_id for each in objectives}
    return _near_each_other(tuple(card for card in _in_tree_order(strategy) if card.id in shown), strategy)


def and_above(cards: Sequence[Scorecard], strategy: Strategy) -> Iterable[Scorecard]:
    """Return these scorecards and then those above the first, whose vision a unit serves."""
    found = {card.id: card for card in cards}
    above = strategy.scorecards.get(cards[0].parent or "")
    while above is not None and above.id not in found:
        found[above.id] = above
        above = strategy.scorecards.get(above.parent or "")
    return found.values()


def _in_tree_order(strategy: Strategy) -> tuple[Scorecard, ...]:
    children: dict[str | None, list[Scorecard]] = {}
    for card in strategy.scorecards.values():
        above = card.parent if card.parent in strategy.scorecards else None
        children.setdefault(above, []).append(card)
    ordered: dict[str, Scorecard] = {}
    waiting = list(reversed(children.get(None, [])))
    while waiting:
        card = waiting.pop()
        if card.id not in ordered:
            ordered[card.id] = card
            waiting += reversed(children.get(card.id, []))
    # What hangs in a loop of parents has no root above it; it comes last.
    return (*ordered.values(), *(card for card in strategy.scorecards.values() if card.id not in ordered))


def _near_each_other(cards: tuple[Scorecard, ...], strategy: Strategy) -> tuple[Scorecard, ...]:
    """Order the units of one root so that arrows between them are short; deeper trees keep their order."""
    first, rest = cards[0], cards[1:]
    if not 1 < len(rest) <= _MOST_PERMUTED or any(card.parent != first.id for card in rest):
        return cards
    ends = [(arrow.source.split("/")[0], arrow.target.split("/")[0]) for arrow in strategy.arrows]
    shown = {card.id for card in cards}
    across = [(source, target) for source, target in ends if source != target and {source, target} <= shown]

    def length(order: tuple[int, ...]) -> int:
        place = {first.id: 0} | {rest[number].id: position + 1 for position, number in enumerate(order)}
        return sum(abs(place[source] - place[target]) for source, target in across)

    best = min(permutations(range(len(rest))), key=lambda order: (length(order), order))
    return (first, *(rest[number] for number in best))


def columns(
    strategy: Strategy, objectives: tuple[Objective, ...], cards: tuple[Scorecard, ...], by: By | None = None
) -> Columns:
    """Return scorecards as columns when there are several, else themes when there are any, else one without a head.

    `by` asks for one of the two. Raises Stop when themes are asked for and no objective has one.
    """
    if by == "scorecard" or (by is None and len(cards) > 1):
        place = {card.id: number for number, card in enumerate(cards)}
        return "Scorecard", tuple(card.label for card in cards), lambda each: place[each.scorecard_id]
    used = {each.theme for each in objectives}
    themes = {name: theme.title or name for name, theme in strategy.settings.themes.items() if name in used}
    themes |= {each.theme: each.theme for each in objectives if each.theme and each.theme not in themes}
    if not themes and by == "theme":
        raise Stop("There are no columns by theme: no objective that is shown has a theme.")
    if not themes:
        return "", ("",), lambda _: 0
    rank: dict[str | None, int] = {name: number for number, name in enumerate(themes)}
    free = [each.perspective for each in objectives if each.theme is None]
    if any(free.count(perspective) > MOST_UNTHEMED for perspective in free):
        rank[None] = len(rank)
        return "Theme", (*themes.values(), "No theme"), lambda each: rank[each.theme]
    return "Theme", tuple(themes.values()), lambda each: rank.get(each.theme)
