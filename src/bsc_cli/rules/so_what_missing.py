"""The rule `so-what-missing`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.INFO, by_scorecard=True)
def so_what_missing(strategy: Strategy) -> Iterator[Problem]:
    """Metrics that do not say what a manager does differently because of them.

    ## Why
    The article this tool comes from warns not to confuse data richness with strategic focus: every chart must have a
    clear answer to "so what" for the manager who looks at it. The record sheet of Neely and others ("Designing
    performance measures: a structured approach", 1997) asks the same with "Who acts on the data?" and "What do they
    do?". A metric for which nobody can write that line can be taken off.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      keep-our-people:
        perspective: learning
        title: Keep our people
        metrics:
          time-to-hire: {unit: days, better: lower, target: 40}  # <- so-what-missing
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      keep-our-people:
        perspective: learning
        title: Keep our people
        metrics:
          time-to-hire:
            unit: days
            better: lower
            target: 40
            so_what: When it rises, we widen the search before turnover follows half a year later.
    ```
    """
    for metric in strategy.metrics.values():
        if not (metric.so_what or "").strip():
            yield Problem(
                metric,
                f'"{metric.name}" does not say what anyone does differently because of it.',
                help="Add a 'so_what': when it moves, who does what?",
            )
