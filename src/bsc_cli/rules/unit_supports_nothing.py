"""The rule `unit-supports-nothing`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING)
def unit_supports_nothing(strategy: Strategy) -> Iterator[Problem]:
    """Objectives of a unit that do nothing for any objective above, or for any other unit.

    ## Why
    The article this tool comes from describes the silo: "departments optimize locally at the expense of the global
    strategy". What a unit aims at is to be a translation of something above; that is what 'supports' says. An
    objective also does its part when it drives another that supports something, or an objective of another scorecard.
    When none of a unit's objectives does, one finding says so for the unit.

    ## Bad
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
      train-sales: {perspective: learning, title: Train sales on European rules, drives: {win-distributors: {}}}
      tidy-files: {perspective: process, title: Tidy the customer files}  # <- unit-supports-nothing
    ```
    ```yaml scorecards/it.yaml
    scorecard: it
    parent: corporate  # <- unit-supports-nothing
    objectives:
      move-to-cloud: {perspective: process, title: Move the servers to the cloud}
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
      train-sales: {perspective: learning, title: Train sales on European rules, drives: {win-distributors: {}}}
    ```
    ```yaml scorecards/it.yaml
    scorecard: it
    parent: corporate
    objectives:
      take-orders-faster:
        perspective: process
        title: Take orders faster
        drives: {sales/win-distributors: {after: 1 quarter, because: Distributors order by night.}}
    ```
    """
    serving = strategy.graph.leading_to_any({*strategy.supporting, *(arrow.source for arrow in strategy.arrows_abroad)})
    for card in strategy.scorecards.values():
        here = strategy.objectives_of(card)
        if card.parent is None or not here:
            continue
        idle = [objective for objective in here if objective.id not in serving]
        if len(idle) == len(here):
            yield Problem(
                card,
                f'No objective of "{card.id}" supports one of "{card.parent}", or does anything for another unit.',
                "parent",
                help=f"Ask of each what it does for \"{card.parent}\", and write that under its 'supports'.",
            )
            continue
        for objective in idle:
            yield Problem(
                objective,
                f'"{objective.name}" supports nothing above "{card.id}", and drives nothing that does.',
                help="Say under 'supports' which objective above it serves; if none, it is not part of the strategy.",
            )
