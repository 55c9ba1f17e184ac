"""How fast a metric would have to move to reach its next target, and how fast it ever moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, localcontext
from math import ceil
from typing import NamedTuple

from bsc_cli.evaluation.expected import schedule, start_of_path
from bsc_cli.evaluation.gain import gain, worths
from bsc_cli.evaluation.metric import MetricResult
from bsc_cli.model import Metric, Period
from bsc_cli.readings import EXACT
from bsc_cli.strategy import Strategy

FEWEST = 3
"""Points in time, the baseline among them, from which on there is a pace to speak of."""
_ALIKE = Decimal("0.9")
"""A stretch this much as long as the time left is one to compare with: half-years have 181 to 184 days."""


class Stretch(NamedTuple):
    """A gain in the metric's unit (below 0 for a loss) in a number of days."""

    gain: Decimal
    days: int

    @property
    def pace(self) -> Decimal:
        """The gain for a day."""
        return self.gain / self.days


class Pace(NamedTuple):
    """The next dated target and its period, what is still to be gained and in what time, and the best so far."""

    period: Period
    target: Decimal
    needed: Stretch
    best: Stretch

    def is_beyond(self, times: int) -> bool:
        """Whether more than some times the best pace so far is needed."""
        with localcontext(EXACT):
            return self.needed.pace > times * self.best.pace


def pace(strategy: Strategy, result: MetricResult) -> Pace | None:
    """Return the pace that a metric needs; None when there is no next target, nothing to gain, or too little history.

    The best so far is the greatest mean pace over any stretch about as long as the time that is left, or over the
    whole history where that is shorter. History begins with the baseline, which stands at the end of the fiscal year
    before the first target, or with the last event about the metric.
    """
    metric, calendar = result.metric, strategy.calendar
    points = _points(strategy, result)
    periods = {calendar.last_day(period): period for period in metric.targets}
    due = next((due for due in schedule(metric, calendar) if points.days and due.day > points.days[-1]), None)
    if due is None or len(points.days) < FEWEST:
        return None
    with localcontext(EXACT):
        missing = gain(metric, points.values[-1], due.value)
        left = (due.day - points.days[-1]).days
        if missing is None or missing <= 0:
            return None
        best = _best(metric, points, left)
    return Pace(periods[due.day], due.value, Stretch(missing, left), best) if best is not None else None


class _Points(NamedTuple):
    """Values in the order of time, and the days at which they stand."""

    days: Sequence[date]
    values: Sequence[Decimal]


def _best(metric: Metric, points: _Points, left: int) -> Stretch | None:
    """Return the first stretch with the best pace, of those from each point to the first about as many days later."""
    if metric.direction is None:
        return None
    days = [day.toordinal() for day in points.days]
    span = ceil(min(left * _ALIKE, Decimal(days[-1] - days[0])))
    worth = worths(metric, points.values)
    best, best_pace, least = None, Decimal(0), Decimal(0)
    end, count = 0, len(days)
    for start, before in zip(days, worth, strict=True):
        while end < count and days[end] - start < span:
            end += 1
        if end == count:
            break
        gained = worth[end] - before
        if gained <= least and best is not None and best_pace >= 0:
            continue  # a stretch has `span` days at least, so this gain is not enough: dividing takes longer than that
        stretch = Stretch(gained, days[end] - start)
        if best is None or stretch.pace > best_pace:
            best, best_pace = stretch, stretch.pace
            least = best_pace * span
    return best


def _points(strategy: Strategy, result: MetricResult) -> _Points:
    """Return the values of a metric with the days at which they stand, from its last event on, oldest first."""
    metric, calendar = result.metric, strategy.calendar
    days, values = result.days, result.values
    newest = days[-1] if days else date.min
    events = (calendar.first_day(event.on) for event in strategy.events_about(metric))
    broken = max((day for day in events if day <= newest), default=date.min)
    stops = schedule(metric, calendar)
    if stops and metric.baseline is not None and days:
        began = start_of_path(stops[0].day, calendar)
        if began < days[0]:
            days, values = [began, *days], [metric.baseline, *values]
    first = bisect_left(days, broken)
    return _Points(days[first:], values[first:]) if first else _Points(days, values)
