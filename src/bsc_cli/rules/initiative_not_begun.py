"""The rule `initiative-not-begun`."""

from collections.abc import Iterator

from bsc_cli.evaluation import Evaluation
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Evaluation, Severity.WARNING)
def initiative_not_begun(evaluation: Evaluation) -> Iterator[Problem]:
    """Work that was to have begun and is still only planned.

    ## Why
    A strategy is rarely stopped; it is not begun. The due day is still far away, so nothing is overdue, and whatever
    waits downstream for the effect already waits for nothing. The whole period that `start` names may pass. Work past
    its due day is told by `initiative-overdue`; work without a status counts as planned when its progress is 0.

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
            start: 2026-01  # <- initiative-not-begun
            due: 2026-12
            progress: 0
            status: planned
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
          second-shift: {title: Run a second shift, start: 2026-01, due: 2026-12, progress: 20, status: active}
          third-station: {title: Open a third packing station, start: 2026-Q3, due: 2026-12, status: planned}
    ```
    ```csv
    metric,period,value
    lead-time-days,2026-06,12
    ```
    """
    strategy, as_of = evaluation.strategy, evaluation.as_of
    for initiative in strategy.open_initiatives.values():
        waits = initiative.status == "planned" or (initiative.status is None and initiative.progress == 0)
        if not waits or initiative.start is None or as_of is None:
            continue
        start = strategy.calendar.last_day(initiative.start)
        overdue = initiative.due is not None and strategy.calendar.last_day(initiative.due) < as_of
        if start < as_of and not overdue:
            yield Problem(
                initiative,
                f'"{initiative.name}" was to have begun by {start}, and is only planned on {as_of}.',
                "start",
                help="Begin, agree on a new date, or stop it.",
            )
