"""The rule `pace-impossible`."""

from collections.abc import Iterator

from bsc_cli.evaluation import Evaluation, Status
from bsc_cli.evaluation.pace import pace
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Evaluation, Severity.WARNING)
def pace_impossible(evaluation: Evaluation, *, times: int = 3) -> Iterator[Problem]:
    """Targets that need a far better pace than the metric has ever shown.

    ## Why
    A target that nobody believes in moves nobody, and it will be missed on a day that can be named today. The best
    pace is the greatest gain over any stretch about as long as the time that is left, in all readings since the
    baseline or the last event (`events:`). More than three `times` that is a hope, unless something is done that was
    never tried: then say what, in an initiative. Doran's SMART (1981) asks for what can realistically be achieved. Or
    agree on another target or date in a review, where it is a decision and not a retreat. For dated targets only.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          lead-time-days:
            better: lower
            baseline: 19
            targets: {2026-Q4: 8}  # <- pace-impossible
            every: month
    ```
    ```csv
    metric,period,value
    lead-time-days,2026-04,18.4
    lead-time-days,2026-05,18
    lead-time-days,2026-06,17.5
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          lead-time-days: {better: lower, baseline: 19, targets: {2026-Q4: 15}, every: month}
    ```
    ```csv
    metric,period,value
    lead-time-days,2026-04,18.4
    lead-time-days,2026-05,18
    lead-time-days,2026-06,17.5
    ```
    """
    for metric in evaluation.strategy.metrics.values():
        result = evaluation.by_metric[metric.id]
        found = None if result.value is None or result.status is Status.LATE else pace(evaluation.strategy, result)
        if found is not None and found.is_beyond(times):
            best = found.best
            so_far = (
                f"the best so far was {best.gain:f} in {best.days} days"
                if best.gain > 0
                else "in as long a time it has never improved at all"
            )
            yield Problem(
                metric,
                f'"{metric.name}" has to improve by {found.needed.gain:f} in the {found.needed.days} days to its '
                f"target of {found.target:f} for {found.period}; {so_far}.",
                ("targets", str(found.period)),
                help="Say what will be done that was never tried, or agree on a target that can be believed.",
            )
