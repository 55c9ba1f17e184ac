"""The rule `arrow-to-itself`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.ERROR, by_scorecard=True)
def arrow_to_itself(strategy: Strategy) -> Iterator[Problem]:
    """Arrows from an objective to itself.

    ## Why
    An arrow says that reaching one thing brings about another. That an objective brings about itself cannot be tested
    and explains nothing; it is almost always a slip in copying.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue}
      deliver-on-time:
        perspective: customer
        title: Deliver on time
        drives:
          deliver-on-time: {after: 1 quarter, because: Punctual delivery brings customers back.}  # <- arrow-to-itself
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue}
      deliver-on-time:
        perspective: customer
        title: Deliver on time
        drives:
          grow-revenue: {after: 1 quarter, because: Punctual delivery brings customers back.}
    ```
    """
    for arrow in strategy.arrows:
        if arrow.source == arrow.target:
            yield Problem(
                arrow,
                f'"{strategy.objectives[arrow.source].name}" is said to drive itself.',
                help="Name the objective that was meant, or delete the arrow.",
            )
