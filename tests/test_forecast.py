"""Forecasts: what a chance is, held against answers found another way, and what must not change it."""

from __future__ import annotations

import json as json_reader
import math
import random
from decimal import Decimal
from pathlib import Path
from statistics import NormalDist, fmean

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bsc_cli.cli import extra, run
from bsc_cli.evaluation import Evaluation, evaluate
from bsc_cli.forecast import FEWEST, Forecast, look_out
from bsc_cli.forecast.mixture import student
from bsc_cli.forecast.predict import predict
from bsc_cli.load import load
from bsc_cli.readings import read
from bsc_cli.tree import Tree
from bsc_cli.view import forecast as view
from measured import one_metric, standing, strategy_of

EXAMPLE = Path(__file__).parents[1] / "examples" / "european-expansion"


def months(values: list[float] | list[str], start: int = 2020) -> list[str]:
    """Return rows of the metric `m`, one for each month."""
    return [f"m,{start + at // 12}-{at % 12 + 1:02},{value}" for at, value in enumerate(values)]


def told(fields: str, values: list[float] | list[str], settings: str | None = None) -> tuple[Forecast, ...]:
    """Forecast the one metric `m` from monthly values that begin in January 2020."""
    return look_out(standing(one_metric(f"every: month, {fields}", settings), *months(values))).forecasts


def chance(fields: str, values: list[float]) -> float:
    """Return the chance of the metric's next target."""
    found = told(fields, values)[0].probability
    assert found is not None
    return float(found)


def noise(seed: int, count: int, size: float = 1.0) -> list[float]:
    """Return normal numbers with two decimals."""
    source = random.Random(seed)  # noqa: S311 - no secret
    return [round(source.gauss(0, size), 2) for _ in range(count)]


def walk(seed: int, count: int) -> list[float]:
    """Return a random walk that begins at -50 and has steps of size 1."""
    found = [-50.0]
    for step in noise(seed, count - 1):
        found.append(round(found[-1] + step, 2))
    return found


@pytest.mark.parametrize(("ahead", "above"), [(1, 1.0), (4, 1.0), (4, -2.0), (9, 3.0)])
def test_a_random_walk_goes_as_the_normal_distribution_says(ahead: int, above: float) -> None:
    """After h steps of size 1 it is above its last value by c with a chance of 1 - Phi(c / sqrt h)."""
    chances = []
    for seed in range(30):
        values = walk(seed, 96)
        chances.append(chance(f"better: higher, targets: {{2028-{ahead:02}: {values[-1] + above:.2f}}}", values))
    assert fmean(chances) == pytest.approx(1 - NormalDist().cdf(above / math.sqrt(ahead)), abs=0.05)


def test_noise_about_a_level_goes_as_the_normal_distribution_says() -> None:
    """Noise of size 1 about 0 is above 0.8 with a chance of 1 - Phi(0.8), however far ahead."""
    chances = [chance("better: higher, targets: {2026-06: 0.8}", noise(seed, 72)) for seed in range(30)]
    assert fmean(chances) == pytest.approx(1 - NormalDist().cdf(0.8), abs=0.04)


def test_once_in_several_months_is_more_likely_than_in_the_last() -> None:
    """Noise of size 1 passes 0.8 at least once in 6 months with a chance of 1 - Phi(0.8) ** 6."""
    found = [told("better: higher, targets: {2026-06: 0.8}", noise(seed, 72))[0] for seed in range(30)]
    once = 1 - NormalDist().cdf(0.8) ** 6
    assert fmean(float(each.probability_by or 0) for each in found) == pytest.approx(once, abs=0.05)


def test_a_walk_meets_its_target_once_as_the_reflection_principle_says() -> None:
    """A walk of h steps passes c at least once with twice the chance of ending above c + 0.58 (Chernoff 1965)."""
    found = []
    for seed in range(30):
        values = walk(seed, 96)
        found.append(told(f"better: higher, targets: {{2028-09: {values[-1] + 3:.2f}}}", values)[0])
    once = 2 * (1 - NormalDist().cdf((3 + 0.58) / 3))
    assert fmean(float(each.probability_by or 0) for each in found) == pytest.approx(once, abs=0.04)


@pytest.mark.parametrize(("bent", "low", "high"), [(False, 0.8, 1.3), (True, 1.5, 3.5)])
def test_the_readings_decide_on_the_scale(bent: bool, low: float, high: float) -> None:  # noqa: FBT001 - a case
    """Noise that is even on the values has an even band; on their logarithms, one that is wider above."""
    ratios = []
    for seed in range(12):
        values = [7 * math.exp(each) if bent else 9 + 3 * each for each in noise(seed, 60, 0.6)]
        found = told("better: higher, targets: {2025-03: 9}", [round(each, 2) for each in values])[0]
        assert found.low is not None
        assert found.middle is not None
        assert found.high is not None
        ratios.append(float((found.high - found.middle) / (found.middle - found.low)))
    assert low < fmean(ratios) < high


def test_one_reading_ahead_at_and_by_are_the_same() -> None:
    """With one reading to come, meeting the target by then is meeting it then."""
    found = told("better: higher, targets: {2023-01: 0.3}", noise(1, 36))[0]
    assert found.probability == found.probability_by


def test_bands_hold_eight_in_ten() -> None:
    """Of many walks and levels, the value 3 months on lies in its band about 80 times in 100."""
    held = []
    for seed in range(150):
        values = walk(seed, 51) if seed % 2 else noise(seed, 51, 3)
        found = told("better: higher, targets: {2024-03: 1000}", values[:48])[0]
        assert found.low is not None
        assert found.high is not None
        held.append(found.low <= Decimal(str(values[50])) <= found.high)
    assert 0.72 <= fmean(held) <= 0.9


def test_a_season_is_seen_from_two_years_on() -> None:
    """December is 20 higher each year: a target that only December reaches is likely in December, not in November."""
    values = [round(10 + (20 if at % 12 == 11 else 0) + each, 2) for at, each in enumerate(noise(4, 46, 0.5))]
    december = told("better: higher, targets: {2023-12: 25}", values)[0]
    november = told("better: higher, targets: {2023-11: 25}", values)[0]
    assert december.probability is not None
    assert december.probability >= Decimal("0.9")
    assert november.probability == Decimal("0.03")


def test_what_is_beyond_the_target_with_tiny_noise_is_as_likely_as_can_be_told() -> None:
    """97% is the most that is ever stated, and 3% the least, even of a series that never moved."""
    assert chance("better: higher, targets: {2023-06: 5}", [10 + each for each in noise(2, 36, 0.01)]) == 0.97
    assert chance("better: lower, targets: {2023-06: 5}", [10 + each for each in noise(2, 36, 0.01)]) == 0.03
    assert chance("better: higher, targets: {2023-06: 7}", [7.0] * 36) == 0.97
    assert chance("better: higher, targets: {2023-06: 8}", [7.0] * 36) == 0.03
    assert chance("better: higher, targets: {2023-06: 0}", [0.0] * 36) == 0.97


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.integers(12, 60), st.floats(-4, 4), st.floats(0, 3))
def test_a_harder_target_is_never_more_likely(seed: int, count: int, target: float, more: float) -> None:
    """Neither at the due date nor by it."""
    values = walk(seed, count)
    easy, hard = (
        told(f"better: higher, targets: {{2026-06: {values[-1] + each:.2f}}}", values)[0]
        for each in (target, target + more)
    )
    if easy.probability is not None and hard.probability is not None:
        assert hard.probability <= easy.probability
        assert (hard.probability_by or 0) <= (easy.probability_by or 0)
        assert (easy.probability_by or 0) >= easy.probability


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.integers(12, 60))
def test_lower_mirrors_higher(seed: int, count: int) -> None:
    """The chance of staying below is that of the mirrored series to stay above; the band is mirrored."""
    values = [each + 50 for each in walk(seed, count)]  # about 0, so that neither is taken to be never below it
    values[0], values[1] = -1.37, 1.41
    goal = round(values[-1] + 0.73, 2)
    low = told(f"better: lower, targets: {{2025-06: {goal}}}", values)[0]
    high = told(f"better: higher, targets: {{2025-06: {-goal}}}", [-each for each in values])[0]
    if low.probability is not None and high.probability is not None:
        assert abs(low.probability - high.probability) <= Decimal("0.01")
        assert low.middle is not None
        assert high.middle is not None
        assert float(low.middle) == pytest.approx(-float(high.middle), abs=0.05)


@pytest.mark.parametrize(("factor", "more"), [(1000, 0), (0.001, 0), (1, -7000), (250, -90)])
def test_units_do_not_matter(factor: float, more: float) -> None:
    """The same walk in thousands, thousandths or from another zero has the same chances."""
    values, target = walk(11, 40), -48.37
    goal = f"{round(target * factor + more, 6)}"
    other = [f"{round(each * factor + more, 6)}" for each in values]
    plain = chance(f"better: higher, targets: {{2023-12: {target}}}", values)
    moved = told(f"better: higher, targets: {{2023-12: {goal}}}", other)[0].probability
    assert moved is not None
    assert float(moved) == pytest.approx(plain, abs=0.011)


def test_whole_numbers_are_counted_as_such() -> None:
    """Incidents of 0 or 1 a month at even odds: none is about as likely as one, for 0 stands for all below a half."""
    values = [float(random.Random(5 + at).random() < 0.5) for at in range(60)]  # noqa: S311 - no secret
    found = told("better: lower, targets: {2025-06: 0}, limits: {low: 0}", [f"{each:.0f}" for each in values])[0]
    assert found.probability is not None
    assert 0.3 <= found.probability <= 0.7


def test_nothing_lies_beyond_the_limits() -> None:
    """A share near 100 has a band that ends at 100, and the band of the next reading has its longer side below."""
    values = [round(100 - abs(each), 1) for each in noise(8, 48, 1.5)]
    found = told("better: higher, targets: {2024-06: 99.5}, limits: {low: 0, high: 100}, unit: '%'", values)[0]
    assert found.high is not None
    assert found.high <= 100
    assert found.middle is not None
    assert found.low is not None
    assert found.middle - found.low > found.high - found.middle


def test_within_is_the_chance_of_lying_inside() -> None:
    """The chances of lying inside, below and above make 1."""
    values = noise(3, 60)
    inside = chance("target_range: {low: -0.505, high: 0.505}", values)
    below = chance("better: lower, target: -0.505", values)
    above = chance("better: higher, target: 0.505", values)
    assert inside + below + above == pytest.approx(1, abs=0.02)


@pytest.mark.parametrize("count", [1, FEWEST - 1])
def test_too_few_readings_have_no_chance(count: int) -> None:
    """Under twelve readings the answer is what is missing, and no number."""
    (found,) = told("better: higher, targets: {2021-06: 5}", noise(1, count))
    assert found.probability is found.low is None
    assert found.lacking == f"{count} of the 12 readings it takes"
    assert told("better: higher, targets: {2021-06: 5}", noise(1, 12))[0].probability is not None


def test_an_event_begins_the_history_anew() -> None:
    """What was read before the warehouses merged was measured under other conditions."""
    settings = "strategy: S\nevents:\n  - {on: 2022-06, what: Warehouses merged}\n"
    (found,) = told("better: higher, targets: {2023-06: 5}", noise(1, 36), settings)
    assert found.lacking == "7 of the 12 readings it takes since 2022-06 (Warehouses merged)"


def test_no_further_ahead_than_back() -> None:
    """Fourteen months of readings look fourteen months ahead and no further."""
    near, far = told("better: higher, targets: {2021-06: 5, 2024-06: 9}", noise(1, 14))
    assert near.probability is not None
    assert far.lacking == "40 readings ahead, further than its 14 readings look"


def test_gaps_are_no_readings() -> None:
    """Months without a row, or known to be missing, are passed over: eleven readings in two years are too few."""
    rows = [row for at, row in enumerate(months(noise(1, 24))) if at % 2]
    strategy = one_metric("better: higher, targets: {2022-06: 5}, every: month")
    assert look_out(standing(strategy, *rows)).forecasts[0].readings == 12
    rows[3] = f"{rows[3].rsplit(',', 1)[0]},,lost"
    assert look_out(standing(strategy, *rows)).forecasts[0].lacking == "11 of the 12 readings it takes"


QUESTIONS = [
    ("targets: {2022-Q4: 1, 2023-Q2: 2, 2023-Q4: 3}", None, ["2023-06-30 2023-06", "2023-12-31 2023-12"]),
    ("targets: {2023-03: 1}", None, ["2023-03-31 2023-03"]),
    ("targets: {2022-12: 1}", None, []),
    ("target: 1", None, ["2023-01-31 2023-01", "2023-12-31 2023-12"]),
    ("target: 1", "fiscal_year_starts: april\n", ["2023-01-31 2023-01", "2023-03-31 2023-03"]),
    ("targets: {2023-02-15: 1}", None, ["2023-02-15 2023-02"]),
]


@pytest.mark.parametrize(("fields", "setting", "expected"), QUESTIONS)
def test_which_targets_are_asked_about(fields: str, setting: str | None, expected: list[str]) -> None:
    """The next dated target and the last one; a standing one for the next reading and the end of the fiscal year."""
    found = told(f"better: higher, {fields}", noise(1, 36), setting)
    assert [f"{each.due} {each.period}" for each in found] == expected


def test_quarters_are_counted_in_quarters() -> None:
    """A quarterly metric looks ahead in quarters, from twelve of them on."""
    rows = [f"m,{2020 + at // 4}-Q{at % 4 + 1},{value}" for at, value in enumerate(noise(1, 14))]
    strategy = one_metric("better: higher, targets: {2024-Q2: 9}, every: quarter")
    (found,) = look_out(standing(strategy, *rows)).forecasts
    assert (str(found.period), found.readings) == ("2024-Q2", 14)
    assert found.probability == Decimal("0.03")


def test_nothing_changes_what_is_said_of_a_metric() -> None:
    """Rows in another order and other metrics beside it, of other horizons, give the same answer, byte for byte."""
    rows = [row.replace("m,", f"{name},") for seed, name in enumerate("abc") for row in months(walk(seed, 40))]
    due = {"a": "2023-06", "b": "2023-12", "c": "2024-06"}
    metrics = {name: f"{name}: {{better: higher, targets: {{{due[name]}: -48}}, every: month}}" for name in "abc"}
    card = "scorecard: c\nobjectives:\n  o:\n    perspective: process\n    title: Do it\n    metrics:\n"
    every = strategy_of(c=card + "".join(f"      {line}\n" for line in metrics.values()))
    whole = view.json(look_out(standing(every, *rows), fan=True))
    assert whole == view.json(look_out(standing(every, *rows[::-1]), fan=True))
    alone = strategy_of(c=card + f"      {metrics['b']}\n")
    own = view.json(look_out(standing(alone, *rows[40:80]), fan=True))
    assert json_reader.loads(own)["forecasts"] == json_reader.loads(whole)["forecasts"][1:2]


@pytest.mark.parametrize("value", ["1e15", "1e-15", "123456789012345678"])
def test_numbers_of_any_size_are_computed_with(value: str) -> None:
    """Very large and very small values give a chance, or say why there is none."""
    number = Decimal(value)
    values = [str(number * (10 + at % 3) / 100) for at in range(24)]
    written = [f"{Decimal(each):f}" for each in values]
    (found,) = told(f"better: higher, targets: {{2022-06: {number * 12 / 100:f}}}", written)
    assert found.probability is not None
    assert 0 < float(found.probability) < 1


def test_student_is_the_integral_of_its_density() -> None:
    """The distribution function agrees with the trapezium rule to 0.001."""
    for freedom in (6, 11, 30):
        grid = np.linspace(-60, 2.3, 200_001)
        density = (1 + grid**2 / freedom) ** (-(freedom + 1) / 2)
        constant = math.gamma((freedom + 1) / 2) / math.gamma(freedom / 2) / math.sqrt(freedom * math.pi)
        integral = float(((density[1:] + density[:-1]) / 2 * np.diff(grid)).sum()) * constant
        assert float(student(np.array([2.3]), np.array([freedom]))[0]) == pytest.approx(integral, abs=0.001)


def test_paths_are_distributed_as_the_mixture() -> None:
    """At each step the share of paths below the mixture's deciles is that decile."""
    from bsc_cli.forecast.mixture import draws

    values = np.array([walk(5, 60)])
    mixture = predict(values, 12, 8, np.array([-np.inf]), np.array([np.inf]))
    paths = mixture.paths(0, draws(4000, 8))
    for part in (0.1, 0.5, 0.9):
        shares = (paths < mixture.quantile(part)).mean(axis=0)
        assert np.abs(shares - part).max() < 0.03


def test_without_the_extra_a_plain_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the library of numbers is not installed, the command says what to install and exits with 2."""
    monkeypatch.setattr(extra, "find_spec", lambda _: None)
    assert run(["forecast", "--strategy", str(EXAMPLE)]) == 2
    assert capsys.readouterr().err.splitlines()[0] == (
        'bsc: A forecast needs the extra "evidence", which is not installed: pip install "bsc-cli[evidence]".'
    )


@pytest.mark.parametrize("width", [24, 60, 100, 200])
def test_the_table_keeps_to_its_width(width: int) -> None:
    """No line is wider than asked, and every metric of the example with a target to come is in it."""
    outlook = look_out(of_example())
    lines = view.table(outlook, width).splitlines()
    assert max(map(len, lines)) <= width
    flat = " ".join(view.table(outlook, 60).split())
    assert all(each.result.title in flat for each in outlook.forecasts)


def of_example() -> Evaluation:
    """Evaluate the example european-expansion on its own readings."""
    tree = Tree.below(EXAMPLE)
    strategy = load(tree).strategy
    assert strategy is not None
    return evaluate(strategy, read({path: tree.text(path) for path in tree.paths if path.endswith(".csv")}, strategy))


def test_naughty_names_command_nobody() -> None:
    """Titles that are commands, markup or formulas stay text in every format."""
    title = "=cmd|' /C calc'!A0 ::error::x <img src=x> @org [x](y) \x1b[31m"
    outlook = look_out(
        standing(
            one_metric(f"every: month, better: higher, targets: {{2023-12: 5}}, title: {json_reader.dumps(title)}"),
            *months(noise(1, 36)),
        )
    )
    assert "\n'=cmd" in view.csv(outlook) or ",'=cmd" in view.csv(outlook)
    assert "<img" not in view.markdown(outlook)
    for width in (30, 120):
        text = view.table(outlook, width)
        assert "\x1b" not in text
        assert not any(line.lstrip().startswith("::") for line in text.splitlines())


def test_formats_say_the_same(capfd: pytest.CaptureFixture[str]) -> None:
    """JSON and CSV have the same chances in the same order; --scorecard and --select leave the others out."""
    assert run(["forecast", "--strategy", str(EXAMPLE), "--format", "json"]) == 0
    data = json_reader.loads(capfd.readouterr().out)["forecasts"]
    assert run(["forecast", "--strategy", str(EXAMPLE), "--format", "csv"]) == 0
    rows = capfd.readouterr().out.splitlines()[1:]
    assert [row.split(",")[0] for row in rows] == [each["metric"] for each in data]
    assert run(["forecast", "--strategy", str(EXAMPLE), "--format", "json", "--scorecard", "sales"]) == 0
    sales = json_reader.loads(capfd.readouterr().out)["forecasts"]
    assert sales == [each for each in data if each["metric"].startswith("sales/")]
    assert run(["forecast", "--strategy", str(EXAMPLE), "--scorecard", "nowhere"]) == 2
    assert run(["forecast", "--strategy", str(EXAMPLE), "--select", "id-of-nothing"]) in (0, 2)
