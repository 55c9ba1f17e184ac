"""The rule `counter-metric-worse`."""

from collections.abc import Iterator

from bsc_cli.evaluation import Evaluation, MetricResult, Status, Trend
from bsc_cli.evaluation.gain import gain
from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.rule import rule


@rule(Evaluation, Severity.WARNING)
def counter_metric_worse(evaluation: Evaluation) -> Iterator[Problem]:
    """Metrics that do well while their counter-metric gets worse.

    ## Why
    In the logistics example of the article this tool comes from, drivers who are measured on delivery time alone cut
    corners on safety and cargo. A `counter_metric` is there to show that price, and this is the moment for which it
    was named: the one is on target or gets better, and the other one gets worse. Worse means a signal in its trend
    (docs/scoring.md), or, with too few readings for one, that it is off and worse than its baseline. Ask what the good
    number was bought with, before it is celebrated.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          punctual: {unit: "%", better: higher, target: 90, counter_metric: damaged}  # <- counter-metric-worse
          damaged: {unit: "%", better: lower, target: 1, baseline: 2}
    ```
    ```csv
    metric,period,value
    punctual,2026-05,88
    punctual,2026-06,92
    damaged,2026-05,1.9
    damaged,2026-06,2.4
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          punctual: {unit: "%", better: higher, target: 90, counter_metric: damaged}
          damaged: {unit: "%", better: lower, target: 1, baseline: 2}
    ```
    ```csv
    metric,period,value
    punctual,2026-05,88
    punctual,2026-06,92
    damaged,2026-05,1.9
    damaged,2026-06,1.8
    ```
    """
    for metric in evaluation.strategy.metrics.values():
        if metric.counter_metric is None:
            continue
        result = evaluation.by_metric[metric.id]
        guard = evaluation.by_metric.get(evaluation.strategy.full_id(metric.counter_metric, metric.scorecard_id))
        if guard is not None and _does_well(result) and _gets_worse(guard):
            how = "is on target" if result.status is Status.ON_TARGET else "gets better"
            off = " and is off" if guard.status is Status.OFF else ""
            yield Problem(
                metric,
                f'"{metric.name}" {how}, while its counter-metric "{guard.metric.name}" gets worse{off}.',
                "counter_metric",
                help="Ask what the good number was bought with.",
                also=(Also(guard.metric, "the counter-metric is here"),),
            )


_UNKNOWN = (Status.LATE, Status.MISSING, Status.NEVER_MEASURED, Status.RETIRED)


def _does_well(result: MetricResult) -> bool:
    if result.status in _UNKNOWN or result.trend is Trend.WORSE:
        return False
    return result.status is Status.ON_TARGET or result.trend is Trend.BETTER


def _gets_worse(guard: MetricResult) -> bool:
    if guard.status in _UNKNOWN:
        return False
    if guard.trend is not Trend.TOO_FEW:
        return guard.trend is Trend.WORSE
    if guard.status is not Status.OFF or guard.value is None or guard.metric.baseline is None:
        return False
    moved = gain(guard.metric, guard.metric.baseline, guard.value)
    return moved is not None and moved < 0
