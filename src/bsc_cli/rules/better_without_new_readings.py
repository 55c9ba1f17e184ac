"""The rule `better-without-new-readings`."""

from collections.abc import Iterator

from bsc_cli.diff import Reviewed
from bsc_cli.finding import Problem, Severity
from bsc_cli.model import Metric
from bsc_cli.rule import rule

_MOST_NAMED = 4


@rule(Reviewed, Severity.WARNING)
def better_without_new_readings(reviewed: Reviewed, *, least: int = 1) -> Iterator[Problem]:
    """Scores that rise on the very same readings, with no decision that says why.

    ## Why
    Held against the same readings as of the same day, the newer version gives a better score than the older one: so
    the strategy was changed, and not the business. That may be right, and then the decisions of reviews name every
    metric that looks better now. `least` is the number of points from which on it is said.

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
    scorecard: corporate  # <- better-without-new-readings
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
          on-time: {unit: "%", better: higher, target: 95, red_line: 90, every: month}
    ```
    ```csv after/readings/readings.csv
    metric,period,value
    corporate/on-time,2026-06,82
    corporate/on-time,2026-07,96
    ```
    """
    rises = {each.id: each for each in reviewed.impacts if each.kind == "scorecard"}
    for card in reviewed.diff.head.scorecards.values():
        rise = rises.get(card.id)
        if rise is None or rise.before is None or rise.after is None or rise.after - rise.before < least:
            continue
        because = tuple(_causes(reviewed, card.id))
        if because and all(reviewed.diff.is_answered_for(metric) for metric in because):
            continue
        on = ", ".join(f'"{metric.name}"' for metric in because[:_MOST_NAMED]) or "how it is added up"
        more = f" and {len(because) - _MOST_NAMED} more" if len(because) > _MOST_NAMED else ""
        yield Problem(
            card,
            f'The score of "{card.id}" rises from {rise.before:.1f} to {rise.after:.1f} without a new reading: '
            f"because of {on}{more}.",
            help="Record in a review why each of them is judged otherwise now: a decision 'about' it.",
        )


def _causes(reviewed: Reviewed, card: str) -> Iterator[Metric]:
    """Yield the metrics of a scorecard that look better, are weighed otherwise, or were there and are not."""
    diff = reviewed.diff
    for each in reviewed.impacts:
        if each.kind != "metric" or each.id.split("/", 1)[0] != card:
            continue
        was = reviewed.before.by_metric.get(diff.pairs.in_base("metric", each.id))
        now = reviewed.after.by_metric.get(each.id)
        found = now or was
        if found is not None and (each.before is None or each.after is None or each.after > each.before):
            yield found.metric
    for metric, _changes in diff.of_metrics("weight"):
        if metric.scorecard_id == card and metric.id in diff.head.metrics:
            yield metric
