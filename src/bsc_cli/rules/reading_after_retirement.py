"""The rule `reading-after-retirement`."""

from collections.abc import Iterator

from bsc_cli.evaluation import Evaluation
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Evaluation, Severity.WARNING)
def reading_after_retirement(evaluation: Evaluation) -> Iterator[Problem]:
    """Rows for a retired metric, of periods after it was retired.

    ## Why
    Someone still measures what nobody looks at any more. Either that work can stop, or the metric was given up too
    early. What was read up to its retirement stays: it is the history of the decision. One finding is made for each
    metric, at the first such row.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          punctual: {better: higher, target: 95}
          lorry-hours: {retired: {on: 2026-03, because: It measured effort., successor: punctual}}
    ```
    ```csv
    metric,period,value
    punctual,2026-04,93
    lorry-hours,2026-03,812
    lorry-hours,2026-04,798  # <- reading-after-retirement
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          punctual: {better: higher, target: 95}
          lorry-hours: {retired: {on: 2026-03, because: It measured effort., successor: punctual}}
    ```
    ```csv
    metric,period,value
    punctual,2026-04,93
    lorry-hours,2026-03,812
    ```
    """
    return evaluation.faults_of("reading-after-retirement")
