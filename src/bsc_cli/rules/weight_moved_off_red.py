"""The rule `weight-moved-off-red`."""

from collections.abc import Collection, Iterator
from decimal import Decimal

from bsc_cli.diff import Reviewed
from bsc_cli.finding import Problem, Severity
from bsc_cli.model import Metric
from bsc_cli.rule import rule


@rule(Reviewed, Severity.WARNING)
def weight_moved_off_red(reviewed: Reviewed) -> Iterator[Problem]:
    """Weights that let what is off count for less, with no decision that says why.

    ## Why
    When what is off counts for less, the score above rises without anything having become better. A weight may have
    been wrong; then a review decides so, and its decision names the metric or its objective.

    ## Bad
    ```yaml before/scorecards/corporate.yaml
    scorecard: corporate
    version: 1
    owner: ceo
    objectives:
      speed-up-delivery:
        perspective: process
        title: Shorten the lead time of custom orders
        owner: coo
        metrics:
          lead-time:
            unit: days
            better: lower
            baseline: 19
            targets: {2026-Q2: 14, 2026-Q4: 10}
            every: month
          on-time: {unit: "%", better: higher, target: 95, red_line: 90, every: month}
    ```
    ```csv before/readings/readings.csv
    metric,period,value
    corporate/lead-time,2026-06,14
    corporate/on-time,2026-06,82
    ```
    ```yaml after/scorecards/corporate.yaml
    scorecard: corporate
    version: 1
    owner: ceo
    objectives:
      speed-up-delivery:
        perspective: process
        title: Shorten the lead time of custom orders
        owner: coo
        metrics:
          lead-time:
            unit: days
            better: lower
            baseline: 19
            targets: {2026-Q2: 14, 2026-Q4: 10}
            every: month
          on-time:
            unit: "%"
            better: higher
            target: 95
            weight: 0.2  # <- weight-moved-off-red
            red_line: 90
            every: month
    ```
    ```csv after/readings/readings.csv
    metric,period,value
    corporate/lead-time,2026-06,14
    corporate/on-time,2026-06,82
    ```

    ## Good
    ```yaml before/scorecards/corporate.yaml
    scorecard: corporate
    version: 1
    owner: ceo
    objectives:
      speed-up-delivery:
        perspective: process
        title: Shorten the lead time of custom orders
        owner: coo
        metrics:
          lead-time:
            unit: days
            better: lower
            baseline: 19
            targets: {2026-Q2: 14, 2026-Q4: 10}
            every: month
          on-time: {unit: "%", better: higher, target: 95, red_line: 90, every: month}
    ```
    ```csv before/readings/readings.csv
    metric,period,value
    corporate/lead-time,2026-06,14
    corporate/on-time,2026-06,82
    ```
    ```yaml after/scorecards/corporate.yaml
    scorecard: corporate
    version: 1
    owner: ceo
    objectives:
      speed-up-delivery:
        perspective: process
        title: Shorten the lead time of custom orders
        owner: coo
        metrics:
          lead-time:
            weight: 0.5
            unit: days
            better: lower
            baseline: 19
            targets: {2026-Q2: 14, 2026-Q4: 10}
            every: month
          on-time: {unit: "%", better: higher, target: 95, red_line: 90, every: month}
    ```
    ```csv after/readings/readings.csv
    metric,period,value
    corporate/lead-time,2026-06,14
    corporate/on-time,2026-06,82
    ```
    """
    diff = reviewed.diff
    homes = {
        change.head.objective for _, (change, *_more) in diff.of_metrics("weight") if isinstance(change.head, Metric)
    }
    for home in sorted(homes & diff.head.objectives.keys()):
        now = {metric.id: metric for metric in diff.head.metrics_of(diff.head.objectives[home])}
        before = {full: was for full in now if (was := diff.base.metrics.get(diff.pairs.in_base("metric", full)))}
        for full, was in before.items():
            old, new = _share(was, before.values()), _share(now[full], [now[each] for each in before])
            if new < old and reviewed.missed(now[full]) is not None and not diff.is_decided(now[full]):
                yield Problem(
                    now[full],
                    f'"{now[full].name}" is off, and its share of the weight falls from {old}% to {new}%.',
                    "weight",
                    help="Leave the weights while it is off, or record the decision in a review, 'about' the metric.",
                )


def _share(metric: Metric, among: Collection[Metric]) -> int:
    """Return the share of a metric in the weight of some, in whole percent."""
    weights = [Decimal(1) if each.weight is None else each.weight for each in among]
    own = Decimal(1) if metric.weight is None else metric.weight
    return int(100 * own / sum(weights)) if sum(weights) else 0
