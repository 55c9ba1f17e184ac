"""Scores, means, coverage and formulas held against fractions: no last digit decides on which side of a band one is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bsc_cli.evaluation import Status, evaluate
from bsc_cli.evaluation.exact import down, nearest, unrounded
from bsc_cli.evaluation.formula import parse
from bsc_cli.evaluation.rollup import Rollup
from bsc_cli.readings import Readings
from bsc_cli.readings.folded import Folding
from measured import readings_of, result, standing, strategy_of

THIRDS = "better: higher, target: 30, red_line: 27"
"""A value v scores 100 - 50 * (30 - v) / 3."""


def rolled_up(fields: list[str], values: list[object]) -> Rollup:
    """Return the objective of metrics with these fields, measured as these values; None is never measured."""
    metrics = ", ".join(f"m{at}: {{{each}}}" for at, each in enumerate(fields))
    card = f"scorecard: c\nobjectives: {{o: {{perspective: process, title: Do it, metrics: {{{metrics}}}}}}}"
    lines = [f"m{at},2026-06,{value}" for at, value in enumerate(values) if value is not None]
    return standing(strategy_of(c=card), *lines, as_of="2026-06-30").by_objective["c/o"]


@pytest.mark.parametrize("values", [[29, 29, 32], [29, 32, 29], [32, 29, 29]])
def test_three_thirds_are_whole_in_every_order(values: list[object]) -> None:
    """(250 / 3 + 250 / 3 + 400 / 3) / 3 = 900 / 9 = 100."""
    found = rolled_up([THIRDS] * 3, values)
    assert (found.score, found.status) == (Decimal(100), Status.ON_TARGET)


@given(
    st.lists(st.integers(-9, 9), min_size=2, max_size=7).filter(lambda each: abs(sum(each)) <= 9),
    st.sampled_from([100, 50]),
    st.sampled_from([3, 6, 7, 9, 11]),
)
@example([-1, -1], 100, 3)
def test_a_mean_exactly_at_a_band_is_in_the_better_one(parts: list[int], band: int, width: int) -> None:
    """Scores of band + 50 * k / width, the last of which makes the sum of all k nothing."""
    parts = [*parts, -sum(parts)]
    values = [30 + part - (100 - band) * width // 50 for part in parts]
    held = [min(max(band + Fraction(50 * part, width), Fraction(0)), Fraction(150)) for part in parts]
    mean = sum(held, Fraction(0)) / len(held)
    found = rolled_up([f"better: higher, target: 30, red_line: {30 - width}"] * len(values), list(values))
    assert found.total.score == mean
    assert found.status is Status.of_score(mean)


METRICS = st.lists(
    st.tuples(
        st.one_of(st.none(), st.decimals(0, 40, places=1)),
        st.sampled_from(["3", "0.7", "9", "13", "0.011"]),
        st.sampled_from(["1", "2", "0.3", "7"]),
    ),
    min_size=1,
    max_size=6,
)


@given(METRICS, st.randoms())
def test_the_order_of_metrics_changes_nothing(metrics: list[tuple[Decimal | None, str, str]], random: object) -> None:
    """The score, the status and the coverage are the fractions' in any order."""
    shuffled = sorted(metrics, key=lambda _: random.random())  # type: ignore[attr-defined] # a random.Random
    assert _outcome(metrics) == _outcome(shuffled) == _by_fractions(metrics)


def _outcome(metrics: list[tuple[Decimal | None, str, str]]) -> tuple[object, ...]:
    fields = [
        f"better: higher, target: 30, red_line: {30 - Decimal(width)}, weight: {weight}" for _, width, weight in metrics
    ]
    found = rolled_up(fields, [value for value, _, _ in metrics])
    return found.total.score, found.total.coverage, found.status


def _by_fractions(metrics: list[tuple[Decimal | None, str, str]]) -> tuple[object, ...]:
    scored = [
        (Fraction(weight), min(max(100 - 50 * (30 - Fraction(value)) / Fraction(width), Fraction(0)), Fraction(150)))
        for value, width, weight in metrics
        if value is not None
    ]
    if not scored:
        return None, 0, Status.NO_SCORE
    weight = sum(each for each, _ in scored)
    score = sum((each * number for each, number in scored), Fraction(0)) / weight
    coverage = 100 * weight / sum(Fraction(each) for _, _, each in metrics)
    band = "on-target" if score >= 100 else "near" if score >= 50 else "off"
    return score, coverage, band if coverage >= 50 else "no-score"


def test_half_covered_by_thirds() -> None:
    """One objective is covered, three by a third: (1 + 3 / 3) / 4 is half."""
    target = "{better: higher, target: 1}"
    objectives = {"whole": ["a"], **{name: [f"{name}-{at}" for at in (1, 2, 3)] for name in ("one", "two", "three")}}
    lines = [
        f"  {name}: {{perspective: process, title: T, metrics: {{{', '.join(f'{each}: {target}' for each in names)}}}}}"
        for name, names in objectives.items()
    ]
    card = "\n".join(["scorecard: c", "objectives:", *lines])
    found = standing(strategy_of(c=card), *(f"{names[0]},2026-06,1" for names in objectives.values()))
    [perspective] = found.perspectives
    assert (perspective.coverage, perspective.status) == (Decimal(50), Status.ON_TARGET)


def test_a_formula_is_exact_on_the_way() -> None:
    """40 / 30 * 30 = 40, also when the quotient is a metric of its own."""
    for formula in ("visits / days * 30", "rate * 30"):
        card = f"""
        scorecard: c
        objectives:
          o:
            perspective: process
            title: Do it
            metrics:
              visits: {{every: month}}
              days: {{every: month}}
              rate: {{formula: visits / days}}
              per-month: {{better: higher, target: 40, formula: {formula}}}
        """
        found = standing(strategy_of(c=card), "visits,2026-06,40", "days,2026-06,30").by_metric["c/per-month"]
        assert (found.value, found.score, found.status) == (Decimal(40), Decimal(100), Status.ON_TARGET)


def test_what_grows_without_end_is_rounded() -> None:
    """A quotient to a high power has very many digits; 60 are kept."""
    text = " * ".join(["a / 999999999999999999"] * 19)
    found = parse(text).value(lambda _: Decimal("999999999999999998.999999999999999999"))
    assert isinstance(found, Decimal)
    assert abs(Fraction(found) - Fraction(10**36 - 10**18 - 1, 10**36 - 10**18) ** 19) < Fraction(1, 10**55)


def test_a_mean_of_thirds_meets_a_line_of_thirds() -> None:
    """On the way from 0 to 7, a third of it is expected after two of six months: 7 / 3, the mean of 2, 2 and 3."""
    dated = "baseline: 0, targets: {2026-Q2: 7}, every: month, aggregate: mean"
    days = [f"2026-02-0{day},{value}" for day, value in enumerate((2, 2, 3), 1)]
    for better in ("higher", "lower"):
        found = result(f"better: {better}, {dated}", *days, "2026-02-28,,", as_of="2026-02-28")
        assert (found.score, found.status) == (Decimal(100), Status.ON_TARGET)


@given(st.lists(st.decimals(-(10**18) + 1, 10**18 - 1, places=18), min_size=1, max_size=500))
def test_the_mean_of_a_period_can_be_told_from_60_digits(values: list[Decimal]) -> None:
    """Readings that were folded keep 60 digits: the fraction is found again."""
    mean = sum(map(Fraction, values), Fraction(0)) / len(values)
    assert Fraction(unrounded(nearest(mean))) == mean


def test_means_of_several_metrics_add_up() -> None:
    """Means of 29 1/3, 29 1/3 and 31 1/3 have the mean 30, the target; so too when readings of days were folded."""
    fields = "better: higher, target: 30, red_line: 27, every: month, aggregate: mean"
    metrics = ", ".join(f"{name}: {{{fields}}}" for name in "abc")
    strategy = strategy_of(
        c=f"scorecard: c\nobjectives: {{o: {{perspective: process, title: Do it, metrics: {{{metrics}}}}}}}"
    )
    days = {"a": (29, 29, 30), "b": (29, 29, 30), "c": (31, 31, 32)}
    readings = readings_of(
        strategy,
        *(f"{name},2026-06-{day},{value}" for name, values in days.items() for day, value in enumerate(values, 11)),
    )
    folding = Folding(strategy.calendar, None)
    folded = {full: folding.fold(rows, strategy.metrics[full]) for full, rows in readings.rows.items()}
    for each in (readings, Readings(folded)):
        [objective] = evaluate(strategy, each, date(2026, 6, 30)).objectives
        assert (objective.score, objective.status) == (Decimal(100), Status.ON_TARGET)


def test_rounding_never_reaches_a_better_band() -> None:
    """99.99...9 with more nines than are kept is near, though 60 digits would make it 100."""
    tiny = Fraction(1, 10**80)
    found = down(100 - tiny)
    assert (found, Status.of_score(found)) == (Decimal("99." + "9" * 58), Status.NEAR)
