"""The rule `arrow-removed`."""

from collections.abc import Iterator

from bsc_cli.diff import Diff
from bsc_cli.finding import Problem, Severity
from bsc_cli.model import Arrow
from bsc_cli.rule import rule


@rule(Diff, Severity.INFO)
def arrow_removed(diff: Diff) -> Iterator[Problem]:
    """Arrows that are gone between objectives that are still there.

    ## Why
    An arrow is a hypothesis, and to drop one is a finding about how the business works: perhaps the most valuable
    thing that a strategy can teach. Remembered as a decision with its reason, it will not be drawn again by the next
    team.

    ## Bad
    ```yaml before/scorecards/corporate.yaml
    scorecard: corporate
    version: 1
    owner: ceo
    objectives:
      keep-customers: {perspective: customer, title: Keep the customers we have, owner: cso}
      speed-up-delivery:
        perspective: process
        title: Shorten the lead time of custom orders
        owner: coo
        drives:
          keep-customers: {after: 1 quarter, because: Customers stay where delivery is fast.}
    ```
    ```yaml after/scorecards/corporate.yaml
    scorecard: corporate
    version: 1
    owner: ceo
    objectives:
      keep-customers: {perspective: customer, title: Keep the customers we have, owner: cso}
      speed-up-delivery:  # <- arrow-removed
        perspective: process
        title: Shorten the lead time of custom orders
        owner: coo
    ```

    ## Good
    ```yaml before/scorecards/corporate.yaml
    scorecard: corporate
    version: 1
    owner: ceo
    objectives:
      keep-customers: {perspective: customer, title: Keep the customers we have, owner: cso}
      speed-up-delivery:
        perspective: process
        title: Shorten the lead time of custom orders
        owner: coo
        drives:
          keep-customers: {after: 1 quarter, because: Customers stay where delivery is fast.}
    ```
    ```yaml after/scorecards/corporate.yaml
    scorecard: corporate
    version: 1
    owner: ceo
    objectives:
      keep-customers: {perspective: customer, title: Keep the customers we have, owner: cso}
      speed-up-delivery:
        perspective: process
        title: Shorten the lead time of custom orders
        owner: coo
    ```
    ```yaml after/reviews/2026-Q2.yaml
    review: corporate
    on: 2026-07-12
    decisions:
      - what: Give up the hypothesis that faster delivery keeps customers.
        because: Four quarters of data say otherwise.
        about: [speed-up-delivery]
    ```
    """
    for change in diff.changes:
        arrow = change.base
        if change.kind != "removed" or not isinstance(arrow, Arrow) or diff.is_decided(arrow):
            continue
        ends = (diff.pairs.in_head("objective", end) for end in (arrow.source, arrow.target))
        if all(end in diff.head.objectives for end in ends):
            yield Problem(
                arrow,
                f'The arrow from "{arrow.source}" to "{arrow.target}" is no longer there.',
                help="Record in a review what was learned: a decision 'about' the objective.",
            )
