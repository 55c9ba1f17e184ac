"""The rule `reading-outside-limits`."""

from collections.abc import Iterator

from bsc_cli.evaluation import Evaluation
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Evaluation, Severity.ERROR)
def reading_outside_limits(evaluation: Evaluation) -> Iterator[Problem]:
    """Values that their metric cannot have.

    ## Why
    The `limits` of a metric say what is possible at all: a share lies between 0 and 100, a number of accidents is not
    negative. What lies beyond is a slip of the keyboard or of a unit, and one such value can turn a whole scorecard
    green. Its period counts as known to be missing until it is corrected.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          punctual: {unit: "%", better: higher, target: 95, limits: {low: 0, high: 100}}
    ```
    ```csv
    metric,period,value
    punctual,2026-04,93.1
    punctual,2026-05,935  # <- reading-outside-limits
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          punctual: {unit: "%", better: higher, target: 95, limits: {low: 0, high: 100}}
    ```
    ```csv
    metric,period,value
    punctual,2026-04,93.1
    punctual,2026-05,93.5
    ```
    """
    return evaluation.faults_of("reading-outside-limits")
