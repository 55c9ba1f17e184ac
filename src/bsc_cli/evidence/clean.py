"""What is left of a metric without its trend, its season and the level shifts that are known: its news."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from bsc_cli.evidence.numbers import TINY, Matrix, Vector, Whole, medians

FEWEST = 9
"""Readings below which nothing is said of a series."""
_ROBUST = 3.0  # residuals are held within so many robust standard deviations (Huber 1981, winsorising)
_ROUNDS = 3  # of trend and season in turn (backfitting); a fourth changes nothing that is printed
_NORMAL = 1.4826  # times the median absolute deviation is the standard deviation of normal numbers
_SHRINKING = 4  # degrees of freedom within the months from which on a season can be told from chance
_LEAST_SIDE = 4  # months on either side of a known level shift from which on it is estimated


class News(NamedTuple):
    """Series without what could be foreseen.

    `values` are months by series rows, scaled to a spread of 1; `scale` is what one of them is in the metric's unit,
    `spent` the degrees of freedom that season and known shifts have cost, `readings` how many each series has.
    """

    values: Matrix
    scale: Vector
    spent: Vector
    readings: Whole


def news_of(raw: Matrix, first_month: int = 0, shifts: Sequence[tuple[int, ...]] | None = None) -> News:
    """Return the news of series, one a row.

    `first_month` is the month of the year (0..11) of the first column. `shifts` are, for each series, the columns in
    which its level is known to have shifted. Trend: a straight line. Season: the mean of each month of the year,
    shrunk towards none by how far the months differ at all (James & Stein 1961), so a metric without a season pays
    next to nothing for the question.
    """
    there = np.isfinite(raw)
    weight = there.astype(np.float64)
    count = there.sum(axis=1)
    centre = np.where(there, raw, 0.0).sum(axis=1) / np.maximum(count, 1)
    centred = np.where(there, raw - centre[:, None], 0.0)
    spread = np.sqrt((centred**2).sum(axis=1) / np.maximum(count, 1))
    spread = np.where(spread > TINY * (np.abs(centre) + 1.0), spread, np.inf)  # one value all the time has no news
    values = centred / spread[:, None]
    lines = _Lines(weight, shifts)
    months = _Months(weight, first_month)
    season, held = np.zeros_like(values), values.copy()
    spent = np.zeros(len(raw))
    for _ in range(_ROUNDS):
        trend = lines.fitted((held - season) * weight)
        season, spent = months.fitted((held - trend) * weight)
        rest = np.where(there, values - trend - season, np.nan)
        limit = _ROBUST * _NORMAL * medians(np.abs(rest - medians(rest)[:, None])) + TINY
        held = np.where(there, trend + season + np.clip(rest, -limit[:, None], limit[:, None]), 0.0)
    left = np.where(there, held - trend - season, 0.0)
    left -= (left.sum(axis=1) / np.maximum(count, 1))[:, None]
    size = np.sqrt((left**2).sum(axis=1) / np.maximum(count, 1))
    known = (count >= FEWEST) & (size > TINY)
    scaled = np.where(there & known[:, None], left / np.where(known, size, 1.0)[:, None], np.nan)
    scale = np.where(known, size * np.where(np.isfinite(spread), spread, 0.0), 0.0)
    return News(scaled, scale, spent + lines.shifts, count)


class _Lines:
    """A straight line, and steps where the level is known to have shifted, fitted by least squares to each series."""

    def __init__(self, weight: Matrix, shifts: Sequence[tuple[int, ...]] | None) -> None:
        rows, months = weight.shape
        asked = list(shifts) if shifts is not None else [()] * rows
        self.shifts = np.zeros(rows)
        time = (np.arange(months) - (months - 1) / 2) / max(months, 1)
        groups: dict[tuple[int, ...], list[int]] = {}
        for row, steps in enumerate(asked):
            groups.setdefault(tuple(sorted(set(steps))), []).append(row)
        self._groups = []
        for steps, members in groups.items():
            at = np.array(members)
            useful = [step for step in steps if _LEAST_SIDE <= step <= months - _LEAST_SIDE]
            design = np.stack(
                [np.ones(months), time, *((np.arange(months) >= step).astype(np.float64) - 0.5 for step in useful)]
            )
            products = (design[:, None, :] * design[None, :, :]).reshape(-1, months)
            gram = (weight[at] @ products.T).reshape(len(at), len(design), len(design))
            gram += np.eye(len(design)) * TINY * 1e3
            self._groups.append((at, design, np.linalg.inv(gram)))
            self.shifts[at] = len(useful)

    def fitted(self, weighted: Matrix) -> Matrix:
        found = np.empty_like(weighted)
        for at, design, inverse in self._groups:
            found[at] = np.einsum("rij,rj->ri", inverse, weighted[at] @ design.T) @ design
        return found


class _Months:
    """The mean of each month of the year, shrunk towards 0."""

    def __init__(self, weight: Matrix, first_month: int) -> None:
        months = weight.shape[1]
        self._month = (np.arange(months) + first_month) % 12
        self._is = (self._month[:, None] == np.arange(12)).astype(np.float64)
        self._weight = weight
        self._count = weight @ self._is
        self._total = weight.sum(axis=1)
        self._used = (self._count > 0).sum(axis=1)

    def fitted(self, weighted: Matrix) -> tuple[Matrix, Vector]:
        """Return the season in each month, and how many degrees of freedom it has taken."""
        means = weighted @ self._is / np.maximum(self._count, 1)
        means -= ((means * self._count).sum(axis=1) / np.maximum(self._total, 1))[:, None]
        means = np.where(self._count > 0, means, 0.0)
        shape = means[:, self._month]
        within = self._total - self._used - 1
        between = (self._count * means**2).sum(axis=1) / np.maximum(self._used - 1, 1)
        inside = (((weighted - shape) * self._weight) ** 2).sum(axis=1) / np.maximum(within, 1)
        ratio = between / np.maximum(inside, TINY)
        noise = (self._used - 3) / np.maximum(self._used - 1, 1) / np.maximum(ratio, TINY) * within / (within + 2.0)
        enough = (self._used > 3) & (within >= _SHRINKING)  # noqa: PLR2004 - Stein's rule needs more than three means
        kept = np.where(enough, np.clip(1 - noise, 0, 1), 0.0)
        return kept[:, None] * shape, kept * np.maximum(self._used - 1, 0)


def persistence(known: Matrix, gapless: Matrix) -> Vector:
    """Return how far each series follows from itself a month ago: its first autocorrelation, from -0.5 to 0.98.

    The bias of a short series is taken out (Marriott & Pope 1954; Kendall 1954). `gapless` is `known` with its gaps
    filled.
    """
    centred = gapless - gapless.mean(axis=1)[:, None]
    follows = (centred[:, 1:] * centred[:, :-1]).sum(axis=1) / ((centred**2).sum(axis=1) + TINY)
    count = np.isfinite(known).sum(axis=1)
    found: Vector = np.clip(follows + (1 + 4 * follows) / np.maximum(count, 8), -0.5, 0.98)
    return found
