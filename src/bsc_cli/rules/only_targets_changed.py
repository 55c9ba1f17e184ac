"""The rule `only-targets-changed`."""

from collections.abc import Iterator

from bsc_cli.diff import Change
from bsc_cli.finding import Problem, Severity
from bsc_cli.history import History
from bsc_cli.model import Arrow, Metric, Review
from bsc_cli.rule import rule

_NUMBERS = ("target", "targets", "target_range", "red_line")


@rule(History, Severity.INFO)
def only_targets_changed(history: History, *, least: int = 3) -> Iterator[Problem]:
    """Scorecards whose reviews change targets again and again, and never an arrow.

    ## Why
    A strategy is a hypothesis, and its arrows say what it is. Where reviews correct targets only, the question whether
    the causes have their effects is never asked: the numbers are fitted to the results, and nobody learns. A review
    counts with what changed from the commit that records it up to the one before the next. `least` is how many of the
    newest reviews must have changed targets since an arrow was last touched. `bsc log` says it.

    ## Bad
    ```yaml 1/scorecards/corporate.yaml
    scorecard: corporate
    objectives:
      speed-up-delivery:
        perspective: process
        title: Shorten the lead time of custom orders
        owner: coo
        metrics:
          lead-time: {unit: days, better: lower, target: 10, every: month}
    ```
    ```yaml 2/reviews/2026-Q1.yaml
    {review: corporate, on: 2026-04-12}
    ```
    ```yaml 2/scorecards/corporate.yaml
    scorecard: corporate
    objectives:
      speed-up-delivery:
        perspective: process
        title: Shorten the lead time of custom orders
        owner: coo
        metrics:
          lead-time: {unit: days, better: lower, target: 12, every: month}
    ```
    ```yaml 3/reviews/2026-Q2.yaml
    {review: corporate, on: 2026-07-12}
    ```
    ```yaml 3/scorecards/corporate.yaml
    scorecard: corporate
    objectives:
      speed-up-delivery:
        perspective: process
        title: Shorten the lead time of custom orders
        owner: coo
        metrics:
          lead-time: {unit: days, better: lower, target: 14, every: month}
    ```
    ```yaml 4/reviews/2026-Q3.yaml
    {review: corporate, on: 2026-10-12}
    ```
    ```yaml 4/scorecards/corporate.yaml
    scorecard: corporate  # <- only-targets-changed
    objectives:
      speed-up-delivery:
        perspective: process
        title: Shorten the lead time of custom orders
        owner: coo
        metrics:
          lead-time: {unit: days, better: lower, target: 16, every: month}
    ```

    ## Good
    ```yaml 1/scorecards/corporate.yaml
    scorecard: corporate
    objectives:
      speed-up-delivery:
        perspective: process
        title: Shorten the lead time of custom orders
        owner: coo
        metrics:
          lead-time: {unit: days, better: lower, target: 10, every: month}
    ```
    ```yaml 2/reviews/2026-Q1.yaml
    {review: corporate, on: 2026-04-12}
    ```
    ```yaml 2/scorecards/corporate.yaml
    scorecard: corporate
    objectives:
      speed-up-delivery:
        perspective: process
        title: Shorten the lead time of custom orders
        owner: coo
        metrics:
          lead-time: {unit: days, better: lower, target: 12, every: month}
    ```
    ```yaml 3/reviews/2026-Q2.yaml
    {review: corporate, on: 2026-07-12}
    ```
    ```yaml 3/scorecards/corporate.yaml
    scorecard: corporate
    objectives:
      keep-engineers: {perspective: learning, title: Keep our engineers, owner: hr, drives: {speed-up-delivery: {}}}
      speed-up-delivery:
        perspective: process
        title: Shorten the lead time of custom orders
        owner: coo
        metrics:
          lead-time: {unit: days, better: lower, target: 14, every: month}
    ```
    """
    for card in history.strategy.scorecards.values():
        found = 0
        for changes in _reviewed(history, card.id):
            if any(isinstance(each.element, Arrow) for each in changes):
                break
            found += any(
                isinstance(each.head, Metric) and each.field[:1] and each.field[0] in _NUMBERS for each in changes
            )
        if found >= least:
            yield Problem(
                card,
                f'In "{card.id}", {found} reviews in a row changed targets, and none an arrow.',
                help="Ask of each arrow whether its effect has come, and write down what was learned.",
            )


def _reviewed(history: History, card: str) -> Iterator[list[Change]]:
    """Yield what changed in a scorecard from each review on to the next one, the newest first."""
    changes: list[Change] = []
    for step in history.steps:
        own = [each for each in step.changes if isinstance(each.element, Review) and each.element.review == card]
        changes += [
            each for each in step.changes if not isinstance(each.element, Review) and each.element.scorecard_id == card
        ]
        if any(each.kind == "added" for each in own):
            yield changes
            changes = []
