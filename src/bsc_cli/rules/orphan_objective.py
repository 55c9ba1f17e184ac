"""The rule `orphan-objective`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.ERROR)
def orphan_objective(strategy: Strategy) -> Iterator[Problem]:
    """Objectives that drive nothing and that nothing drives.

    ## Why
    The arrows are what makes a list of objectives a strategy: "If the causal links are broken, it's not a Balanced
    Scorecard; it's just a dashboard", says the article this tool comes from. Not to link what is measured to the
    strategy is the first of the mistakes that Ittner and Larcker saw in the field ("Coming Up Short on Nonfinancial
    Performance Measurement", 2003). A unit's objective that supports one above is linked through it; where nothing
    is linked at all, `no-arrows-at-all` says so once.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue from European exports}
      satisfy-distributors:
        perspective: customer
        title: Satisfy European distributors
        drives:
          grow-revenue: {after: 2 quarters, because: Satisfied distributors reorder.}
      renew-website: {perspective: process, title: Win more visits to the website}  # <- orphan-objective
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue from European exports}
      satisfy-distributors:
        perspective: customer
        title: Satisfy European distributors
        drives:
          grow-revenue: {after: 2 quarters, because: Satisfied distributors reorder.}
    declined:
      - {what: More visits to the website, because: Distributors do not buy there.}
    ```
    """
    for card in strategy.scorecards.values():
        here = strategy.objectives_of(card)
        alone = [objective for objective in here if strategy.is_orphan(objective)]
        if len(alone) == len(here):
            continue
        for objective in alone:
            yield Problem(
                objective,
                f'"{objective.name}" drives nothing and nothing drives it.',
                help="Draw the arrow that makes it part of the strategy, or move it to `declined`.",
            )
