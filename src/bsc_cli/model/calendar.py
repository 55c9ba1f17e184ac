"""When periods begin and end, in a year that may begin in any month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MINYEAR, date, timedelta
from functools import lru_cache

from bsc_cli.model.period import MONTHS_IN, REMEMBERED, Cadence, Period


def first_of(month: int) -> date:
    """Return the first day of a month counted from January of year 0; beyond the calendar, its first or last day."""
    year = month // 12
    if year > date.max.year:
        return date.max
    return date(year, month % 12 + 1, 1) if year >= MINYEAR else date.min


@lru_cache(maxsize=REMEMBERED)
def _first_day(first_month: int, period: Period) -> date:
    match period.cadence:
        case "day":
            return date(period.year, 1, 1) + timedelta(days=period.number - 1)
        case "week":
            return date.fromisocalendar(period.year, period.number, 1)
    return first_of(_month_of(first_month, period))


@lru_cache(maxsize=REMEMBERED)
def _last_day(first_month: int, period: Period) -> date:
    first = _first_day(first_month, period)
    match period.cadence:
        case "day":
            return first
        case "week":
            return first + timedelta(days=min(6, (date.max - first).days))
    following = first_of(_month_of(first_month, period) + MONTHS_IN[period.cadence])
    return following if following == date.max else following - timedelta(days=1)


def _month_of(first_month: int, period: Period) -> int:
    """Return the month in which a month, quarter, half or year begins, counted from January of year 0."""
    begins = 1 if period.cadence == "month" else first_month
    return period.year * 12 + begins - 1 + (period.number - 1) * MONTHS_IN[period.cadence]


@dataclass(frozen=True, slots=True)
class Calendar:
    """When periods begin and end. `first_month` (1..12) is the month in which the fiscal year starts.

    Years, halves and quarters are fiscal: with a year from April, `2026` is April 2026 to March 2027 and `2026-Q1` is
    April to June 2026. Months, weeks (ISO 8601) and days are the ordinary calendar's.
    """

    first_month: int = 1

    def first_day(self, period: Period) -> date:
        """Return the first day of a period."""
        return _first_day(self.first_month, period)

    def last_day(self, period: Period) -> date:
        """Return the last day of a period: what is due "in" a period is due on this day."""
        return _last_day(self.first_month, period)

    def holding(self, day: date, cadence: Cadence) -> Period:
        """Return the period of a cadence in which a day lies."""
        match cadence:
            case "day":
                return Period(day.year, "day", day.timetuple().tm_yday)
            case "week":
                iso = day.isocalendar()
                return Period(iso.year, "week", iso.week)
            case "month":
                return Period(day.year, "month", day.month)
        year = day.year if day.month >= self.first_month else day.year - 1
        months = (day.month - self.first_month) % 12
        return Period(year, cadence, months // MONTHS_IN[cadence] + 1)
