"""The rule `vision-missing`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING, by_scorecard=True)
def vision_missing(strategy: Strategy) -> Iterator[Problem]:
    """Scorecards without a parent that do not say where the organisation wants to be.

    ## Why
    To define the vision is the first step of building the map in the article this tool comes from: "a clear, concise
    statement of where you want to be in three to five years". The objectives are found by working backwards from it;
    without one there is nothing that they could be wrong about. Units take theirs from the scorecard above.

    ## Bad
    ```yaml
    scorecard: corporate  # <- vision-missing
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue from European exports}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    vision:
      statement: Earn 20% of revenue from European distributors by the end of 2029.
      by: 2029
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue from European exports}
    ```
    """
    for card in strategy.roots:
        if card.vision is None:
            yield Problem(
                card,
                f'"{card.id}" has no vision, and no scorecard above it that could have one.',
                help="Say under 'vision' where you want to be in three to five years, with a number and a date.",
            )
