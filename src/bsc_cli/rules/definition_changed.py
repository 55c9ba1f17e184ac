"""The rule `definition-changed`."""

from collections.abc import Iterator

from bsc_cli.diff import Diff
from bsc_cli.finding import Problem, Severity
from bsc_cli.model import Metric
from bsc_cli.rule import rule


@rule(Diff, Severity.WARNING)
def definition_changed(diff: Diff) -> Iterator[Problem]:
    """Metrics that mean something else than before under the same id.

    ## Why
    A series is only worth comparing as long as it measures the same thing in the same way. With another unit,
    formula, source or direction the old readings and the new ones are two series, and the line between them shows a
    change that never happened. A decision of a review about the metric, or an event about it, says that it was meant.

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
          on-time: {unit: "%", better: higher, target: 95, every: month}
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
          on-time: {unit: orders, better: higher, target: 95, every: month}  # <- definition-changed
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
          on-time: {unit: "%", better: higher, target: 95, every: month}
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
          on-time: {unit: orders, better: higher, target: 95, every: month}
    events:
      - {on: 2026-07, what: Counted in orders from now on, about: [on-time]}
    ```
    """
    for metric, changes in diff.of_metrics("unit", "formula", "source", "better", "aggregate"):
        given = [change for change in changes if change.old is not None]
        events = len(diff.head.events_about(metric)) > _events_before(diff, metric)
        if given and not events and not diff.is_decided(metric):
            first = given[0]
            said = ", ".join(f"'{each.path}' from {each.old} to {each.new or 'nothing'}" for each in given)
            yield Problem(
                metric,
                f'The definition of "{metric.name}" changes under the same id: {said}.',
                first.field,
                help="Retire it and begin another, or record the break as an event 'about' it.",
            )


def _events_before(diff: Diff, metric: Metric) -> int:
    was = diff.base.metrics.get(diff.pairs.in_base("metric", metric.id))
    return len(diff.base.events_about(was)) if was else 0
