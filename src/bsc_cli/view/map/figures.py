"""The metrics of a card: name, sparkline against the target, value and target."""

from __future__ import annotations

from decimal import Decimal

from bsc_cli.view.map.ink import Ink, Ring, Stroke, Tail, Text
from bsc_cli.view.map.letters import clean, is_right_to_left
from bsc_cli.view.map.lines import Style, shorten
from bsc_cli.view.map.mark import MetricLine

SMALL = Style(11)
VALUE = Style(12, 600)
_MEASURED, _PLANNED, _NAMED = 37.0, 32.0, 20.0
"""Heights of a metric with a value, with a target only, with neither."""


def height_of(metric: MetricLine) -> float:
    """Return how high a metric is on its card."""
    if metric.value is not None or metric.readings:
        return _MEASURED
    return _PLANNED if metric.target else _NAMED


def figures(metric: MetricLine, left: float, right: float, y: float) -> list[Ink]:
    """Write a metric between two x, from `y` down."""
    inks: list[Ink] = []
    indent = 0.0
    if metric.leading:
        indent = 11
        inks.append(leading_sign(left + 1, y + 6.2))
    room = right - left - indent
    title = clean(metric.title)
    at_end = is_right_to_left(title)
    inks.append(
        Text(right if at_end else left + indent, y + 14, shorten(title, SMALL, room), 11, "mute", 400,
             "end" if at_end else "start", room)
    )  # fmt: skip
    if metric.value is None and not metric.readings:
        if metric.target:
            words = f"Target {clean(metric.target)}"
            inks.append(Text(left, y + 28, shorten(words, SMALL, right - left), 11, "ink", 400, room=right - left))
        return inks
    return inks + _values(metric, left, right, y)


def _values(metric: MetricLine, left: float, right: float, y: float) -> list[Ink]:
    inks: list[Ink] = []
    value, target = clean(metric.value or "no data"), f"/ {clean(metric.target)}" if metric.target else ""
    spark = min(58.0, (right - left) * 0.32) if len(metric.readings) > 1 else 0.0
    needed = VALUE.width(value, "widest") + (6 + SMALL.width(target, "widest") if target else 0)
    if spark and needed > right - left - spark - 14:
        spark = 0.0
    room = right - left - (spark + 14 if spark else 0)
    value = shorten(value, VALUE, room, "widest")
    rest = room - VALUE.width(value, "widest") - 6
    tail = Tail(shorten(target, SMALL, rest, "widest"), 11, "mute") if target and rest > 30 else None  # noqa: PLR2004 - a few digits
    inks.append(Text(right, y + 31, value, 12, "ink", 600, "end", room, tail))
    if spark:
        inks += sparkline(metric.readings, metric.level, (left + 1, y + 20, spark, 12))
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
