"""The rule `empty-perspective`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING, by_scorecard=True)
def empty_perspective(strategy: Strategy) -> Iterator[Problem]:
    """Perspectives in which a scorecard without a parent has no objective.

    ## Why
    The balance is between the perspectives. "You cannot improve customer satisfaction without improving internal
    processes. And you cannot improve internal processes without improving employee skills", says the article this
    tool comes from: where a layer is empty, the layer above stands on nothing. An organisation with other layers
    names its own under `perspectives:` in bsc.yaml. A unit may well have objectives in one perspective only.

    ## Bad
    ```yaml
    scorecard: corporate  # <- empty-perspective
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue}
      deliver-on-time: {perspective: customer, title: Deliver on time}
      plan-routes: {perspective: process, title: Plan routes daily}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue}
      deliver-on-time: {perspective: customer, title: Deliver on time}
      plan-routes: {perspective: process, title: Plan routes daily}
      train-drivers: {perspective: learning, title: Train the drivers}
    ```
    """
    for card in strategy.roots:
        used = strategy.perspectives_of(card)
        for perspective in strategy.perspectives:
            if perspective not in used:
                asks = strategy.settings.perspectives[perspective].asks
                yield Problem(
                    card,
                    f'"{card.id}" has no objective in the perspective "{perspective}".',
                    ("perspectives", perspective),
                    help=f"Answer its question: {' '.join(asks.split())}" if asks else "Add one, or do without it.",
                )
