"""The rule `reading-too-coarse`."""

from collections.abc import Iterator

from bsc_cli.evaluation import Evaluation
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Evaluation, Severity.ERROR)
def reading_too_coarse(evaluation: Evaluation) -> Iterator[Problem]:
    """Rows for longer periods than the metric is measured in.

    ## Why
    A metric that is promised `every: month` was agreed on because a month is soon enough to act; a figure for the
    quarter says nothing about its months, so it is not used and the metric will be late. The other way round is fine:
    finer readings are made into one value of the period by the metric's `aggregate`. One finding is made for each
    metric and length of period, at the first row.

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
    lead-time-days,2026-03,12
    lead-time-days,2026-Q2,11  # <- reading-too-coarse
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
    lead-time-days,2026-03,12
    lead-time-days,2026-W18,10.5
    lead-time-days,2026-05,11
    lead-time-days,2026-06,11
    ```
    """
    return evaluation.faults_of("reading-too-coarse")
