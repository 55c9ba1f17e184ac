"""How long an effect takes."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bsc_cli.model.calendar import first_of
from bsc_cli.model.period import MONTHS_IN

_DAYS_IN = {"day": 1, "week": 7, "month": 30.4375, "quarter": 91.3125, "year": 365.25}
_LAG = re.compile(r"(?P<number>\d{1,4}) (?P<unit>day|week|month|quarter|year)s?", re.ASCII)


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
    first = first_of(day.year * 12 + day.month - 1 + months)
    if first == date.max:
        return first
    last = monthrange(first.year, first.month)[1]
    at_end = day.day == monthrange(day.year, day.month)[1]
    return first.replace(day=last if at_end else min(day.day, last))
