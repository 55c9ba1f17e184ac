"""The rule `red-line-loosened`."""

from collections.abc import Iterator
from decimal import Decimal

from bsc_cli.diff import Diff
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Diff, Severity.WARNING)
def red_line_loosened(diff: Diff) -> Iterator[Problem]:
    """Red lines that are further from the target than before, with no decision that says why.

    ## Why
    The red line is the value at which somebody has to act. Moved away from the target, the same value turns from off
    to near, and what was an alarm is none any longer, although nothing has become better.

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
          on-time: {unit: "%", better: higher, target: 95, red_line: 90, every: month}
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
          on-time: {unit: "%", better: higher, target: 95, red_line: 80, every: month}  # <- red-line-loosened
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
          on-time: {unit: "%", better: higher, target: 95, red_line: 90, every: month}
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
          on-time: {unit: "%", better: higher, target: 95, red_line: 80, every: month}
    ```
    ```yaml after/reviews/2026-Q2.yaml
    review: corporate
    on: 2026-07-12
    decisions:
      - what: Widen the red line to 80%.
        because: A week of snow alone takes it below 90.
        about: [on-time]
    ```
    """
    for metric, changes in diff.of_metrics("red_line"):
        for change in changes:
            if change.effect == "loosened" and not diff.is_decided(metric):
                old, new = (
                    f"{each:f}" if isinstance(each, Decimal) else "the baseline" for each in (change.old, change.new)
                )
                yield Problem(
                    metric,
                    f'The red line of "{metric.name}" is loosened from {old} to {new}.',
                    "red_line",
                    help="Record the decision in a review, 'about' the metric, with its reason.",
                )
