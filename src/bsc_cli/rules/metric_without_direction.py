"""The rule `metric-without-direction`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.ERROR, by_scorecard=True)
def metric_without_direction(strategy: Strategy) -> Iterator[Problem]:
    """Metrics that do not say which way is better.

    ## Why
    A metric is a promise to measure, and nobody can tell a good value from a bad one before it is said whether
    higher or lower is better, or within a range. Without it there is no score, no status and no trend, and two people
    can read the same number the opposite way. The article this tool comes from wants each number to have a clear
    "so what"; its direction is the least of it. A `target_range` speaks for itself.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      shorten-lead-time:
        perspective: process
        title: Shorten the lead time of custom orders
        metrics:
          lead-time-days: {unit: days, target: 10}  # <- metric-without-direction
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      shorten-lead-time:
        perspective: process
        title: Shorten the lead time of custom orders
        metrics:
          lead-time-days: {unit: days, better: lower, target: 10}
          line-load: {unit: "%", target_range: {low: 70, high: 85}}
    ```
    """
    for metric in strategy.metrics.values():
        if metric.direction is None:
            yield Problem(
                metric,
                f'"{metric.name}" does not say which way is better.',
                help="Add 'better: higher' or 'better: lower'; for a range to stay in, write a 'target_range'.",
            )
