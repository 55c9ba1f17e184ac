"""The same arrow in several units, put together."""

from __future__ import annotations

import numpy as np

from bsc_cli.evidence.association import Association, Pairs
from bsc_cli.evidence.numbers import TINY, Matrix, Vector, Whole

ENOUGH_UNITS = 4
"""Units from which on each month's mean over them is taken out first: what all of them share is no evidence."""
_PRESENT = 3
"""Units that must have a reading in a month, so that their mean stands for what they share."""


def relative_to_units(values: Matrix, group: Whole) -> Matrix:
    """Return series without the mean of their group in each month, each scaled by its own spread before.

    Series of a group below 0, and of groups of fewer than `ENOUGH_UNITS`, are returned as they are. What remains of a
    series is what it did otherwise than the other units: shared seasons, trends, cycles and reorganisations are gone.
    A month in which fewer than `_PRESENT` units were read is left out.
    """
    found = values.copy()
    for each in np.unique(group[group >= 0]):
        at = np.flatnonzero(group == each)
        if len(at) < ENOUGH_UNITS:
            continue
        own = values[at]
        there = np.isfinite(own)
        count = there.sum(axis=1, keepdims=True)
        centred = np.where(there, own - np.where(there, own, 0.0).sum(axis=1, keepdims=True) / np.maximum(count, 1), 0)
        spread = np.sqrt((centred**2).sum(axis=1, keepdims=True) / np.maximum(count, 1))
        scaled = centred / np.where(spread > TINY, spread, 1.0)
        units = there.sum(axis=0)
        mean = scaled.sum(axis=0) / np.maximum(units, 1)
        kept = there & (units >= _PRESENT)
        found[at] = np.where(kept, (scaled - mean) * spread, np.nan)
    return found


def pooled(each: Association, news: Matrix, pairs: Pairs, group: Whole) -> Association:
    """Return the association of each group: the mean of Fisher's z over its units, weighted by their precision.

    Units are never quite independent: the error is widened by how alike the news of the units are (the design effect
    of Kish 1965). That the effect differs from unit to unit is no reason to doubt its mean over just these units.
    """
    groups = int(group.max(initial=-1)) + 1
    known = np.isfinite(each.z)
    precision = np.where(known, 1 / each.error**2, 0.0)
    z = np.nan_to_num(each.z)
    total = _summed(precision, group, groups)
    mean = np.divide(_summed(precision * z, group, groups), total, out=np.full_like(total, np.nan), where=total > 0)
    units = _summed(known.astype(np.float64), group, groups)
    alike = _alikeness(news, pairs, group, groups)
    design = 1 + np.maximum(units - 1, 0) * alike[:, None]
    error = np.sqrt(design / np.maximum(total, TINY))
    error = np.where(total > 0, error, 1.0)
    slope = _summed(precision * each.slope, group, groups) / np.maximum(total, TINY)
    rows = _summed(each.rows.astype(np.float64), group, groups).astype(np.int64)
    return Association(mean, error, rows, slope)


def _summed(values: Matrix, group: Whole, groups: int) -> Matrix:
    found = np.zeros((groups, values.shape[1]))
    np.add.at(found, group, values)
    return found


def _alikeness(news: Matrix, pairs: Pairs, group: Whole, groups: int) -> Vector:
    """Return how alike the evidence of two units of each group is on average, from 0.

    Products of two series go together as the product of how their causes and their effects go together.
    """
    found = np.zeros(groups)
    order = np.argsort(group, kind="stable")
    starts = np.searchsorted(group[order], np.arange(groups + 1))
    for each in range(groups):
        at = order[starts[each] : starts[each + 1]]
        if len(at) > 1:
            both = _likeness(news[pairs.cause[at]]) * _likeness(news[pairs.effect[at]])
            units = len(at)
            found[each] = max(0.0, (both.sum() - np.trace(both)) / (units * (units - 1)))
    return found


def _likeness(rows: Matrix) -> Matrix:
    """Return the correlation of each two rows over the months that both have."""
    there = np.isfinite(rows).astype(np.float64)
    values = np.nan_to_num(rows)
    size = np.sqrt(np.maximum((values**2) @ there.T, TINY))
    found: Matrix = np.clip((values @ values.T) / np.maximum(size * size.T, TINY), -1, 1)
    return found
