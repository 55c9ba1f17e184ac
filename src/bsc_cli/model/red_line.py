"""Where a metric turns red: as declared, at the baseline, or a tenth of the target away from it (docs/scoring.md)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bsc_cli.model.metric import Metric

DEFAULT_WIDTH = Decimal("0.1")
"""Without red line and baseline, the red line stands a tenth of the target away from it."""


def red_line(metric: Metric, target: Decimal) -> Decimal:
    """Return the red line of a target: the one declared, else the baseline, else a tenth of the target away from it."""
    if metric.red_line is not None:
        return metric.red_line
    if metric.baseline is not None:
        return metric.baseline
    width = abs(target) * DEFAULT_WIDTH
    return target - width if metric.direction == "higher" else target + width


def red_line_beyond(metric: Metric, bound: Decimal, *, below: bool) -> Decimal:
    """Return the red line on one side of a range: the declared one or the baseline if it lies there, else a tenth away.

    A declared red line that is the bound itself counts, and leaves no width. A baseline inside the range, or at its
    edge, is no red line: it was already as good as wanted.
    """
    if metric.red_line is not None and (metric.red_line <= bound if below else metric.red_line >= bound):
        return metric.red_line
    if metric.baseline is not None and (metric.baseline < bound if below else metric.baseline > bound):
        return metric.baseline
    width = abs(bound) * DEFAULT_WIDTH
    return bound - width if below else bound + width
