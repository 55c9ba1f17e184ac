"""Periods, lags and fiscal calendars against the calendar of the standard library, reached by counting."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import MAXYEAR, date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bsc_cli.model import CADENCES, Cadence, Calendar, Lag, Period

BOUNDED = settings(max_examples=200, deadline=None)
DAY = timedelta(days=1)
# The last years are left to a test of their own: there a period may end after the last day that there is.
DAYS = st.dates(date(1, 1, 1), date(MAXYEAR - 2, 12, 31)) | st.dates(date(2020, 1, 1), date(2030, 12, 31))
CALENDARS = st.builds(Calendar, st.integers(1, 12))
CADENCE = st.sampled_from(CADENCES)
UNIT = st.sampled_from(("day", "week", "month", "quarter", "year"))
LAGS = st.builds(Lag, st.integers(0, 9999), UNIT)


def months_of_year(calendar: Calendar, year: int) -> list[tuple[int, int]]:
    """Return the twelve (year, month) of a fiscal year, by counting them."""
    months, month = [], (year, calendar.first_month)
    for _ in range(12):
        months.append(month)
        month = (month[0], month[1] + 1) if month[1] < 12 else (month[0] + 1, 1)
    return months


def expected(calendar: Calendar, day: date, cadence: Cadence) -> str:
    """Return the text of the period that holds a day, by the standard library or by counting months."""
    if cadence == "day":
        return day.isoformat()
    if cadence == "month":
        return day.isoformat()[:7]
    if cadence == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    year = next(year for year in (day.year, day.year - 1) if (day.year, day.month) in months_of_year(calendar, year))
    position = months_of_year(calendar, year).index((day.year, day.month))
    return (
        f"{year:04}" + {"year": "", "half-year": f"-H{position // 6 + 1}", "quarter": f"-Q{position // 3 + 1}"}[cadence]
    )


@given(DAYS, CALENDARS, CADENCE)
@BOUNDED
def test_the_period_that_holds_a_day_is_the_one_counted(day: date, calendar: Calendar, cadence: Cadence) -> None:
    """The standard library's week and month, and months counted from the fiscal year's first, name the same period."""
    assert str(calendar.holding(day, cadence)) == expected(calendar, day, cadence)


@given(DAYS, CALENDARS, CADENCE)
@BOUNDED
def test_every_day_lies_in_exactly_one_period(day: date, calendar: Calendar, cadence: Cadence) -> None:
    """A period holds its first day, its last and those between; the day before and the day after are in others."""
    period = calendar.holding(day, cadence)
    first, last = calendar.first_day(period), calendar.last_day(period)
    assert first <= day <= last
    assert calendar.holding(first, cadence) == calendar.holding(last, cadence) == period
    after = calendar.holding(last + DAY, cadence)
    assert after != period
    assert calendar.first_day(after) == last + DAY
    if first > date.min:
        before = calendar.holding(first - DAY, cadence)
        assert before != period
        assert calendar.last_day(before) == first - DAY


@pytest.mark.parametrize("first_month", range(1, 13))
@pytest.mark.parametrize("cadence", CADENCES)
def test_four_years_are_cut_without_gap_or_overlap(first_month: int, cadence: Cadence) -> None:
    """Day by day over four years, one a leap year, periods change exactly where one ends and the next begins."""
    calendar = Calendar(first_month)
    days = [date(2023, 1, 1) + count * DAY for count in range(4 * 366)]
    for day, following in pairwise(days):
        here, there = calendar.holding(day, cadence), calendar.holding(following, cadence)
        assert (here == there) == (calendar.last_day(here) != day) == (calendar.first_day(there) != following)


@pytest.mark.parametrize("cadence", CADENCES)
@pytest.mark.parametrize("first_month", range(1, 13))
@pytest.mark.parametrize("day", [date.min, date(1, 12, 31), date(MAXYEAR, 1, 1), date.max])
def test_the_first_and_the_last_day_of_all_have_periods(day: date, first_month: int, cadence: Cadence) -> None:
    """At the ends of the calendar periods are cut short, and nothing fails."""
    calendar = Calendar(first_month)
    period = calendar.holding(day, cadence)
    assert calendar.first_day(period) <= day <= calendar.last_day(period)
    for year in (1, MAXYEAR):
        for text in (f"{year:04}", f"{year:04}-Q4", f"{year:04}-H2", f"{year:04}-12", f"{year:04}-W52"):
            assert calendar.first_day(Period.read(text)) <= calendar.last_day(Period.read(text))


@given(st.integers(2, MAXYEAR - 2), CALENDARS)
@BOUNDED
def test_quarters_make_halves_and_halves_make_years(year: int, calendar: Calendar) -> None:
    """The parts of a fiscal year have its first day, its last, and together as many days."""

    def ends(text: str) -> tuple[date, date]:
        period = Period.read(text)
        return calendar.first_day(period), calendar.last_day(period)

    whole = ends(f"{year:04}")
    assert (whole[1] - whole[0]).days + 1 in {365, 366}
    assert whole[0] == date(year, calendar.first_month, 1)
    assert ends(f"{year + 1:04}")[0] == whole[1] + DAY
    quarters = [ends(f"{year:04}-Q{number}") for number in (1, 2, 3, 4)]
    halves = [ends(f"{year:04}-H{number}") for number in (1, 2)]
    for parts in (quarters, halves):
        assert (parts[0][0], parts[-1][1]) == whole
        assert all(following[0] == part[1] + DAY for part, following in pairwise(parts))
    assert halves == [(quarters[0][0], quarters[1][1]), (quarters[2][0], quarters[3][1])]


@pytest.mark.parametrize(
    ("first_month", "text", "first", "last"),
    [
        (1, "2026", "2026-01-01", "2026-12-31"),
        (1, "2026-H1", "2026-01-01", "2026-06-30"),
        (1, "2026-Q3", "2026-07-01", "2026-09-30"),
        (1, "2024-02", "2024-02-01", "2024-02-29"),
        (1, "2026-W31", "2026-07-27", "2026-08-02"),
        (1, "2020-W53", "2020-12-28", "2021-01-03"),
        (1, "2026-W01", "2025-12-29", "2026-01-04"),
        (1, "2026-07-15", "2026-07-15", "2026-07-15"),
        (4, "2026", "2026-04-01", "2027-03-31"),
        (4, "2026-Q1", "2026-04-01", "2026-06-30"),
        (4, "2026-Q4", "2027-01-01", "2027-03-31"),
        (4, "2026-H2", "2026-10-01", "2027-03-31"),
        (4, "2026-02", "2026-02-01", "2026-02-28"),
        (4, "2026-W31", "2026-07-27", "2026-08-02"),
        (10, "2026-Q2", "2027-01-01", "2027-03-31"),
        (12, "2023", "2023-12-01", "2024-11-30"),
    ],
)
def test_periods_as_people_know_them(first_month: int, text: str, first: str, last: str) -> None:
    """Years, halves and quarters follow the fiscal year; months, weeks (ISO 8601) and days are everybody's."""
    calendar, period = Calendar(first_month), Period.read(text)
    assert (calendar.first_day(period).isoformat(), calendar.last_day(period).isoformat()) == (first, last)


@given(DAYS, CADENCE)
@BOUNDED
def test_the_text_of_a_period_reads_back(day: date, cadence: Cadence) -> None:
    """Every period has one text, and that text is that period."""
    period = Calendar().holding(day, cadence)
    assert Period.read(str(period)) == period
    assert Calendar().holding(Calendar().first_day(period), cadence) == period


@given(st.integers(1, MAXYEAR))
@BOUNDED
def test_a_year_may_be_written_as_a_number(year: int) -> None:
    """`by: 2029` is a number to YAML and a year to us; a year has four digits."""
    if year < 1000:
        with pytest.raises(ValueError, match="is not a period"):
            Period.read(year)
    else:
        assert Period.read(year) == Period.read(str(year)) == Period(year, "year", 1)


@given(st.text("0123456789-QHW", max_size=10))
@settings(max_examples=400, deadline=None)
def test_only_the_six_forms_are_periods(text: str) -> None:
    """Whatever else is made of the same characters is refused in a sentence that quotes it."""
    form = re.fullmatch(r"\d{4}(?:-(?:H[12]|Q[1-4]|W\d\d|\d\d(?:-\d\d)?))?", text)
    if form is None:
        with pytest.raises(ValueError, match=re.escape(f"'{text}'") if text else "must be a period"):
            Period.read(text)
        return
    with suppress(ValueError):  # of these forms, only a day, month or week that there is not is refused: see below
        assert str(Period.read(text)) == text


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("2026-13", "there is no month 13"),
        ("2026-00", "there is no month 00"),
        ("2026-02-29", "2026-02 has 28 days"),
        ("2024-02-30", "2024-02 has 29 days"),
        ("2026-04-31", "2026-04 has 30 days"),
        ("2026-W54", "2026 has weeks 01 to 53"),
        ("2025-W53", "2025 has weeks 01 to 52"),
        ("2026-W00", "is not a week"),
        ("0000", "there is no year 0"),
        ("2026-Q5", "write 2026, 2026-H1"),
        ("2026-q1", "write 2026, 2026-H1"),
        ("2026-7", "write 2026, 2026-H1"),
        ("26", "write 2026, 2026-H1"),
        ("2026 ", "write 2026, 2026-H1"),
        ("٢٠٢٦", "write 2026, 2026-H1"),
        (True, "must be a period"),
        (None, "must be a period"),
        (2026.0, "must be a period"),
        ("", "must be a period"),
    ],
)
def test_what_is_no_period_is_said_in_a_sentence(written: object, says: str) -> None:
    """The message says what is wrong, or how to write it."""
    with pytest.raises(ValueError, match=says):
        Period.read(written)


@given(LAGS)
@BOUNDED
def test_the_text_of_a_lag_reads_back(lag: Lag) -> None:
    """Every lag has one text with the right plural, and that text is that lag."""
    assert Lag.read(str(lag)) == lag
    assert str(lag).endswith("s") == (lag.number != 1)


@pytest.mark.parametrize(
    "written",
    ["6", "months", "6months", "six months", "-1 months", "1.5 months", "6  months", "1 h", "", 6, None, True],
)
def test_what_is_no_lag_is_said_in_a_sentence(written: object) -> None:
    """The message shows how a lag is written."""
    with pytest.raises(ValueError, match="write a whole number and a unit, as in '6 months'"):
        Lag.read(written)


@pytest.mark.parametrize(
    ("day", "lag", "later"),
    [
        ("2026-01-31", "1 month", "2026-02-28"),
        ("2024-01-31", "1 month", "2024-02-29"),
        ("2026-02-28", "1 month", "2026-03-31"),
        ("2024-02-28", "1 month", "2024-03-28"),
        ("2026-01-30", "1 month", "2026-02-28"),
        ("2026-01-15", "2 quarters", "2026-07-15"),
        ("2024-02-29", "1 year", "2025-02-28"),
        ("2026-12-31", "2 months", "2027-02-28"),
        ("2026-07-15", "10 days", "2026-07-25"),
        ("2026-07-15", "2 weeks", "2026-07-29"),
        ("2026-07-15", "0 months", "2026-07-15"),
        ("2026-07-15", "9999 years", "9999-12-31"),
    ],
)
def test_lags_as_people_count_them(day: str, lag: str, later: str) -> None:
    """The end of a month stays the end of a month, a day that a month has not is its last, and time ends in 9999."""
    assert Lag.read(lag).after(date.fromisoformat(day)).isoformat() == later


@given(DAYS, LAGS)
@BOUNDED
def test_a_lag_ends_where_counting_ends(day: date, lag: Lag) -> None:
    """Days and weeks are so many days; months, quarters and years are so many steps over the first of a month."""
    if lag.unit in ("day", "week"):
        steps = lag.number * (7 if lag.unit == "week" else 1)
        assert lag.after(day).toordinal() == min(day.toordinal() + steps, date.max.toordinal())
        return
    months = lag.number * {"month": 1, "quarter": 3, "year": 12}[lag.unit]
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    later = lag.after(day)
    if year > MAXYEAR:
        assert later == date.max
        return
    assert (later.year, later.month) == (year, month + 1)
    ends = [each == date.max or (each + DAY).day == 1 for each in (day, later)]
    assert ends[1] if ends[0] else later.day == day.day or (ends[1] and later.day < day.day)


@given(DAYS, DAYS, LAGS)
@BOUNDED
def test_what_happens_later_shows_no_earlier(one: date, other: date, lag: Lag) -> None:
    """A lag keeps the order of days, and never leads back."""
    first, second = sorted((one, other))
    assert lag.after(first) <= lag.after(second)
    assert lag.after(first) >= first


@given(DAYS, st.integers(0, 800))
@BOUNDED
def test_the_same_lag_in_other_units(day: date, number: int) -> None:
    """Seven days are a week, three months a quarter, twelve months and four quarters a year."""
    assert Lag(7 * number, "day").after(day) == Lag(number, "week").after(day)
    assert Lag(3 * number, "month").after(day) == Lag(number, "quarter").after(day)
    assert (
        Lag(12 * number, "month").after(day) == Lag(4 * number, "quarter").after(day) == Lag(number, "year").after(day)
    )
    assert Lag(12 * number, "month").days == Lag(4 * number, "quarter").days == Lag(number, "year").days


@pytest.mark.parametrize("unit", ["month", "quarter", "year"])
@pytest.mark.parametrize("number", [0, 1, 2, 5, 12])
def test_the_length_of_a_lag_is_its_mean_over_a_cycle_of_the_calendar(unit: str, number: int) -> None:
    """What a lag takes in days is, to a thousandth, what it takes on average from the first days of 400 years."""
    lag = Lag.read(f"{number} {unit}")
    firsts = [date(2000 + months // 12, months % 12 + 1, 1) for months in range(4800)]
    mean = sum((lag.after(day) - day).days for day in firsts) / len(firsts)
    assert lag.days == pytest.approx(mean, rel=1e-3)
