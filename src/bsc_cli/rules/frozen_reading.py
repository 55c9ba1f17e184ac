"""The rule `frozen-reading`."""

from collections.abc import Iterator
from itertools import takewhile

from bsc_cli.evaluation import Evaluation
from bsc_cli.finding import Problem, Severity, Spot
from bsc_cli.model import Metric
from bsc_cli.readings import Reading
from bsc_cli.rule import rule


@rule(Evaluation, Severity.INFO)
def frozen_reading(evaluation: Evaluation, *, times: int = 6) -> Iterator[Problem]:
    """Metrics whose newest readings are all the same value.

    ## Why
    What is alive varies a little. The same value again and again is often a default of the form, the copy of last
    month's line, or a source that nobody feeds any more, and a green metric can rest on it for years. At six equal
    readings (`times`) the rule begins to ask. It does not ask about 0, nor about a value at one of the metric's
    `limits`, which can well stay where they are: no accidents, 100% trained. A note on the newest reading is an answer.
    The finding stands at that reading.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          punctual: {unit: "%", better: higher, target: 95, every: month}
    ```
    ```csv
    metric,period,value
    punctual,2026-01,96
    punctual,2026-02,96
    punctual,2026-03,96.0
    punctual,2026-04,96
    punctual,2026-05,96
    punctual,2026-06,96  # <- frozen-reading
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          punctual: {unit: "%", better: higher, target: 95, every: month}
    ```
    ```csv
    metric,period,value
    punctual,2026-01,96
    punctual,2026-02,95.1
    punctual,2026-03,96
    punctual,2026-04,96.4
    punctual,2026-05,96
    punctual,2026-06,95.8
    ```
    """
    for metric in evaluation.strategy.metrics.values():
        rows = [row for row in evaluation.rows_of(metric.id) if row.value is not None]
        if not rows or rows[-1].note or _may_stand_still(metric, rows[-1]):
            continue
        same = sum(1 for _ in takewhile(rows[-1].value.__eq__, (row.value for row in reversed(rows))))
        if same >= times:
            yield Problem(
                Spot(metric.id, rows[-1].place),
                f'The last {same} readings of "{metric.id}" are all {rows[-1].value:f}.',
                help="Ask at the source whether it is still measured; if it is, say so in the note.",
            )


def _may_stand_still(metric: Metric, row: Reading) -> bool:
    limits = metric.limits
    return row.value == 0 or (limits is not None and row.value in (limits.low, limits.high))
