"""The rule `version-not-raised`."""

from collections.abc import Iterator

from bsc_cli.diff import Diff
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Diff, Severity.WARNING)
def version_not_raised(diff: Diff) -> Iterator[Problem]:
    """Scorecards whose strategy changed while their version did not.

    ## Why
    The units below confirm the version of the scorecard that they answer to. When the strategy changes and the number
    does not, all of them still seem to be up to date. Wording, versions confirmed and the progress of initiatives do
    not count.

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
    version: 1  # <- version-not-raised
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
            targets: {2026-Q2: 14, 2026-Q4: 9}
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
    version: 2
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
            targets: {2026-Q2: 14, 2026-Q4: 9}
            every: month
    ```
    """
    for card in diff.head.scorecards.values():
        was = diff.base.scorecards.get(card.id)
        changed = diff.material_in(card)
        if was is None or was.version is None or not changed:
            continue
        if card.version is None or card.version <= was.version:
            what = "1 change" if len(changed) == 1 else f"{len(changed)} changes"
            yield Problem(
                card,
                f'The strategy of "{card.id}" changes ({what}), but its version is not raised.',
                "version",
                help=f"Write 'version: {was.version + 1}', so that the units below can confirm it.",
            )
