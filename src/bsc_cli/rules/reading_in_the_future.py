"""The rule `reading-in-the-future`."""

from collections.abc import Iterator

from bsc_cli.evaluation import Evaluation
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Evaluation, Severity.ERROR)
def reading_in_the_future(evaluation: Evaluation) -> Iterator[Problem]:
    """Rows for a period that has not begun.

    ## Why
    What has not begun cannot have been measured: such a row is a forecast, a target in the wrong file, or a slip in
    the year. Forecasts do not belong among the readings, where they would be held against the targets. What counts is
    the real day (or SOURCE_DATE_EPOCH), not the one that is asked for with `--as-of`: to look back is no fault. Such
    rows are not seen, whatever the day. One finding is made for each metric, at the first such row.

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
    lead-time-days,2026-05,12
    lead-time-days,2062-06,11  # <- reading-in-the-future
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
    metric,period,value
    lead-time-days,2026-05,12
    lead-time-days,2026-06,11
    ```
    """
    return evaluation.faults_of("reading-in-the-future")
