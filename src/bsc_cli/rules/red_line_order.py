"""The rule `red-line-order`."""

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
def red_line_order(strategy: Strategy) -> Iterator[Problem]:
    """Red lines on the good side of the target, where a value on target would already be red.

    ## Why
    The red line is the value at which a metric turns red, so it has to be worse than the target. On the other side
    it makes every colour wrong, and a colour that is wrong is soon looked at by nobody: the article this tool comes
    from says that data which is disputed "will be ignored". The last of dated targets is the one that counts; with a
    `target_range`, the red line lies outside it.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      shorten-lead-time:
        perspective: process
        title: Shorten the lead time of custom orders
        metrics:
          lead-time-days:
            unit: days
            better: lower
            target: 10
            red_line: 7  # <- red-line-order
          line-load:
            unit: "%"
            target_range: {low: 70, high: 85}
            red_line: 80  # <- red-line-order
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      shorten-lead-time:
        perspective: process
        title: Shorten the lead time of custom orders
        metrics:
          lead-time-days: {unit: days, better: lower, target: 10, red_line: 14}
          line-load: {unit: "%", target_range: {low: 70, high: 85}, red_line: 95}
    ```
    """
    for metric in strategy.metrics.values():
        wanted = _wanted(strategy, metric) if metric.red_line is not None else None
        if wanted is None or metric.red_line is None:
            continue
        low, high, field = wanted
        if (low is None or metric.red_line > low) and (high is None or metric.red_line < high):
            where = "inside its target range" if metric.target_range else "on the good side of its target"
            yield Problem(
                metric,
                f'The red line of "{metric.name}", {metric.red_line:f}, is {where}.',
                "red_line",
                help="Move the red line to the bad side of the target; or check 'better'.",
                also=(Also(metric, "what is aimed at is here", field),),
            )


def _wanted(strategy: Strategy, metric: Metric) -> tuple[Decimal | None, Decimal | None, tuple[str, ...]] | None:
    """Return the bounds between which values are good, either of which may be open, and the field that says so."""
    if metric.target_range is not None:
        return metric.target_range.low, metric.target_range.high, ("target_range",)
    final = strategy.final_target(metric)
    if final is None or metric.direction not in ("higher", "lower"):
        return None
    return (final[0], None, final[1]) if metric.direction == "higher" else (None, final[0], final[1])
