"""What is measured of a method over many simulated scorecards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.evidence.world import FALSE, REAL, Drawn, Matrix, World
from bsc_cli.evidence.association import Association
from bsc_cli.evidence.evidence import Verdict
from bsc_cli.evidence.lags import lag_weights
from bsc_cli.evidence.looks import WORDS, Claims, look
from bsc_cli.evidence.numbers import filled
from bsc_cli.evidence.odds import USUAL, weigh

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Pile:
    """The arrows of many scorecards, and what a method made of each: a score (higher: more likely), a word, a lag."""

    arrows: Sequence[Drawn]
    score: Matrix
    supported: Bools
    lag: npt.NDArray[np.int64]

    def _is(self, kinds: frozenset[str] | set[str]) -> Bools:
        return np.array([each.kind in kinds for each in self.arrows])

    def power(self, strength: float, score: Matrix | None = None) -> float:
        """Return the share of true arrows of a strength that are called, when 5% of the false ones are."""
        points = self.score if score is None else score
        bar = np.quantile(points[self._is(set(FALSE))], 0.95)
        true = np.array([each.kind == "true" and each.strength == strength for each in self.arrows])
        return float((points[true] > bar).mean())

    @property
    def false_share(self) -> float:
        """Of the supported, the share that should not be."""
        return float(1 - self._is(set(REAL))[self.supported].mean()) if self.supported.any() else 0.0

    def called(self, kind: str) -> float:
        """Of a kind, the share that is supported."""
        return float(self.supported[self._is({kind})].mean())

    def found(self, strength: float) -> float:
        """Of true arrows of a strength, the share that is supported."""
        true = np.array([each.kind == "true" and each.strength == strength for each in self.arrows])
        return float(self.supported[true].mean())

    @property
    def calibration(self) -> float:
        """How far the stated chance is from what comes true, on average over ten bins. Indirect arrows are left out."""
        kept = ~self._is({"indirect"})
        stated, true = self.score[kept], self._is({"true", "wrong lag"})[kept]
        bins = np.minimum((stated * 10).astype(int), 9)
        gaps = [
            (bins == each).mean() * abs(stated[bins == each].mean() - true[bins == each].mean())
            for each in range(10)
            if (bins == each).any()
        ]
        return float(sum(gaps))

    def lags(self) -> tuple[float, float]:
        """Of supported true arrows, the share whose lag is right, and right within a month."""
        true = self._is({"true"}) & self.supported
        away = np.abs(self.lag - np.array([each.true_lag for each in self.arrows]))[true]
        return float((away == 0).mean()), float((away <= 1).mean())


def ours(worlds: Sequence[World]) -> Pile:
    """Return what `bsc evidence` makes of the arrows: the chance, and the word that three looks agree on."""
    arrows: list[Drawn] = []
    score, supported, lag = [], [], []
    for world in worlds:
        tested = world.tested
        claims = Claims(world.every[tested.effect], np.zeros(len(tested.effect), dtype=bool))
        looked = look(world.series, tested, claims, USUAL)
        arrows += world.arrows
        score.append(looked.trial.odds.declared)
        supported.append(looked.settled == WORDS.index(Verdict.SUPPORTED))
        lag.append(looked.trial.lag)
    return Pile(arrows, np.concatenate(score), np.concatenate(supported), np.concatenate(lag))


def scores(worlds: Sequence[World], method: Callable[[World], Matrix]) -> Matrix:
    """Return the scores of a simple method for all arrows of scorecards."""
    return np.concatenate([method(world) for world in worlds])


def raw_correlation(world: World) -> Matrix:
    """Correlate the readings as they are, at the declared lag: what a spreadsheet does."""
    found = []
    for each in world.arrows:
        months = world.values.shape[1] - each.lag
        ends = world.values[each.cause, :months], world.values[each.effect, each.lag :]
        both = np.isfinite(ends[0]) & np.isfinite(ends[1])
        if both.sum() < 8:  # noqa: PLR2004 - too few to correlate
            found.append(0.0)
            continue
        r = np.corrcoef(ends[0][both], ends[1][both])[0, 1]
        found.append(each.sign * np.arctanh(np.clip(r, -0.999, 0.999)) * np.sqrt(both.sum() - 3))
    return np.asarray(np.nan_to_num(np.array(found)), dtype=np.float64)


def prewhitened(world: World) -> Matrix:
    """Cross-correlate what an autoregression of each cleaned series leaves (Box & Jenkins; Haugh 1976), our lags."""
    tested = world.tested
    news = filled(world.series.news.values)
    before = np.hstack([news[:, :1], news[:, :-1]])
    slope = (news * before).sum(axis=1) / np.maximum((before**2).sum(axis=1), 1e-9)
    left = np.where(np.isfinite(world.series.news.values), news - slope[:, None] * before, np.nan)
    weights = lag_weights(tested.lag)
    z = np.full(weights.shape, np.nan)
    error = np.ones(weights.shape)
    for row, (cause, effect) in enumerate(zip(tested.cause, tested.effect, strict=True)):
        for lag in range(weights.shape[1] - 1):
            months = left.shape[1] - lag
            ends = left[cause, :months], left[effect, lag:]
            both = np.isfinite(ends[0]) & np.isfinite(ends[1])
            if weights[row, lag] > 0 and both.sum() >= 10:  # noqa: PLR2004 - too few to correlate
                with np.errstate(invalid="ignore", divide="ignore"):
                    z[row, lag] = np.arctanh(np.clip(np.corrcoef(ends[0][both], ends[1][both])[0, 1], -0.99, 0.99))
                error[row, lag] = 1 / np.sqrt(both.sum() - 3)
    empty = np.zeros(weights.shape, dtype=np.int64)
    found: Matrix = weigh(Association(z, error, empty, np.nan_to_num(z)), weights, tested.sign).declared
    return found
