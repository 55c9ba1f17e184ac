"""The questions: on which days a metric's targets are due, and which of its coming readings will tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from bsc_cli.evaluation.expected import schedule
from bsc_cli.forecast.history import number_of
from bsc_cli.model import Cadence, Calendar, Metric, Period, Range


class Question(NamedTuple):
    """Whether the reading of a period meets a target, or lies in a range, that is due on a day."""

    due: date
    period: Period
    target: Decimal | None
    bounds: Range | None

    def steps_from(self, newest: Period, calendar: Calendar) -> int:
        """Return how many readings after the newest one tell: 1 for the next."""
        return number_of(self.period, calendar) - number_of(newest, calendar)


def questions(metric: Metric, cadence: Cadence, as_of: date, calendar: Calendar) -> Iterator[Question]:
    """Yield the next target that falls due after a day, and the last one where it is another.

    A standing target or range is due in every period: the next one to end, and the last one of that fiscal year.
    """
    if as_of == date.max:
        return
    if metric.target is not None or metric.target_range is not None:
        coming = calendar.holding(as_of + timedelta(days=1), cadence)
        year_ends = calendar.last_day(calendar.holding(calendar.last_day(coming), "year"))
        closing = calendar.holding(year_ends, cadence)
        if calendar.last_day(closing) > year_ends:  # a week that runs on into the next year
            closing = calendar.holding(calendar.first_day(closing) - timedelta(days=1), cadence)
        for period in dict.fromkeys((coming, closing)):
            if number_of(period, calendar) >= number_of(coming, calendar):
                yield Question(calendar.last_day(period), period, metric.target, metric.target_range)
        return
    coming_stops = [stop for stop in schedule(metric, calendar) if stop.day > as_of]
    for stop in dict.fromkeys((*coming_stops[:1], *coming_stops[-1:])):
        yield Question(stop.day, calendar.holding(stop.day, cadence), stop.value, None)
