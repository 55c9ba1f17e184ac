"""The rule `target-moved-after-miss`."""

from collections.abc import Iterator

from bsc_cli.diff import Reviewed
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Reviewed, Severity.WARNING)
def target_moved_after_miss(reviewed: Reviewed) -> Iterator[Problem]:
    """Targets that are loosened when the metric is off, with no decision that says why.

    ## Why
    A missed target is the moment at which a strategy can teach something: either the work was not done, or it did not
    have the effect that was thought. A target that quietly moves to where the result is answers neither. When the
    target was wrong, a review decides so, and its decision names the metric.

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
          on-time: {unit: "%", better: higher, target: 95, red_line: 90, every: month}
    ```
    ```csv before/readings/readings.csv
    metric,period,value
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
          on-time:
            unit: "%"
            better: higher
            target: 80  # <- target-moved-after-miss
            red_line: 75
            every: month
    ```
    ```csv after/readings/readings.csv
    metric,period,value
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
          on-time: {unit: "%", better: higher, target: 95, red_line: 90, every: month}
    ```
    ```csv before/readings/readings.csv
    metric,period,value
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
          on-time: {unit: "%", better: higher, target: 80, red_line: 75, every: month}
    ```
    ```csv after/readings/readings.csv
    metric,period,value
    corporate/on-time,2026-06,82
    ```
    ```yaml after/reviews/2026-Q2.yaml
    review: corporate
    on: 2026-07-12
    decisions:
      - what: Aim at 80% until the second line runs.
        because: It comes half a year late.
        about: [on-time]
    ```
    """
    for metric, changes in reviewed.diff.of_metrics("target", "targets", "target_range", "path"):
        missed = reviewed.missed(metric)
        loosened = [change for change in changes if change.effect == "loosened"]
        if loosened and missed is not None and not reviewed.diff.is_decided(metric):
            yield Problem(
                metric,
                f'The target of "{metric.name}" is loosened after it was missed: it was off in {missed}.',
                loosened[0].field,
                help="Keep the target and act, or record in a review why it was wrong: a decision 'about' the metric.",
            )
