"""Single arrows in situations that fool people: two series at a time, so that one thing is wrong and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from benchmarks.evidence.world import Matrix

Rng = np.random.Generator
_BEFORE = 60


def follows(rng: Rng, rows: int, months: int, keeps: float) -> Matrix:
    """Return rows that keep so much of their last month, with a spread of about 1."""
    news = rng.standard_normal((rows, months + _BEFORE)) * np.sqrt(max(1 - keeps**2, 0.02))
    for month in range(1, months + _BEFORE):
        news[:, month] += keeps * news[:, month - 1]
    found: Matrix = news[:, _BEFORE:]
    return found


def arrow(rng: Rng, pairs: int, months: int, strength: float, lag: int) -> tuple[Matrix, Matrix]:
    """Return causes and effects, measured with noise (3 parts in 10), one reading in ten missing.

    `strength` is the partial correlation of the effect with its cause so many months before, without the noise.
    """
    whole = months + _BEFORE
    cause = np.zeros((pairs, whole))
    effect = np.zeros((pairs, whole))
    keeps = rng.uniform(0, 0.8, (pairs, 2))
    news = rng.standard_normal((2, pairs, whole))
    slope = strength / np.sqrt(1 - strength**2) * np.sqrt(1 - keeps[:, 0] ** 2)
    for month in range(lag + 1, whole):
        cause[:, month] = keeps[:, 0] * cause[:, month - 1] + news[0, :, month]
        effect[:, month] = keeps[:, 1] * effect[:, month - 1] + slope * cause[:, month - lag] + news[1, :, month]
    ends = []
    for each in (cause[:, _BEFORE:], effect[:, _BEFORE:]):
        read = each + 0.3 * each.std(axis=1, keepdims=True) * rng.standard_normal(each.shape)
        read[rng.random(read.shape) < 0.1] = np.nan  # noqa: PLR2004 - one in ten
        ends.append(read)
    return ends[0], ends[1]


def _noise(rng: Rng, rows: int, months: int) -> Matrix:
    return follows(rng, rows, months, 0.0)


def _missing(rng: Rng, rows: int, months: int) -> Matrix:
    found = _noise(rng, rows, months)
    found[rng.random(found.shape) < 0.3] = np.nan  # noqa: PLR2004 - three in ten
    return found


def _tails(rng: Rng, rows: int, months: int) -> Matrix:
    return np.asarray(rng.standard_t(2, (rows, months)))


def _shock(rng: Rng, rows: int, months: int) -> Matrix:
    found = _noise(rng, rows, months)
    found[:, months // 2] += 4.0
    return found


def _season(rng: Rng, rows: int, months: int) -> Matrix:
    return _noise(rng, rows, months) + 1.5 * rng.standard_normal(12)[np.arange(months) % 12]


def _trend(rng: Rng, rows: int, months: int) -> Matrix:
    return _noise(rng, rows, months) + rng.choice([-1, 1], (rows, 1)) * 3.0 * np.arange(months) / months


def _sticky(rng: Rng, rows: int, months: int) -> Matrix:
    return follows(rng, rows, months, 0.9)


def _walk(rng: Rng, rows: int, months: int) -> Matrix:
    return np.asarray(np.cumsum(rng.standard_normal((rows, months)), axis=1))


def _drifting(rng: Rng, rows: int, months: int) -> Matrix:
    return np.asarray(np.cumsum(0.3 + rng.standard_normal((rows, months)), axis=1))


def _step(rng: Rng, rows: int, months: int) -> Matrix:
    return _noise(rng, rows, months) + np.where(np.arange(months) >= months // 2, 2.0, 0.0)


SITUATIONS: Mapping[str, tuple[float, Callable[[Rng, int, int], Matrix]]] = {
    "white noise": (0.08, _noise),
    "30% missing": (0.08, _missing),
    "wild values (t with 2 degrees of freedom)": (0.08, _tails),
    "one shock to both": (0.08, _shock),
    "the same season": (0.08, _season),
    "both trending": (0.08, _trend),
    "both sticky (0.9)": (0.12, _sticky),
    "random walks": (0.12, _walk),
    "random walks with drift": (0.12, _drifting),
    "the same step in the same month": (0.22, _step),
}
"""Series that have nothing to do with each other, and how many in a hundred may look related at p < 0.05."""


def cycle(rng: Rng, pairs: int, months: int, strength: float) -> tuple[Matrix, Matrix, Matrix]:
    """Return causes, effects and controls: a hidden cycle moves both ends (0.7 of them, after 0 and 2 months).

    The control is that cycle, read with noise. `strength` is that of a real effect after 3 months, 0 for none.
    """
    hidden = follows(rng, pairs, months + 4, 0.85)
    own = [follows(rng, pairs, months + 4, 0.3) for _ in range(2)]
    cause = 0.7 * hidden + np.sqrt(1 - 0.49) * own[0]
    effect = 0.7 * np.roll(hidden, 2, axis=1) + np.sqrt(1 - 0.49) * own[1]
    if strength:
        effect += strength / np.sqrt(1 - strength**2) * np.roll(cause, 3, axis=1)
    control = hidden + 0.3 * rng.standard_normal(hidden.shape)
    return cause[:, 4:], effect[:, 4:], control[:, 4:]
