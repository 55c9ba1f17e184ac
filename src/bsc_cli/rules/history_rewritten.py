"""The rule `history-rewritten`."""

from collections.abc import Iterator

from bsc_cli.diff import Restated, Reviewed
from bsc_cli.finding import Problem, Severity
from bsc_cli.model import Period
from bsc_cli.readings import Reading
from bsc_cli.rule import rule


@rule(Reviewed, Severity.ERROR)
def history_rewritten(reviewed: Reviewed) -> Iterator[Problem]:
    """Past readings or targets of closed periods that are otherwise than they were.

    ## Why
    What was measured and what was aimed at then are the only things that nobody can argue about later. A value that
    was wrong may be put right, but somebody has to say so: a decision of a review that names the metric. Values that
    were known to be missing may be filled in, and what is new is no rewriting.

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
    corporate/lead-time,2026-06,15
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
            targets: {2026-Q2: 14, 2026-Q3: 12}
            every: month
    ```
    ```csv after/readings/readings.csv
    metric,period,value
    corporate/lead-time,2026-06,14  # <- history-rewritten
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
    corporate/lead-time,2026-06,15
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
            targets: {2026-Q2: 14, 2026-Q3: 12}
            every: month
    ```
    ```csv after/readings/readings.csv
    metric,period,value
    corporate/lead-time,2026-06,15
    corporate/lead-time,2026-07,13.5
    ```
    """
    diff = reviewed.diff
    by_metric: dict[str, list[Restated]] = {}
    for each in reviewed.restated:
        by_metric.setdefault(each.metric.id, []).append(each)
    for (metric, was, now), *others in by_metric.values():
        if not diff.is_decided(metric):
            more = f", and {len(others)} more of its past readings changed" if others else ""
            what = "is deleted" if now is None else f"was {was.value:f} and is {_value(now)} now"
            yield Problem(
                metric if now is None else now.spot,
                f'The reading of "{metric.name}" for {was.period} {what}{more}.',
                help="Put it back, or record in a review why it was wrong: a decision 'about' the metric.",
            )
    for metric, changes in diff.of_metrics("targets"):
        for change in changes:
            day = diff.head.calendar.last_day(Period.read(change.field[1]))
            closed = reviewed.as_of is not None and day <= reviewed.as_of
            if closed and change.effect is not None and not diff.is_decided(metric):
                yield Problem(
                    metric,
                    f'The target of "{metric.name}" for {change.field[1]} is changed after that period was over.',
                    change.field,
                    help="Put it back: a closed period is judged by the target that was in force then.",
                )


def _value(reading: Reading) -> str:
    return "empty" if reading.value is None else f"{reading.value:f}"
