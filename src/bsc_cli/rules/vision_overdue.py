"""The rule `vision-overdue`."""

from collections.abc import Iterator

from bsc_cli.evaluation import Evaluation
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Evaluation, Severity.WARNING)
def vision_overdue(evaluation: Evaluation) -> Iterator[Problem]:
    """Visions whose date is over by the day that the readings are looked at.

    ## Why
    A vision is where you want to be; once its date is over it is a result, reached or missed, and whoever goes on
    reading metrics goes on towards nothing. `vision-in-the-past` says so, as an error, once the strategy is worked on
    after that date; this rule says it as soon as readings are. It looks at no calendar but at the day of the readings.

    ## Bad
    ```yaml
    scorecard: corporate
    vision:
      statement: Earn 20% of revenue from European distributors.
      by: 2025  # <- vision-overdue
    objectives:
      grow-revenue:
        perspective: financial
        title: Grow revenue from European exports
        metrics: {exports: {unit: "%", better: higher, target: 20, every: month}}
    ```
    ```csv
    metric,period,value
    exports,2026-06,14
    ```

    ## Good
    ```yaml
    scorecard: corporate
    vision:
      statement: Earn 30% of revenue from European distributors.
      by: 2029
    objectives:
      grow-revenue:
        perspective: financial
        title: Grow revenue from European exports
        metrics: {exports: {unit: "%", better: higher, target: 30, every: month}}
    ```
    ```csv
    metric,period,value
    exports,2026-06,14
    ```
    """
    strategy, as_of = evaluation.strategy, evaluation.as_of
    latest = strategy.latest_day
    for card in strategy.scorecards.values():
        due = strategy.due_day(card.vision) if card.vision else None
        if card.vision is None or due is None or as_of is None or not due < as_of:
            continue
        if latest is None or latest <= due:  # else it is told without readings
            yield Problem(
                card.vision,
                f'The vision of "{card.id}" was due on {due}, and its metrics are read as late as {as_of}.',
                "by" if card.vision.by else "statement",
                help="Say whether it was reached, and write the next one.",
            )
