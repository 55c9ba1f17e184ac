"""The rule `churn`."""

from collections.abc import Iterator

from bsc_cli.diff import Diff
from bsc_cli.finding import Problem, Severity
from bsc_cli.model import Metric
from bsc_cli.rule import rule


@rule(Diff, Severity.INFO)
def churn(diff: Diff, *, most: int = 34, least: int = 3) -> Iterator[Problem]:
    """More than a third of all metrics that change at once.

    ## Why
    A strategy needs quarters to show whether it works. When the metrics are exchanged before that, nothing is ever
    compared with what was promised, and nobody can learn from it. `most` is the percentage of the metrics before;
    `least` is how many there must be for a share to mean anything.

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
          step-1: {unit: days, better: lower, target: 1, every: month}
          step-2: {unit: days, better: lower, target: 2, every: month}
          step-3: {unit: days, better: lower, target: 3, every: month}
    ```
    ```yaml after/scorecards/corporate.yaml
    scorecard: corporate  # <- churn
    version: 1
    owner: ceo
    objectives:
      speed-up-delivery:
        perspective: process
        title: Shorten the lead time of custom orders
        owner: coo
        metrics:
          step-1: {unit: days, better: lower, target: 0.5, every: month}
          step-2: {unit: days, better: lower, target: 1.5, every: month}
          step-3: {unit: days, better: lower, target: 2.5, every: month}
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
          step-1: {unit: days, better: lower, target: 1, every: month}
          step-2: {unit: days, better: lower, target: 2, every: month}
          step-3: {unit: days, better: lower, target: 3, every: month}
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
          step-1: {unit: days, better: lower, target: 1, every: month}
          step-2: {unit: days, better: lower, target: 2, every: month}
          step-3: {unit: days, better: lower, target: 2.5, every: month}
    ```
    """
    before = diff.base.metrics
    touched = {
        change.base.id
        for change in diff.changes
        if change.is_material and change.base and change.base.id in before and isinstance(change.base, Metric)
    }
    if len(before) >= least and len(touched) * 100 > len(before) * most and diff.head.roots:
        yield Problem(
            diff.head.roots[0],
            f"Of {len(before)} metrics, {len(touched)} change at once.",
            help="Change a few, and let the others run long enough to be learned from.",
        )
