"""The rule `not-cascaded`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING)
def not_cascaded(strategy: Strategy) -> Iterator[Problem]:
    """Objectives of a scorecard with units below it that none of the units takes up.

    ## Why
    "Senior leadership builds a corporate scorecard, then stops", is where most organisations break down according to
    the article this tool comes from: "They expect middle managers to figure it out. They don't." An objective is taken
    up when one of a unit's objectives supports it, or drives it. A scorecard without units is left alone.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue from European exports}
      shorten-lead-time: {perspective: process, title: Shorten the lead time}  # <- not-cascaded
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
      shorten-lead-time: {perspective: process, title: Shorten the lead time}
    ```
    ```yaml scorecards/sales.yaml
    scorecard: sales
    parent: corporate
    objectives:
      win-distributors: {perspective: customer, title: Win European distributors, supports: [corporate/grow-revenue]}
    ```
    ```yaml scorecards/operations.yaml
    scorecard: operations
    parent: corporate
    objectives:
      build-to-order: {perspective: process, title: Build to order, supports: [corporate/shorten-lead-time]}
    ```
    """
    taken_up = {above.id for unit, above in strategy.supports if unit.scorecard_id != above.scorecard_id}
    taken_up |= {arrow.target for arrow in strategy.arrows_abroad}
    for above, units in strategy.units.items():
        count = sum(card.id != above for card in units)
        if not count:
            continue
        for objective in strategy.objectives_of(strategy.scorecards[above]):
            if objective.id not in taken_up:
                which = "The one unit" if count == 1 else f"None of the {count} units"
                yield Problem(
                    objective,
                    f'{which} below "{above}" {"does not take" if count == 1 else "takes"} up "{objective.name}".',
                    help="Ask the heads of the units what they need to achieve for it, and let theirs 'supports' it.",
                )
