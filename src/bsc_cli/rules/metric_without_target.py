"""The rule `metric-without-target`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING)
def metric_without_target(strategy: Strategy) -> Iterator[Problem]:
    """Metrics with nothing to hold their values against.

    ## Why
    A number without a target cannot be good or bad: it is left out of every score, and no early warning ever comes
    of it. The article this tool comes from defines the targets in the same step as the metrics, and lets the people
    who do the work help to set them; who helps define a target owns it. An indicator that is only watched needs
    none, and is left alone: a counter-metric, one of the `controls`, a part of another metric's `formula`, one with
    `weight: 0`, and one whose data is disputed or of low reliability, which should not be held to a target yet.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      shorten-lead-time:
        perspective: process
        title: Shorten the lead time of custom orders
        metrics:
          lead-time-days: {unit: days, better: lower, every: month}  # <- metric-without-target
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      shorten-lead-time:
        perspective: process
        title: Shorten the lead time of custom orders
        metrics:
          lead-time-days: {unit: days, better: lower, every: month, target: 10, counter_metric: returned-orders}
          returned-orders: {unit: "%", better: lower, every: month}
    ```
    """
    without = [
        metric
        for metric in strategy.metrics.values()
        if not metric.has_target and metric.weight != 0 and metric.reliability not in ("low", "disputed")
    ]
    watched = frozenset().union(*strategy.watched_by.values()) if without else frozenset()
    for metric in without:
        if metric.id not in watched:
            yield Problem(
                metric,
                f'"{metric.name}" has no target, so no value of it is good or bad.',
                help="Add a 'target', dated 'targets' or a 'target_range'; or take it off the scorecard.",
            )
