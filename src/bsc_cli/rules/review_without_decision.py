"""The rule `review-without-decision`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING)
def review_without_decision(strategy: Strategy) -> Iterator[Problem]:
    """Reviews that ended without a decision.

    ## Why
    The value of a scorecard is made in the meetings "where the data is discussed, debated, and acted upon", as the
    article this tool comes from puts it; without the last it was a presentation. If the numbers contradict the
    assumptions, the strategy has to change, and not only the targets. That everything stays as it is can be a
    decision too: write down who decided it and why.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-exports: {perspective: financial, title: Grow revenue from exports}
    ```
    ```yaml reviews/2026-Q3-corporate.yaml
    review: corporate  # <- review-without-decision
    on: 2026-10-12
    notes:
      grow-exports: {why: Two distributors left.}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-exports: {perspective: financial, title: Grow revenue from exports}
    ```
    ```yaml reviews/2026-Q3-corporate.yaml
    review: corporate
    on: 2026-10-12
    notes:
      grow-exports: {why: Two distributors left.}
    decisions:
      - {what: Visit every distributor before the year ends., owner: chief-sales-officer, due: 2026-12}
    ```
    """
    for review in strategy.reviews:
        if not review.decisions:
            yield Problem(
                review,
                f'The review of "{review.review}" on {review.on} ended without a decision.',
                "review",
                help="Add under 'decisions' what was decided, by whom it is done and by when.",
            )
