"""The rule `duplicate-reading`."""

from collections.abc import Iterator

from bsc_cli.evaluation import Evaluation
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Evaluation, Severity.ERROR)
def duplicate_reading(evaluation: Evaluation) -> Iterator[Problem]:
    """Two readings of the same metric for the same period.

    ## Why
    One of them is wrong, or both are parts that should have been added up, and nobody can see which one a decision
    was based on. Keep one row. If a value was corrected, the history in git has the old one. Until then the first row
    counts, files in alphabetical order.

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
    lead-time-days,2026-04,12
    lead-time-days,2026-05,11
    lead-time-days,2026-04,13  # <- duplicate-reading
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
    lead-time-days,2026-04,13
    lead-time-days,2026-05,11
    ```
    """
    return evaluation.faults_of("duplicate-reading")
