"""The metrics of a card: what the readings say of them, else what is planned."""

from __future__ import annotations

from bsc_cli.model import Calendar, Metric, Objective
from bsc_cli.strategy import Strategy
from bsc_cli.view.map.mark import Mark, MetricLine

_MOST_METRICS = 2


def metrics_of(strategy: Strategy, objective: Objective, mark: Mark | None) -> tuple[MetricLine, ...]:
    """Return the metrics that a card shows: those of its mark where it has one, else the first ones with targets."""
    if mark is not None:
        return mark.metrics[:_MOST_METRICS]
    living = [metric for metric in objective.metrics.values() if metric.retired is None]
    return tuple(
        MetricLine(
            metric.title or metric.name, None, _target(metric, strategy.calendar), leading=metric.kind_ == "leading"
        )
        for metric in living[:_MOST_METRICS]
    )


def _target(metric: Metric, calendar: Calendar) -> str | None:
    if metric.target is not None:
        return _amount(f"{metric.target:f}", metric.unit)
    if metric.targets:
        last = max(metric.targets, key=calendar.last_day)
        return f"{_amount(f'{metric.targets[last]:f}', metric.unit)} by {last}"
    if metric.target_range is not None:
        low, high = metric.target_range.low, metric.target_range.high
        if low is not None and high is not None:
            return _amount(f"{low:f} to {high:f}", metric.unit)
        return (
            f"at most {_amount(f'{high:f}', metric.unit)}"
            if low is None
            else f"at least {_amount(f'{low:f}', metric.unit)}"
        )
    return None


def _amount(number: str, unit: str | None) -> str:
    return f"{number}%" if unit == "%" else f"{number} {unit}" if unit else number
