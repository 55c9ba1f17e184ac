"""The rule `missing-without-note`."""

from collections.abc import Iterator

from bsc_cli.evaluation import Evaluation
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Evaluation, Severity.WARNING)
def missing_without_note(evaluation: Evaluation) -> Iterator[Problem]:
    """Empty values without a note that says why.

    ## Why
    An empty value says that the number is known to be missing: that is honest, and it is not counted as a miss. But
    the next question in the review is why, and whether it will come; one sentence in the `note` answers it.

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
    metric,period,value,note
    lead-time-days,2026-04,12,
    lead-time-days,2026-05,,  # <- missing-without-note
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
    lead-time-days,2026-04,12,
    lead-time-days,2026-05,,The warehouse moved; counting begins again in June
    ```
    """
    return evaluation.faults_of("missing-without-note")
