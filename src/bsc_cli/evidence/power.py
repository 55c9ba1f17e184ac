"""What a sample can show: the smallest effect it would find four times in five, and how much more it takes."""

from __future__ import annotations

import math
from functools import lru_cache

from bsc_cli.evidence.odds import TYPICAL, USUAL

MEDIUM, SMALL = 0.3, 0.2
"""Partial correlations that are called medium and small (Cohen 1988 has 0.3 and 0.1; 0.1 is beyond any scorecard)."""
SUPPORTED = 0.85
"""The chance from which on an arrow is called supported."""
_FOUR_IN_FIVE = 0.8416  # standard errors above the threshold at which four estimates in five are above it
_AT_DECLARED = 0.55
"""How much of the weight over lags stands behind an effect at the declared lag, its smeared neighbour included: set so
that what is promised here is what simulated arrows show (benchmarks/evidence)."""
_ELSEWHERE = 0.35  # what the other lags, which show nothing, usually add to the Bayes factor
MOST = 600
"""Months or units beyond which nothing is promised."""


def detectable(free: float, prior: float = USUAL.declared) -> float:
    """Return the smallest partial correlation that would be called supported four times in five.

    `free` is the degrees of freedom of the sample, `prior` the chance given to the arrow beforehand. 1.0 where even a
    perfect one would not be seen.
    """
    if free < 3:  # noqa: PLR2004 - Fisher's z has no error below
        return 1.0
    error = 1 / math.sqrt(max(free - 1, 1))
    z = threshold(error, prior) + _FOUR_IN_FIVE * error
    return min(1.0, math.tanh(z))


@lru_cache(maxsize=4096)
def threshold(error: float, prior: float) -> float:
    """Return Fisher's z, with that standard error, from which on an arrow is called supported."""
    low, high = 0.0, 6.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (low, middle) if _chance(middle, error, prior) >= SUPPORTED else (middle, high)
    return high


def _chance(z: float, error: float, prior: float) -> float:
    variance = 1 / (1 / error**2 + 1 / TYPICAL**2)
    shrunk = z / error**2 * variance
    below = 0.5 * math.erfc(shrunk / math.sqrt(2 * variance))
    factor = 2 * math.sqrt(variance) / TYPICAL * math.exp(min(0.5 * shrunk**2 / variance, 600.0))
    rest = (1 - prior) / (USUAL.none + USUAL.opposite)
    holds = prior * (_AT_DECLARED * factor * (1 - below) + _ELSEWHERE)
    turned = USUAL.opposite * rest * (_AT_DECLARED * factor * below + _ELSEWHERE)
    return holds / (holds + USUAL.none * rest + turned)


@lru_cache(maxsize=256)
def free_for(strength: float, prior: float) -> float:
    """Return the degrees of freedom at which a partial correlation of a strength would be found four times in five.

    Infinity where no number of them that is worth waiting for would do.
    """
    low, high = 3.0, 1e5
    if detectable(high, prior) > strength:
        return math.inf
    while high - low > 0.5:  # noqa: PLR2004 - half a reading
        middle = (low + high) / 2
        low, high = (low, middle) if detectable(middle, prior) <= strength else (middle, high)
    return high


def months_more(free: float, rows: int, units: int, every: int, prior: float, strength: float = MEDIUM) -> int | None:
    """Return how many months more it takes, with as many units; None when it is beyond all planning."""
    missing = free_for(strength, prior) - free
    if missing <= 0:
        return 0
    each = free / rows if rows and free > 0 else 1.0
    months = math.ceil(missing / (max(units, 1) * max(min(each, 1.0), 0.5))) * every
    return months if months <= MOST else None


def units_in_all(free: float, units: int, prior: float, strength: float = MEDIUM) -> int | None:
    """Return how many units it takes in all, with as many months; None when it is beyond all planning."""
    if free <= 0 or units <= 0:
        return None
    found = math.ceil(units * free_for(strength, prior) / free)
    return max(found, units) if found <= MOST else None
