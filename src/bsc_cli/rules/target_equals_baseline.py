"""The rule `target-equals-baseline`."""

from collections.abc import Iterator

from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING)
def target_equals_baseline(strategy: Strategy) -> Iterator[Problem]:
    """Targets that are the baseline again, so that nothing has to change to reach them.

    ## Why
    A strategy says what is to change. A metric whose last target is the value it started from is met on the first
    day, which makes the scorecard look better than the strategy is. Ittner and Larcker ("Coming Up Short on
    Nonfinancial Performance Measurement", Harvard Business Review, 2003) count targets that were not thought through
    among the common mistakes. The `counter_metric` of another metric is left alone: that one only has to hold.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      keep-customers:
        perspective: customer
        title: Keep our customers
        metrics:
          repeat-orders:
            unit: "%"
            better: higher
            baseline: 61
            target: 61  # <- target-equals-baseline
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      keep-customers:
        perspective: customer
        title: Keep our customers
        metrics:
          repeat-orders: {unit: "%", better: higher, baseline: 61, target: 70, counter_metric: margin}
          margin: {unit: "%", better: higher, baseline: 24, target: 24, red_line: 20}
    ```
    """
    for metric in strategy.metrics.values():
        if metric.baseline is None or metric.baseline not in (metric.target, *metric.targets.values()):
            continue
        final = strategy.final_target(metric)
        if final is not None and final[0] == metric.baseline and metric.id not in strategy.counter_metrics:
            yield Problem(
                metric,
                f'The target of "{metric.name}" is {final[0]:f}, and so is its baseline: nothing has to change.',
                final[1],
                help="Aim at a better value; a level that only has to hold can be another metric's 'counter_metric'.",
                also=(Also(metric, "the baseline is here", "baseline"),),
            )
