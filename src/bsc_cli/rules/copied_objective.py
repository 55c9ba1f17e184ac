"""The rule `copied-objective`."""

import re
from collections.abc import Iterator

from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.INFO)
def copied_objective(strategy: Strategy) -> Iterator[Problem]:
    """Objectives of a unit that repeat an objective of the scorecard above word for word.

    ## Why
    To cascade is to translate "the corporate objectives into the specific reality of each department", says the
    article this tool comes from: to increase the market share means nothing to a personnel department until it is
    about hiring people who can negotiate. A copied title leaves that translation undone. Capitals and punctuation do
    not make a difference.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-share: {perspective: customer, title: Increase market share}
    ```
    ```yaml scorecards/people.yaml
    scorecard: people
    parent: corporate
    objectives:
      grow-share:
        perspective: customer
        title: Increase market share  # <- copied-objective
        supports: [corporate/grow-share]
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-share: {perspective: customer, title: Increase market share}
    ```
    ```yaml scorecards/people.yaml
    scorecard: people
    parent: corporate
    objectives:
      hire-negotiators:
        perspective: learning
        title: Hire sales representatives who can negotiate
        supports: [corporate/grow-share]
    ```
    """
    for parent, units in strategy.units.items():
        titles = {_plain(each.title): each for each in strategy.objectives_of(strategy.scorecards[parent])}
        for objective in (each for card in units if card.id != parent for each in strategy.objectives_of(card)):
            above = titles.get(_plain(objective.title))
            if above is not None:
                yield Problem(
                    objective,
                    f'"{objective.name}" repeats the title of "{above.id}" word for word.',
                    "title",
                    help=f'Say what it means for "{objective.scorecard_id}".',
                    also=(Also(above, "the objective above", "title"),),
                )


def _plain(title: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", title.casefold()))
