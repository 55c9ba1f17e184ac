"""The rule `initiative-status-at-odds`."""

from collections.abc import Iterator

from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING, by_scorecard=True)
def initiative_status_at_odds(strategy: Strategy) -> Iterator[Problem]:
    """Work that is called done and is not all done by its own progress, or is only planned and yet under way.

    ## Why
    "Done" is what every other look at an initiative goes by: nothing is overdue any more, and the readings after it
    are taken for its effect. If half of it was never carried out, a hypothesis is judged that was never tried. What
    was given up on the way is `stopped`.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        initiatives:
          second-shift:
            title: Run a second shift
            progress: 50
            status: done  # <- initiative-status-at-odds
          third-station:
            title: Open a third packing station
            progress: 30
            status: planned  # <- initiative-status-at-odds
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        initiatives:
          second-shift: {title: Run a second shift, progress: 50, status: stopped}
          third-station: {title: Open a third packing station, progress: 30, status: active}
          new-labels: {title: Print larger labels, progress: 100, status: done}
    ```
    """
    for initiative in strategy.initiatives.values():
        progress, status = initiative.progress, initiative.status
        if progress is None:
            continue
        if (status == "done" and progress < 100) or (status == "planned" and progress > 0):  # noqa: PLR2004 - percent
            yield Problem(
                initiative,
                f'"{initiative.name}" is called {status}, and {progress:f}% of it is done.',
                "status",
                help="Correct its status or its progress; work that was given up is stopped.",
                also=(Also(initiative, "the progress is here", "progress"),),
            )
