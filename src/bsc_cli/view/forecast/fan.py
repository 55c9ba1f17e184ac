"""A metric's newest readings, and what may come after them, as a small picture."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape

from bsc_cli.forecast import Forecast, Step
from bsc_cli.view.forecast.words import chance
from bsc_cli.view.numbers import shown, shown_range
from bsc_cli.view.status.recent import recent
from bsc_cli.visible import oneline

_WIDE, _HIGH, _EDGE = 180, 44, 4
"""The picture in pixels, and what is free around the drawing."""
_MOST = 24
"""Coming readings that are drawn: beyond, the picture says less than the number."""


def fan(forecasts: Sequence[Forecast]) -> str:
    """Return an SVG of the forecasts of one metric, in the colour of the text around it; empty when none has a number.

    Readings are a line, what may come a band in which 8 of 10 lie with its middle, targets small bars where they are
    due. All of it is said in words, too.
    """
    told = [each for each in forecasts if each.fan]
    if not told:
        return ""
    steps = max((each.fan for each in told), key=len)[:_MOST]
    past = recent(told[0].result)
    targets = [(len(each.fan), each.target) for each in told if each.target is not None and len(each.fan) <= len(steps)]
    place = _Place(past, steps, [target for _, target in targets])
    newest = next((value for value in reversed(past) if value is not None), steps[0].middle)
    start = [(len(past) - 1, newest)]
    upper = start + [(len(past) + at, step.high) for at, step in enumerate(steps)]
    lower = start + [(len(past) + at, step.low) for at, step in enumerate(steps)]
    middle = start + [(len(past) + at, step.middle) for at, step in enumerate(steps)]
    parts = [f'<polygon points="{place.line(upper + lower[::-1])}" fill="currentColor" opacity=".18" stroke="none"/>']
    parts += [f'<polyline points="{place.line(run)}" {_LINE}/>' for run in _runs(past)]
    parts.append(f'<polyline points="{place.line(middle)}" {_LINE} stroke-dasharray="3 3"/>')
    for ahead, target in targets:
        x, y = place.point(len(past) - 1 + ahead, target)
        parts.append(f'<line x1="{x - 5:.1f}" y1="{y:.1f}" x2="{x + 4:.1f}" y2="{y:.1f}" {_LINE} stroke-width="3"/>')
    size = f'width="{_WIDE}" height="{_HIGH}" viewBox="0 0 {_WIDE} {_HIGH}"'
    return f'<svg {size} role="img" aria-label="{escape(_words(told, newest))}">{"".join(parts)}</svg>'


_LINE = 'fill="none" stroke="currentColor"'


class _Place:
    """Where values stand in the picture: time from left to right, all values between its edges."""

    def __init__(self, past: Sequence[Decimal | None], steps: Sequence[Step], targets: Sequence[Decimal]) -> None:
        values = [value for value in past if value is not None] + list(targets)
        values += [value for step in steps for value in (step.low, step.high)]
        self._low, self._high = min(values), max(values)
        self._last = len(past) + len(steps) - 1

    def point(self, at: int, value: Decimal) -> tuple[float, float]:
        """Return the place of a value at a step, in pixels from the upper left."""
        span = self._high - self._low
        part = float((value - self._low) / span) if span else 0.5
        x = _EDGE + (_WIDE - 2 * _EDGE) * at / max(self._last, 1)
        return x, _HIGH - _EDGE - (_HIGH - 2 * _EDGE) * part

    def line(self, points: Sequence[tuple[int, Decimal]]) -> str:
        """Return the places of values, as SVG writes them."""
        return " ".join("{:.1f},{:.1f}".format(*self.point(at, value)) for at, value in points)


def _runs(past: Sequence[Decimal | None]) -> list[list[tuple[int, Decimal]]]:
    """Return the readings as lines that are broken where one is not known."""
    runs: list[list[tuple[int, Decimal]]] = [[]]
    for at, value in enumerate(past):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((at, value))
    return [run for run in runs if run]


def _words(told: Sequence[Forecast], newest: Decimal) -> str:
    said = [f"now {shown(newest)}"]
    for each in told:
        target = shown_range(each.target_range) if each.target_range else shown(each.target)
        band = f"8 in 10 between {shown(each.low)} and {shown(each.high)}"
        said.append(f"on {each.due} target {target}, chance {chance(each.probability)}, {band}")
    return oneline("; ".join(said))
