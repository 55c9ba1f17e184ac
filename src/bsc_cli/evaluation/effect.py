"""What came of an initiative that is done: the readings since its effect can show, against the one before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from bsc_cli.evaluation.gain import gain
from bsc_cli.evaluation.metric import MetricResult
from bsc_cli.evaluation.series import Series
from bsc_cli.model import Initiative
from bsc_cli.strategy import Strategy


class Effect(NamedTuple):
    """The value before an initiative began, those of the periods since its effect can show, and the day of that.

    `position` is the metric's among those that the initiative moves; `gain` is the best there was since, in the
    metric's unit, and not above 0 when no reading since is better.
    """

    position: int
    metric: MetricResult
    before: Decimal
    since: tuple[Decimal, ...]
    shows: date
    gain: Decimal


def effects(strategy: Strategy, initiative: Initiative, results: Mapping[str, MetricResult]) -> Iterator[Effect]:
    """Yield what came of an initiative in each of the living metrics it moves, as far as readings can tell.

    Its effect can show from the day it was due on, and along the arrows when the lags of the quickest way have passed.
    Only periods that begin later count. What was read before an event about the metric is not compared.
    """
    if initiative.due is None:
        return
    calendar = strategy.calendar
    due = calendar.last_day(initiative.due)
    begins = calendar.first_day(initiative.start) if initiative.start else due
    shown = strategy.arrivals(initiative.objective, due)
    for position, ref in enumerate(initiative.moves):
        result = results.get(strategy.full_id(ref, initiative.scorecard_id))
        if result is None or result.metric.id not in strategy.metrics:
            continue
        shows = shown.get(result.objective, due)
        before, since = _parted(result.series, begins, shows, strategy)
        if before is None:
            before = result.metric.baseline
        if before is None or not since or _broken(strategy, result, begins):
            continue
        gains = [each for value in since if (each := gain(result.metric, before, value)) is not None]
        if gains:
            yield Effect(position, result, before, since, shows, max(gains))


def _parted(
    series: Series, begins: date, shows: date, strategy: Strategy
) -> tuple[Decimal | None, tuple[Decimal, ...]]:
    """Return the last value before the work began, and those of periods that begin after it shows."""
    before, since = None, []
    for each in series:
        if each.value is None:
            continue
        if each.ends < begins:
            before = each.value
        elif strategy.calendar.first_day(each.period) > shows:
            since.append(each.value)
    return before, tuple(since)


def _broken(strategy: Strategy, result: MetricResult, begins: date) -> bool:
    """Whether an event about a metric lies between the value before some work and the newest one."""
    newest = result.series[-1].ends
    days = (strategy.calendar.first_day(event.on) for event in strategy.events_about(result.metric))
    return any(begins <= day <= newest for day in days)
