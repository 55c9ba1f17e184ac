"""Which metric stands for an objective when an arrow between two objectives is held against readings."""

from __future__ import annotations

from bsc_cli.evaluation import Evaluation
from bsc_cli.evidence.evidence import Ends
from bsc_cli.model import Arrow, Metric, Objective


def stand_in(evaluation: Evaluation, objective: Objective, like: str | None = None) -> Metric | None:
    """Return the metric that stands for an objective; None when it has none with a reading.

    The one whose short id is `like`; else the only one; else the first lagging one, because that is where an outcome
    shows; else the first one. Those without any reading are passed over.
    """
    measured = [
        metric
        for metric in evaluation.strategy.metrics_of(objective)
        if any(value.value is not None for value in evaluation.by_metric[metric.id].series)
    ]
    alike = [metric for metric in measured if metric.name == like]
    lagging = [metric for metric in measured if metric.kind_ == "lagging"]
    return next(iter([*alike, *lagging, *measured]), None)


def ends_of(evaluation: Evaluation, arrow: Arrow) -> Ends | None:
    """Return the metrics that stand for the objectives of an arrow itself; None when one of them is not measured."""
    cause, effect = (stand_in(evaluation, evaluation.strategy.objectives[end]) for end in (arrow.source, arrow.target))
    return Ends(cause.id, effect.id) if cause and effect else None
