"""The rule `metric-removed`."""

from collections.abc import Iterator

from bsc_cli.diff import Diff
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Diff, Severity.WARNING)
def metric_removed(diff: Diff) -> Iterator[Problem]:
    """Metrics that are deleted instead of retired.

    ## Why
    A metric that is gone takes its history along, and with it the question why it was given up: the easiest way to a
    better score is to stop measuring what is bad. A tombstone ('retired' with 'on' and 'because') keeps both. A
    decision of a review about its objective is an answer too.

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
          on-time: {unit: "%", better: higher, target: 95, every: month}
    ```
    ```yaml after/scorecards/corporate.yaml
    scorecard: corporate
    version: 1
    owner: ceo
    objectives:
      speed-up-delivery:  # <- metric-removed
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
          on-time: {unit: "%", better: higher, target: 95, every: month}
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
            every: month
            retired: {on: 2026-06, because: The carrier reports it now.}
    ```
    """
    for metric in diff.gone_metrics():
        if not diff.is_decided(metric):
            yield Problem(
                metric,
                f'The metric "{metric.name}" is no longer there.',
                help="Keep it with 'retired: {on: ..., because: ...}', which says when and why.",
            )
