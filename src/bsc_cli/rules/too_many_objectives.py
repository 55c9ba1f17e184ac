"""The rule `too-many-objectives`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING, by_scorecard=True)
def too_many_objectives(strategy: Strategy, *, most: int = 3, most_in_all: int = 25) -> Iterator[Problem]:
    """More objectives than people can keep in mind: in one perspective, or in the whole scorecard.

    ## Why
    Whoever has ten priorities has none. The article this tool comes from allows one to three critical objectives in
    each perspective, because what is added beyond that dilutes what matters; Kaplan and Norton ("The Strategy-Focused
    Organization", 2001) see 15 to 25 in all on a working strategy map. Take out what does not drive the current
    priorities, and say so under `declined`.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      punctual: {perspective: customer, title: Deliver on time}
      recommended: {perspective: customer, title: Be recommended by our customers}
      loyal: {perspective: customer, title: Keep our customers}
      visited: {perspective: customer, title: Win more visits to the website}  # <- too-many-objectives
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      punctual: {perspective: customer, title: Deliver on time}
      recommended: {perspective: customer, title: Be recommended by our customers}
      loyal: {perspective: customer, title: Keep our customers}
    declined:
      - {what: More visits to the website, because: Visits do not drive loyalty.}
    ```
    """
    for card in strategy.scorecards.values():
        objectives = strategy.objectives_of(card)
        for perspective in strategy.perspectives:
            here = [objective for objective in objectives if objective.perspective == perspective]
            if len(here) > most:
                yield Problem(
                    here[most],
                    f'The perspective "{perspective}" of "{card.id}" has {len(here)} objectives; '
                    f"more than {most} dilute the focus.",
                    help="Keep the ones that drive the vision; move the others to `declined` with the reason.",
                )
        if len(objectives) > most_in_all:
            yield Problem(
                card,
                f'"{card.id}" has {len(objectives)} objectives in all; more than {most_in_all} are a list, not a map.',
                help="Move what one unit answers for to that unit's scorecard.",
            )
