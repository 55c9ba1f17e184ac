"""The rule `weight-shifted`."""

from collections.abc import Iterator

from bsc_cli.diff import Diff
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Diff, Severity.INFO)
def weight_shifted(diff: Diff) -> Iterator[Problem]:
    """Weights that are not what they were, with no decision that says why.

    ## Why
    Weights say what counts. Another weight moves every score above it without one new reading, and hardly anybody
    sees it in a pull request.

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
          on-time: {unit: "%", better: higher, target: 95, weight: 3, every: month}  # <- weight-shifted
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
          on-time: {unit: "%", better: higher, target: 95, weight: 3, every: month}
    ```
    ```yaml after/reviews/2026-Q2.yaml
    review: corporate
    on: 2026-07-12
    decisions:
      - what: Let punctuality count three times.
        because: Customers rate it first.
        about: [on-time]
    ```
    """
    for change in diff.changes:
        if change.field == ("weight",) and change.head and not diff.is_decided(change.head):
            name = change.head.name
            said = f'The weight of "{name}" changes from {change.old} to {change.new}.'
            hint = "Record the decision in a review, 'about' the metric, with its reason."
            yield Problem(change.head, said, "weight", hint)
