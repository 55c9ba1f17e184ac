"""The rule `reading-of-formula`."""

from collections.abc import Iterator

from bsc_cli.evaluation import Evaluation
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Evaluation, Severity.WARNING)
def reading_of_formula(evaluation: Evaluation) -> Iterator[Problem]:
    """Rows for a metric that is computed by its formula.

    ## Why
    A number with two sources has two values sooner or later, and an argument about which one is right. The formula
    counts and the rows are not used. Give the readings of what the formula is made of, or take the formula away. One
    finding is made for each metric, at its first row.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          share: {better: higher, target: 95, formula: 100 * on-time / orders}
          on-time: {aggregate: sum}
          orders: {aggregate: sum}
    ```
    ```csv
    metric,period,value
    on-time,2026-04,90
    orders,2026-04,100
    share,2026-04,91  # <- reading-of-formula
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          share: {better: higher, target: 95, formula: 100 * on-time / orders}
          on-time: {aggregate: sum}
          orders: {aggregate: sum}
    ```
    ```csv
    metric,period,value
    on-time,2026-04,90
    orders,2026-04,100
    ```
    """
    return evaluation.faults_of("reading-of-formula")
