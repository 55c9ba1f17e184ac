"""Which readings should be there by a day and are not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from bsc_cli.evaluation.evaluation import Evaluation
from bsc_cli.evaluation.metric import MetricResult
from bsc_cli.evaluation.status import Status
from bsc_cli.model import Cadence, Calendar, Period

MOST = 12
"""Of a metric that nobody has read for long, the newest periods that are listed."""


class Due(NamedTuple):
    """A metric as it stands, and the periods since its newest reading that are over, oldest first.

    Of more than twelve the newest are listed, and `passed_over` counts the others.
    """

    result: MetricResult
    periods: tuple[Period, ...]
    passed_over: int = 0


def due(evaluation: Evaluation, day: date) -> Iterator[Due]:
    """Yield what is due by the end of a day, in the order of the strategy.

    The living metrics that say how often they are measured (`every`) and have no formula. One that was never measured
    owes the last period that is over. A reading for a finer period does for the one that it lies in.
    """
    calendar = evaluation.strategy.calendar
    for result in evaluation.metrics:
        metric = result.metric
        if metric.every is None or metric.formula is not None or result.status is Status.RETIRED:
            continue
        if not result.series and evaluation.rows_of(metric.id):
            continue  # its first period is still running
        last = _last_over(day, metric.every, calendar)
        newest = result.series[-1].ends if result.series else None
        periods = _between(newest, last, calendar)
        if periods:
            yield Due(result, tuple(periods[-MOST:]), max(len(periods) - MOST, 0))


def _last_over(day: date, cadence: Cadence, calendar: Calendar) -> Period:
    """Return the newest period of a cadence that is over by the end of a day."""
    here = calendar.holding(day, cadence)
    return here if calendar.last_day(here) <= day else _before(here, calendar)


def _before(period: Period, calendar: Calendar) -> Period:
    return calendar.holding(calendar.first_day(period) - timedelta(days=1), period.cadence)


def _between(newest: date | None, last: Period, calendar: Calendar) -> list[Period]:
    """Return the periods that end after a day, up to the last one, oldest first; without a day only the last one."""
    found = []
    period = last
    while newest is None or calendar.last_day(period) > newest:
        found.append(period)
        if newest is None:
            break
        period = _before(period, calendar)
    return found[::-1]
