"""The rule `vision-horizon`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy

if TYPE_CHECKING:
    from bsc_cli.model import Scorecard, Vision


@rule(Strategy, Severity.WARNING)
def vision_horizon(strategy: Strategy, *, least: int = 3, most: int = 5) -> Iterator[Problem]:
    """Visions that were never three years away, or are still more than five.

    ## Why
    The article this tool comes from asks for where you want to be in three to five years. Nearer than that it is a
    budget, and people will not be trained nor processes changed in time; further than that nobody who writes it will
    answer for it. Years are rounded to whole ones. They are counted from the first day that the strategy speaks of for
    what is too near (its first target, initiative, review or 'declared_on'), and from the latest review or
    'declared_on' for what is too far; a strategy that speaks of no day is left alone.

    ## Bad
    ```yaml
    scorecard: corporate
    vision:
      statement: Earn 20% of revenue from European distributors.
      by: 2040  # <- vision-horizon
    objectives:
      grow-revenue:
        perspective: financial
        title: Grow revenue from European exports
        metrics:
          european-share: {unit: "%", better: higher, baseline: 6, targets: {2026-Q4: 8}}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    vision:
      statement: Earn 20% of revenue from European distributors.
      by: 2029
    objectives:
      grow-revenue:
        perspective: financial
        title: Grow revenue from European exports
        metrics:
          european-share: {unit: "%", better: higher, baseline: 6, targets: {2026-Q4: 8}}
    ```
    """
    first, latest = strategy.first_day, strategy.latest_day
    for card in strategy.scorecards.values():
        due = strategy.due_day(card.vision) if card.vision else None
        if card.vision is None or due is None or first is None or due < (latest or first):
            continue
        if _years(first, due) < least:
            yield _problem(card, card.vision, due, f"less than {least} years after the strategy's first day, {first}")
        elif _years(latest or first, due) > most:
            yield _problem(card, card.vision, due, f"more than {most} years after {latest or first}")


def _years(start: date, end: date) -> int:
    return round((end - start).days / 365.25)


def _problem(card: Scorecard, vision: Vision, due: date, how_far: str) -> Problem:
    return Problem(
        vision,
        f'The vision of "{card.id}" is due on {due}, {how_far}.',
        "by" if vision.by else "statement",
        help="Say where you want to be in three to five years, and give it that date.",
    )
