"""The rule `vision-unreached`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy

if TYPE_CHECKING:
    from bsc_cli.model import Objective, Scorecard


@rule(Strategy, Severity.WARNING)
def vision_unreached(strategy: Strategy) -> Iterator[Problem]:
    """Visions that no chain of objectives leads to.

    ## Why
    The article this tool comes from builds the map from the top: work backwards from the vision and ask what must be
    true for it, down to what people learn. A vision is reached where its metric is, or without 'measured_by' in the
    top perspective; when no arrow from anywhere else ends there, nothing in the strategy is said to bring it about.
    Scorecards without a parent are looked at, and those without any arrow left to `no-arrows-at-all`.

    ## Bad
    ```yaml
    scorecard: corporate
    vision:  # <- vision-unreached
      statement: Earn 20% of revenue from European distributors by the end of 2029.
      measured_by: european-share
    objectives:
      grow-revenue:
        perspective: financial
        title: Grow revenue from European exports
        metrics: {european-share: {unit: "%", better: higher}}
      satisfy-distributors: {perspective: customer, title: Satisfy European distributors}
      shorten-lead-time:
        perspective: process
        title: Shorten the lead time
        drives: {satisfy-distributors: {}}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    vision:
      statement: Earn 20% of revenue from European distributors by the end of 2029.
      measured_by: european-share
    objectives:
      grow-revenue:
        perspective: financial
        title: Grow revenue from European exports
        metrics: {european-share: {unit: "%", better: higher}}
      satisfy-distributors:
        perspective: customer
        title: Satisfy European distributors
        drives: {grow-revenue: {}}
    ```
    """
    for card in strategy.roots:
        here = strategy.objectives_of(card)
        if card.vision is None or all(strategy.is_orphan(objective) for objective in here):
            continue
        goals = strategy.vision_goals(card)
        if goals and not _are_reached(strategy, goals, card):
            names = " or ".join(f'"{strategy.ref_to(goal, card.id)}"' for goal in goals[:3])
            yield Problem(
                card.vision,
                f'The vision of "{card.id}" is to be seen in {names}, and nothing below leads there.',
                help="Ask what must be true for the vision to be reached, and draw the arrows from there.",
            )


def _are_reached(strategy: Strategy, goals: tuple[Objective, ...], card: Scorecard) -> bool:
    """Whether an arrow or the cascade leads to any of the goals from another perspective or another scorecard."""
    upstream = (strategy.objectives[each] for each in strategy.linked.leading_to_any(goal.id for goal in goals))
    return any(each.perspective != goals[0].perspective or each.scorecard_id != card.id for each in upstream)
