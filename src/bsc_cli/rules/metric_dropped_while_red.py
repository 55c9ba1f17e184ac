"""The rule `metric-dropped-while-red`."""

from collections.abc import Iterator

from bsc_cli.diff import Reviewed
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Reviewed, Severity.WARNING)
def metric_dropped_while_red(reviewed: Reviewed) -> Iterator[Problem]:
    """Metrics that are deleted while they are off.

    ## Why
    Of all ways to a better score, to stop measuring what is bad is the easiest. Perhaps the metric was a bad one;
    then a tombstone ('retired' with 'because') or a decision of a review about its objective says so, and whoever
    looks later can judge for themselves.

    ## Bad
    ```yaml before/scorecards/corporate.yaml
    scorecard: corporate
    version: 1
    owner: ceo
    objectives:
      speed-up-delivery:
        perspective: process
        title: Shorten the lead time of custom orders
        owner: coo
        metrics:
          lead-time:
            unit: days
            better: lower
            baseline: 19
            targets: {2026-Q2: 14, 2026-Q4: 10}
            every: month
          on-time: {unit: "%", better: higher, target: 95, red_line: 90, every: month}
    ```
    ```csv before/readings/readings.csv
    metric,period,value
    corporate/on-time,2026-06,82
    ```
    ```yaml after/scorecards/corporate.yaml
    scorecard: corporate
    version: 1
    owner: ceo
    objectives:
      speed-up-delivery:  # <- metric-dropped-while-red
        perspective: process
        title: Shorten the lead time of custom orders
        owner: coo
        metrics:
          lead-time:
            unit: days
            better: lower
            baseline: 19
            targets: {2026-Q2: 14, 2026-Q4: 10}
            every: month
    ```
    ```csv after/readings/readings.csv
    metric,period,value
    corporate/lead-time,2026-06,14
    ```

    ## Good
    ```yaml before/scorecards/corporate.yaml
    scorecard: corporate
    version: 1
    owner: ceo
    objectives:
      speed-up-delivery:
        perspective: process
        title: Shorten the lead time of custom orders
        owner: coo
        metrics:
          lead-time:
            unit: days
            better: lower
            baseline: 19
            targets: {2026-Q2: 14, 2026-Q4: 10}
            every: month
          on-time: {unit: "%", better: higher, target: 95, red_line: 90, every: month}
    ```
    ```csv before/readings/readings.csv
    metric,period,value
    corporate/on-time,2026-06,82
    ```
    ```yaml after/scorecards/corporate.yaml
    scorecard: corporate
    version: 1
    owner: ceo
    objectives:
      speed-up-delivery:
        perspective: process
        title: Shorten the lead time of custom orders
        owner: coo
        metrics:
          lead-time:
            unit: days
            better: lower
            baseline: 19
            targets: {2026-Q2: 14, 2026-Q4: 10}
            every: month
          on-time:
            unit: "%"
            better: higher
            target: 95
            red_line: 90
            every: month
            retired: {on: 2026-06, because: The carrier reports it now.}
    ```
    ```csv after/readings/readings.csv
    metric,period,value
    corporate/on-time,2026-06,82
    ```
    """
    for metric in reviewed.diff.gone_metrics():
        missed = reviewed.missed(metric)
        if missed is not None and not reviewed.diff.is_decided(metric):
            yield Problem(
                metric,
                f'The metric "{metric.name}" is dropped while it is off: it was in {missed}.',
                help="Keep it with 'retired: {on: ..., because: ...}', or record the decision in a review.",
            )
