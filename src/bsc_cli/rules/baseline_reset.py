"""The rule `baseline-reset`."""

from collections.abc import Iterator
from decimal import Decimal

from bsc_cli.diff import Diff
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Diff, Severity.WARNING)
def baseline_reset(diff: Diff) -> Iterator[Problem]:
    """Baselines that are not where they were, with no decision that says why.

    ## Why
    The baseline is where the strategy began, and that lies in the past: it does not change. Another one makes the way
    that was gone longer or shorter than it was, and moves the line to the next target along with it.

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
            baseline: 24  # <- baseline-reset
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
            baseline: 24
            targets: {2026-Q2: 14, 2026-Q4: 10}
            every: month
    ```
    ```yaml after/reviews/2026-Q2.yaml
    review: corporate
    on: 2026-07-12
    decisions:
      - what: Count from the first month with the new system.
        because: The old one lost every fifth order.
        about: [lead-time]
    ```
    """
    for metric, changes in diff.of_metrics("baseline"):
        for change in changes:
            if isinstance(change.old, Decimal) and not diff.is_decided(metric):
                now = f"to {change.new:f}" if isinstance(change.new, Decimal) else "away"
                yield Problem(
                    metric,
                    f'The baseline of "{metric.name}" is moved from {change.old:f} {now}.',
                    "baseline",
                    help="Put it back, or record in a review why the beginning was another one.",
                )
