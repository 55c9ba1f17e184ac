"""The rule `arrow-without-lag`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING)
def arrow_without_lag(strategy: Strategy) -> Iterator[Problem]:
    """Arrows that do not say how long the effect takes.

    ## Why
    Causes come before their effects, and by how much decides what a manager may expect when: if time to hire goes up,
    turnover follows "six months later" in the example of the article this tool comes from. Without a lag no arrow can
    be tested and no early warning given, and a measure is given up as useless before its effect could have shown.
    Norreklit (2000) makes the missing time dimension a main objection to the balanced scorecard.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      keep-our-people: {perspective: process, title: Keep our people}
      hire-faster:
        perspective: learning
        title: Hire faster
        drives:
          keep-our-people: {because: Full teams work less overtime.}  # <- arrow-without-lag
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      keep-our-people: {perspective: process, title: Keep our people}
      hire-faster:
        perspective: learning
        title: Hire faster
        drives:
          keep-our-people: {after: 6 months, because: Full teams work less overtime.}
    ```
    """
    for arrow in strategy.arrows:
        if arrow.after is None:
            yield Problem(
                arrow,
                f'Nothing says how long after "{strategy.objectives[arrow.source].name}" its effect on '
                f'"{arrow.written}" shows.',
                help="Write the lag you expect, as in 'after: 6 months'.",
            )
