"""What fools people is not called supported: placebos on simulated series and on real readings."""

from __future__ import annotations

import csv
from collections.abc import Callable

import numpy as np
import pytest

import test_nhs as nhs
import test_olist as olist
from bsc_cli.evidence import Evidence, Verdict, examine
from bsc_cli.evidence.control import without_controls
from bsc_cli.evidence.numbers import Matrix
from bsc_cli.evidence.trial import Arrows, Series, try_arrows
from measured import standing, strategy_of

PAIRS = 600
MONTHS = 60


def follows(rng: np.random.Generator, rows: int, keeps: float = 0.5) -> Matrix:
    """Return series that keep a share of their last month."""
    found = rng.standard_normal((rows, MONTHS + 40))
    for month in range(1, MONTHS + 40):
        found[:, month] += keeps * found[:, month - 1]
    return np.asarray(found[:, 40:])


def supported(cause: Matrix, effect: Matrix, lag: int = 3) -> float:
    """Return the share of pairs whose chance is 85% or more."""
    one = np.arange(len(cause))
    series = Series(np.vstack([cause, effect]), np.ones(2 * len(cause), dtype=np.int64))
    arrows = Arrows.each_alone(one, len(cause) + one, np.full(len(cause), lag), np.ones(len(cause)))
    return float((try_arrows(series, arrows).odds.declared >= 0.85).mean())


def true_pairs(seed: int) -> tuple[Matrix, Matrix]:
    """Return causes and effects with a strong effect after three months."""
    rng = np.random.default_rng(seed)
    cause, effect = follows(rng, PAIRS), follows(rng, PAIRS)
    effect[:, 3:] += 0.8 * cause[:, :-3]
    return cause, effect


def test_a_strong_effect_is_found() -> None:
    """Else the placebos below would mean nothing."""
    assert supported(*true_pairs(1)) > 0.8


def shuffled(rng: np.random.Generator, cause: Matrix) -> Matrix:
    """Put the months of each cause into a random order."""
    return rng.permuted(cause, axis=1)


def shifted(rng: np.random.Generator, cause: Matrix) -> Matrix:
    """Move each cause by two years or more, round the end."""
    return np.vstack([np.roll(row, int(rng.integers(24, MONTHS - 12))) for row in cause])


def of_another(_rng: np.random.Generator, cause: Matrix) -> Matrix:
    """Give each effect the cause of another one."""
    return np.roll(cause, 1, axis=0)


@pytest.mark.parametrize("placebo", [shuffled, shifted, of_another])
def test_a_placebo_is_hardly_ever_supported(placebo: Callable[[np.random.Generator, Matrix], Matrix]) -> None:
    """Shuffled, time-shifted and mismatched causes: three in a hundred at most."""
    cause, effect = true_pairs(2)
    assert supported(placebo(np.random.default_rng(3), cause), effect) <= 0.03


def test_an_arrow_turned_round_is_hardly_ever_supported() -> None:
    """The effect does not drive its cause."""
    cause, effect = true_pairs(4)
    assert supported(effect, cause) <= 0.05


@pytest.mark.parametrize("shape", ["trend", "season", "both"])
def test_shared_trends_and_seasons_are_no_evidence(shape: str) -> None:
    """All metrics grow, or have the same season: three in a hundred at most, whatever the lag."""
    rng = np.random.default_rng(5)
    months = np.arange(MONTHS)
    shared = np.zeros(MONTHS)
    if shape in ("trend", "both"):
        shared += 0.1 * months
    if shape in ("season", "both"):
        shared += 1.5 * np.array([1.2, -0.4, 2.0, 0.3, -1.0, -1.5, 0.2, -2.0, 0.6, 1.0, -0.8, 0.4])[months % 12]
    cause, effect = follows(rng, PAIRS) + shared, follows(rng, PAIRS) + shared
    assert all(supported(cause, effect, lag) <= 0.03 for lag in (1, 3, 6))


def test_a_hidden_cycle_fools_it_and_its_control_does_not() -> None:
    """Nobody can know of a cycle that no metric shows; declared as a control it is taken out."""
    rng = np.random.default_rng(6)
    cycle = follows(rng, PAIRS, 0.85)
    cause = cycle + 1.4 * follows(rng, PAIRS, 0.3)
    effect = np.roll(cycle, 2, axis=1) + 1.4 * follows(rng, PAIRS, 0.3)
    control = cycle + 0.3 * rng.standard_normal(cycle.shape)
    one = np.arange(PAIRS)
    arrows = Arrows.each_alone(one, PAIRS + one, np.full(PAIRS, 2), np.ones(PAIRS))
    every = np.ones(3 * PAIRS, dtype=np.int64)
    controls = [(2 * PAIRS + row % PAIRS,) for row in range(2 * PAIRS)] + [()] * PAIRS
    alone = try_arrows(Series(np.vstack([cause, effect, control]), every), arrows)
    known = try_arrows(Series(np.vstack([cause, effect, control]), every, controls=controls), arrows)
    assert (alone.odds.declared >= 0.85).mean() > 0.3
    assert (known.odds.declared >= 0.85).mean() < 0.08


def test_controls_leave_nothing_of_themselves() -> None:
    """What a control tells of a series, at once or up to three months later, is gone."""
    rng = np.random.default_rng(7)
    control = rng.standard_normal(MONTHS)
    series = Series(np.vstack([rng.standard_normal(MONTHS) + control, control]), np.ones(2, dtype=np.int64))
    news = series.news
    left = without_controls(news, [(1,), ()]).values[0]
    for lag in range(4):
        assert abs(np.corrcoef(left[lag:], news.values[1][: MONTHS - lag])[0, 1]) < 0.03


def test_arrows_drawn_after_looking() -> None:
    """The best pairs of many are supported by the readings they were drawn from, and not by later ones."""
    rng = np.random.default_rng(8)
    values = follows(rng, 40)
    series = Series(values, np.ones(40, dtype=np.int64))
    cause, effect = (
        np.array(each) for each in zip(*[(a, b) for a in range(40) for b in range(40) if a != b], strict=True)
    )
    every = Arrows.each_alone(cause, effect, np.full(len(cause), 2), np.ones(len(cause)))
    best = np.argsort(-try_arrows(series.until(36), every).odds.declared)[:30]
    drawn = Arrows.each_alone(cause[best], effect[best], np.full(30, 2), np.ones(30))
    later = Arrows(drawn.cause, drawn.effect, drawn.lag, drawn.sign, np.full(30, 36), drawn.group)
    assert (try_arrows(series.until(36), drawn).odds.declared >= 0.85).mean() > 0.5
    assert (try_arrows(series, later).odds.declared >= 0.85).mean() <= 0.04


@pytest.mark.skipif(not olist.FILE.is_file(), reason="the marketplace's figures are not here")
def test_a_marketplace() -> None:
    """Twenty real months: lateness leans the declared way, reviews to sales is not called supported."""
    lag = "{delight-buyers: {after: 0 months, because"
    text = olist.CARD.replace("{delight-buyers: {because", lag)
    with olist.FILE.open(encoding="utf-8", newline="") as file:
        rows = [f"marketplace/{each['metric']},{each['date'][:7]},{each['value']}," for each in csv.DictReader(file)]
    found = examine(standing(strategy_of(marketplace=text), *rows)).by_arrow
    late = found["marketplace/deliver-on-time", "marketplace/delight-buyers"]
    sales = found["marketplace/delight-buyers", "marketplace/grow-sales"]
    assert late.verdict is Verdict.NOT_ENOUGH
    assert late.weighed is not None
    assert late.weighed.holds > 0.9
    assert late.weighed.effect < 0
    assert late.needed is not None
    assert sales.verdict is not Verdict.SUPPORTED
    assert sales.weighed is not None
    assert sales.weighed.holds < 0.6


HOSPITALS = """
scorecard: {unit}
{parent}objectives:
  treat-in-time:
    perspective: customer
    title: Treat everyone within four hours
    metrics:
      within-four-hours: {{better: higher, every: month}}
  steady-the-flow:
    perspective: process
    title: Steady the flow of arrivals
    drives: {{treat-in-time: {{after: {lag}, effect: opposite}}}}
    metrics:
      attendances: {{better: higher, every: month}}
"""


def hospitals(lag: str, swapped: int = 0) -> Evidence:
    """Examine whether attendances drive lateness; `swapped` gives each hospital the lateness of another one."""
    with nhs.FILE.open(encoding="utf-8", newline="") as file:
        values = {(each["metric"], each["date"][:7]): float(each["value"]) for each in csv.DictReader(file)}
    months = sorted({month for _, month in values})
    lines = []
    for place, unit in enumerate(nhs.PROVIDERS):
        other = nhs.PROVIDERS[(place + swapped) % len(nhs.PROVIDERS)]
        for month in months:
            seen, late = (values.get((f"{other}-{name}", month)) for name in ("attendances", "breaches"))
            own = values.get((f"{unit}-attendances", month))
            if own and seen and late is not None:
                lines.append(f"{unit}/attendances,{month},{own},")
                lines.append(f"{unit}/within-four-hours,{month},{100 * (seen - late) / seen:.3f},")
    cards = {unit: HOSPITALS.format(unit=unit, parent="parent: england\n", lag=lag) for unit in nhs.PROVIDERS}
    england = HOSPITALS.format(unit="england", parent="", lag=lag)
    return examine(standing(strategy_of(england=england, **cards), *lines))


@pytest.mark.skipif(not nhs.FILE.is_file(), reason="the hospital figures are not here")
@pytest.mark.parametrize("swapped", [1, 2, 3])
def test_winter_is_not_taken_for_a_cause(swapped: int) -> None:
    """Attendances of one hospital and lateness of another share winters and nothing else: never called supported."""
    (hypothesis,) = hospitals("1 month", swapped).hypotheses
    assert hypothesis.weighed is not None
    assert hypothesis.weighed.units == len(nhs.PROVIDERS)
    assert hypothesis.verdict is not Verdict.SUPPORTED
