"""The rule `late-reading`."""

from collections.abc import Iterator

from bsc_cli.evaluation import Evaluation, Status
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Evaluation, Severity.WARNING)
def late_reading(evaluation: Evaluation) -> Iterator[Problem]:
    """Metrics whose newest reading is older than their own cadence allows.

    ## Why
    A metric that is promised `every: month` and was last read in March steers nobody in July, and its old value still
    looks like an answer. The article this tool comes from warns that one cannot fix today with data that is three
    months old. A reading is late when a whole further period was over before the day without one. It counts neither as
    a hit nor as a miss: the first question is where the number is. A metric that is computed from late ones is not
    told as well.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          lead-time-days: {better: lower, target: 10, every: month}  # <- late-reading
    ```
    ```csv
    metric,period,value
    lead-time-days,2026-02,12
    lead-time-days,2026-03,11
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
    late = {result.id for result in evaluation.metrics if result.status is Status.LATE}
    for result in evaluation.metrics:
        if result.id in late and late.isdisjoint(evaluation.inputs_of(result.metric)):
            yield Problem(
                result.metric,
                f'"{result.metric.name}" is measured every {result.metric.every}, and its newest reading is for '
                f"{result.period}, {result.age} days before {evaluation.as_of}.",
                "every",
                help="Ask its owner for the reading; if there will be none, write an empty one with a note for now, "
                "or retire the metric.",
            )
