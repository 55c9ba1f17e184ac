"""The rule `not-actionable`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING, by_scorecard=True)
def not_actionable(strategy: Strategy) -> Iterator[Problem]:
    """Metrics that their owner, by their own list of levers, can do nothing about.

    ## Why
    The second filter for a metric in the article this tool comes from is whether it can be influenced with daily
    work: "industry average growth" is useless, because nobody controls what competitors do. An empty list of `levers`
    says just that. Such a number may explain others, and then belongs among the `controls`; as a measure of an
    objective it only rewards luck. A metric that says nothing about its levers is left alone.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue:
        perspective: financial
        title: Grow revenue faster than the market
        metrics:
          industry-average-growth: {unit: "%", better: higher, levers: []}  # <- not-actionable
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue:
        perspective: financial
        title: Grow revenue faster than the market
        metrics:
          share-of-our-market: {unit: "%", better: higher, levers: [prices, distributor contracts]}
    ```
    """
    for metric in strategy.metrics.values():
        if metric.levers == ():
            yield Problem(
                metric,
                f'"{metric.name}" has no levers: whoever owns it can do nothing to move it.',
                "levers",
                help="Name what its owner can do to move it, or measure something that can be moved.",
            )
