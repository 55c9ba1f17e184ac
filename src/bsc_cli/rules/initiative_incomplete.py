"""The rule `initiative-incomplete`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy

if TYPE_CHECKING:
    from bsc_cli.model import Initiative


@rule(Strategy, Severity.WARNING, by_scorecard=True)
def initiative_incomplete(strategy: Strategy) -> Iterator[Problem]:
    """Plans without an owner, a start, a due date, money or people; and those that are due before they start.

    ## Why
    The second trap in the article this tool comes from is to ignore the "how": "Every objective needs an associated
    action plan with owners, timelines, and resources." Without a name nobody begins, without a date it is never late,
    without means it is a wish. Kaplan and Norton ("The Strategy-Focused Organization", 2001) make the link from
    initiatives to the budget a principle of its own for the same reason. What is done or stopped is left alone.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      shorten-lead-time:
        perspective: process
        title: Shorten the lead time of custom orders
        initiatives:
          just-in-time-cell:  # <- initiative-incomplete
            title: Run custom orders through a just-in-time cell
            owner: coo
            due: 2026-09
          second-shift:
            title: Run a second shift in the season
            owner: coo
            start: 2026-10  # <- initiative-incomplete
            due: 2026-09
            budget: 90000
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      shorten-lead-time:
        perspective: process
        title: Shorten the lead time of custom orders
        initiatives:
          just-in-time-cell:
            title: Run custom orders through a just-in-time cell
            owner: coo
            start: 2026-02
            due: 2026-09
            resources: Two fitters for six months
    ```
    """
    for initiative in strategy.open_initiatives.values():
        missing = tuple(_missing(initiative))
        if missing:
            yield Problem(
                initiative,
                f'"{initiative.name}" has {", ".join(f"no {name}" for name in missing)}.',
                help="Say who does it, from when until when, and with what.",
            )
        if initiative.start is None or initiative.due is None or initiative.start == initiative.due:
            continue
        start, due = strategy.calendar.first_day(initiative.start), strategy.calendar.last_day(initiative.due)
        if start > due:
            yield Problem(
                initiative,
                f'"{initiative.name}" starts on {start}, after it is due on {due}.',
                "start",
                help="Correct 'start' or 'due'.",
            )


def _missing(initiative: Initiative) -> Iterator[str]:
    if initiative.owner is None:
        yield "'owner'"
    if initiative.start is None:
        yield "'start'"
    if initiative.due is None:
        yield "'due'"
    if initiative.budget is None and initiative.resources is None:
        yield "'budget' or 'resources'"
