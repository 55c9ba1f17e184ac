"""When the scorecards of a strategy were reviewed, and whether that was often enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bsc_cli.model import Cadence, Lag, Review
from bsc_cli.strategy.strategy import Strategy


def reviews_by_scorecard(strategy: Strategy) -> Mapping[str, Sequence[Review]]:
    """Return the reviews of each scorecard that was ever reviewed, the oldest first."""
    found: dict[str, list[Review]] = {}
    for review in sorted(strategy.reviews, key=lambda review: (review.day, review.id)):
        found.setdefault(review.review, []).append(review)
    return found


def is_overdue(earlier: date, later: date, cadence: Cadence, slack: int) -> bool:
    """Whether more than one cadence and its slack (in percent of it) lies between two days."""
    step = Lag(2, "quarter") if cadence == "half-year" else Lag(1, cadence)
    return 100 * (later - earlier).days > (100 + slack) * (step.after(earlier) - earlier).days
