"""The rule `review-overdue`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy
from bsc_cli.strategy.reviewing import is_overdue, reviews_by_scorecard


@rule(Strategy, Severity.WARNING)
def review_overdue(strategy: Strategy, *, slack: int = 50) -> Iterator[Problem]:
    """Reviews further apart than their scorecard promises, or none while others are reviewed.

    ## Why
    "A static scorecard is a liability", says the article this tool comes from, and "the key is consistency": a
    review that is put off is a quarter in which nothing was learnt. A meeting may slip by `slack` percent of the
    cadence, so that a quarterly one is overdue after some 136 days. No clock is asked: the days that count are those
    of the scorecard's own reviews, and after them the day of the newest review in the whole strategy. A scorecard
    that was never reviewed is counted from the first review of any other, so it is not overdue in its first period.
    Where nobody reviews anything any more, only readings can tell: see `unreviewed-readings`.

    ## Bad
    ```yaml
    scorecard: corporate
    review: quarter
    objectives:
      grow-exports: {perspective: financial, title: Grow revenue from exports}
    ```
    ```yaml scorecards/sales.yaml
    scorecard: sales
    parent: corporate
    review: quarter  # <- review-overdue
    objectives:
      win-distributors: {perspective: customer, title: Win European distributors}
    ```
    ```yaml reviews/2026-Q1-corporate.yaml
    review: corporate
    on: 2026-01-12
    ```
    ```yaml reviews/2026-Q3-corporate.yaml
    review: corporate
    on: 2026-07-20  # <- review-overdue
    ```

    ## Good
    ```yaml
    scorecard: corporate
    review: quarter
    objectives:
      grow-exports: {perspective: financial, title: Grow revenue from exports}
    ```
    ```yaml reviews/2026-Q1-corporate.yaml
    review: corporate
    on: 2026-01-12
    ```
    ```yaml reviews/2026-Q2-corporate.yaml
    review: corporate
    on: 2026-04-20
    ```
    """
    by_card = reviews_by_scorecard(strategy)
    days = [review.day for own in by_card.values() for review in own]
    for card in strategy.scorecards.values() if days else ():
        if card.review is None:
            continue
        own = by_card.get(card.id, ())
        for earlier, later in pairwise(own):
            if is_overdue(earlier.on, later.on, card.review, slack):
                yield Problem(
                    later,
                    f'"{card.id}" was reviewed on {earlier.on} and not again until {later.on}, '
                    f"{(later.on - earlier.on).days} days later; it promises a review every {card.review}.",
                    "on",
                    help="Hold the meeting when it is due, or change how often the scorecard is reviewed.",
                    also=(Also(earlier, "the review before it is here", "on"),),
                )
        since, newest = (own[-1].on if own else min(days)), max(days)
        if is_overdue(since, newest, card.review, slack):
            last = f"was last reviewed on {since}" if own else "has never been reviewed"
            yield Problem(
                card,
                f'"{card.id}" {last}, and other scorecards were until {newest}; it promises a review every '
                f"{card.review}.",
                "review",
                help="Review it, or change how often it is reviewed.",
            )
