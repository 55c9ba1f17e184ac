"""The rule `initiative-moves-nothing`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING, by_scorecard=True)
def initiative_moves_nothing(strategy: Strategy) -> Iterator[Problem]:
    """Work that names no metric which it is meant to move.

    ## Why
    Activity is not outcome: a project can be on time and within budget, and change nothing. The article this tool
    comes from wants each metric linked to its action plans; without the link the scorecard is "just a scoreboard".
    What an initiative `moves` is what it will be asked about once it is done, and why it was worth the money. One that
    was stopped is left alone.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      shorten-lead-time:
        perspective: process
        title: Shorten the lead time of custom orders
        metrics: {lead-time-days: {unit: days, better: lower}}
        initiatives:
          just-in-time-cell:  # <- initiative-moves-nothing
            title: Run custom orders through a just-in-time cell
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      shorten-lead-time:
        perspective: process
        title: Shorten the lead time of custom orders
        metrics: {lead-time-days: {unit: days, better: lower}}
        initiatives:
          just-in-time-cell:
            title: Run custom orders through a just-in-time cell
            moves: [lead-time-days]
    ```
    """
    for initiative in strategy.initiatives.values():
        if not initiative.moves and initiative.status != "stopped":
            yield Problem(
                initiative,
                f'"{initiative.name}" is not said to move any metric.',
                help="Name under 'moves' the metrics that will show whether it worked.",
            )
