"""What an association does to the odds of an arrow: a mixture over lags, in one Bayes factor for each way it may go."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from bsc_cli.evidence.association import Association
from bsc_cli.evidence.numbers import TINY, Matrix, Vector, upper_tail

TYPICAL = 0.30
"""How large Fisher's z of a real effect usually is: the spread of its half-normal prior, set by the logarithmic score
of stated probabilities on simulated scorecards (benchmarks/evidence)."""


class Prior(NamedTuple):
    """What is believed of an arrow before anything was read.

    That it holds as declared, that there is nothing, that it runs the other way: chances that add up to 1.
    """

    declared: float
    none: float
    opposite: float

    @classmethod
    def of(cls, declared: float) -> Prior:
        """Return the prior for a chance that the arrow holds; what is left is shared as in the usual one."""
        rest = (1 - declared) / (USUAL.none + USUAL.opposite)
        return cls(declared, USUAL.none * rest, USUAL.opposite * rest)


USUAL = Prior(0.50, 0.42, 0.08)
"""About half of the arrows that managers draw can be found in readings; the studies say 40 to 50 percent."""


class Odds(NamedTuple):
    """For each arrow the chance that it holds as declared, that there is nothing, that it runs the other way.

    `lag_shares` is what each lag has of the first, `p` a one-sided p-value, `shrunk` Fisher's z of each lag, pulled
    towards 0 by how little it rests on.
    """

    declared: Vector
    none: Vector
    opposite: Vector
    lag_shares: Matrix
    p: Vector
    shrunk: Matrix


def weigh(association: Association, weights: Matrix, sign: Vector, prior: Prior = USUAL) -> Odds:
    """Weigh the association of arrows at each lag by how likely the lag was beforehand.

    For each lag the Bayes factor of a half-normal effect of the declared sign against none, for a normal estimate
    (Dienes 2014); over lags they are averaged by weight. p-values of lags are put together by the Cauchy combination,
    which holds however they depend on each other (Liu & Xie 2020).
    """
    known = np.isfinite(association.z)
    weight = np.where(known, weights, 0.0)
    total = weight.sum(axis=1, keepdims=True)
    weight = np.divide(weight, total, out=np.zeros_like(weight), where=total > 0)
    z = np.nan_to_num(association.z) * sign[:, None]
    precision, usual = 1 / association.error**2, 1 / TYPICAL**2
    variance = 1 / (precision + usual)
    shrunk = z * precision * variance
    height = 0.5 * np.log(usual * variance) + 0.5 * z * precision * shrunk
    below = upper_tail(shrunk / np.sqrt(variance))
    each = 2 * weight * np.exp(np.minimum(height, 600.0))
    forth, back = each * (1 - below), each * below
    holds, turned = forth.sum(axis=1), back.sum(axis=1)
    nothing = total[:, 0] <= 0
    holds[nothing] = turned[nothing] = 1.0
    chances = prior.declared * holds, np.full_like(holds, prior.none), prior.opposite * turned
    whole = chances[0] + chances[1] + chances[2]
    shares = forth / np.maximum(forth.sum(axis=1, keepdims=True), TINY**8)
    p = np.clip(upper_tail(z / association.error), 1e-15, 1 - 1e-15)
    combined = 0.5 - np.arctan((weight * np.tan((0.5 - p) * np.pi)).sum(axis=1)) / np.pi
    return Odds(
        chances[0] / whole,
        chances[1] / whole,
        chances[2] / whole,
        shares,
        np.where(nothing, 1.0, combined),
        shrunk * sign[:, None],
    )
