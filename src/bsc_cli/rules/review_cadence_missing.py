"""The rule `review-cadence-missing`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING, by_scorecard=True)
def review_cadence_missing(strategy: Strategy) -> Iterator[Problem]:
    """No word on how often a scorecard without a parent is reviewed, or a review only once a year.

    ## Why
    "A Balanced Scorecard without a review process is just a fancy spreadsheet", says the article this tool comes
    from: what is locked in January and opened in December has been wrong since spring. It reviews the strategy
    quarterly and tactical metrics monthly. Kaplan and Norton ("The Strategy-Focused Organization", 2001) call it
    making strategy a continual process. Units are reviewed with the scorecard they belong to, unless they say
    otherwise. To review once a year is to "lock it until December", which the article calls fatal.

    ## Bad
    ```yaml
    scorecard: corporate  # <- review-cadence-missing
    objectives:
      grow-exports: {perspective: financial, title: Grow revenue from exports}
    ```
    ```yaml scorecards/charity.yaml
    scorecard: charity
    review: year  # <- review-cadence-missing
    objectives:
      feed-more: {perspective: customer, title: Feed more families}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    review: quarter
    objectives:
      grow-exports: {perspective: financial, title: Grow revenue from exports}
    ```
    """
    for card in strategy.roots:
        if card.review is None:
            yield Problem(
                card,
                f'"{card.id}" does not say how often it is reviewed.',
                help="Add 'review: quarter', or 'review: month' where business moves fast.",
            )
    for card in strategy.scorecards.values():
        if card.review == "year":
            yield Problem(
                card,
                f'"{card.id}" is reviewed once a year: what is wrong in spring is seen in December.',
                "review",
                help="Review it every quarter, or every month where business moves fast.",
            )
