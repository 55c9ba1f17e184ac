"""The rule `reading-unknown-metric`."""

from collections.abc import Iterator

from bsc_cli.evaluation import Evaluation
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Evaluation, Severity.ERROR)
def reading_unknown_metric(evaluation: Evaluation) -> Iterator[Problem]:
    """Rows for a metric that no scorecard declares.

    ## Why
    A value that belongs to no metric is seen by nobody, and the metric that it was meant for looks late. Most often
    the id is misspelt, was changed in the scorecard and not in the export, or lacks its scorecard's id: a full id is
    `corporate/lead-time-days`. In a strategy with one scorecard the short id will do. One finding is made for each
    unknown name, at its first row.

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
    lead-time-day,2026-04,12  # <- reading-unknown-metric
    lead-time-day,2026-05,11
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
    lead-time-days,2026-04,12
    lead-time-days,2026-05,11
    ```
    """
    return evaluation.faults_of("reading-unknown-metric")
