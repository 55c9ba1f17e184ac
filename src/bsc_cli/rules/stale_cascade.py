"""The rule `stale-cascade`."""

from collections.abc import Iterator

from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING)
def stale_cascade(strategy: Strategy) -> Iterator[Problem]:
    """Units that last confirmed an older version of the scorecard above than there is now.

    ## Why
    "If the corporate strategy changes, the cascaded goals must change immediately", says the article this tool comes
    from. A unit says with 'parent_version' which version of the scorecard above it has worked with; when that one has
    moved on, the unit may be pursuing what nobody above wants any longer.

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
        if card.parent_version is not None and above.version is not None and card.parent_version < above.version:
            yield Problem(
                card,
                f'"{card.id}" has confirmed version {card.parent_version} of "{above.id}", which is at version '
                f"{above.version}.",
                "parent_version",
                help=f"Go through what changed, adapt the objectives, then write 'parent_version: {above.version}'.",
                also=(Also(above, "the version above", "version"),),
            )
