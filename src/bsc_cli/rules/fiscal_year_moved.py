"""The rule `fiscal-year-moved`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bsc_cli.diff import Diff
from bsc_cli.finding import Problem, Severity
from bsc_cli.model import Metric, Period
from bsc_cli.rule import rule


@rule(Diff, Severity.WARNING)
def fiscal_year_moved(diff: Diff) -> Iterator[Problem]:
    """Fiscal years that start in another month, so that targets fall due on other days, with no decision about it.

    ## Why
    One word in `bsc.yaml` moves the end of every fiscal quarter and year: the target for 2026-Q4 is due half a year
    later, and no target has changed. Nor do readings of quarters say what they said. An organisation does change its
    year, and then it has decided so: any new decision in a review of a scorecard without a parent clears this. Targets
    whose days stay the same, because they were rewritten for the new year, are not counted.

    ## Bad
    ```yaml before/bsc.yaml
    strategy: Halden Valves
    ```
    ```yaml before/scorecards/corporate.yaml
    scorecard: corporate
    objectives:
      grow-exports:
        perspective: financial
        title: Grow revenue from exports
        metrics: {exports: {better: higher, baseline: 6, targets: {2026-Q4: 12}, every: quarter}}
    ```
    ```yaml after/bsc.yaml
    strategy: Halden Valves
    fiscal_year_starts: july  # <- fiscal-year-moved
    ```
    ```yaml after/scorecards/corporate.yaml
    scorecard: corporate
    objectives:
      grow-exports:
        perspective: financial
        title: Grow revenue from exports
        metrics: {exports: {better: higher, baseline: 6, targets: {2026-Q4: 12}, every: quarter}}
    ```

    ## Good
    ```yaml before/bsc.yaml
    strategy: Halden Valves
    ```
    ```yaml before/scorecards/corporate.yaml
    scorecard: corporate
    objectives:
      grow-exports:
        perspective: financial
        title: Grow revenue from exports
        metrics: {exports: {better: higher, baseline: 6, targets: {2026-Q4: 12}, every: quarter}}
    ```
    ```yaml after/bsc.yaml
    strategy: Halden Valves
    fiscal_year_starts: july
    ```
    ```yaml after/scorecards/corporate.yaml
    scorecard: corporate
    objectives:
      grow-exports:
        perspective: financial
        title: Grow revenue from exports
        metrics: {exports: {better: higher, baseline: 6, targets: {2026-Q2: 12}, every: quarter}}
    ```
    """
    roots = {card.id for card in diff.head.roots}
    moved = [] if any(review.review in roots for review, _ in diff.new_decisions) else [*_moved(diff)]
    if moved:
        metric, period, was, now = moved[0]
        many = "1 target falls" if len(moved) == 1 else f"{len(moved)} targets fall"
        yield Problem(
            diff.settings,
            f"The fiscal year starts in {diff.settings.fiscal_year_starts} instead of "
            f"{diff.base.settings.fiscal_year_starts}, so {many} due on another day: that of "
            f'"{metric.name}" for {period} on {now} instead of {was}.',
            "fiscal_year_starts",
            help="Write the periods of the targets by the new year, or record the decision in a review.",
        )


class _Moved(NamedTuple):
    """A target by its metric and period, and when it was due and is due now."""

    metric: Metric
    period: Period
    was: date
    now: date


def _moved(diff: Diff) -> Iterator[_Moved]:
    """Yield the targets that stand under the same period in both versions and are due on another day."""
    old, new = diff.base.calendar, diff.head.calendar
    for metric in diff.head.metrics.values() if old != new else ():
        before = diff.base.metrics.get(diff.pairs.in_base("metric", metric.id))
        if before is None or set(map(old.last_day, before.targets)) == set(map(new.last_day, metric.targets)):
            continue
        for period in metric.targets:
            was, now = old.last_day(period), new.last_day(period)
            if period in before.targets and was != now:
                yield _Moved(metric, period, was, now)
