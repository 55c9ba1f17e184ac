"""What is left of a series without its straight line and its season, month by month, and how it fades."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bsc_cli.forecast.history import History
from bsc_cli.forecast.scale import Floats
from bsc_cli.forecast.season import season
from bsc_cli.forecast.smoothing import straight_line

_ROBUST = 3 * 1.4826
"""Times the median absolute deviation: what lies further out counts no more than this (winsorised)."""
MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}


@dataclass(frozen=True, slots=True)
class News:
    """One metric's news: `own` at each of its periods, `monthly` at each month, gaps filled on the straight line.

    Both in units of their own deviation; `scale` is that in units of the values. `first` is the month of the first of
    `monthly`, counted from January of year 0; `lasting` how much of it is left after a month.
    """

    own: Floats
    known: Floats
    monthly: Floats
    first: int
    scale: float
    lasting: float

    def at(self, month: int) -> float:
        """Return the news of a month; after the last one what is left of it, before the first one none."""
        place = month - self.first
        if place < 0:
            return 0.0
        beyond = place - (len(self.monthly) - 1)
        return float(self.monthly[min(place, len(self.monthly) - 1)] * self.lasting ** max(beyond, 0))


def news(values: Floats, history: History, last_month: int) -> News:
    """Return the news of a history; `values` are its numbers, NaN where none was read, `last_month` that of the last.

    A value of a longer period stands in its last month.
    """
    read = np.isfinite(values)
    row = values[None]
    held = np.where(read, values, 0.0)[None]
    first, slope = straight_line(held, read[None])
    line = first[:, None] + slope[:, None] * np.arange(len(values))
    left = np.where(read, row - line - season(row, history.cycle, 1).past, np.nan)[0]
    limit = _ROBUST * float(np.nanmedian(np.abs(left - np.nanmedian(left))))
    left = np.clip(left, -limit, limit) if limit > 0 else left
    size = float(np.nanstd(left))
    own = np.interp(np.arange(len(values)), np.flatnonzero(read), left[read] / size if size > 0 else 0.0 * left[read])
    every = MONTHS[history.cadence]
    start = last_month - (len(values) - 1) * every
    months = np.arange(start, last_month + 1)
    monthly = np.interp(months, start + every * np.arange(len(values)), own)
    return News(own, read.astype(np.float64), monthly, start, size, _lasting(monthly))


def _lasting(monthly: Floats) -> float:
    """Return the first autocorrelation, its bias in a short series taken out (Marriott and Pope 1954), 0 to 0.95."""
    count = len(monthly)
    total = float((monthly**2).sum())
    follows = float((monthly[1:] * monthly[:-1]).sum()) / total if total > 0 else 0.0
    return min(max(follows + (1 + 4 * follows) / max(count, 8), 0.0), 0.95)
