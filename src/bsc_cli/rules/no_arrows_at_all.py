"""The rule `no-arrows-at-all`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.ERROR)
def no_arrows_at_all(strategy: Strategy) -> Iterator[Problem]:
    """Scorecards that are only a list: none of their objectives is linked to anything.

    ## Why
    The article this tool comes from asks not to treat the four perspectives "as a checklist of unrelated KPIs", and
    names four unrelated sets of numbers as the most common mistake it sees. What is to be achieved at the bottom must
    say what it is to bring about further up; Kaplan and Norton call that set of hypotheses the strategy itself ("The
    Balanced Scorecard", 1996). A unit whose objectives support objectives above is linked through them.

    ## Bad
    ```yaml
    scorecard: corporate  # <- no-arrows-at-all
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue from European exports}
      satisfy-distributors: {perspective: customer, title: Satisfy European distributors}
      train-sales: {perspective: learning, title: Train sales on European rules}
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
      train-sales:
        perspective: learning
        title: Train sales on European rules
        drives:
          satisfy-distributors: {after: 1 quarter, because: Papers that are right the first time save weeks.}
    ```
    """
    for card in strategy.scorecards.values():
        here = strategy.objectives_of(card)
        if len(here) > 1 and all(strategy.is_orphan(objective) for objective in here):
            yield Problem(
                card,
                f'"{card.id}" is a list: no arrow joins any of its {len(here)} objectives.',
                help="Ask of each objective what it brings about, and write that under its 'drives'.",
            )
