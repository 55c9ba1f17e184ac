"""Which readings of a metric can be compared: of those in a window those that no event parts from the newest."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from bsc_cli.evaluation.evaluation import Evaluation
from bsc_cli.evaluation.metric import MetricResult
from bsc_cli.evaluation.series import Series
from bsc_cli.model import Lag, Period
from bsc_cli.strategy import Strategy


class Window(NamedTuple):
    """The readings to look at: from the one in force before a day on, and those that a lag later are over by the end.

    Without a start, from the first one on.
    """

    start: date | None
    end: date
    lag: Lag | None = None

    def of(self, series: Series) -> Series:
        """Return the values of the periods that are over early enough: as many of the oldest."""
        lag, last = self.lag, len(series) - 1
        if last >= 0 and (series[last].ends if lag is None else lag.after(series[last].ends)) <= self.end:
            return series
        return series[: bisect_right(series, self.end, key=lambda each: lag.after(each.ends) if lag else each.ends)]


class Known(NamedTuple):
    """Values that can be compared, in the order of time, and the last days of their periods."""

    days: Sequence[date]
    values: Sequence[Decimal]

    def first(self, start: date | None) -> int:
        """Return the position of the reading that was in force before a day; of the first one where there is none."""
        return 0 if start is None else max(bisect_left(self.days, start) - 1, 0)


class LookedAt(NamedTuple):
    """How many readings tell whether an objective moved, and the event that parts earlier ones from them, if one does.

    Of several metrics the one with the most readings, and the newest event, count.
    """

    readings: int
    event: Period | None


def known_in(window: Window, result: MetricResult) -> Known:
    """Return the readings of a metric up to the end of a window that have a value, whatever came between them."""
    series = window.of(result.series)
    days, values = result.days, result.values
    if len(series) < len(result.series):
        days = [each.ends for each in series if each.value is not None]
        values = values[: len(days)]
    return Known(days, values)


def comparable(strategy: Strategy, result: MetricResult, window: Window) -> Known:
    """Return the readings that have a value and that no event parts from the newest one."""
    days, values = known_in(window, result)
    breaks = (strategy.calendar.first_day(event.on) for event in strategy.events_about(result.metric))
    first = bisect_left(days, max((day for day in breaks if days and day <= days[-1]), default=date.min))
    return Known(days[first:], values[first:]) if first else Known(days, values)


def looked_at(evaluation: Evaluation, objective: str, window: Window) -> LookedAt:
    """Return what the word on whether an objective moved in a window rests on."""
    strategy, most = evaluation.strategy, 0
    cuts: list[tuple[date, Period]] = []
    for part in evaluation.by_objective[objective].parts:
        result = evaluation.by_metric[part]
        if not result.weight or result.metric.direction is None:
            continue
        known, every = comparable(strategy, result, window), known_in(window, result)
        most = max(most, len(known.days) - known.first(window.start))
        wanted = every.first(window.start)
        for event in strategy.events_about(result.metric):
            day = strategy.calendar.first_day(event.on)
            if every.days and every.days[wanted] < day <= every.days[-1]:
                cuts.append((day, event.on))
    return LookedAt(most, max(cuts, key=lambda cut: cut[0])[1] if cuts else None)
