"""The rule `vision-out-of-reach`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy

if TYPE_CHECKING:
    from datetime import date

_INEXACT = 100
"""Days by which a way reckoned in average months may differ from the calendar; more than enough."""


@rule(Strategy, Severity.WARNING)
def vision_out_of_reach(strategy: Strategy) -> Iterator[Problem]:
    """Objectives where a chain begins that, by its own lags, cannot reach the vision in time.

    ## Why
    An arrow is a hypothesis with a lag: training shows in the lead time after a quarter, the lead time in satisfaction
    after another. When the lags along even the quickest way add up past the date of the vision, the strategy says of
    itself that it will be late; Akkermans and van Oorschot ("Relevance assumed", 2005) note that scorecards leave such
    delays out of sight. The way starts on the first day that the strategy speaks of (its first target, initiative,
    review or 'declared_on'). An arrow without 'after' takes no time, nor does what a unit does for the objective above
    that it supports.

    ## Bad
    ```yaml
    scorecard: corporate
    vision: {statement: Earn 20% of revenue from European distributors., by: 2028}
    objectives:
      grow-revenue:
        perspective: financial
        title: Grow revenue from European exports
        metrics:
          european-share: {unit: "%", better: higher, baseline: 6, targets: {2026-Q1: 8, 2028-Q4: 20}}
      satisfy-distributors:
        perspective: customer
        title: Satisfy European distributors
        drives: {grow-revenue: {after: 18 months, because: Distributors reorder once a year.}}
      train-sales:  # <- vision-out-of-reach
        perspective: learning
        title: Train sales on European rules
        drives: {satisfy-distributors: {after: 2 years, because: Papers that are right the first time save weeks.}}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    vision: {statement: Earn 20% of revenue from European distributors., by: 2029}
    objectives:
      grow-revenue:
        perspective: financial
        title: Grow revenue from European exports
        metrics:
          european-share: {unit: "%", better: higher, baseline: 6, targets: {2026-Q1: 8, 2029-Q4: 20}}
      satisfy-distributors:
        perspective: customer
        title: Satisfy European distributors
        drives: {grow-revenue: {after: 18 months, because: Distributors reorder once a year.}}
      train-sales:
        perspective: learning
        title: Train sales on European rules
        drives: {satisfy-distributors: {after: 2 years, because: Papers that are right the first time save weeks.}}
    ```
    """
    start = strategy.first_day
    for card in strategy.scorecards.values():
        due = strategy.due_day(card.vision) if card.vision else None
        if card.vision is None or due is None or start is None or due < start:
            continue
        goals = [goal.id for goal in strategy.vision_goals(card)]
        late = _late(strategy, goals, start, due)
        for begin in sorted(late):
            if strategy.graph.drivers_of(begin) or not late.keys().isdisjoint(strategy.cascade.driven_by(begin)):
                continue
            yield Problem(
                strategy.objectives[begin],
                f'What "{strategy.objectives[begin].name}" changes on {start} reaches the vision of "{card.id}" '
                f"on {late[begin]} at the earliest; the vision is due on {due}.",
                help="Look for a quicker way, check the lags, or give the vision a later date.",
                also=(Also(card.vision, "the vision is here", "by" if card.vision.by else "statement"),),
            )


def _late(strategy: Strategy, goals: Sequence[str], start: date, due: date) -> Mapping[str, date]:
    """Return what is upstream of goals and shows in none of them in time, with the first day on which it shows."""
    # One sweep back from the goals, in days of an average month, leaves few to be looked at by the calendar.
    days: dict[str, float] = {}
    waiting = [(0.0, goal) for goal in goals]
    while waiting:
        far, here = heappop(waiting)
        if here in days:
            continue
        days[here] = far
        for before in strategy.linked.drivers_of(here):
            lags = [arrow.after.days for arrow in strategy.arrows_along((before, here)) if arrow.after]
            heappush(waiting, (far + sum(lags), before))
    late: dict[str, date] = {}
    for objective in (each for each, far in days.items() if far > (due - start).days - _INEXACT):
        arrivals = strategy.arrivals(objective, start)
        first = min(arrivals[goal] for goal in goals if goal in arrivals)
        if first > due:
            late[objective] = first
    return late
