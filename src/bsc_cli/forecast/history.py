"""The readings of a metric as a forecast takes them: one place for each period, none for what was not read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from bsc_cli.evaluation import MetricResult
from bsc_cli.model import Cadence, Calendar, Event, Period
from bsc_cli.strategy import Strategy

_YEARLY: dict[Cadence, int] = {"month": 12, "quarter": 4, "half-year": 2, "year": 1}
_CYCLES: dict[Cadence, int] = {"month": 12, "quarter": 4, "week": 52, "day": 7}
MOST = 240
"""Periods back that a forecast looks: twenty years of months."""


@dataclass(frozen=True, slots=True)
class History:
    """Values of successive periods of one cadence up to `newest`; the first and the last are numbers.

    `cycle` is how many periods make a season, 1 for none. `event` is what it begins after: older readings were measured
    under other conditions. `resolution` is the step in which the values are written: 1 where all are whole.
    """

    cadence: Cadence
    newest: Period
    values: tuple[Decimal | None, ...]
    resolution: Decimal
    event: Event | None = None

    @property
    def count(self) -> int:
        """How many readings there are."""
        return sum(value is not None for value in self.values)

    @property
    def cycle(self) -> int:
        """How many periods a season takes; 1 where the cadence has none."""
        return _CYCLES.get(self.cadence, 1)


def history(strategy: Strategy, result: MetricResult) -> History | None:
    """Return the history of a metric since the last event about it; None when it has no reading.

    A metric that does not say how often it is measured is taken by the cadence of its newest reading.
    """
    calendar = strategy.calendar
    there = [each for each in result.series if each.value is not None]
    if not there:
        return None
    cadence = result.metric.every or there[-1].period.cadence
    event = _last_event(strategy, result, there[-1].ends)
    start = calendar.first_day(event.on) if event else date.min
    by_number = {
        number_of(each.period, calendar): each
        for each in there
        if each.period.cadence == cadence and each.ends >= start
    }
    if not by_number:
        return None
    newest = max(by_number)
    first = max(min(by_number), newest - MOST + 1)
    while first not in by_number:
        first += 1
    values = tuple(by_number[number].value if number in by_number else None for number in range(first, newest + 1))
    return History(cadence, by_number[newest].period, values, _resolution(values), event)


def _last_event(strategy: Strategy, result: MetricResult, newest: date) -> Event | None:
    calendar = strategy.calendar
    past = (event for event in strategy.events_about(result.metric) if calendar.first_day(event.on) <= newest)
    return max(past, key=lambda event: calendar.first_day(event.on), default=None)


def _resolution(values: tuple[Decimal | None, ...]) -> Decimal:
    """Return the last decimal place that any value uses, 1 where all are whole."""
    places = [value.normalize().as_tuple().exponent for value in values if value is not None]
    return Decimal(1).scaleb(min([0, *(place for place in places if isinstance(place, int))]))


def number_of(period: Period, calendar: Calendar) -> int:
    """Return a number that is one more for the next period of the same cadence."""
    match period.cadence:
        case "day":
            return calendar.first_day(period).toordinal()
        case "week":
            return (calendar.first_day(period).toordinal() - 1) // 7
    return period.year * _YEARLY[period.cadence] + period.number - 1


def after(period: Period, calendar: Calendar) -> Period:
    """Return the next period of the same cadence; the last one of the calendar is its own next."""
    ends = calendar.last_day(period)
    return period if ends == date.max else calendar.holding(ends + timedelta(days=1), period.cadence)
