"""Scales on which a metric may move evenly: as it is, or bent so that it never leaves what it can be at all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
"""Numbers that are computed with: series in rows, time in columns."""


@dataclass(frozen=True, slots=True)
class Bent:
    """A scale for each of S series: the logarithm of the distance from one edge, or its log-odds between two edges.

    `low` and `high` are the edges in the metrics' units, without an edge -inf and inf; `room` is added to every
    distance, because a reading may stand on an edge. `fits` says for which series there is such a scale at all.
    """

    low: Floats
    high: Floats
    room: Floats
    fits: NDArray[np.bool_]

    def bend(self, values: Floats) -> Floats:
        """Return values (S x n) on the scale; what lies at or beyond an edge becomes very small or very large."""
        above, below = self._distances(values)
        return np.where(self._has_low, np.log(above), 0.0) - np.where(self._has_high, np.log(below), 0.0)

    def unbend(self, bent: Floats) -> Floats:
        """Return values in their units again."""
        bent = np.clip(bent, -_STEEPEST, _STEEPEST)
        low, high, room = self._low, self._high, self.room[:, None]
        between = low - room + (high - low + 2 * room) / (1 + np.exp(-bent))
        one_edge = np.where(self._has_low, low - room + np.exp(bent), high + room - np.exp(-bent))
        return np.where(self._has_low & self._has_high, between, one_edge)

    def log_slope(self, values: Floats) -> Floats:
        """Return the logarithm of how far the scale moves for one unit: what likelihoods on two scales differ by."""
        above, below = self._distances(values)
        slope = np.where(self._has_low, 1 / above, 0.0) + np.where(self._has_high, 1 / below, 0.0)
        return np.log(np.where(slope > 0, slope, 1.0))

    def of(self, row: int) -> Bent:
        """Return the scale of one of the series."""
        alone = slice(row, row + 1)
        return Bent(self.low[alone], self.high[alone], self.room[alone], self.fits[alone])

    @property
    def _low(self) -> Floats:
        return np.where(np.isfinite(self.low), self.low, 0.0)[:, None]

    @property
    def _high(self) -> Floats:
        return np.where(np.isfinite(self.high), self.high, 0.0)[:, None]

    @property
    def _has_low(self) -> NDArray[np.bool_]:
        return np.isfinite(self.low)[:, None]

    @property
    def _has_high(self) -> NDArray[np.bool_]:
        return np.isfinite(self.high)[:, None]

    def _distances(self, values: Floats) -> tuple[Floats, Floats]:
        room = self.room[:, None]
        above = np.where(self._has_low, values - self._low + room, 1.0)
        below = np.where(self._has_high, self._high - values + room, 1.0)
        return np.maximum(above, _TINY), np.maximum(below, _TINY)


_TINY = 1e-300
_STEEPEST = 690.0
"""Beyond this e to the power of it is no number any more."""


def bent_scale(values: Floats, low: Floats, high: Floats) -> Bent:
    """Return the scale of each of S series (S x T, NaN where nothing was read) with its declared limits.

    Without limits, what was always above 0 is taken to stay there. Where a reading stands on an edge, half the smallest
    distance that was ever read is added to all distances. Series all of whose readings are on edges, or one of which
    is beyond an edge, have no such scale.
    """
    read = np.isfinite(values)
    least = np.where(read, values, np.inf).min(axis=1)
    low = np.where(~np.isfinite(low) & ~np.isfinite(high) & (least > 0), 0.0, low)
    above = np.where(read, values - low[:, None], np.inf)
    below = np.where(read, high[:, None] - values, np.inf)
    nearest = np.minimum(above, below)
    inside = np.where(nearest > 0, nearest, np.inf).min(axis=1)
    room = np.where((nearest <= 0).any(axis=1), inside / 2, 0.0)
    fits = (np.isfinite(low) | np.isfinite(high)) & (nearest >= 0).all(axis=1) & np.isfinite(inside) & np.isfinite(room)
    return Bent(low, high, np.where(fits, room, 0.0), fits)
