"""What was measured, as a card writes it: value, target and unit, in as many lines as whole numbers need."""

from __future__ import annotations

from dataclasses import dataclass

from bsc_cli.view.map.letters import clean
from bsc_cli.view.map.lines import SMALL, Style, wrap
from bsc_cli.view.map.mark import MetricLine

VALUE = Style(12, 600)
_SPACE = 6.0
_NARROWEST, _WIDEST, _BESIDE = 30.0, 58.0, 14.0
"""A sparkline narrower than this says nothing; a wider one no more. The last is its distance from the value."""
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Measured:
    """The sparkline's width, 0 where there is none; the value and what stands behind it; the lines below."""

    spark: float
    value: str
    behind: str
    below: tuple[str, ...]


def measured(metric: MetricLine, room: float) -> Measured:
    """Return how a metric is written within a room in pixels.

    A number that was cut would be another number, so none is: what has no room beside the value goes below it. The
    unit stands once, behind the target.
    """
    value = clean(metric.value or "no data")
    target, unit = clean(metric.target or ""), clean(metric.unit or "")
    parts = [f"/ {target}"] * bool(target) + [unit] * bool(unit and (metric.value or target))
    spark = _NARROWEST + _BESIDE if len(metric.readings) > 1 else 0.0
    left = room - VALUE.width(value, "widest") - spark
    if left < 0:
        left, spark = left + spark, 0.0
    behind = ""
    while parts and SMALL.width(f"{behind} {parts[0]}".strip(), "widest") + _SPACE <= left:
        behind = f"{behind} {parts.pop(0)}".strip()
    taken = SMALL.width(behind, "widest") + _SPACE if behind else 0.0
    return Measured(
        spark=min(_WIDEST, room * 0.32, left - taken + _NARROWEST) if spark else 0.0,
        value=value,
        behind=behind,
        below=wrap(" ".join(parts), SMALL, room, _MOST_LINES) if parts else (),
    )
