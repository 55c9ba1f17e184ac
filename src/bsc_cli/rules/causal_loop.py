"""The rule `causal-loop`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy

if TYPE_CHECKING:
    from bsc_cli.model import Arrow


@rule(Strategy, Severity.ERROR)
def causal_loop(strategy: Strategy) -> Iterator[Problem]:
    """Loops of arrows that nobody marked as feedback, or in which nothing takes time; also through the cascade.

    ## Why
    A strategy is a set of hypotheses about cause and effect (Kaplan and Norton, "The Balanced Scorecard", 1996). In a
    loop everything is its own cause: when a number moves, nobody can say what moved it. There are real feedback loops,
    but each needs an arrow that is meant to run back and an effect that comes later than its cause; without any delay
    a thing would have to change before it has changed (Sterman, "Business Dynamics", 2000). A loop may also run through
    what a unit `supports`, which takes no time. Of objectives that are tied into one knot, one loop is shown.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue:
        perspective: financial
        title: Grow revenue
        drives:
          satisfy-customers: {after: 1 year, because: Revenue pays for service.}  # <- causal-loop
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
      grow-revenue:
        perspective: financial
        title: Grow revenue
        drives:
          satisfy-customers: {after: 1 year, because: Revenue pays for service., feedback: true}
      satisfy-customers:
        perspective: customer
        title: Satisfy our customers
        drives:
          grow-revenue: {after: 2 quarters, because: Satisfied customers come back.}
    ```
    """
    if not strategy.linked.has_loops:
        return
    for links in ((), tuple((unit.id, above.id) for unit, above in strategy.supports)):
        for loop in _loops(strategy, (arrow for arrow in strategy.arrows if not arrow.feedback), links):
            yield _problem(
                strategy,
                loop,
                "in which no arrow is marked as feedback",
                "Take out the arrow that was not meant; or mark the one that runs back with 'feedback: true' and its "
                "lag.",
            )
        for loop in _loops(strategy, (arrow for arrow in strategy.arrows if not arrow.takes_time), links):
            if any(arrow.feedback for arrow in strategy.arrows_along(loop)):
                yield _problem(
                    strategy,
                    loop,
                    "in which no arrow takes any time",
                    "Say with 'after' how long the effects take, or take an arrow out.",
                )


def _loops(
    strategy: Strategy, arrows: Iterable[Arrow], supports: tuple[tuple[str, str], ...]
) -> Iterator[tuple[str, ...]]:
    """Yield one loop for each knot that these arrows make, its first objective again at the end.

    With links of the cascade, which take no time, only loops that are made of arrows and of such links.
    """
    from bsc_cli.graph import CausalGraph

    causal = tuple((arrow.source, arrow.target) for arrow in arrows)
    for loop in CausalGraph(strategy.objectives, (*causal, *supports)).loops:
        ends = set(pairwise((*loop, loop[0])))
        if not supports or not (ends.issubset(causal) or ends.issubset(supports)):
            yield (*loop, loop[0])


def _problem(strategy: Strategy, loop: tuple[str, ...], what: str, advice: str) -> Problem:
    def height(objective: str) -> int:
        return strategy.height(strategy.objectives[objective])

    arrows = strategy.arrows_along(loop)
    # The arrow that runs down the map is the likeliest mistake; without one, the arrow that closes the loop.
    down = next((arrow for arrow in arrows if height(arrow.source) > height(arrow.target)), arrows[-1])
    card = down.scorecard_id
    names = [strategy.ref_to(strategy.objectives[each], card) for each in loop[:-1]]
    shown = [f'"{name}"' for name in names[:6]]
    rest = [f"{len(names) - 6} more"] if len(names) > 6 else []  # noqa: PLR2004 - a line's worth
    links = "arrows" if len(arrows) == len(names) else "arrows and 'supports'"
    others = tuple(Also(arrow, "this arrow is part of the loop") for arrow in arrows if arrow is not down)
    return Problem(
        down,
        f"The {links} of {', '.join(shown + rest)} and back to {shown[0]} are a loop {what}.",
        None,
        advice,
        others,
    )
