"""The rule `only-targets-changed`."""

from collections import Counter
from collections.abc import Iterator

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
    for card, found in _rounds(history).items():
        if found >= least and card in history.strategy.scorecards:
            yield Problem(
                history.strategy.scorecards[card],
                f'In "{card}", {found} reviews in a row changed targets, and none an arrow.',
                help="Ask of each arrow whether its effect has come, and write down what was learned.",
            )


def _rounds(history: History) -> dict[str, int]:
    """Return how many reviews of each scorecard changed targets since one of its arrows was last touched.

    What changed belongs to the newest review that was recorded then; before the first review nothing counts.
    """
    found: Counter[str] = Counter()
    aimed: set[str] = set()  # whose targets changed since the review that is still to come, going back
    over: set[str] = set()  # whose arrows changed: what was before does not count
    for step in history.steps:
        for change in step.changes:
            if isinstance(change.element, Arrow):
                over.add(change.element.scorecard_id)
            elif isinstance(change.head, Metric) and change.field[:1] and change.field[0] in _NUMBERS:
                aimed.add(change.head.scorecard_id)
        reviewed = {each.head.review for each in step.changes if each.kind == "added" and isinstance(each.head, Review)}
        found.update((reviewed & aimed) - over)
        aimed -= reviewed
    return found
