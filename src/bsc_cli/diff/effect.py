"""Whether a change makes something easier or harder to reach."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext
from itertools import pairwise

from bsc_cli.diff.change import Effect, Leaf
from bsc_cli.evaluation.expected import expected, schedule, start_of_path
from bsc_cli.model import Calendar, Element, Metric, Period
from bsc_cli.strategy import Strategy

_DIGITS = 60


def effect_of(
    base: Strategy, head: Strategy, ends: tuple[Element, Element], field: tuple[str, ...], old: Leaf, new: Leaf
) -> Effect:
    """Return the effect of a changed field; None where neither word fits. Swapping the versions swaps the words."""
    was, now = ends
    if isinstance(was, Metric) and isinstance(now, Metric):
        with localcontext(prec=_DIGITS):
            return _of_metric(was, now, field, (base.calendar, head.calendar))
    if (was.kind, field) in (("vision", ("by",)), ("initiative", ("due",))):
        if old is None or new is None:
            return None if old is new else "tightened" if old is None else "loosened"
        return _later(_day(base.calendar, old), _day(head.calendar, new))
    return None


def _day(calendar: Calendar, written: Leaf) -> date:
    return calendar.last_day(Period.read(written))


def _later(old: date, new: date) -> Effect:
    return None if old == new else "loosened" if new > old else "tightened"


def _of_metric(was: Metric, now: Metric, field: tuple[str, ...], calendars: tuple[Calendar, Calendar]) -> Effect:
    direction = now.direction
    if was.direction != direction or direction is None:
        return None
    match field[0]:
        case "target" | "targets" | "target_range":
            return _of_target(was, now, field, calendars)
        case "path":
            return _of_path(was, now, calendars)
        case "red_line":
            return _of_red_line(was, now, direction)
        case "baseline":
            return _easier(direction, was.baseline, now.baseline)
    return None


def _of_target(was: Metric, now: Metric, field: tuple[str, ...], calendars: tuple[Calendar, Calendar]) -> Effect:
    if was.has_target != now.has_target:
        return "tightened" if now.has_target else "loosened"
    if field[0] == "target":
        return _easier(str(now.direction), _last(was, calendars[0]), _last(now, calendars[1]))
    if field[0] == "targets":
        return _of_dated(was, now, Period.read(field[1]), calendars)
    return _of_bound(was, now, field[1])


def _of_dated(was: Metric, now: Metric, period: Period, calendars: tuple[Calendar, Calendar]) -> Effect:
    """Return the effect of a target for one period: of what is expected at its end, whether it is written or not."""
    return _on_days(was, now, (calendars[0].last_day(period), calendars[1].last_day(period)), calendars)


def _on_days(was: Metric, now: Metric, days: tuple[date, date], calendars: tuple[Calendar, Calendar]) -> Effect:
    """Return the effect of what is expected on a day, by the calendar of each version."""
    old, new = (expected(each, day, on) for each, day, on in zip((was, now), days, calendars, strict=True))
    if old is None or new is None:
        return None if old is new else "tightened" if old is None else "loosened"
    return _easier(str(now.direction), old.value, new.value)


def _of_path(was: Metric, now: Metric, calendars: tuple[Calendar, Calendar]) -> Effect:
    """Return the effect of another way from target to target: of what is expected halfway between any two of them.

    Where it is easier on one stretch and harder on another, neither word fits.
    """
    stops = {due.day for each, on in zip((was, now), calendars, strict=True) for due in schedule(each, on)}
    starts = {start_of_path(min(stops), calendar) for calendar in calendars} if stops else set()
    days = [earlier + (later - earlier) / 2 for earlier, later in pairwise(sorted(stops | starts))]
    words = {word for day in days if (word := _on_days(was, now, (day, day), calendars)) is not None}
    return words.pop() if len(words) == 1 else None


def _last(metric: Metric, calendar: Calendar) -> Decimal | None:
    due = expected(metric, date.max, calendar)
    return due.value if due else None


def _easier(direction: str, old: Decimal | None, new: Decimal | None) -> Effect:
    if old is None or new is None or old == new or direction == "within":
        return None
    return "loosened" if (new < old) == (direction == "higher") else "tightened"


def _of_bound(was: Metric, now: Metric, bound: str) -> Effect:
    if was.target_range is None or now.target_range is None:
        return None
    old, new = (getattr(each, bound) for each in (was.target_range, now.target_range))
    if old is None or new is None:
        return None if old is new else "tightened" if old is None else "loosened"
    return _easier("higher" if bound == "low" else "lower", old, new)


def _of_red_line(was: Metric, now: Metric, direction: str) -> Effect:
    """Return the effect of another red line; where one is not declared, the baseline is it."""
    if direction == "within":
        lows = [each.target_range.low if each.target_range else None for each in (was, now)]
        old, new = was.red_line, now.red_line
        if old is None or new is None or None in lows:
            return None
        below = old < lows[0], new < lows[1]  # type: ignore[operator] # neither is None
        return None if below[0] != below[1] else _easier("higher" if below[0] else "lower", old, new)
    old, new = (each.baseline if each.red_line is None else each.red_line for each in (was, now))
    return _easier(direction, old, new)
