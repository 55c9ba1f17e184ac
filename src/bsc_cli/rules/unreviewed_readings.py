"""The rule `unreviewed-readings`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bsc_cli.evaluation import Evaluation
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy
from bsc_cli.strategy.reviewing import is_overdue, reviews_by_scorecard


@rule(Evaluation, Severity.WARNING)
def unreviewed_readings(evaluation: Evaluation, *, slack: int = 50) -> Iterator[Problem]:
    """Scorecards whose readings go on while nobody has reviewed them for longer than they promise.

    ## Why
    "A static scorecard is a liability", says the article this tool comes from: numbers that come in and are not
    discussed change nothing. The day that counts is that of the newest reading, so no clock is asked. A meeting may
    slip by `slack` percent of the cadence, as for `review-overdue`, which compares reviews with each other and needs no
    readings; what it tells is not told again here. A scorecard that was never reviewed is counted from its first
    reading, and where its arrows say when they were declared or its initiatives when they began, not from before the
    first of these days: readings may be older than the strategy. A unit that was never reviewed is left to the
    scorecard above it, with which units are reviewed, and to `review-overdue`.

    ## Bad
    ```yaml
    scorecard: corporate
    review: quarter  # <- unreviewed-readings
    objectives:
      grow-exports:
        perspective: financial
        title: Grow revenue from exports
        metrics: {exports: {better: higher, target: 12, every: month}}
    ```
    ```yaml reviews/2025-Q4.yaml
    review: corporate
    on: 2026-01-12
    ```
    ```csv
    metric,period,value
    exports,2025-12,8
    exports,2026-06,7
    ```

    ## Good
    ```yaml
    scorecard: corporate
    review: quarter
    objectives:
      grow-exports:
        perspective: financial
        title: Grow revenue from exports
        metrics: {exports: {better: higher, target: 12, every: month}}
    ```
    ```yaml reviews/2026-Q1.yaml
    review: corporate
    on: 2026-04-20
    ```
    ```csv
    metric,period,value
    exports,2025-12,8
    exports,2026-06,7
    ```
    """
    by_card = reviews_by_scorecard(evaluation.strategy)
    newest = max((review.day for own in by_card.values() for review in own), default=None)
    begun, read = _begun(evaluation.strategy), _read(evaluation)
    for card in evaluation.strategy.scorecards.values():
        own, days = by_card.get(card.id, ()), read.get(card.id)
        if card.review is None or days is None or (not own and card.parent is not None):
            continue
        since = own[-1].day if own else max(days.first, begun.get(card.id, days.first))
        told = newest is not None and is_overdue(since, newest, card.review, slack)
        if is_overdue(since, days.last, card.review, slack) and not told:
            last = f"was last reviewed on {since}" if own else f"is read since {since} and has never been reviewed"
            yield Problem(
                card,
                f'"{card.id}" {last}, and its readings go on to {days.last}; it promises a review every {card.review}.',
                "review",
                help="Hold the review and write down what was decided, or change how often the scorecard is reviewed.",
            )


class _Days(NamedTuple):
    """The last days of the first and of the newest period that were read of a scorecard."""

    first: date
    last: date


def _read(evaluation: Evaluation) -> dict[str, _Days]:
    found: dict[str, _Days] = {}
    for result in evaluation.metrics:
        if result.days:
            card, first, last = result.metric.scorecard_id, result.days[0], result.days[-1]
            known = found.get(card, _Days(first, last))
            found[card] = _Days(min(known.first, first), max(known.last, last))
    return found


def _begun(strategy: Strategy) -> dict[str, date]:
    """Return the first day on which each scorecard says that an arrow was declared or an initiative began."""
    found: dict[str, date] = {}
    arrows = ((arrow.source.partition("/")[0], arrow.declared_on) for arrow in strategy.arrows)
    starts = ((each.scorecard_id, each.start) for each in strategy.initiatives.values())
    days = ((card, strategy.calendar.first_day(start)) for card, start in starts if start is not None)
    for card, day in (*((card, day) for card, day in arrows if day is not None), *days):
        found[card] = min(found.get(card, day), day)
    return found
