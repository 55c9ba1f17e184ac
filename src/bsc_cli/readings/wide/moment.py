"""Periods as spreadsheets write them, read where the whole column or the whole header shows what is meant."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from bsc_cli.model import Calendar
from bsc_cli.readings.written import MONTHS, period_meant, read_period

_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:[ T].*)?", re.ASCII)
_YEARS = re.compile(r"(?:FY ?)?(\d{4})\s?[/\u2013-]\s?(\d{4}|\d{2})", re.ASCII | re.IGNORECASE)
_SHORT = re.compile(r"([^\W\d_]{3,9})\.?[-' /]\s?'?(\d{2})")
_WORDS = {"date", "day", "week", "month", "quarter", "year", "period", "sasdate", "time", "fiscal year"}


class Moment(NamedTuple):
    """A period as a readings file writes it; or none, and what is wrong and what to do."""

    period: str | None
    message: str = ""
    help: str = ""


def moments(texts: Iterable[str], calendar: Calendar) -> Mapping[str, Moment]:
    """Return what each of some texts means, all of one column or of the header together."""
    distinct = [*dict.fromkeys(texts)]
    slashed = [match for text in distinct if (match := _SLASHED.fullmatch(text))]
    day_first = any(int(match[1]) > 12 for match in slashed)  # noqa: PLR2004 - months of a year
    month_first = any(int(match[2]) > 12 for match in slashed)  # noqa: PLR2004 - likewise
    years = [match for text in distinct if (match := _YEARS.fullmatch(text)) and _follow(match)]
    fiscal = len(years) > 1 or any(len(match[2]) == 4 or int(match[2]) > 12 for match in years)  # noqa: PLR2004 - likewise
    short = [month for text in distinct if (month := _short_month(text))]
    running = len(short) > 1 and all(after > before for before, after in itertools.pairwise(short))
    found = {}
    for text in distinct:
        if read_period(text)[0] is not None:
            found[text] = Moment(text)
        elif match := _SLASHED.fullmatch(text):
            found[text] = _day(match, day_first=day_first, month_first=month_first)
        elif (match := _YEARS.fullmatch(text)) and _follow(match):
            found[text] = _fiscal(text, match, calendar, certain=fiscal)
        elif month := _short_month(text):
            found[text] = Moment(f"{month[0]}-{month[1]:02}") if running else _two_ways(text, month)
        else:
            meant = period_meant(text)
            found[text] = Moment(meant) if meant else Moment(None, *read_period(text)[1:])
    return found


def looks_like_one(text: str) -> bool:
    """Whether a text is a period, or means one, or several."""
    bare = text.strip()
    patterns = (_SLASHED, _YEARS)
    known = read_period(bare)[0] or period_meant(bare) or _short_month(bare) if bare else None
    return bool(known) or any(pattern.fullmatch(bare) for pattern in patterns)


def names_one(header: str) -> bool:
    """Whether the header of a column says that periods stand below."""
    return header.strip().lower() in _WORDS


def _follow(match: re.Match[str]) -> bool:
    first, second = int(match[1]), int(match[2])
    return second in ((first + 1) % 100, first + 1)


def _day(match: re.Match[str], *, day_first: bool, month_first: bool) -> Moment:
    one, two, year = match.groups()[:3]
    if day_first == month_first:
        ways = f"{year}-{int(two):02}-{int(one):02} or {year}-{int(one):02}-{int(two):02}"
        shown = "dates of this column show both" if day_first else "no date of this column shows which"
        return Moment(None, f'"{match[0]}" is {ways}; {shown}.', "Write one of the two.")
    day, month = (one, two) if day_first else (two, one)
    written = f"{year}-{int(month):02}-{int(day):02}"
    period, message, hint = read_period(written)
    return Moment(written) if period else Moment(None, message, hint)


def _fiscal(text: str, match: re.Match[str], calendar: Calendar, *, certain: bool) -> Moment:
    year, second = match[1], match[2]
    if not certain:
        message = f'"{text}" is the fiscal year from {year} to {int(year) + 1}, or a month.'
        return Moment(None, message, f"Write {year} for the year, {year}-{second} for the month.")
    if calendar.first_month == 1:
        message = f'"{text}" is a year that runs over into the next, but years begin in January here.'
        return Moment(None, message, "Say `fiscal_year_starts` in bsc.yaml; or write the calendar year.")
    return Moment(year)


def _short_month(text: str) -> tuple[int, int] | None:
    match = _SHORT.fullmatch(text)
    if match is None or match[1][:3].lower() not in MONTHS:
        return None
    return 2000 + int(match[2]), MONTHS.index(match[1][:3].lower()) + 1


def _two_ways(text: str, month: tuple[int, int]) -> Moment:
    return Moment(
        None, f'"{text}" is a month of {month[0]}, or a day without its year.', f"Write {month[0]}-{month[1]:02}."
    )
