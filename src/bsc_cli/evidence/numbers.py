"""Arrays: one series a row, one month a column, NaN where nothing was read. And the normal distribution."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Matrix: TypeAlias = npt.NDArray[np.float64]
Vector: TypeAlias = npt.NDArray[np.float64]
Whole: TypeAlias = npt.NDArray[np.int64]
Mask: TypeAlias = npt.NDArray[np.bool_]

TINY = 1e-12
"""Keeps a division away from 0; all series are scaled to a spread of 1 before it matters."""

# Chebyshev coefficients of ln(erfc(z) / t) + z * z with t = 1 / (1 + z / 2); the relative error is below 1.2e-7
# everywhere (Press et al., Numerical Recipes, 2nd edition 1992, section 6.2).
_ERFC = (
    -1.26551223,
    1.00002368,
    0.37409196,
    0.09678418,
    -0.18628806,
    0.27886807,
    -1.13520398,
    1.48851587,
    -0.82215223,
    0.17087277,
)


def upper_tail(z: Matrix) -> Matrix:
    """Return the chance that a standard normal number is above each z."""
    size = np.abs(z) / np.sqrt(2.0)
    t = 1.0 / (1.0 + 0.5 * size)
    total = np.full_like(t, _ERFC[-1])
    for coefficient in reversed(_ERFC[:-1]):
        total *= t
        total += coefficient
    half = 0.5 * t * np.exp(total - size * size)
    found: Matrix = np.where(z >= 0, half, 1.0 - half)
    return found


def medians(rows: Matrix) -> Vector:
    """Return the median of each row's numbers; NaN for a row without any."""
    ordered = np.sort(rows, axis=1)  # NaN last
    count = np.isfinite(rows).sum(axis=1)
    low, high = np.maximum(count - 1, 0) // 2, np.minimum(count // 2, rows.shape[1] - 1)
    at = np.arange(len(rows))
    return np.where(count > 0, (ordered[at, low] + ordered[at, high]) / 2, np.nan)


def filled(rows: Matrix) -> Matrix:
    """Return rows with their gaps filled by straight lines, and their ends held; a row of nothing becomes 0."""
    months = rows.shape[1]
    there = np.isfinite(rows)
    at = np.arange(months)
    before = np.maximum.accumulate(np.where(there, at, -1), axis=1)
    after = np.minimum.accumulate(np.where(there, at, months)[:, ::-1], axis=1)[:, ::-1]
    low = np.clip(np.where(before < 0, after, before), 0, months - 1)
    high = np.clip(np.where(after >= months, before, after), 0, months - 1)
    known = np.nan_to_num(rows)
    left, right = np.take_along_axis(known, low, 1), np.take_along_axis(known, high, 1)
    share = np.where(high > low, (at - low) / np.maximum(high - low, 1), 0.0)
    return left + (right - left) * share


def earlier(rows: Matrix, months: int) -> Matrix:
    """Return what stood so many months before each month; before the first one, the first."""
    if months == 0:
        return rows
    months = min(months, rows.shape[1])
    return np.hstack([np.repeat(rows[:, :1], months, axis=1), rows[:, : rows.shape[1] - months]])
