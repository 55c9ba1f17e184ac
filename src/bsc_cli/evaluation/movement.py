"""Whether an objective moved: docs/decisions/0008-looking-along-arrows.md says what that means."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, localcontext
from typing import Literal, NamedTuple

from bsc_cli.evaluation.evaluation import Evaluation
from bsc_cli.evaluation.gain import gain
from bsc_cli.evaluation.metric import MetricResult, judge_of
from bsc_cli.evaluation.trend import FEWEST, Trend, chart, trend
from bsc_cli.model import Calendar, Lag, Metric
from bsc_cli.readings import EXACT
from bsc_cli.strategy import Strategy

MATERIAL = Decimal(25)
"""Points of score that count as a movement: half of the way from the red line to the target."""


class Window(NamedTuple):
    """The readings to look at: from the one in force before a day on, and those that a lag later are over by the end.

    Without a start, from the first one on.
    """

    start: date | None
    end: date
    lag: Lag | None = None

    def holds(self, day: date) -> bool:
        """Whether a reading of a period that is over on a day counts."""
        return (self.lag.after(day) if self.lag else day) <= self.end


class Movement(NamedTuple):
    """Which way something moved, and the day of the first reading that went that way."""

    direction: Literal["better", "worse", "no"]
    since: date | None = None


class _Reading(NamedTuple):
    ends: date
    value: Decimal


def movement(evaluation: Evaluation, objective: str, window: Window) -> Movement | None:
    """Return how an objective moved in a window: the way that the greater weight of its moved metrics moved.

    None when it is not measured: no metric of it has two comparable readings in the window.
    """
    weights = {"better": Decimal(0), "worse": Decimal(0), "no": Decimal(0)}
    found: list[Movement] = []
    with localcontext(EXACT):
        for part in evaluation.by_objective[objective].parts:
            result = evaluation.by_metric[part]
            moved = _of_metric(evaluation.strategy, result, window) if result.weight else None
            if moved is not None:
                found.append(moved)
                weights[moved.direction] += result.weight
    if not found:
        return None
    if weights["better"] == weights["worse"]:
        return Movement("no")
    direction: Literal["better", "worse"] = "better" if weights["better"] > weights["worse"] else "worse"
    days = [each.since for each in found if each.direction == direction and each.since is not None]
    return Movement(direction, min(days))


def signal_since(strategy: Strategy, result: MetricResult, as_of: date) -> date:
    """Return the day on which a metric's trend began: that of the first reading of the run on this side of the centre.

    The metric has a trend that is better or worse.
    """
    known = _comparable(strategy, result, Window(None, as_of))
    return _run(known)


def _of_metric(strategy: Strategy, result: MetricResult, window: Window) -> Movement | None:
    metric = result.metric
    if metric.direction is None:
        return None
    known = _comparable(strategy, result, window)
    start = window.start
    earlier = 0 if start is None else sum(reading.ends < start for reading in known)
    recent = known[max(earlier - 1, 0) :]
    if len(recent) < 2 or (start is not None and recent[-1].ends < start):  # noqa: PLR2004 - before and after
        return None
    return _swing(metric, known, recent, strategy.calendar) or _signal(metric, known, start) or Movement("no")


def _comparable(strategy: Strategy, result: MetricResult, window: Window) -> Sequence[_Reading]:
    """Return the readings that have a value and that no event parts from the newest one."""
    readings = [
        _Reading(each.ends, each.value) for each in result.series if each.value is not None and window.holds(each.ends)
    ]
    breaks = (strategy.calendar.first_day(event.on) for event in strategy.events_about(result.metric))
    newest = readings[-1].ends if readings else date.min
    start = max((day for day in breaks if day <= newest), default=date.min)
    return [reading for reading in readings if reading.ends >= start]


def _swing(
    metric: Metric, known: Sequence[_Reading], recent: Sequence[_Reading], calendar: Calendar
) -> Movement | None:
    """Return the way from the best or the worst reading, the later one first, to the newest one, where that is far."""
    newest = recent[-1]
    judged = judge_of(metric, newest.ends, calendar)
    scores = [judged(reading.value).score for reading in recent]
    points = [score for score in scores if score is not None]
    if len(points) < len(recent):
        return None  # there is nothing to measure points by
    lines = chart([reading.value for reading in known])
    reach = lines.high - lines.centre if len(known) >= FEWEST else Decimal(0)
    last = len(points) - 1
    best = max(range(len(points)), key=lambda index: (points[index], index))
    worst = min(range(len(points)), key=lambda index: (points[index], -index))
    for extreme in sorted({best, worst}, reverse=True):
        far = abs(gain(metric, recent[extreme].value, newest.value) or Decimal(0)) > reach
        if extreme < last and far and abs(points[last] - points[extreme]) >= MATERIAL:
            return Movement("worse" if extreme == best else "better", recent[extreme + 1].ends)
    return None


def _signal(metric: Metric, known: Sequence[_Reading], start: date | None) -> Movement | None:
    """Return the trend, when it began in the window."""
    match trend(metric, [reading.value for reading in known]):
        case Trend.BETTER:
            direction: Literal["better", "worse"] = "better"
        case Trend.WORSE:
            direction = "worse"
        case _:
            return None
    since = _run(known)
    return Movement(direction, since) if start is None or since >= start else None


def _run(known: Sequence[_Reading]) -> date:
    """Return the day of the first of the unbroken run of readings on the newest one's side of the centre line."""
    centre = chart([reading.value for reading in known]).centre
    above = known[-1].value > centre
    since = known[-1].ends
    for reading in reversed(known):
        if reading.value == centre or (reading.value > centre) != above:
            break
        since = reading.ends
    return since
