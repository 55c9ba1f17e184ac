"""Words for time: periods with a first and a last day, lags, cadences, and the calendar of a fiscal year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MINYEAR, date, timedelta
from functools import lru_cache
from typing import Annotated, Literal, NamedTuple, get_args

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_plain_validator_function

Cadence = Literal["day", "week", "month", "quarter", "half-year", "year"]
CADENCES: tuple[Cadence, ...] = get_args(Cadence)
"""From the finest to the coarsest."""

_REMEMBERED = 1 << 15
"""Periods, of which readings of every day for each of many metrics name the same again and again: 90 years of days."""
_DAYS_IN = {"day": 1, "week": 7, "month": 30.4375, "quarter": 91.3125, "year": 365.25}
MONTHS_IN: dict[str, int] = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}

_PERIOD = re.compile(
    r"(?P<year>\d{4})(?:-H(?P<half>[12])|-Q(?P<quarter>[1-4])|-W(?P<week>\d{2})|-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?",
    re.ASCII,
)
_LAG = re.compile(r"(?P<number>\d{1,4}) (?P<unit>day|week|month|quarter|year)s?", re.ASCII)
_EXAMPLES = "write 2026, 2026-H1, 2026-Q3, 2026-07, 2026-W31 or 2026-07-15"


class Period(NamedTuple):
    """A day, week, month, quarter, half-year or year. Build it with `Period.read`.

    A tuple, because hundreds of thousands of times one is looked up in a table (docs/decisions/0016-speed.md).

    `number` is which one in the year: 1..2 for halves, 1..4 for quarters, 1..12 for months, 1..53 for weeks, the day
    of the year (1..366) for days, 1 for years.
    """

    year: int
    cadence: Cadence
    number: int

    @classmethod
    def read(cls, text: object) -> Period:
        """Read a period from its text (`2026-Q3`) or from a year written as a number; ValueError says what is wrong."""
        written = str(text) if isinstance(text, str) or type(text) is int else None
        match = _PERIOD.fullmatch(written) if written is not None else None
        if match is None:
            raise ValueError(
                f"'{written[:40]}' is not a period: {_EXAMPLES}" if written else f"must be a period: {_EXAMPLES}"
            )
        return _from_match(match)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> CoreSchema:
        """Return how pydantic reads one: as a text, not field by field."""
        return no_info_plain_validator_function(cls.read)

    def __str__(self) -> str:
        return _written(self)


@lru_cache(maxsize=_REMEMBERED)
def _written(period: Period) -> str:
    match period.cadence:
        case "year":
            return f"{period.year:04}"
        case "half-year":
            return f"{period.year:04}-H{period.number}"
        case "quarter":
            return f"{period.year:04}-Q{period.number}"
        case "month":
            return f"{period.year:04}-{period.number:02}"
        case "week":
            return f"{period.year:04}-W{period.number:02}"
    return (date(period.year, 1, 1) + timedelta(days=period.number - 1)).isoformat()


@lru_cache(maxsize=_REMEMBERED)
def _from_parts(year: int, cadence: Cadence, number: int) -> Period:
    return Period(year, cadence, number)


def _from_match(match: re.Match[str]) -> Period:
    text, parts = match.group(), match.groupdict()
    year = int(parts["year"])
    if year == 0:
        raise ValueError(f"'{text}' is not a period: there is no year 0")
    if parts["half"]:
        return _from_parts(year, "half-year", int(parts["half"]))
    if parts["quarter"]:
        return _from_parts(year, "quarter", int(parts["quarter"]))
    if parts["week"]:
        week = int(parts["week"])
        if not 1 <= week <= _weeks_in(year):
            raise ValueError(f"'{text}' is not a week: {year} has weeks 01 to {_weeks_in(year)}")
        return _from_parts(year, "week", week)
    if not parts["month"]:
        return _from_parts(year, "year", 1)
    month = int(parts["month"])
    if not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
        raise ValueError(f"'{text}' is not a date: there is no month {parts['month']}")
    if not parts["day"]:
        return _from_parts(year, "month", month)
    day, last = int(parts["day"]), monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise ValueError(f"'{text}' is not a date: {year}-{month:02} has {last} days")
    return _from_parts(year, "day", date(year, month, day).timetuple().tm_yday)


def _weeks_in(year: int) -> int:
    return date(year, 12, 28).isocalendar().week  # ISO 8601: 28 December is always in the last week


def _day(value: object) -> date:
    try:
        period = Period.read(value)
    except ValueError as error:
        raise ValueError(str(error).replace(f"a period: {_EXAMPLES}", "a day: write it as 2026-07-15")) from None
    if period.cadence != "day":
        raise ValueError(f"'{period}' is not a day: write it as 2026-07-15")
    return date.fromisoformat(str(period))


@dataclass(frozen=True, slots=True)
class Lag:
    """How long an effect takes: a whole number of days, weeks, months, quarters or years."""

    number: int
    unit: Literal["day", "week", "month", "quarter", "year"]

    @classmethod
    def read(cls, text: object) -> Lag:
        """Read a lag from its text (`6 months`); ValueError says what is wrong."""
        match = _LAG.fullmatch(text) if isinstance(text, str) else None
        if match is None:
            written = f"'{text[:40]}' is not a lag" if isinstance(text, str) else "must be a lag"
            raise ValueError(f"{written}: write a whole number and a unit, as in '6 months', '1 quarter' or '10 days'")
        return cls(int(match["number"]), match["unit"])  # type: ignore[arg-type] # the pattern allows just these

    def __str__(self) -> str:
        return f"{self.number} {self.unit}{'' if self.number == 1 else 's'}"

    @property
    def days(self) -> float:
        """How long it is in days, with 365.25 days to the year: for comparing lags, not for finding a date."""
        return self.number * _DAYS_IN[self.unit]

    def after(self, day: date) -> date:
        """Return the day this lag later; the end of a month stays the end of a month. Capped at the last year."""
        if self.unit in ("day", "week"):
            days = self.number * (7 if self.unit == "week" else 1)
            return day + timedelta(days=min(days, (date.max - day).days))
        months = self.number * MONTHS_IN[self.unit]
        return _add_months(day, months)


def _add_months(day: date, months: int) -> date:
    first = _first_of(day.year * 12 + day.month - 1 + months)
    if first == date.max:
        return first
    last = monthrange(first.year, first.month)[1]
    at_end = day.day == monthrange(day.year, day.month)[1]
    return first.replace(day=last if at_end else min(day.day, last))


def _first_of(month: int) -> date:
    """Return the first day of a month counted from January of year 0; beyond the calendar, its first or last day."""
    year = month // 12
    if year > date.max.year:
        return date.max
    return date(year, month % 12 + 1, 1) if year >= MINYEAR else date.min


@lru_cache(maxsize=_REMEMBERED)
def _first_day(first_month: int, period: Period) -> date:
    match period.cadence:
        case "day":
            return date(period.year, 1, 1) + timedelta(days=period.number - 1)
        case "week":
            return date.fromisocalendar(period.year, period.number, 1)
    return _first_of(_month_of(first_month, period))


@lru_cache(maxsize=_REMEMBERED)
def _last_day(first_month: int, period: Period) -> date:
    first = _first_day(first_month, period)
    match period.cadence:
        case "day":
            return first
        case "week":
            return first + timedelta(days=min(6, (date.max - first).days))
    following = _first_of(_month_of(first_month, period) + MONTHS_IN[period.cadence])
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


_known = lru_cache(maxsize=4096)(Period.read)
_known_lag = lru_cache(maxsize=4096)(Lag.read)


def _period(value: object) -> Period:
    """Read a period that a field holds: the same few stand in a strategy thousands of times."""
    return _known(value) if type(value) is str else Period.read(value)


def _lag(value: object) -> Lag:
    """Read a lag that a field holds."""
    return _known_lag(value) if type(value) is str else Lag.read(value)


PeriodField = Annotated[
    Period,
    PlainValidator(_period),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1, "maximum": 9999},
                {"type": "string", "pattern": r"^\d{4}(-H[12]|-Q[1-4]|-W\d{2}|-\d{2}(-\d{2})?)?$"},
            ],
            "examples": ["2026", "2026-H1", "2026-Q3", "2026-07", "2026-W31", "2026-07-15"],
        }
    ),
]
PeriodKey = Annotated[Period, PlainValidator(_period), WithJsonSchema({"type": "string"})]
DayField = Annotated[date, PlainValidator(_day), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"})]
LagField = Annotated[
    Lag,
    PlainValidator(_lag),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\d{1,4} (day|week|month|quarter|year)s?$",
            "examples": ["10 days", "6 months", "1 quarter", "2 quarters"],
        }
    ),
]
