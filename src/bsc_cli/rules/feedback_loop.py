"""The rule `feedback-loop`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy

if TYPE_CHECKING:
    from bsc_cli.model import Arrow


@rule(Strategy, Severity.WARNING)
def feedback_loop(strategy: Strategy) -> Iterator[Problem]:
    """Loops of arrows that take time, closed by an arrow that is marked as feedback.

    ## Why
    Feedback is real, and a scorecard that only lets causes run upward leaves it out (Norreklit, "The balance on the
    balanced scorecard", 2000). But it has a price: what happens in a loop comes back to where it began, so a miss
    cannot be followed back to one beginning, and success or decline feeds on itself. Draw a loop when the strategy
    turns on it, and silence this finding with the reason; otherwise leave the arrow that runs back out of the map.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue:
        perspective: financial
        title: Grow revenue
        drives:
          satisfy-customers: {after: 1 year, because: Revenue pays for service., feedback: true}  # <- feedback-loop
      satisfy-customers:
        perspective: customer
        title: Satisfy our customers
        drives:
          grow-revenue: {after: 2 quarters, because: Satisfied customers come back.}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue}
      satisfy-customers:
        perspective: customer
        title: Satisfy our customers
        drives:
          grow-revenue: {after: 2 quarters, because: Satisfied customers come back.}
    ```
    """
    closing: dict[int, Arrow] = {}
    backward = [arrow for arrow in strategy.arrows if arrow.feedback]
    for arrow in sorted(backward, key=lambda arrow: not arrow.takes_time):
        knot = strategy.linked.knot(arrow.source)
        if knot is not None and knot == strategy.linked.knot(arrow.target):
            closing.setdefault(knot, arrow)
    for arrow in closing.values():
        way = strategy.linked.loop_through(arrow.source, arrow.target) or ()
        loop = strategy.arrows_along((*way, arrow.source))
        if any(each.takes_time for each in loop):
            yield Problem(
                arrow,
                f'The feedback from "{strategy.objectives[arrow.source].name}" to "{arrow.written}" closes a loop of '
                f"{len(loop)} arrow{'s' if len(loop) > 1 else ''}"
                f"{'' if len(loop) == len(way) else ' and what units support'}.",
                help="Keep it if the strategy turns on it, and say so in a `# bsc: ignore` comment; else take it out.",
                also=tuple(Also(each, "this arrow is part of the loop") for each in loop if each is not arrow),
            )
