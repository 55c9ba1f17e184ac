"""The rule `target-loosened`."""

from collections.abc import Iterator
from decimal import Decimal

from bsc_cli.diff import Diff, Leaf
from bsc_cli.finding import Problem, Severity
from bsc_cli.model import Vision
from bsc_cli.rule import rule


@rule(Diff, Severity.WARNING)
def target_loosened(diff: Diff) -> Iterator[Problem]:
    """Targets that are easier to reach than before, and visions put off, with no decision that says why.

    ## Why
    A target is a promise, and there are good reasons to make it smaller: the market has broken away, the plan has
    changed. Then somebody has decided so, and a review can say who and why. Without that, the target follows the
    result, and every metric is on target in the end. With dated targets the way to them counts, too: `path: step` asks
    for less between them than the straight line. A new decision whose 'about' names the metric or its objective
    clears it; a vision is answered for by any new decision of a review of its scorecard.

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
            baseline: 19
            targets: {2026-Q2: 14, 2026-Q4: 12}  # <- target-loosened
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
            baseline: 19
            targets: {2026-Q2: 14, 2026-Q4: 12}
            every: month
    ```
    ```yaml after/reviews/2026-Q2.yaml
    review: corporate
    on: 2026-07-12
    decisions:
      - what: Reach 12 days by the end of the year.
        because: The second line is delivered half a year late.
        about: [lead-time]
    ```
    """
    for metric, changes in diff.of_metrics("target", "targets", "target_range", "path"):
        loosened = [change for change in changes if change.effect == "loosened"]
        if loosened and not diff.is_decided(metric):
            first = loosened[0]
            said = ", ".join(f"{each.path} from {_shown(each.old)} to {_shown(each.new)}" for each in loosened)
            yield Problem(
                metric,
                f'The target of "{metric.name}" is loosened: {said}.',
                first.field,
                help="Record the decision in a review, 'about' the metric, with its reason.",
            )
    reviewed = {review.review for review, _ in diff.new_decisions}
    for change in diff.changes:
        vision = change.head
        if isinstance(vision, Vision) and change.effect == "loosened" and vision.scorecard_id not in reviewed:
            old, new = _shown(change.old), _shown(change.new)
            yield Problem(
                vision,
                f'The vision of "{vision.scorecard_id}" is put off from {old} to {new}.',
                change.field,
                help="Record the decision in a review of the scorecard, with its reason.",
            )


def _shown(value: Leaf) -> str:
    return "nothing" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
