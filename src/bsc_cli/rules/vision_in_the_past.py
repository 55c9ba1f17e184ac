"""The rule `vision-in-the-past`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.ERROR)
def vision_in_the_past(strategy: Strategy) -> Iterator[Problem]:
    """Visions whose date had passed when the strategy was last reviewed, or an arrow of it was declared.

    ## Why
    A vision is where you want to be; once its date is over it is a result, reached or missed. Objectives that still
    serve it have lost what they were found from. This rule looks at no calendar, so that the same files give the same
    findings on any day: the latest review, or 'declared_on' of an arrow, is what tells that time has passed.

    ## Bad
    ```yaml
    scorecard: corporate
    vision:
      statement: Earn 20% of revenue from European distributors.
      by: 2025  # <- vision-in-the-past
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue from European exports}
    ```
    ```yaml reviews/2026-Q1.yaml
    review: corporate
    on: 2026-04-13
    ```

    ## Good
    ```yaml
    scorecard: corporate
    vision:
      statement: Earn 30% of revenue from European distributors.
      by: 2029
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue from European exports}
    ```
    ```yaml reviews/2026-Q1.yaml
    review: corporate
    on: 2026-04-13
    ```
    """
    latest = strategy.latest_day
    for card in strategy.scorecards.values():
        due = strategy.due_day(card.vision) if card.vision else None
        if card.vision and due and latest and due < latest:
            yield Problem(
                card.vision,
                f'The vision of "{card.id}" was due on {due}, and the strategy was worked on as late as {latest}.',
                "by" if card.vision.by else "statement",
                help="Say whether it was reached, and write the next one.",
            )
