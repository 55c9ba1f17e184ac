"""The rule `stale-cascade`."""

from collections.abc import Iterator

from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING)
def stale_cascade(strategy: Strategy) -> Iterator[Problem]:
    """Units that confirmed another version of the scorecard above than there is now, or none though it has changed.

    ## Why
    "If the corporate strategy changes, the cascaded goals must change immediately", says the article this tool comes
    from. A unit says with 'parent_version' which version of the scorecard above it has worked with; when that one has
    moved on, the unit may be pursuing what nobody above wants any longer. Without the field nobody can tell, which
    matters from the day that the version above is raised to 2. A version that the scorecard above does not have yet
    was not confirmed either.

    ## Bad
    ```yaml
    scorecard: corporate
    version: 3
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue from European exports}
    ```
    ```yaml scorecards/sales.yaml
    scorecard: sales
    parent: corporate
    parent_version: 2  # <- stale-cascade
    objectives:
      win-distributors: {perspective: customer, title: Win European distributors, supports: [corporate/grow-revenue]}
    ```
    ```yaml scorecards/service.yaml
    scorecard: service
    parent: corporate  # <- stale-cascade
    objectives:
      keep-distributors: {perspective: customer, title: Keep distributors, supports: [corporate/grow-revenue]}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    version: 3
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue from European exports}
    ```
    ```yaml scorecards/sales.yaml
    scorecard: sales
    parent: corporate
    parent_version: 3
    objectives:
      win-distributors: {perspective: customer, title: Win European distributors, supports: [corporate/grow-revenue]}
    ```
    """
    for card in strategy.scorecards.values():
        if card.parent is None:
            continue
        above = strategy.scorecards[card.parent]
        if above.version is None or card.parent_version == above.version:
            continue
        if card.parent_version is None:
            if above.version == 1:
                continue
            confirmed, field = f'does not say which version of "{above.id}" it has confirmed', "parent"
        else:
            confirmed, field = f'has confirmed version {card.parent_version} of "{above.id}"', "parent_version"
        yield Problem(
            card,
            f'"{card.id}" {confirmed}; there is version {above.version}.',
            field,
            help=f"Go through what changed, adapt the objectives, then write 'parent_version: {above.version}'.",
            also=(Also(above, "the version above", "version"),),
        )
