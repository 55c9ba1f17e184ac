"""The way from a strategy and its readings to an Evaluation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import localcontext
from typing import TYPE_CHECKING

from bsc_cli.evaluation.evaluation import Evaluation
from bsc_cli.evaluation.formulas import Formulas
from bsc_cli.evaluation.future import without_future
from bsc_cli.evaluation.metric import MetricResult, stand
from bsc_cli.evaluation.rollup import roll_up
from bsc_cli.evaluation.series import Series, aggregated, seen
from bsc_cli.evaluation.status import Status
from bsc_cli.evaluation.trend import trend
from bsc_cli.model import Metric
from bsc_cli.readings import EXACT, Readings

if TYPE_CHECKING:
    from bsc_cli.strategy import Strategy


def evaluate(
    strategy: Strategy,
    readings: Readings,
    as_of: date | None = None,
    today: date | None = None,
    like: Evaluation | None = None,
) -> Evaluation:
    """Hold a strategy against its readings as of the end of a day.

    Left out, the day is the last one of the newest period for which a living metric has any reading. Readings of
    periods that end later are not seen. With `today`, the day it really is, readings of periods that begin after it
    are not seen either, whatever the day that is asked for, and are reported as `reading-in-the-future`.
    `like` is the evaluation of another version: what stands there as it does here is not worked out again.
    """
    readings = without_future(readings, strategy.calendar, today)
    day = as_of or _newest_day(strategy, readings)
    with localcontext(EXACT):
        known = _known(strategy, readings, day, like) if like is not None else {}
        series = _series(strategy, readings, day, known)
        metrics = tuple(_metrics(strategy, series, day, known))
        objectives, perspectives, scorecards = roll_up(strategy, metrics)
    return Evaluation(strategy, readings, day, metrics, objectives, perspectives, scorecards)


def _known(strategy: Strategy, readings: Readings, as_of: date | None, like: Evaluation) -> Mapping[str, MetricResult]:
    """Return where metrics stand in another evaluation whose scorecard and rows are the very same."""
    if (as_of, strategy.settings) != (like.as_of, like.strategy.settings):
        return {}
    same = {card.id for card in strategy.scorecards.values() if like.strategy.scorecards.get(card.id) is card}
    rows, others = readings.rows, like.readings.rows
    return {
        each.id: each
        for each in like.metrics
        if each.metric.scorecard_id in same and each.metric.formula is None and rows.get(each.id) is others.get(each.id)
    }


def _newest_day(strategy: Strategy, readings: Readings) -> date | None:
    last_day = strategy.calendar.last_day
    newest = {metric: last_day(rows[-1].period) for metric, rows in readings.rows.items() if rows}
    newest |= readings.newest
    living = [day for metric, day in newest.items() if metric in strategy.metrics]
    return max(living or newest.values(), default=None)


def _series(
    strategy: Strategy, readings: Readings, as_of: date | None, known: Mapping[str, MetricResult]
) -> dict[str, Series]:
    calendar = strategy.calendar
    found: dict[str, Series] = {}
    for metric in _every_metric(strategy):
        if metric.id in known:
            found[metric.id] = known[metric.id].series
            continue
        values = seen(readings.rows.get(metric.id, ()), calendar, as_of)
        found[metric.id] = (
            values if metric.every is None else aggregated(values, metric.every, metric.aggregate, calendar, as_of)
        )
    if any(metric.formula is not None for metric in _every_metric(strategy)):
        Formulas(strategy).fill(found, as_of)
    return found


def _every_metric(strategy: Strategy) -> Iterator[Metric]:
    for card in strategy.scorecards.values():
        for objective in card.objectives.values():
            yield from objective.metrics.values()


def _metrics(
    strategy: Strategy, series: Mapping[str, Series], as_of: date | None, known: Mapping[str, MetricResult]
) -> Iterator[MetricResult]:
    for card in strategy.scorecards.values():
        for objective in card.objectives.values():
            for metric in objective.metrics.values():
                if metric.id in known:
                    yield known[metric.id]
                    continue
                retired = metric.retired is not None or objective.retired is not None
                result = MetricResult(
                    metric=metric,
                    title=metric.title or metric.name,
                    objective=objective.id,
                    owner=metric.owner or objective.owner or card.owner,
                    status=Status.RETIRED if retired else Status.NEVER_MEASURED,
                )
                result = stand(result, series[metric.id], as_of, strategy.calendar)
                start = _last_break(strategy, metric, as_of)
                values = [
                    each.value
                    for each in series[metric.id]
                    if each.value is not None and (start is None or each.ends >= start)
                ]
                yield replace(result, trend=trend(metric, values))


def _last_break(strategy: Strategy, metric: Metric, as_of: date | None) -> date | None:
    """Return the day of the last event about a metric: what was read before it was measured under other conditions."""
    days = (strategy.calendar.first_day(event.on) for event in strategy.events_about(metric))
    return max((day for day in days if as_of is None or day <= as_of), default=None)
