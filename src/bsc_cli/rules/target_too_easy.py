"""The rule `target-too-easy`."""

from collections.abc import Iterator

from bsc_cli.evaluation import Evaluation
from bsc_cli.evaluation.gain import gain
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Evaluation, Severity.INFO)
def target_too_easy(evaluation: Evaluation, *, readings: int = 3) -> Iterator[Problem]:
    """Targets that were met from the first reading on, and ever since.

    ## Why
    A target that is met before anything was done asks for nothing, and its green lifts every score above it. Ittner
    and Larcker ("Coming Up Short on Nonfinancial Performance Measurement", Harvard Business Review, 2003) list targets
    that are set wrongly among the ways in which measuring fails. The last target is meant, the standing one or the
    last dated one, and all readings must meet it, three at least (`readings`). Metrics that guard another one as its
    `counter_metric` are left alone, as holding a level is their work; so are ranges.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          punctual:
            unit: "%"
            better: higher
            targets: {2026-Q4: 88, 2027-Q4: 90}  # <- target-too-easy
    ```
    ```csv
    metric,period,value
    punctual,2026-04,93
    punctual,2026-05,91
    punctual,2026-06,94
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          punctual: {unit: "%", better: higher, targets: {2026-Q4: 95, 2027-Q4: 97}}
    ```
    ```csv
    metric,period,value
    punctual,2026-04,93
    punctual,2026-05,91
    punctual,2026-06,94
    ```
    """
    strategy = evaluation.strategy
    for metric in strategy.metrics.values():
        last = strategy.final_target(metric)
        if last is None or metric.direction in (None, "within") or metric.id in strategy.counter_metrics:
            continue
        target, field = last
        values = [each.value for each in evaluation.by_metric[metric.id].series if each.value is not None]
        gains = (gain(metric, target, value) for value in values)
        if len(values) >= readings and all(beyond is not None and beyond >= 0 for beyond in gains):
            yield Problem(
                metric,
                f'"{metric.name}" has met {target:f}, its last target, in each of its {len(values)} readings.',
                field,
                help="Ask for more, or give it up and steer by something that still has to move.",
            )
