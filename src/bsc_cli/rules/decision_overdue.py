"""The rule `decision-overdue`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bsc_cli.evaluation import Evaluation
from bsc_cli.finding import Problem, Severity
from bsc_cli.model import Decision, Review
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Evaluation, Severity.WARNING)
def decision_overdue(evaluation: Evaluation, *, slack_days: int = 90) -> Iterator[Problem]:
    """Decisions whose day is long past, and to which no later review of their scorecard comes back.

    ## Why
    A decision that nobody asks about again was a wish. The day that counts is that of the newest reading or review, so
    no clock is asked, and `slack_days` after the due day are left for the next meeting. A later review comes back to a
    decision when a note or a decision of it is about the same thing, or about something that belongs to it: an
    objective with its metrics and initiatives. Of a decision that is about nothing in particular, any later review
    might have spoken. What was retired since, or is an initiative that is done or stopped, has been answered.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-exports:
        perspective: financial
        title: Grow revenue from exports
        metrics: {exports: {better: higher, target: 12, every: month}}
    ```
    ```yaml reviews/2025-Q3.yaml
    review: corporate
    on: 2025-10-12
    decisions:
      - {what: Visit every distributor., owner: ceo, due: 2025-12, about: [grow-exports]}  # <- decision-overdue
    ```
    ```yaml reviews/2026-Q1.yaml
    review: corporate
    on: 2026-04-20
    decisions:
      - {what: Have lunch earlier., owner: ceo}
    ```
    ```csv
    metric,period,value
    exports,2026-06,7
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-exports:
        perspective: financial
        title: Grow revenue from exports
        metrics: {exports: {better: higher, target: 12, every: month}}
    ```
    ```yaml reviews/2025-Q3.yaml
    review: corporate
    on: 2025-10-12
    decisions:
      - {what: Visit every distributor., owner: ceo, due: 2025-12, about: [grow-exports]}
    ```
    ```yaml reviews/2026-Q1.yaml
    review: corporate
    on: 2026-04-20
    notes:
      exports: {why: All distributors were visited; two of them left all the same.}
    ```
    ```csv
    metric,period,value
    exports,2026-06,7
    ```
    """
    strategy, days = evaluation.strategy, [review.day for review in evaluation.strategy.reviews]
    newest = max([*days, *([evaluation.as_of] if evaluation.as_of else [])], default=None)
    for review in strategy.reviews:
        for number, decision in enumerate(review.decisions):
            due = strategy.calendar.last_day(decision.due) if decision.due and newest else None
            if due is None or newest is None or newest - due <= timedelta(days=slack_days):
                continue
            if not _is_answered(strategy, review, decision):
                what = " ".join(decision.what.split())  # a text of several lines is said in one
                yield Problem(
                    review,
                    f'"{what}" was due on {due}, and no later review comes back to it, as late as {newest}.',
                    ("decisions", number, "due"),
                    help="Say in the next review what became of it, 'about' the same thing.",
                )


def _is_answered(strategy: Strategy, review: Review, decision: Decision) -> bool:
    about = {Strategy.full_id(ref, review.review) for ref in decision.about}
    homes = {_home(strategy, each) for each in about}
    if any(_is_over(strategy, each) for each in about):
        return True
    for later in strategy.reviews:
        said = {Strategy.full_id(ref, later.review) for ref in _spoken_of(later)}
        if later.day > review.day and not (about or later.review != review.review):
            return True
        if later.day > review.day and not homes.isdisjoint(_home(strategy, each) for each in said):
            return True
    return False


def _spoken_of(review: Review) -> Iterator[str]:
    yield from review.notes
    for decision in review.decisions:
        yield from decision.about


def _home(strategy: Strategy, full_id: str) -> str:
    """Return the objective that an element belongs to; an objective's own id."""
    element = strategy.metrics.get(full_id) or strategy.initiatives.get(full_id)
    return element.objective if element else full_id


def _is_over(strategy: Strategy, full_id: str) -> bool:
    initiative = strategy.initiatives.get(full_id)
    if initiative is not None:
        return initiative.status in ("done", "stopped")
    return full_id not in strategy.objectives and full_id not in strategy.metrics
