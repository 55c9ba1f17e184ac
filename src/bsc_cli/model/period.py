"""Words for stretches of time: days, weeks, months, quarters, half-years and years, and how often they come."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple, get_args

from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_plain_validator_function

Cadence = Literal["day", "week", "month", "quarter", "half-year", "year"]
CADENCES: tuple[Cadence, ...] = get_args(Cadence)
"""From the finest to the coarsest."""

REMEMBERED = 1 << 15
"""Periods, of which readings of every day for each of many metrics name the same again and again: 90 years of days."""
MONTHS_IN: dict[str, int] = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}

_PERIOD = re.compile(
    r"(?P<year>\d{4})(?:-H(?P<half>[12])|-Q(?P<quarter>[1-4])|-W(?P<week>\d{2})|-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?",
    re.ASCII,
)
EXAMPLES = "write 2026, 2026-H1, 2026-Q3, 2026-07, 2026-W31 or 2026-07-15"


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
        written = str(text) if isinstance(text, str | int) and not isinstance(text, bool) else None
        match = _PERIOD.fullmatch(written) if written is not None else None
        if match is None:
            raise ValueError(
                f"'{written[:40]}' is not a period: {EXAMPLES}" if written else f"must be a period: {EXAMPLES}"
            )
        return _from_match(match)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> CoreSchema:
        """Return how pydantic reads one: as a text, not field by field."""
        return no_info_plain_validator_function(cls.read)

    def __str__(self) -> str:
        return _written(self)


@lru_cache(maxsize=REMEMBERED)
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


@lru_cache(maxsize=REMEMBERED)
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
