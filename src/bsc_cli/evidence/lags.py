"""Which lags are looked at for an arrow, and how much each one counts before anything was read."""

from __future__ import annotations

import numpy as np

from bsc_cli.evidence.numbers import Matrix, Whole

WIDEST = 6
"""Months: every lag up to this one is looked at, and up to `_BEYOND` more than the declared one."""
_BEYOND = 2
_DECLARED, _BESIDE = 0.50, 0.15
"""Of what is not smeared: the weight of the declared lag, and of each neighbour; the other lags share what is left."""
SMEARED = 0.30
"""The weight of an effect that is spread over three months around the declared lag."""
LONGEST = 36
"""Months: a longer lag than this is not looked at; no scorecard has the decades of readings it takes."""
UNDECLARED = -1
"""Stands for a lag that the arrow does not declare."""


def lag_weights(declared: Whole) -> Matrix:
    """Return arrows by lags (0, 1, ... and last the smeared declared lag): weights that add up to 1.

    Lag 0 is looked at only where it is declared: what moves in the same month has no direction. Without a declared
    lag every one from 1 to `WIDEST` counts alike.
    """
    known = np.where(declared == UNDECLARED, 0, declared)
    widest = int(max(WIDEST, known.max(initial=0) + _BEYOND))
    lag = np.arange(widest + 1)[None, :]
    away = np.abs(lag - declared[:, None])
    looked_at = ((lag >= 1) | (declared[:, None] == 0)) & (lag <= np.maximum(WIDEST, declared + _BEYOND)[:, None])
    near = np.where(away == 0, _DECLARED, np.where(away == 1, _BESIDE, 0.0)) * looked_at
    far = looked_at & (away > 1)
    rest = (1 - near.sum(axis=1)) / np.maximum(far.sum(axis=1), 1)
    sharp = near + far * rest[:, None]
    none_declared = (declared == UNDECLARED)[:, None]
    sharp = np.where(none_declared, ((lag >= 1) & (lag <= WIDEST)) / WIDEST, sharp)
    sharp /= sharp.sum(axis=1, keepdims=True)
    smeared = np.where(declared == UNDECLARED, 0.0, SMEARED)[:, None]
    return np.hstack([sharp * (1 - smeared), smeared])
