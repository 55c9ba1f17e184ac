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
    from says that data which is disputed "will be ignored". Each of dated targets is looked at, for each is what its
    period is judged by; with a `target_range`, the red line lies outside it.

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
          on-time:
            unit: "%"
            better: higher
            targets: {2026: 80, 2028: 95}
            red_line: 85  # <- red-line-order
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
          on-time: {unit: "%", better: higher, targets: {2026: 80, 2028: 95}, red_line: 75}
          line-load: {unit: "%", target_range: {low: 70, high: 85}, red_line: 95}
    ```
    """
    for metric in strategy.metrics.values():
        if metric.red_line is None:
            continue
        for low, high, field in _wanted(strategy, metric):
            if (low is not None and metric.red_line <= low) or (high is not None and metric.red_line >= high):
                continue
            dated = f" for {field[1]}" if len(field) > 1 else ""
            where = "inside its target range" if metric.target_range else f"on the good side of its target{dated}"
            yield Problem(
                metric,
                f'The red line of "{metric.name}", {metric.red_line:f}, is {where}.',
                "red_line",
                help="Move the red line to the bad side of the target; or check 'better'.",
                also=(Also(metric, "what is aimed at is here", field),),
            )
            break


def _wanted(strategy: Strategy, metric: Metric) -> Iterator[tuple[Decimal | None, Decimal | None, tuple[str, ...]]]:
    """Yield bounds between which values are good, either of which may be open, and the field that says so."""
    if metric.target_range is not None:
        yield metric.target_range.low, metric.target_range.high, ("target_range",)
    elif metric.direction in ("higher", "lower"):
        aims: list[tuple[Decimal, tuple[str, ...]]]
        aims = [(value, ("targets", str(period))) for period, value in strategy.targets_of(metric)]
        for value, field in aims if metric.target is None else [(metric.target, ("target",))]:
            yield (value, None, field) if metric.direction == "higher" else (None, value, field)
