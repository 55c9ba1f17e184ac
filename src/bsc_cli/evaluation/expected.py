"""What a value is held against: the target that was in force in its period."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from bsc_cli.model import Calendar, Metric


class Due(NamedTuple):
    """A value that is to be reached by a day."""

    day: date
    value: Decimal


class Expected(NamedTuple):
    """What is expected on a day, and the target at the end of that stretch of the way, from which width is measured.

    On a straight line the value may have no end; `times` as much, which is `total`, has one.
    """

    value: Decimal
    end: Decimal
    total: Decimal
    times: int = 1


def schedule(metric: Metric, calendar: Calendar) -> tuple[Due, ...]:
    """Return the dated targets in order. Of two that are due on the same day, the one written last counts."""
    by_day = {calendar.last_day(period): target for period, target in metric.targets.items()}
    return tuple(Due(day, by_day[day]) for day in sorted(by_day))


def start_of_path(first: date, calendar: Calendar) -> date:
    """Return the day on which the baseline stands: the end of the fiscal year before the one of the first target."""
    if first.year == date.min.year:
        return date.min  # there is no year before
    return calendar.first_day(calendar.holding(first, "year")) - timedelta(days=1)


def expected(metric: Metric, day: date, calendar: Calendar) -> Expected | None:
    """Return what a metric with `target` or `targets` should be at the end of a day; None: nothing is due yet.

    A standing target holds in every period. Between dated ones `path` decides: the straight line, or the one before
    held until the next is due. After the last one, the last one.
    """
    if metric.target is not None:
        return _wholly(metric.target)
    stops = schedule(metric, calendar)
    if not stops:
        return None
    following = bisect_left(stops, day, key=lambda due: due.day)
    if following == len(stops):
        return _wholly(stops[-1].value)
    after = stops[following]
    before = stops[following - 1] if following else _start(metric, after.day, calendar)
    if after.day == day:
        return _wholly(after.value)
    if before is None or day < before.day:
        return None
    return _wholly(before.value) if metric.path == "step" else _on_the_line(before, after, day)


def _wholly(target: Decimal) -> Expected:
    """Return a target that is expected as it is."""
    return Expected(target, target, target)


def _start(metric: Metric, first: date, calendar: Calendar) -> Due | None:
    """Return where the way to the first target begins; None when nothing can be expected before it."""
    if metric.path == "step" or metric.baseline is None:
        return None
    return Due(start_of_path(first, calendar), metric.baseline)


def target_due(metric: Metric, day: date | None, calendar: Calendar) -> Decimal | None:
    """Return the target that is due on a day or next after it, else the last one; without a day, the last one."""
    if metric.target is not None:
        return metric.target
    stops = schedule(metric, calendar)
    return next((due.value for due in stops if day is not None and due.day >= day), stops[-1].value if stops else None)


def _on_the_line(before: Due, after: Due, day: date) -> Expected:
    """Return the value on the straight line between two days.

    Time is counted in whole months when all three days are ends of months, so that each month is worth the same; else
    in days.
    """
    if all(map(_is_end_of_month, (before.day, after.day, day))):
        gone, whole = _months(before.day, day), _months(before.day, after.day)
    else:
        gone, whole = (day - before.day).days, (after.day - before.day).days
    total = before.value * whole + (after.value - before.value) * gone
    return Expected(total / whole, after.value, total, whole)


def _is_end_of_month(day: date) -> bool:
    return day == date.max or (day + timedelta(days=1)).day == 1


def _months(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month
