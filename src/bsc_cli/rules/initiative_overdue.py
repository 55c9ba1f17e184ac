"""The rule `initiative-overdue`."""

from collections.abc import Iterator

from bsc_cli.evaluation import Evaluation
from bsc_cli.evaluation.action import late_since
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Evaluation, Severity.WARNING)
def initiative_overdue(evaluation: Evaluation) -> Iterator[Problem]:
    """Work that is past its due day and neither done nor stopped.

    ## Why
    The article this tool comes from asks for owners, timelines and resources behind every objective: a timeline that
    passes without a word is none. Whatever waits downstream for the effect waits longer, and the lags on the arrows
    count from a day that has not come. Either the work goes on and gets a new date that someone stands for, or it is
    over and the file should say so.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          lead-time-days: {better: lower, target: 10, every: month}
        initiatives:
          second-shift:
            title: Run a second shift
            due: 2026-05  # <- initiative-overdue
            progress: 60
            status: active
    ```
    ```csv
    metric,period,value
    lead-time-days,2026-06,12
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          lead-time-days: {better: lower, target: 10, every: month}
        initiatives:
          second-shift: {title: Run a second shift, due: 2026-05, status: done}
          third-station: {title: Open a third packing station, due: 2026-09, status: active}
    ```
    ```csv
    metric,period,value
    lead-time-days,2026-06,12
    ```
    """
    strategy, as_of = evaluation.strategy, evaluation.as_of
    for initiative in strategy.open_initiatives.values():
        due = late_since(strategy, initiative, as_of)
        if due is not None:
            done = "" if initiative.progress is None else f"; {initiative.progress:f}% is done"
            yield Problem(
                initiative,
                f'"{initiative.name}" was due on {due}, and is neither done nor stopped on {as_of}{done}.',
                "due",
                help="Agree on a new date, or set its status to done or stopped.",
            )
