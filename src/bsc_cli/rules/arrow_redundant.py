"""The rule `arrow-redundant`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy

if TYPE_CHECKING:
    from bsc_cli.model import Arrow


@rule(Strategy, Severity.INFO)
def arrow_redundant(strategy: Strategy) -> Iterator[Problem]:
    """Arrows that say what a chain of other arrows between the same ends says already.

    ## Why
    A map must be "simple enough to be understood by a frontline employee", says the article this tool comes from, and
    each arrow that can be left out makes the others easier to see. When training drives quality and quality drives
    revenue, an arrow from training to revenue adds a line and no hypothesis. Keep it when there is a second way by
    which it works, and say in 'because' which. Looked at are arrows and chains that rise from perspective to
    perspective at every step; what happens within one perspective is the map's own affair.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue}
      deliver-on-time: {perspective: customer, title: Deliver on time, drives: {grow-revenue: {}}}
      train-drivers:
        perspective: learning
        title: Train the drivers
        drives:
          deliver-on-time: {after: 1 quarter, because: Trained drivers lose less time.}
          grow-revenue: {after: 1 year, because: Customers come back.}  # <- arrow-redundant
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue}
      deliver-on-time: {perspective: customer, title: Deliver on time, drives: {grow-revenue: {}}}
      train-drivers:
        perspective: learning
        title: Train the drivers
        drives:
          deliver-on-time: {after: 1 quarter, because: Trained drivers lose less time.}
    ```
    """
    from bsc_cli.graph import CausalGraph

    ends = ((arrow, strategy.objectives[arrow.source], strategy.objectives[arrow.target]) for arrow in strategy.arrows)
    rising = [arrow for arrow, cause, effect in ends if strategy.height(cause) < strategy.height(effect)]
    ways = ((arrow.source, arrow.target) for arrow in rising)
    graph = strategy.graph if len(rising) == len(strategy.arrows) else CausalGraph(strategy.objectives, ways)
    for way in graph.detours():
        (direct,) = strategy.arrows_along((way[0], way[-1]))
        chain = strategy.arrows_along(way)
        if _turns(chain) != _turns((direct,)):
            continue
        between = [strategy.ref_to(strategy.objectives[each], direct.scorecard_id) for each in way[1:-1]]
        yield Problem(
            direct,
            f'That "{strategy.objectives[direct.source].name}" drives "{direct.written}" is said already by way of '
            + ", ".join(f'"{each}"' for each in between)
            + ".",
            help="Delete it, unless it works in a second way; then say so in 'because'.",
            also=tuple(Also(arrow, "this arrow is part of the longer way") for arrow in chain),
        )


def _turns(arrows: Iterable[Arrow]) -> bool:
    """Whether more at the beginning means less at the end."""
    return sum(arrow.effect == "opposite" for arrow in arrows) % 2 == 1
