"""Whether an objective moved: docs/decisions/0008-looking-along-arrows.md says what that means."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext
from typing import Literal, NamedTuple

from bsc_cli.evaluation.comparable import Known, Window, comparable
from bsc_cli.evaluation.evaluation import Evaluation
from bsc_cli.evaluation.gain import gain
from bsc_cli.evaluation.metric import MetricResult, judge_of
from bsc_cli.evaluation.trend import FEWEST, Chart, Trend, chart, trend
from bsc_cli.model import Calendar, Metric
from bsc_cli.readings import EXACT
from bsc_cli.strategy import Strategy

MATERIAL = Decimal(25)
"""Points of score that count as a movement: half of the way from the red line to the target."""


class Movement(NamedTuple):
    """Which way something moved, and the day of the first reading that went that way.

    Both ways, and no day: as much weight of an objective's metrics got better as got worse.
    """

    direction: Literal["better", "worse", "no", "both"]
    since: date | None = None


def movement(evaluation: Evaluation, objective: str, window: Window) -> Movement | None:
    """Return how an objective moved in a window: the way that the greater weight of its moved metrics moved.

    None when it is not measured: no metric of it has two comparable readings in the window.
    """
    weights = {"better": Decimal(0), "worse": Decimal(0), "no": Decimal(0), "both": Decimal(0)}
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
        return Movement("both" if weights["better"] else "no")
    direction: Literal["better", "worse"] = "better" if weights["better"] > weights["worse"] else "worse"
    days = [each.since for each in found if each.direction == direction and each.since is not None]
    return Movement(direction, min(days))


def is_measured(evaluation: Evaluation, objective: str, day: date) -> bool:
    """Whether a metric of an objective has two comparable readings by a day: whether `movement` can say anything."""
    return any(
        len(comparable(evaluation.strategy, result, Window(None, day)).days) >= 2  # noqa: PLR2004 - before and after
        for result in map(evaluation.by_metric.__getitem__, evaluation.by_objective[objective].parts)
        if result.weight and result.metric.direction is not None
    )


def signal_since(strategy: Strategy, result: MetricResult, as_of: date) -> date:
    """Return the day on which a metric's trend began: that of the first reading of the run on this side of the centre.

    The metric has a trend that is better or worse.
    """
    known = comparable(strategy, result, Window(None, as_of))
    return _run(known, chart(known.values))


def _of_metric(strategy: Strategy, result: MetricResult, window: Window) -> Movement | None:
    metric = result.metric
    if metric.direction is None:
        return None
    known = comparable(strategy, result, window)
    start = window.start
    first = known.first(start)
    if len(known.days) - first < 2 or (start is not None and known.days[-1] < start):  # noqa: PLR2004 - before and after
        return None
    lines = chart(known.values)
    moved = _swing(metric, known, first, lines, strategy.calendar)
    return moved or _signal(metric, known, lines, start) or Movement("no")


def _swing(metric: Metric, known: Known, first: int, lines: Chart, calendar: Calendar) -> Movement | None:
    """Return the way from the best or the worst reading, the later one first, to the newest one, where that is far.

    The first of the readings that count is told by its position.
    """
    days, values = known.days[first:], known.values[first:]
    newest = values[-1]
    reach = lines.high - lines.centre if len(known.values) >= FEWEST else Decimal(0)
    if max(newest - min(values), max(values) - newest) <= reach:
        return None  # nothing is far, whatever it scores: a gain is at most the way between two values
    judged = judge_of(metric, days[-1], calendar)
    scores = [judged(value).score for value in values]
    points = [score for score in scores if score is not None]
    if len(points) < len(values):
        return None  # there is nothing to measure points by
    last = len(points) - 1
    best = max(range(len(points)), key=lambda index: (points[index], index))
    worst = min(range(len(points)), key=lambda index: (points[index], -index))
    for extreme in sorted({best, worst}, reverse=True):
        far = abs(gain(metric, values[extreme], newest) or Decimal(0)) > reach
        if extreme < last and far and abs(points[last] - points[extreme]) >= MATERIAL:
            return Movement("worse" if extreme == best else "better", days[extreme + 1])
    return None


def _signal(metric: Metric, known: Known, lines: Chart, start: date | None) -> Movement | None:
    """Return the trend, when it began in the window."""
    match trend(metric, known.values, lines):
        case Trend.BETTER:
            direction: Literal["better", "worse"] = "better"
        case Trend.WORSE:
            direction = "worse"
        case _:
            return None
    since = _run(known, lines)
    return Movement(direction, since) if start is None or since >= start else None


def _run(known: Known, lines: Chart) -> date:
    """Return the day of the first of the unbroken run of readings on the newest one's side of the centre line."""
    above = known.values[-1] > lines.centre
    since = known.days[-1]
    for day, value in zip(reversed(known.days), reversed(known.values), strict=True):
        if value == lines.centre or (value > lines.centre) != above:
            break
        since = day
    return since
