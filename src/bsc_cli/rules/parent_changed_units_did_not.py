"""The rule `parent-changed-units-did-not`."""

from collections.abc import Iterator

from bsc_cli.diff import Diff
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Diff, Severity.WARNING)
def parent_changed_units_did_not(diff: Diff) -> Iterator[Problem]:
    """Units that did not move when the strategy above them changed.

    ## Why
    "If the corporate strategy changes, the cascaded goals must change immediately", says the article this tool comes
    from. A unit that looked and has nothing to change says so by confirming the version above with 'parent_version'.

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
    ```yaml before/scorecards/sales.yaml
    scorecard: sales
    owner: cso
    parent: corporate
    parent_version: 1
    objectives:
      promise-what-we-keep:
        perspective: customer
        title: Promise only dates that we keep
        owner: cso
        supports: [corporate/speed-up-delivery]
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
    ```yaml after/scorecards/sales.yaml
    scorecard: sales
    owner: cso
    parent: corporate
    parent_version: 1  # <- parent-changed-units-did-not
    objectives:
      promise-what-we-keep:
        perspective: customer
        title: Promise only dates that we keep
        owner: cso
        supports: [corporate/speed-up-delivery]
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
    ```yaml before/scorecards/sales.yaml
    scorecard: sales
    owner: cso
    parent: corporate
    parent_version: 1
    objectives:
      promise-what-we-keep:
        perspective: customer
        title: Promise only dates that we keep
        owner: cso
        supports: [corporate/speed-up-delivery]
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
    ```yaml after/scorecards/sales.yaml
    scorecard: sales
    owner: cso
    parent: corporate
    parent_version: 2
    objectives:
      promise-what-we-keep:
        perspective: customer
        title: Promise only dates that we keep
        owner: cso
        supports: [corporate/speed-up-delivery]
    ```
    """
    for unit, above, version in diff.to_confirm:
        if unit.id in diff.base.scorecards and not diff.in_card(unit):
            confirm = "" if version is None else f", then write 'parent_version: {version}'"
            yield Problem(
                unit,
                f'The strategy of "{above.id}" changes, and "{unit.id}", which answers to it, does not.',
                "parent_version" if unit.parent_version is not None else "parent",
                help=f"Go through what changed with its owner{confirm}.",
            )
