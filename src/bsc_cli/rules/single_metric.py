"""The rule `single-metric`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING, by_scorecard=True)
def single_metric(strategy: Strategy) -> Iterator[Problem]:
    """One metric by which a whole scorecard without a parent is judged.

    ## Why
    Goodhart's law, in the words of the article this tool comes from: "When a measure becomes a target, it ceases to
    be a good measure." Whoever is judged by one number will reach it at the cost of all others: revenue by selling
    what earns nothing, low cost by putting off repairs. Several connected metrics are harder to please at the same
    time. A metric counts here when it has a target and its weight is not 0. The scorecard of a unit with a parent may
    have one metric: its parent's are there to balance it.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue:
        perspective: financial
        title: Grow revenue
        metrics:
          revenue: {unit: EUR, better: higher, target: 5000000}  # <- single-metric
      keep-customers:
        perspective: customer
        title: Keep our customers
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue:
        perspective: financial
        title: Grow revenue
        metrics:
          revenue: {unit: EUR, better: higher, target: 5000000}
      keep-customers:
        perspective: customer
        title: Keep our customers
        metrics:
          repeat-orders: {unit: "%", better: higher, target: 70}
    ```
    """
    for card in strategy.roots:
        judged = [
            metric
            for objective in strategy.objectives_of(card)
            if objective.weight != 0
            for metric in strategy.metrics_of(objective)
            if metric.has_target and metric.weight != 0
        ]
        if len(judged) == 1:
            yield Problem(
                judged[0],
                f'"{card.id}" is judged by one metric, "{judged[0].name}".',
                help="Measure the objectives that drive it too, each with a target.",
            )
