"""The rule `no-driver`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING)
def no_driver(strategy: Strategy) -> Iterator[Problem]:
    """Objectives above the lowest perspective that nothing drives.

    ## Why
    An objective that nothing drives is a wish: the map does not say how it is to come about. "You cannot improve
    financial results without improving customer satisfaction", says the article this tool comes from, and so on down
    to what people can do; its advice is to work backwards and ask of each objective what must be true for it. The
    lowest perspective that a scorecard uses is where its chains begin, and a unit with one or two objectives takes
    its reasons from above, so neither is found. An arrow marked as `feedback` brings back an effect and begins none, so
    it does not count.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue}
      deliver-on-time: {perspective: customer, title: Deliver on time, drives: {grow-revenue: {}}}  # <- no-driver
      plan-routes: {perspective: process, title: Plan routes daily, drives: {grow-revenue: {}}}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue}
      deliver-on-time: {perspective: customer, title: Deliver on time, drives: {grow-revenue: {}}}
      plan-routes: {perspective: process, title: Plan routes daily, drives: {deliver-on-time: {}}}
    ```
    """
    feedback = {(arrow.source, arrow.target) for arrow in strategy.arrows if arrow.feedback}
    for card in strategy.scorecards.values():
        here = strategy.objectives_of(card)
        if card.parent is not None and len(here) <= 2:  # noqa: PLR2004 - as the page says
            continue
        lowest = strategy.perspectives_of(card)[-1:]
        for objective in here:
            if (
                objective.perspective not in lowest
                and all((driver, objective.id) in feedback for driver in strategy.graph.drivers_of(objective.id))
                and not strategy.is_orphan(objective)
            ):
                yield Problem(
                    objective,
                    f'Nothing drives "{objective.name}" in the perspective "{objective.perspective}".',
                    help="Ask what must be true for it to be reached, and draw the arrow from there.",
                )
