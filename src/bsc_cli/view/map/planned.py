"""The metrics of a card: what the readings say of them, else what is planned."""

from __future__ import annotations

from bsc_cli.model import Calendar, Metric, Objective
from bsc_cli.strategy import Strategy
from bsc_cli.view.map.amount import bounds, with_unit
from bsc_cli.view.map.mark import Mark, MetricLine
from bsc_cli.view.numbers import shown

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
        return with_unit(shown(metric.target), metric.unit)
    if metric.targets:
        last = max(metric.targets, key=calendar.last_day)
        return f"{with_unit(shown(metric.targets[last]), metric.unit)} by {last}"
    return with_unit(bounds(metric.target_range), metric.unit) if metric.target_range else None
