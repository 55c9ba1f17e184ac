"""Series as a business has them, made: a second opinion beside the competitions' real ones.

Nothing here is an exponential-smoothing model: levels move by rare jumps and by slow waves, trends break, seasons are
multiplicative and drift, noise has heavy tails and grows with the level.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_BREAKS, _SEASONS, _JUMPS = 0.4, 0.65, 0.015
"""The share of series whose trend breaks, that of series with a season, and that of months in which a level jumps."""


def business_like(count: int, length: int, horizon: int, seed: int) -> tuple[Floats, Floats]:
    """Return `count` series of `length` months, and the `horizon` months that came after them."""
    random = np.random.Generator(np.random.PCG64(seed))
    made = np.stack([_one(random, length + horizon) for _ in range(count)])
    return made[:, :length], made[:, length:]


def _one(random: np.random.Generator, months: int) -> Floats:
    time = np.arange(months)
    level = 10 ** random.uniform(0.5, 4)
    growth = random.normal(0, 0.004) * np.ones(months)
    if random.random() < _BREAKS:
        growth[random.integers(months // 5, months) :] *= random.uniform(-1, 1.5)
    wave = random.uniform(0, 0.06) * np.sin(2 * np.pi * (time / random.uniform(30, 80) + random.random()))
    jumps = np.where(random.random(months) < _JUMPS, random.normal(0, 0.15, months), 0.0)
    own = random.uniform(-0.2, 0.8)
    noise = random.standard_t(4, months) * random.choice([0.01, 0.03, 0.08])
    for month in range(1, months):
        noise[month] += own * noise[month - 1]
    season = np.zeros(months)
    if random.random() < _SEASONS:
        shape = random.normal(0, 1, 12)
        shape[11] += random.uniform(0, 3)
        shape = (shape - shape.mean()) / shape.std() * random.uniform(0.02, 0.2)
        season = shape[time % 12] * (1 + random.normal(0, 0.1) * time / 12)
    logarithm = np.cumsum(growth) + wave + np.cumsum(jumps) + season + noise
    return np.asarray(np.round(level * np.exp(logarithm), 2), dtype=np.float64)
