"""The rule `target-outside-limits`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy

if TYPE_CHECKING:
    from bsc_cli.model import Metric


@rule(Strategy, Severity.ERROR, by_scorecard=True)
def target_outside_limits(strategy: Strategy) -> Iterator[Problem]:
    """Targets, baselines and red lines that lie outside what the metric can be at all.

    ## Why
    `limits` say what a value can be: a share ends at 100 percent, a count does not go below zero. A target beyond
    them can never be reached, a red line beyond them can never be crossed, and a baseline beyond them was never
    measured; one of the numbers is mistyped, or the unit is not the one people think of. Doran (1981) asks of an
    objective that it is realistic, which this is not.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver on time
        metrics:
          on-time-deliveries:
            unit: "%"
            better: higher
            limits: {low: 0, high: 100}
            baseline: 0.82
            target: 950  # <- target-outside-limits
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver on time
        metrics:
          on-time-deliveries: {unit: "%", better: higher, limits: {low: 0, high: 100}, baseline: 82, target: 95}
    ```
    """
    for metric in strategy.metrics.values():
        if metric.limits is None:
            continue
        low, high = metric.limits.low, metric.limits.high
        for what, field, value in _values(strategy, metric):
            if low is not None and value < low:
                where = f"below {low:f}"
            elif high is not None and value > high:
                where = f"above {high:f}"
            else:
                continue
            yield Problem(
                metric,
                f'The {what} of "{metric.name}", {value:f}, is {where}, beyond what it can be.',
                field,
                help="Check the number and its unit, or widen 'limits'.",
                also=(Also(metric, "the limits are here", "limits"),),
            )


def _values(strategy: Strategy, metric: Metric) -> Iterator[tuple[str, tuple[str, ...], Decimal]]:
    """Yield each value that is written for a metric: what it is, its field, and the value."""
    within = metric.target_range
    written = [
        ("target", ("target",), metric.target),
        *(("target", ("targets", str(period)), value) for period, value in strategy.targets_of(metric)),
        ("target range", ("target_range", "low"), within.low if within else None),
        ("target range", ("target_range", "high"), within.high if within else None),
        ("baseline", ("baseline",), metric.baseline),
        ("red line", ("red_line",), metric.red_line),
    ]
    yield from ((what, field, value) for what, field, value in written if value is not None)
