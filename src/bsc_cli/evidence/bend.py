"""Trends that bend and turn: slow waves that a straight line leaves."""

from __future__ import annotations

import numpy as np

from bsc_cli.evidence.clean import News
from bsc_cli.evidence.numbers import TINY, Vector

_PER_WAVE = 24
"""Months for each wave: from half a wave over all months down to one that turns every two years."""
_FEWEST_WAVES = 2
_CLEAR = 12.0
"""How many times the noise the waves must carry before any of it is taken for a trend. What persists by itself, and
what a cycle moves, carries up to about ten times; set on both simulators (benchmarks/evidence): it costs nothing where
trends are straight, and finds half as many arrows again where they bend."""
_SHRINKING = 8  # degrees of freedom from which on a bend can be told from chance


def without_bends(news: News) -> News:
    """Return series without their slow waves, where these are much larger than the noise.

    The waves are cosines (the ends need not meet), fitted by least squares and shrunk by how clear they are together,
    as a season is. What they cost is added to the degrees of freedom spent.
    """
    rows, months = news.values.shape
    waves = months // _PER_WAVE
    if waves < _FEWEST_WAVES or not rows:
        return news
    at = (np.arange(months) + 0.5) / months
    line = np.arange(months) - (months - 1) / 2
    shape = np.cos(np.pi * np.arange(2, waves + 2)[:, None] * at)
    shape -= shape.mean(axis=1, keepdims=True)
    shape -= (shape @ line)[:, None] * line / (line @ line)
    there = np.isfinite(news.values)
    values = np.where(there, news.values, 0.0)
    products = (shape[:, None, :] * shape[None, :, :]).reshape(-1, months)
    gram = (there.astype(np.float64) @ products.T).reshape(rows, waves, waves) + np.eye(waves) * 1e-6
    fitted = np.linalg.solve(gram, (values @ shape.T)[:, :, None])[:, :, 0] @ shape
    count = there.sum(axis=1)
    rest: Vector = (np.where(there, values - fitted, 0.0) ** 2).sum(axis=1)
    free = np.maximum(count - waves - 2 - news.spent, 1)
    ratio = ((values**2).sum(axis=1) - rest) / waves / np.maximum(rest / free, TINY)
    kept = np.clip(1 - _CLEAR * free / (free + 2) / np.maximum(ratio, TINY), 0, 1)
    kept = np.where(free >= _SHRINKING, kept, 0.0)
    left = np.where(there, values - kept[:, None] * fitted, 0.0)
    size = np.sqrt((left**2).sum(axis=1) / np.maximum(count, 1)) + TINY
    scaled = np.where(there, left / size[:, None], np.nan)
    return News(scaled, news.scale * size, news.spent + kept * waves, news.readings)
