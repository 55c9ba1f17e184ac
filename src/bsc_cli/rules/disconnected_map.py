"""The rule `disconnected-map`."""

from collections.abc import Iterator

from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING)
def disconnected_map(strategy: Strategy) -> Iterator[Problem]:
    """More than one group of linked objectives, with nothing that joins the groups.

    ## Why
    A map that falls apart is several strategies side by side, and nothing on it says how they share people and money.
    The article this tool comes from names as the most common mistake a dashboard of "unrelated sets of numbers".
    Arrows and the cascade ('supports') both join; an objective that stands alone is the finding of
    `orphan-objective` and is not counted again.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue}
      deliver-on-time: {perspective: customer, title: Deliver on time, drives: {grow-revenue: {}}}
      plan-routes: {perspective: process, title: Plan routes daily, drives: {deliver-on-time: {}}}
      keep-our-people: {perspective: process, title: Keep our people}  # <- disconnected-map
      train-leaders: {perspective: learning, title: Train leaders, drives: {keep-our-people: {}}}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue}
      deliver-on-time: {perspective: customer, title: Deliver on time, drives: {grow-revenue: {}}}
      plan-routes: {perspective: process, title: Plan routes daily, drives: {deliver-on-time: {}}}
      keep-our-people: {perspective: process, title: Keep our people, drives: {deliver-on-time: {}}}
      train-leaders: {perspective: learning, title: Train leaders, drives: {keep-our-people: {}}}
    ```
    """
    islands = [island for island in strategy.linked.islands if len(island) > 1]
    if len(islands) < 2:  # noqa: PLR2004 - one island is a map
        return
    number = {objective: place for place, island in enumerate(islands) for objective in island}
    first: dict[int, str] = {}
    for objective in strategy.objectives:
        if objective in number:
            first.setdefault(number[objective], objective)
    parts = [first[place] for place in range(min(len(islands), 5))]
    shown = [f'"{begin}" and {len(island) - 1} more' for begin, island in zip(parts, islands, strict=False)]
    rest = [f"{len(islands) - 5} smaller ones"] if len(islands) > 5 else []  # noqa: PLR2004 - a line's worth
    yield Problem(
        strategy.objectives[first[len(islands) - 1]],
        f"The map falls into {len(islands)} parts that nothing joins: {'; '.join(shown + rest)}.",
        help="Draw the arrow that joins them; if there is none, they are two strategies.",
        also=tuple(Also(strategy.objectives[begin], "a part begins here") for begin in parts[:-1]),
    )
