"""The rule `cascade-loop`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy

if TYPE_CHECKING:
    from bsc_cli.model import Objective, Scorecard


@rule(Strategy, Severity.ERROR)
def cascade_loop(strategy: Strategy) -> Iterator[Problem]:
    """Units that are above and below each other, and objectives that support themselves.

    ## Why
    Cascading is "a top-down flow of logic", in the words of the article this tool comes from: each unit says what it
    does for the one above it. When the way up comes back to where it began, there is no top, no vision that all of it
    serves, and no score that could be added up.

    ## Bad
    ```yaml
    scorecard: corporate
    parent: sales  # <- cascade-loop
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue from European exports}
    ```
    ```yaml scorecards/sales.yaml
    scorecard: sales
    parent: corporate
    objectives:
      win-distributors: {perspective: customer, title: Win European distributors, supports: [corporate/grow-revenue]}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue from European exports}
    ```
    ```yaml scorecards/sales.yaml
    scorecard: sales
    parent: corporate
    objectives:
      win-distributors: {perspective: customer, title: Win European distributors, supports: [corporate/grow-revenue]}
    ```
    """
    circling: set[str] = set()
    for cards in _parents(strategy):
        circling.update(card.id for card in cards)
        first = cards[0]
        names = ", ".join(f'"{card.id}"' for card in cards[:6])
        yield Problem(
            first,
            f'"{first.id}" is its own parent.'
            if len(cards) == 1
            else f'Each of {names} is above the next, and the last above "{first.id}".',
            "parent",
            help="Delete 'parent' from the scorecard that is at the top.",
            also=tuple(Also(card, "this parent is part of the loop", "parent") for card in cards[1:]),
        )
    for loop in _supports(strategy):
        if all(objective.scorecard_id in circling for objective in loop):
            continue
        yield Problem(
            loop[0],
            f'"{loop[0].name}" supports itself' + (f", by way of {len(loop) - 1} more." if len(loop) > 1 else "."),
            "supports",
            help="Only the objective of the unit below supports; delete the reference that runs down.",
            also=tuple(Also(objective, "this one is part of the loop", "supports") for objective in loop[1:]),
        )


def _parents(strategy: Strategy) -> Iterator[tuple[Scorecard, ...]]:
    """Yield scorecards that are above themselves, from each to its unit: one loop for each knot."""
    from bsc_cli.graph import CausalGraph

    yield from ((card,) for card in strategy.scorecards.values() if card.parent == card.id)
    above = ((card.parent, card.id) for card in strategy.scorecards.values() if card.parent is not None)
    for loop in CausalGraph(strategy.scorecards, above).loops:
        yield tuple(strategy.scorecards[each] for each in loop)


def _supports(strategy: Strategy) -> Iterator[tuple[Objective, ...]]:
    """Yield objectives that support themselves, each followed by the one that it supports: one loop for each knot."""
    yield from ((unit,) for unit, above in strategy.supports if unit is above)
    for loop in strategy.cascade.loops if strategy.linked.has_loops else ():  # which is asked for anyway
        yield tuple(strategy.objectives[each] for each in loop)
