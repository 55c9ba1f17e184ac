"""The rule `no-width`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bsc_cli.finding import Problem, Severity
from bsc_cli.model import Metric, Range, red_line, red_line_beyond
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.ERROR, by_scorecard=True)
def no_width(strategy: Strategy) -> Iterator[Problem]:
    """Targets and red lines that are the same number, so that no score lies between them.

    ## Why
    A score is 100 at the target and 50 at the red line. The red line is the `red_line` of the metric, else its
    `baseline`, else a tenth of the target away from it. When that is the target itself there is nothing to measure a
    shortfall with, and the metric stays without a score. A target of 0 needs a red line for this reason: how many
    accidents are too many? Two is an answer, a tenth of nothing is none.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      work-safely:
        perspective: process
        title: Work safely
        metrics:
          accidents: {better: lower, target: 0}  # <- no-width
          near-misses-reported: {better: higher, target: 40, red_line: 40}  # <- no-width
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      work-safely:
        perspective: process
        title: Work safely
        metrics:
          accidents: {better: lower, target: 0, red_line: 2}
          near-misses-reported: {better: higher, target: 40}
    ```
    """
    for metric in strategy.metrics.values():
        if metric.target_range is not None:
            yield from _of_range(metric, metric.target_range)
        elif metric.direction is not None:
            yield from _of_targets(metric)


def _of_targets(metric: Metric) -> Iterator[Problem]:
    if metric.target is not None:
        if red_line(metric, metric.target) == metric.target:
            yield _problem(metric, metric.target, "target")
        return
    for period, target in metric.targets.items():
        if red_line(metric, target) == target:
            yield _problem(metric, target, ("targets", str(period)))


def _of_range(metric: Metric, bounds: Range) -> Iterator[Problem]:
    """Yield the bounds without a width; one that no value can cross, by the metric's `limits`, needs none.

    They hold for what is read; what is worked out of it, by a formula or as a sum, may lie beyond.
    """
    is_read = metric.formula is None and metric.aggregate != "sum"
    limits = (metric.limits if is_read else None) or Range()
    for name, bound, limit, below in (("low", bounds.low, limits.low, True), ("high", bounds.high, limits.high, False)):
        if bound is None or (limit is not None and (limit >= bound if below else limit <= bound)):
            continue
        if red_line_beyond(metric, bound, below=below) == bound:
            yield _problem(metric, bound, ("target_range", name))


def _problem(metric: Metric, target: Decimal, field: str | tuple[str, ...]) -> Problem:
    if metric.red_line == target:
        same = f'The target of "{metric.id}" and its red line are both {target:f}'
    elif metric.baseline == target:
        same = f'The target of "{metric.id}" and its baseline, which is its red line, are both {target:f}'
    else:
        same = f'The target of "{metric.id}" is {target:f}, and nothing says where it turns red'
    return Problem(
        metric,
        f"{same}; without a distance between them there is no score.",
        field,
        help="Set a `red_line`: the value that would make you act.",
    )
