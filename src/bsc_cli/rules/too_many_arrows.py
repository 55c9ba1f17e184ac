"""The rule `too-many-arrows`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING)
def too_many_arrows(strategy: Strategy, *, most_per_objective: int = 2) -> Iterator[Problem]:
    """More arrows in a scorecard than anyone can follow: over two for each objective, on average.

    ## Why
    When everything drives everything, the map says nothing: any result fits it, and no arrow can be wrong. "The map
    must be simple enough to be understood by a frontline employee", says the article this tool comes from. The maps
    of Mobil and Southwest Airlines that Kaplan and Norton made known have fewer than two arrows for each objective.
    Counted are the arrows that begin in the scorecard.

    ## Bad
    ```yaml
    scorecard: corporate  # <- too-many-arrows
    objectives:
      profit: {perspective: financial, title: Raise profit}
      revenue: {perspective: financial, title: Grow revenue, drives: {profit: {}}}
      loyalty: {perspective: customer, title: Keep our customers, drives: {profit: {}, revenue: {}}}
      punctual: {perspective: customer, title: Deliver on time, drives: {profit: {}, revenue: {}, loyalty: {}}}
      routes: {perspective: process, title: Plan routes, drives: {profit: {}, revenue: {}, loyalty: {}, punctual: {}}}
      skills: {perspective: learning, title: Train drivers, drives: {profit: {}, punctual: {}, routes: {}}}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      profit: {perspective: financial, title: Raise profit}
      revenue: {perspective: financial, title: Grow revenue, drives: {profit: {}}}
      loyalty: {perspective: customer, title: Keep our customers, drives: {revenue: {}}}
      punctual: {perspective: customer, title: Deliver on time, drives: {loyalty: {}}}
      routes: {perspective: process, title: Plan routes, drives: {profit: {}, punctual: {}}}
      skills: {perspective: learning, title: Train drivers, drives: {routes: {}}}
    ```
    """
    for card in strategy.scorecards.values():
        living = strategy.objectives_of(card)
        objectives, arrows = len(living), sum([len(objective.drives) for objective in living])
        if arrows > most_per_objective * objectives:  # if so many are drawn, it matters how many lead to living ones
            arrows = sum(arrow.target in strategy.objectives for each in living for arrow in each.drives.values())
        if arrows > most_per_objective * objectives:
            yield Problem(
                card,
                f'"{card.id}" has {arrows} arrows for {objectives} objectives; '
                f"more than {most_per_objective} for each are hard to follow.",
                help="Keep the arrows that the strategy turns on; `arrow-redundant` shows which others say already.",
            )
