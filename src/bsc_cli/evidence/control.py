"""What series owe to metrics that may move both ends of an arrow: the market, working days, headcount."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bsc_cli.evidence.clean import News
from bsc_cli.evidence.numbers import TINY, Matrix, earlier, filled

_LATEST = 3
"""Months that a control may take to reach a series."""
_SHARE = 5
"""Readings that each coefficient of a control must have; with fewer, the longest lags are left out first."""


def without_controls(news: News, controls: Sequence[tuple[int, ...]]) -> News:
    """Return series without what their controls tell of them, 0 to 3 months later, by least squares.

    `controls` are, for each series, the rows of its controls. What that costs is added to the degrees of freedom
    spent; a series with too few readings for its controls is not looked at any more.
    """
    if not any(controls):
        return news
    values, scale, spent = news.values.copy(), news.scale.copy(), news.spent.copy()
    gapless = filled(news.values)
    groups: dict[tuple[tuple[int, ...], int], list[int]] = {}
    for row, mine in enumerate(controls):
        if mine:
            lags = min(_LATEST, int(news.readings[row]) // (_SHARE * len(mine)) - 1)
            groups.setdefault((mine, lags), []).append(row)
    for (mine, lags), rows in groups.items():
        at = np.array(rows)
        if lags < 0:
            values[at] = np.nan
            continue
        design = np.vstack([earlier(gapless[list(mine)], back) for back in range(lags + 1)])
        values[at], size = _left(news.values[at], design)
        scale[at] *= size
        spent[at] += len(design)
    return News(values, scale, spent, news.readings)


def _left(rows: Matrix, design: Matrix) -> tuple[Matrix, Matrix]:
    """Return what a design leaves of rows, scaled to a spread of 1, and how large it was."""
    there = np.isfinite(rows)
    weight = there.astype(np.float64)
    design = np.vstack([design, np.ones(design.shape[1])])
    products = (design[:, None, :] * design[None, :, :]).reshape(-1, design.shape[1])
    gram = (weight @ products.T).reshape(len(rows), len(design), len(design)) + np.eye(len(design)) * 1e-6
    known = np.where(there, rows, 0.0)
    coefficients = np.linalg.solve(gram, (known @ design.T)[:, :, None])[:, :, 0]
    left = np.where(there, known - coefficients @ design, 0.0)
    size = np.sqrt((left**2).sum(axis=1) / np.maximum(there.sum(axis=1), 1))
    return np.where(there, left / (size + TINY)[:, None], np.nan), size
