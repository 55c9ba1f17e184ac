"""The rule `target-moved-within-period`."""

from collections.abc import Iterator

from bsc_cli.diff import Change, Reviewed
from bsc_cli.finding import Problem, Severity
from bsc_cli.model import Metric, Period
from bsc_cli.rule import rule


@rule(Reviewed, Severity.ERROR)
def target_moved_within_period(reviewed: Reviewed) -> Iterator[Problem]:
    """Targets that are moved in the middle of the period they are for.

    ## Why
    Whoever works towards a target must be able to rely on it until its period is over, and whoever reads the result,
    too. A target that is moved once half of the result is known is no target. Only a decision of a review that names
    the metric clears it. The day is that of the newest reading, or `--as-of`.

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
            targets: {2026-Q2: 14, 2026-Q3: 12}
            every: month
    ```
    ```csv before/readings/readings.csv
    metric,period,value
    corporate/lead-time,2026-07,13.5
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
            targets: {2026-Q2: 14, 2026-Q3: 13}  # <- target-moved-within-period
            every: month
    ```
    ```csv after/readings/readings.csv
    metric,period,value
    corporate/lead-time,2026-07,13.5
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
            targets: {2026-Q2: 14, 2026-Q3: 12}
            every: month
    ```
    ```csv before/readings/readings.csv
    metric,period,value
    corporate/lead-time,2026-07,13.5
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
            targets: {2026-Q2: 14, 2026-Q3: 13}
            every: month
    ```
    ```csv after/readings/readings.csv
    metric,period,value
    corporate/lead-time,2026-07,13.5
    ```
    ```yaml after/reviews/2026-Q2.yaml
    review: corporate
    on: 2026-07-12
    decisions:
      - what: Aim at 13 days in the third quarter.
        because: It comes half a year late.
        about: [lead-time]
    ```
    """
    for metric, changes in reviewed.diff.of_metrics("target", "targets", "target_range"):
        for change in changes:
            period = _running(reviewed, metric, change)
            if period is not None and not reviewed.diff.is_decided(metric):
                yield Problem(
                    metric,
                    f'The target of "{metric.name}" for {period} is moved while that period is running.',
                    change.field,
                    help="Move the target of a later period, or record the decision in a review, 'about' the metric.",
                )


def _running(reviewed: Reviewed, metric: Metric, change: Change) -> Period | None:
    """Return the period that a changed target is for, when it has begun and is not over; None otherwise."""
    calendar, today = reviewed.diff.head.calendar, reviewed.as_of
    if today is None or change.old is None:
        return None
    if change.field[0] == "targets":
        period = Period.read(change.field[1])
    elif metric.every is not None:
        period = calendar.holding(today, metric.every)
    else:
        return None
    return period if calendar.first_day(period) <= today < calendar.last_day(period) else None
