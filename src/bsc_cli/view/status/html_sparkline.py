"""The newest values of a metric as a small picture on the status page."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bsc_cli.view.numbers import shown
from bsc_cli.view.status.recent import LATEST, level

_STEP, _HEIGHT, _EDGE = 6, 22, 3
"""Of a picture, in pixels."""


def sparkline(latest: Sequence[Decimal | None]) -> str:
    """Return the newest values as a line that is broken where one is not known, with all of them in words."""
    there = [value for value in latest if value is not None]
    if not there:
        return ""
    low, high = min(there), max(there)
    steps = _HEIGHT - 2 * _EDGE
    runs: list[list[str]] = [[]]
    for number, value in enumerate(latest):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(f"{_EDGE + _STEP * number},{_HEIGHT - _EDGE - level(value, low, high, steps)}")
    drawn = "".join(f'<polyline points="{" ".join(run)}"/>' if len(run) > 1 else _dot(run[0]) for run in runs if run)
    words = ", ".join("not known" if value is None else shown(value) for value in latest)
    width = _STEP * (LATEST - 1) + 2 * _EDGE
    size = f'width="{width}" height="{_HEIGHT}" viewBox="0 0 {width} {_HEIGHT}"'
    return f'<svg {size} role="img" aria-label="{words}">{drawn}</svg>'


def _dot(point: str) -> str:
    x, y = point.split(",")
    return f'<circle cx="{x}" cy="{y}" r="1"/>'
