"""The arrays behind `bsc evidence`, each against another way to compute it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bsc_cli.evidence.association import Association, Pairs, associate
from bsc_cli.evidence.clean import news_of
from bsc_cli.evidence.discovery import q_values
from bsc_cli.evidence.lags import UNDECLARED, lag_weights
from bsc_cli.evidence.looks import Claims, look
from bsc_cli.evidence.numbers import Matrix, filled, medians, upper_tail
from bsc_cli.evidence.odds import TYPICAL, USUAL, Prior, weigh
from bsc_cli.evidence.trial import Arrows, Series, try_arrows


def rows_of(seed: int, rows: int, months: int, missing: float = 0.1) -> Matrix:
    """Return white noise with gaps."""
    rng = np.random.default_rng(seed)
    values = rng.standard_normal((rows, months))
    values[rng.random(values.shape) < missing] = np.nan
    return values


def test_the_upper_tail_of_the_normal_distribution() -> None:
    """It agrees with the error function of the C library to seven digits, far out too."""
    z = np.linspace(-8, 30, 400).reshape(1, -1)
    wanted = [0.5 * math.erfc(each / math.sqrt(2)) for each in z[0]]
    assert np.allclose(upper_tail(z)[0], wanted, rtol=2e-7)


def test_medians_and_gaps() -> None:
    """Medians leave gaps out; gaps are filled by straight lines and the ends held."""
    rows = np.array([[np.nan, 1.0, np.nan, 4.0, np.nan], [5.0, 1.0, 2.0, np.nan, 9.0]])
    assert list(medians(rows)) == [2.5, 3.5]
    assert filled(rows).tolist() == [[1, 1, 2.5, 4, 4], [5, 1, 2, 5.5, 9]]


@pytest.mark.parametrize("lag", [1, 3, 6])
def test_an_association_is_a_partial_correlation(lag: int) -> None:
    """What the regression of both ends on the effect's past leaves is correlated: by least squares, the same number."""
    news = rows_of(lag, 4, 60)
    pairs = Pairs(np.array([0]), np.array([2]), np.array([lag]), np.array([5]))
    wanted = np.zeros((1, 8), dtype=bool)
    wanted[0, lag] = True
    found = associate(news, np.array([1, 1, 1, 1]), np.zeros(4), pairs, wanted)
    whole = filled(news)
    at = [month for month in range(max(lag, 5), 60) if np.isfinite(news[2, month])]
    past = np.column_stack([np.ones(len(at)), whole[2, [month - 1 for month in at]]])
    ends = np.column_stack([whole[2, at], whole[0, [month - lag for month in at]]])
    left = ends - past @ np.linalg.lstsq(past, ends, rcond=None)[0]
    correlation = np.corrcoef(left.T)[0, 1]
    assert found.z[0, lag] == pytest.approx(np.arctanh(correlation), abs=1e-9)
    assert found.rows[0, lag] == len(at)
    assert found.error[0, lag] == pytest.approx(1 / math.sqrt(len(at) - 5))
    both = np.column_stack([past, ends[:, 1]])
    assert found.slope[0, lag] == pytest.approx(np.linalg.lstsq(both, ends[:, 0], rcond=None)[0][2], abs=1e-9)


def test_a_bayes_factor_is_an_integral() -> None:
    """The closed form is the integral over half-normal effects of the likelihood, against that of no effect."""
    z, error = 0.4, 0.2
    found = weigh(
        Association(np.array([[z]]), np.array([[error]]), np.array([[30]]), np.array([[z]])),
        np.array([[1.0]]),
        np.array([1.0]),
        Prior(0.5, 0.5, 0.0),
    )
    effects = np.linspace(0, 4, 200_001)
    prior = 2 / TYPICAL / math.sqrt(2 * math.pi) * np.exp(-0.5 * (effects / TYPICAL) ** 2)
    likelihood = np.exp(-0.5 * ((z - effects) / error) ** 2)
    heights = prior * likelihood
    area = (heights.sum() - (heights[0] + heights[-1]) / 2) * (effects[1] - effects[0])  # by the rule of trapezoids
    factor = area / math.exp(-0.5 * (z / error) ** 2)
    assert found.declared[0] == pytest.approx(factor / (1 + factor), abs=1e-6)


def test_lags_weigh_one_in_all_and_most_where_declared() -> None:
    """Weights add up to 1; lag 0 counts only where it is declared; without a lag all from 1 to 6 count alike."""
    weights = lag_weights(np.array([3, 0, 9, UNDECLARED]))
    assert np.allclose(weights.sum(axis=1), 1)
    assert weights[0].argmax() == 3
    assert weights[0, 0] == 0
    assert weights[1, 0] > 0
    assert weights[3, 1:7] == pytest.approx(1 / 6)
    assert weights[2, 11] > 0
    assert weights[0, 9] == 0


def test_trend_season_and_known_shifts_are_no_news() -> None:
    """A line, a season and a step that is known leave nothing of the series but the noise that was put in."""
    rng = np.random.default_rng(4)
    months = np.arange(72)
    noise = rng.standard_normal(72)
    season = np.tile(rng.standard_normal(12) * 4, 6)
    foreseen = 100 + 0.5 * months + season + np.where(months >= 30, 15.0, 0.0)
    news = news_of((foreseen + noise)[None, :], 0, [(30,)])
    assert np.corrcoef(news.values[0], noise)[0, 1] > 0.85
    unknown = news_of((foreseen + noise)[None, :], 0, [()])
    assert np.corrcoef(unknown.values[0], noise)[0, 1] < 0.8


def test_a_series_that_never_moves_has_no_news() -> None:
    """One value all the time, or fewer than nine readings, gives nothing to hold an arrow against."""
    rows = np.full((2, 40), 7.3)
    rows[1, 8:] = np.nan
    rows[1, :8] = np.arange(8)
    assert np.isnan(news_of(rows).values).all()


def test_nothing_read_leaves_the_prior() -> None:
    """Without an association at any lag the chances are those given beforehand."""
    empty = Association(np.full((1, 3), np.nan), np.ones((1, 3)), np.zeros((1, 3), dtype=np.int64), np.zeros((1, 3)))
    found = weigh(empty, np.full((1, 3), 1 / 3), np.array([1.0]))
    assert (found.declared[0], found.none[0], found.opposite[0]) == pytest.approx(USUAL)
    assert found.p[0] == 1.0


@given(
    scale=st.floats(1e-6, 1e9),
    shift=st.floats(-1e6, 1e6),
    seed=st.integers(0, 50),
    months=st.sampled_from([30, 47, 60]),
)
@settings(max_examples=40)
def test_units_of_measure_do_not_matter(scale: float, shift: float, seed: int, months: int) -> None:
    """In euros or in cents, from 0 or from 273: the chances are the same; with the sign turned they change places."""
    values = rows_of(seed, 6, months)
    every = np.ones(6, dtype=np.int64)
    cause, effect, lag = np.array([0, 1, 2]), np.array([3, 4, 5]), np.array([1, 3, 0])
    arrows = Arrows.each_alone(cause, effect, lag, np.ones(3))
    plain = try_arrows(Series(values, every), arrows, Prior(0.4, 0.2, 0.4)).odds
    changed = values.copy()
    changed[3:] = changed[3:] * scale + shift * scale
    assert np.allclose(try_arrows(Series(changed, every), arrows, Prior(0.4, 0.2, 0.4)).odds.declared, plain.declared)
    turned = try_arrows(
        Series(-changed, every), Arrows.each_alone(cause, effect, lag, -np.ones(3)), Prior(0.4, 0.2, 0.4)
    )
    assert np.allclose(turned.odds.declared, plain.opposite)


def test_one_word_takes_three_looks() -> None:
    """Of one unit the chance must stand high for three readings; one wild last reading changes no verdict."""
    rng = np.random.default_rng(3)
    months = 60
    cause = rng.standard_normal(months)
    effect = np.concatenate([np.zeros(3), 1.5 * cause[:-3]]) + rng.standard_normal(months)
    series = Series(np.vstack([cause, effect]), np.ones(2, dtype=np.int64))
    arrows = Arrows.each_alone(np.array([0]), np.array([1]), np.array([3]), np.ones(1))
    claims = Claims(np.ones(1, dtype=np.int64), np.zeros(1, dtype=bool))
    words = [look(series.until(each), arrows, claims, USUAL) for each in range(20, months + 1)]
    first_word = next(place for place, each in enumerate(words) if each.word[0] == 1)
    first_settled = next(place for place, each in enumerate(words) if each.settled[0] == 1)
    assert first_settled >= first_word + 2
    assert all(each.settled[0] == 1 for each in words[first_settled:])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_q_values_are_the_rates_at_which_the_step_up_procedure_discovers(p_values: list[float]) -> None:
    """At any rate those with a q up to it are what Benjamini and Hochberg's procedure, done literally, rejects."""
    found = q_values(p_values)
    for rate in (0.01, 0.05, 0.1, 0.25, 0.5, 0.9):
        rising = sorted(p_values)
        passing = [p for rank, p in enumerate(rising, 1) if p * len(p_values) / rank <= rate]
        assert [q <= rate for q in found] == [bool(passing) and p <= passing[-1] for p in p_values]


def test_q_values_of_nothing_are_seldom_small() -> None:
    """Of a hundred strategies of twenty arrows between series of noise, about a tenth has any with a q up to 0.1."""
    discoveries = 0
    for seed in range(100):
        cause = np.arange(20)
        arrows = Arrows.each_alone(cause, cause + 20, np.full(20, 2), np.ones(20))
        p = try_arrows(Series(rows_of(seed, 40, 60), np.ones(40, dtype=np.int64)), arrows).odds.p
        discoveries += min(q_values([*map(float, p)])) <= 0.1
    assert 1 <= discoveries <= 20
