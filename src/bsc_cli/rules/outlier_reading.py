"""The rule `outlier-reading`."""

from collections.abc import Iterator

from bsc_cli.evaluation import Evaluation, outliers
from bsc_cli.finding import Problem, Severity
from bsc_cli.model import CADENCES
from bsc_cli.readings import Reading
from bsc_cli.rule import rule


@rule(Evaluation, Severity.WARNING)
def outlier_reading(evaluation: Evaluation, *, times: int = 10) -> Iterator[Problem]:
    """Values so far from the others of their metric that they look like a slip.

    ## Why
    One digit too many turns a red scorecard green, and a share of 0.931 among values such as 93.1 turns it red; both
    are typed every month, and both are believed because a computer shows them. A value that would be usual if its
    point stood one, two or three places elsewhere is told from four readings on (one place only where the values are
    steady enough for that to be strange). From eight on, so is one that stands apart from all others after a step that
    is `times` as far from the usual step as steps tend to be, and that goes back again when a later reading is there.
    Medians decide, which one wild value does not move. What really happened needs a note on the reading, or an event
    (`events:`) in its period, and is left alone then.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          lead-time-days: {better: lower, target: 10, every: month}
    ```
    ```csv
    metric,period,value
    lead-time-days,2026-02,12
    lead-time-days,2026-03,13
    lead-time-days,2026-04,12.5
    lead-time-days,2026-05,1.25  # <- outlier-reading
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
    ```
    ```csv
    metric,period,value,note
    lead-time-days,2026-02,12,
    lead-time-days,2026-03,13,
    lead-time-days,2026-04,12.5,
    lead-time-days,2026-05,1.25,Only ready-made parts were sold while the plant was closed
    lead-time-days,2026-06,12,
    ```
    """
    for metric in evaluation.strategy.metrics.values():
        rows = [row for row in evaluation.rows_of(metric.id) if row.value is not None]
        kinds = {row.period.cadence for row in rows}
        for cadence in CADENCES if len(kinds) > 1 else kinds:
            alike = [row for row in rows if row.period.cadence == cadence] if len(kinds) > 1 else rows
            values = [row.value for row in alike if row.value is not None]
            for outlier in outliers(values, times):
                row = alike[outlier.position]
                if not row.note and not evaluation.strategy.events_in(row.period, metric):
                    yield Problem(row.spot, _message(row, outlier.power), help=_HELP)


_HELP = "Correct it, or say in its note what happened."
_SLIPS = {1: "ten times", 2: "a hundred times", 3: "a thousand times", -1: "a tenth of", -2: "a hundredth of"}


def _message(row: Reading, power: int | None) -> str:
    said = f'"{row.metric}" is {row.value:f} in {row.period}, '
    if power is None:
        return f"{said}far from all its other readings."
    return f"{said}about {_SLIPS.get(power, 'a thousandth of')} what is usual."
