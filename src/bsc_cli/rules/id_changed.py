"""The rule `id-changed`."""

from collections.abc import Iterator

from bsc_cli.diff import Diff
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Diff, Severity.WARNING)
def id_changed(diff: Diff) -> Iterator[Problem]:
    """Objectives, metrics and initiatives that got another id without saying so.

    ## Why
    An id is what arrows, readings and the history hold on to. Under another id the same thing looks as if one were
    given up and another begun: its readings belong to nothing, and nobody sees how it was doing before.
    'renamed_from' keeps them.

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
          order-lead-time:  # <- id-changed
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
          order-lead-time:
            renamed_from: lead-time
            unit: days
            better: lower
            baseline: 19
            targets: {2026-Q2: 14, 2026-Q4: 10}
            every: month
    ```
    """
    for was, now in diff.likely_renames:
        yield Problem(
            now,
            f'The {now.kind} "{now.name}" looks like "{was.name}" under another id.',
            help=f"If it is the same, write 'renamed_from: {was.name}', so that its history goes with it.",
        )
