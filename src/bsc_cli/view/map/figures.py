"""The metrics of a card: name, sparkline against the target, value and target."""

from __future__ import annotations

from decimal import Decimal

from bsc_cli.view.map.amount import with_unit
from bsc_cli.view.map.ink import Anchor, Ink, Ring, Stroke, Tail, Text
from bsc_cli.view.map.letters import clean, is_right_to_left
from bsc_cli.view.map.lines import SMALL, wrap
from bsc_cli.view.map.mark import MetricLine
from bsc_cli.view.map.measured import measured

_LINE = 13.0
_MOST_TITLE_LINES = 2
_LEADING = 11.0
"""How far the sign of a leading metric moves its title in."""


def height_of(metric: MetricLine, room: float) -> float:
    """Return how high a metric is on its card, within a room in pixels."""
    if _is_measured(metric):
        below = 17 + _LINE * len(measured(metric, room).below)
    else:
        below = _LINE * len(_planned(metric, room))
    return 7 + _LINE * len(_title(metric, room)) + below


def _is_measured(metric: MetricLine) -> bool:
    return metric.value is not None or bool(metric.readings)


def _title(metric: MetricLine, room: float) -> tuple[str, ...]:
    return wrap(metric.title, SMALL, room - (_LEADING if metric.leading else 0), _MOST_TITLE_LINES)


def _planned(metric: MetricLine, room: float) -> tuple[str, ...]:
    if not metric.target:
        return ()
    return wrap(f"Target {with_unit(metric.target, metric.unit)}", SMALL, room, _MOST_TITLE_LINES)


def figures(metric: MetricLine, left: float, right: float, y: float) -> list[Ink]:
    """Write a metric between two x, from `y` down."""
    inks: list[Ink] = []
    indent = 0.0
    if metric.leading:
        indent = _LEADING
        inks.append(leading_sign(left + 1, y + 6.2))
    at_end = is_right_to_left(clean(metric.title))
    anchor: Anchor = "end" if at_end else "start"
    y += 1
    for line in _title(metric, right - left):
        y += _LINE
        inks.append(Text(right if at_end else left + indent, y, line, 11, "mute", 400, anchor, right - left - indent))
    if _is_measured(metric):
        inks += _values(metric, left, right, y)
        return inks
    for line in _planned(metric, right - left):
        y += _LINE
        inks.append(Text(left, y + 1, line, 11, "ink", 400, room=right - left))
    return inks


def _values(metric: MetricLine, left: float, right: float, y: float) -> list[Ink]:
    """Write what stands below the title: sparkline at the left, value, target and unit at the right."""
    told = measured(metric, right - left)
    room = right - left - (told.spark + 14 if told.spark else 0)
    tail = Tail(told.behind, 11, "mute") if told.behind else None
    inks: list[Ink] = [Text(right, y + 17, told.value, 12, "ink", 600, "end", room, tail)]
    for number, line in enumerate(told.below, 1):
        inks.append(Text(right, y + 17 + _LINE * number, line, 11, "mute", 400, "end", right - left))
    if told.spark:
        inks += sparkline(metric.readings, metric.level, (left + 1, y + 7, told.spark, 11))
    return inks


def sparkline(
    readings: tuple[Decimal, ...], level: Decimal | None, box: tuple[float, float, float, float]
) -> list[Ink]:
    """Draw readings as a line with a dot at the last, and the target as a dashed one, in a box: x, y, width, height."""
    x, y, width, height = box
    values = [*readings, level] if level is not None else list(readings)
    low, high = min(values), max(values)

    def at(value: Decimal) -> float:
        share = float((value - low) / (high - low)) if high > low else 0.5
        return y + height * (1 - share)

    step = width / (len(readings) - 1)
    points = tuple((x + step * number, at(reading)) for number, reading in enumerate(readings))
    inks: list[Ink] = []
    if level is not None:
        inks.append(Stroke(((x, at(level)), (x + width + 5, at(level))), "mute", 1, "2 2"))
    return [*inks, Stroke(points, "spark", 1.6), Ring(*points[-1], 2.3, "spark")]


def leading_sign(x: float, y: float) -> Ink:
    """Draw the hollow triangle of a leading metric, from its top left."""
    return Stroke(((x, y), (x + 6, y + 3.8), (x, y + 7.6)), "mute", 1.2, closed=True)
