"""Every row of the table of checked values, with its arithmetic, and each way of having no number."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsc_cli.evaluation import Status, evaluate
from bsc_cli.evaluation.rollup import Part, total
from bsc_cli.readings import read
from measured import one_metric, result, standing, strategy_of

D = Decimal
WHOLE = Fraction(100)


def parts(*pairs: tuple[object, int | None]) -> list[Part]:
    """Return parts of (weight, score) that are fully covered when they have a score."""
    return [
        Part(
            f"part-{number}",
            Decimal(str(weight)),
            None if score is None else Fraction(score),
            WHOLE if score is not None else Fraction(0),
        )
        for number, (weight, score) in enumerate(pairs)
    ]


@pytest.mark.parametrize(
    ("value", "score", "status"),
    [
        (300, 0, "off"),  # 100 - 50 * (700 - 300) / (700 - 500) = 100 - 50 * 2
        (500, 50, "near"),  # 100 - 50 * 200 / 200: exactly on the red line is near
        (600, 75, "near"),  # 100 - 50 * 100 / 200
        (700, 100, "on-target"),  # exactly on the target is on target
        (900, 150, "on-target"),  # 100 - 50 * -200 / 200
        (1100, 200, "on-target"),  # a metric's own score is not held within 0..150
        (100, -50, "off"),
    ],
)
def test_higher_is_better(value: int, score: Decimal, status: str) -> None:
    """Target 700, red line 500."""
    found = result("better: higher, target: 700, red_line: 500", f"2026-01,{value}")
    assert (found.score, found.status) == (score, status)
    assert (found.expected, found.target, found.red_line) == (D(700), D(700), D(500))


@pytest.mark.parametrize(
    ("value", "score"),
    [
        (8, 0),  # 100 - 50 * (8 - 4) / (6 - 4)
        (6, 50),
        (5, 75),
        (4, 100),
        (2, 150),
    ],
)
def test_lower_is_better(value: int, score: Decimal) -> None:
    """Target 4, red line 6."""
    assert result("better: lower, target: 4, red_line: 6", f"2026-01,{value}").score == score


@pytest.mark.parametrize(("value", "score"), [(74, 50), (82, 75), (90, 100)])  # 100 - 50 * (90 - v) / (90 - 74)
def test_baseline_is_the_red_line(value: int, score: Decimal) -> None:
    """Target 90 from 74 with no red line: where we started is red."""
    found = result("better: higher, baseline: 74, target: 90", f"2026-01,{value}")
    assert (found.score, found.red_line) == (score, D(74))


def test_lower_is_better_is_not_achieved_on_the_way() -> None:
    """From 100 to 60, 90 is a shortfall of 30 in a width of 40: 100 - 50 * 30 / 40 = 62.5, near."""
    found = result("better: lower, baseline: 100, target: 60", "2026-01,90")
    assert (found.score, found.status) == (Decimal("62.5"), Status.NEAR)


@pytest.mark.parametrize(("value", "percent"), [(80, 50), (70, 75), (50, 125)])  # (v - 100) / (60 - 100)
def test_progress(value: int, percent: Decimal) -> None:
    """From 100 to 60, beyond the target shown as it is."""
    assert result("better: lower, baseline: 100, target: 60", f"2026-01,{value}").progress == percent


def test_weighted_roll_up() -> None:
    """(50 * 80 + 25 * 60 + 15 * 40 + 10 * 20) / 100 = (4000 + 1500 + 600 + 200) / 100 = 63."""
    assert total(parts((50, 80), (25, 60), (15, 40), (10, 20))).score == 63


def test_roll_up_without_a_score_renormalises() -> None:
    """Without the 60: (4000 + 600 + 200) / 75 = 64. Without the 80: (1500 + 600 + 200) / 50 = 46, coverage 50%."""
    without_60 = total(parts((50, 80), (25, None), (15, 40), (10, 20)))
    assert (without_60.score, without_60.coverage) == (Fraction(64), Fraction(75))
    without_80 = total(parts((50, None), (25, 60), (15, 40), (10, 20)))
    assert (without_80.score, without_80.coverage, without_80.status) == (Fraction(46), Fraction(50), Status.OFF)


def test_weights_are_relative() -> None:
    """Weights 1 and 1 share 50/50; 2 and 1 share 66.67/33.33: of scores 100 and 0 that share is the result."""
    assert total(parts((1, 100), (1, 0))).score == 50
    assert total(parts((2, 100), (1, 0))).score == Fraction(200, 3)


def test_target_zero_without_a_red_line_has_no_score() -> None:
    """A tenth of nothing is no width: no score and no division."""
    found = result("better: lower, target: 0", "2026-01,3")
    assert (found.score, found.status, found.value) == (None, Status.NO_SCORE, D(3))
    assert result("better: lower, target: 0, red_line: 2", "2026-01,1").score == 75
    assert result("better: lower, target: 5, red_line: 5", "2026-01,5").status is Status.NO_SCORE


def test_a_tenth_of_the_target_is_the_last_resort() -> None:
    """Target 50 with neither red line nor baseline: the red line is 45 (or 55), so 45 scores 50."""
    assert result("better: higher, target: 50", "2026-01,45").score == 50
    assert result("better: lower, target: 50", "2026-01,55").score == 50
    assert result("better: higher, target: -50", "2026-01,-55").score == 50


@pytest.mark.parametrize(
    ("fields", "value", "score"),
    [
        ("target_range: {low: 20, high: 30}", 20, 100),
        ("target_range: {low: 20, high: 30}", 30, 100),
        ("target_range: {low: 20, high: 30}", 19, 75),  # 100 - 50 * 1 / 2: a tenth of 20 below it
        ("target_range: {low: 20, high: 30}", 33, 50),  # 100 - 50 * 3 / 3
        ("target_range: {low: 20, high: 30}, red_line: 40", 35, 75),  # 100 - 50 * 5 / 10
        ("target_range: {low: 20, high: 30}, red_line: 40", 18, 50),  # a red line above says nothing of below
        ("target_range: {low: 20, high: 30}, baseline: 50", 40, 75),  # 100 - 50 * 10 / 20
        ("target_range: {low: 20, high: 30}, baseline: 25", 33, 50),  # a baseline inside is no red line
        ("target_range: {low: 20, high: 30}, baseline: 30", 33, 50),  # nor is one at its edge
        ("target_range: {low: 20, high: 30}, baseline: 20", 19, 75),
        ("target_range: {high: 30}, better: within", 3, 100),
        ("target_range: {low: 0, high: 30}", 15, 100),
    ],
)
def test_within_a_range(fields: str, value: int, score: Decimal) -> None:
    """Inside scores 100; outside by the distance from the bound that was crossed."""
    assert result(fields, f"2026-01,{value}").score == score


def test_a_bound_of_zero_has_no_width() -> None:
    """Below a range from 0 there is no tenth to measure by; inside it nothing is to be measured."""
    assert result("target_range: {low: 0, high: 30}", "2026-01,-1").status is Status.NO_SCORE


DATED = "better: higher, baseline: 0, targets: {2026-Q2: 7, 2026-Q4: 15}"


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2025-12", Decimal(0)),  # the baseline stands at the end of the year before
        ("2026-Q1", Decimal("3.5")),  # 3 of 6 months on the way from 0 to 7
        ("2026-02", Decimal(7) * 2 / 6),
        ("2026-Q2", Decimal(7)),
        ("2026-09", Decimal(11)),  # 7 + (15 - 7) * 3 / 6
        ("2026-12-31", Decimal(15)),
        ("2027-05", Decimal(15)),  # after the last one, the last one
        ("2026-03-30", Decimal(7) * 89 / 181),  # not an end of a month: 89 of 181 days
    ],
)
def test_expected_on_the_straight_line(period: str, expected: Decimal) -> None:
    """Between due targets the straight line, in months where all ends are ends of months, else in days."""
    found = result(DATED, f"{period},5").expected
    assert found is not None
    assert abs(found - expected) < Decimal("1e-25")


@pytest.mark.parametrize(
    ("fields", "period"),
    [
        (DATED, "2025-11"),  # before the way begins
        ("better: higher, targets: {2026-Q2: 7}", "2026-Q1"),  # no baseline to come from
        (f"{DATED}, path: step", "2026-Q1"),
    ],
)
def test_nothing_is_due_yet(fields: str, period: str) -> None:
    """Before the first target, with nothing to expect, there is a value and no score."""
    found = result(fields, f"{period},5")
    assert (found.status, found.expected, found.score, found.value, found.target) == (
        Status.NOT_DUE,
        None,
        None,
        D(5),
        D(7),
    )


def test_steps_hold_the_previous_target() -> None:
    """With path: step 7 is the target from June until 15 is due: 100 - 50 * (7 - 0) / 7 = 50 at the baseline."""
    found = result(f"{DATED}, path: step", "2026-09,0")
    assert (found.expected, found.target, found.score) == (D(7), D(7), D(50))
    assert result(f"{DATED}, path: step", "2026-12,7").expected == 15


def test_width_is_that_of_the_target_at_the_end_of_the_stretch() -> None:
    """In September 11 is expected and 15 is next: 9 scores 100 - 50 * (11 - 9) / 15."""
    score = result(DATED, "2026-09,9").score
    assert score is not None
    assert abs(score - (100 - Decimal(100) / 15)) < Decimal("1e-25")


def test_a_fiscal_year_moves_the_beginning_of_the_way() -> None:
    """With years from April, 2026-Q2 ends in September and the baseline stands at the end of March."""
    april = "fiscal_year_starts: april"
    found = result("better: higher, baseline: 0, targets: {2026-Q2: 6}", "2026-06,3", settings=april)
    assert (found.expected, found.score) == (D(3), D(100))
    assert result("better: higher, baseline: 0, targets: {2026-Q2: 6}", "2026-02,3", settings=april).status == "not-due"


def test_a_later_target_does_not_rewrite_a_closed_period() -> None:
    """The verdict on June is the same whatever is added for December."""
    first = result("better: higher, baseline: 0, targets: {2026-Q2: 7}", "2026-06,5")
    later = result("better: higher, baseline: 0, targets: {2026-Q2: 7, 2026-Q4: 99}", "2026-06,5")
    assert (first.score, first.status, first.expected) == (later.score, later.status, later.expected)


def test_no_direction_no_score() -> None:
    """A target without a better direction cannot be judged; the value is shown."""
    found = result("target: 5", "2026-01,5")
    assert (found.status, found.score, found.value, found.target) == (Status.NO_SCORE, None, D(5), D(5))


def test_no_target_is_never_green() -> None:
    """A metric without a target shows its value and nothing else."""
    found = result("better: higher", "2026-01,5")
    assert (found.status, found.score, found.value, found.expected) == (Status.NO_TARGET, None, D(5), None)


def test_never_measured_and_missing() -> None:
    """No row is never measured; an empty newest row is missing, with its note, though an older one has a value."""
    assert result("better: higher, target: 5").status is Status.NEVER_MEASURED
    found = result("better: higher, target: 5", "2026-01,6,", "2026-02,,The meter broke")
    assert (found.status, found.value, found.score, found.note) == (Status.MISSING, None, None, "The meter broke")
    assert str(found.period) == "2026-02"


def test_what_is_not_yet_over_is_not_seen() -> None:
    """As of the end of January, February's reading does not exist."""
    found = result("better: higher, target: 5", "2026-01,6", "2026-02,1", as_of="2026-02-27")
    assert (found.value, found.age) == (D(6), 27)
    assert result("better: higher, target: 5", "2026-02,1", as_of="2026-02-27").status is Status.NEVER_MEASURED


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        ("2026-05-31", "on-target"),
        ("2026-06-30", "on-target"),  # June is over at the end of this day: its reading may still come
        ("2026-07-01", "late"),
    ],
)
def test_late(as_of: str, status: str) -> None:
    """A monthly metric read in May is late once June was over before the day."""
    found = result("better: higher, target: 5, every: month", "2026-05,6", as_of=as_of)
    assert (found.status, found.value, found.score) == (status, D(6), D(200) if status != "late" else None)


def test_an_old_note_is_late_too() -> None:
    """A reading known to be missing does not excuse for ever; without a cadence nothing is ever late."""
    assert result("target: 5, better: higher, every: month", "2026-05,,Broken", as_of="2026-09-01").status == "late"
    assert result("target: 5, better: higher", "2020-05,6", as_of="2026-09-01").status is Status.ON_TARGET


def test_retired() -> None:
    """A retired metric keeps its last value and is out of the score."""
    found = result("better: higher, target: 5, retired: {on: 2026-01, because: It moved nobody}", "2026-01,9")
    assert (found.status, found.score, found.value) == (Status.RETIRED, None, D(9))


def test_day_left_out_is_the_newest_of_a_living_metric() -> None:
    """An empty row counts as a reading, a retired metric's does not; with no readings there is no day."""
    strategy = one_metric("every: month")
    assert str(standing(strategy, "m,2026-01,1,", "m,2026-03,,Broken").as_of) == "2026-03-31"
    assert standing(strategy).as_of is None
    metrics = "{m: {}, old: {retired: {on: 2026-01, because: x}}}"
    card = f"scorecard: c\nobjectives: {{o: {{perspective: process, title: Do it, metrics: {metrics}}}}}"
    assert str(standing(strategy_of(c=card), "m,2026-03,1,", "old,2026-05,1,").as_of) == "2026-03-31"
    retired = one_metric("retired: {on: 2026-01, because: x}")
    assert str(standing(retired, "m,2026-05,1,").as_of) == "2026-05-31"


@pytest.mark.parametrize(
    ("how", "value"),
    [("last", 3), ("sum", 9), ("mean", 3), ("min", 1), ("max", 5)],
)
def test_finer_readings_make_a_period(how: str, value: Decimal) -> None:
    """1, 5 and 3 in the months of a quarter."""
    found = result(f"every: quarter, aggregate: {how}", "2026-01,1", "2026-02,5", "2026-03,3")
    assert (str(found.period), found.value) == ("2026-Q1", value)


def test_an_open_period_is_not_made() -> None:
    """Two months of the second quarter do not make a quarter; the first stands."""
    found = result("every: quarter, aggregate: sum", "2026-03,3", "2026-04,4", "2026-05,5")
    assert (str(found.period), found.value) == ("2026-Q1", D(3))


def test_a_week_belongs_to_the_month_in_which_it_ends() -> None:
    """Week 14 of 2026 is 30 March to 5 April."""
    found = result("every: month, aggregate: sum", "2026-W13,1", "2026-W14,10", "2026-W15,100", as_of="2026-04-30")
    assert [(str(each.period), each.value) for each in found.series] == [("2026-03", D(1)), ("2026-04", D(110))]


def test_aggregated_missing_values() -> None:
    """What is missing is left out; a period of nothing else is missing; its own reading wins over finer ones."""
    found = result("every: quarter, aggregate: sum", "2026-01,1,", "2026-02,,Strike", "2026-03,3,")
    assert (found.value, found.note) == (D(4), "Strike")
    assert result("every: quarter, aggregate: sum", "2026-03,,Strike").status is Status.MISSING
    assert result("every: quarter, aggregate: sum", "2026-01,1", "2026-Q1,7").value == 7


NUMBER = st.decimals(min_value=-(10**6), max_value=10**6, places=3)


@given(target=NUMBER, red=NUMBER, first=NUMBER, second=NUMBER, better=st.sampled_from(["higher", "lower"]))
def test_a_better_value_never_scores_less(
    target: Decimal, red: Decimal, first: Decimal, second: Decimal, better: str
) -> None:
    """The score never falls when the value moves the better way."""
    fields = f"better: {better}, target: {target:f}, red_line: {red:f}"
    scores = [result(fields, f"2026-01,{value:f}").score for value in sorted((first, second))]
    low, high = scores if better == "higher" else reversed(scores)
    assert (low is None) == (high is None) == (target == red)
    assert low is None or high is None or low <= high


@given(
    pairs=st.lists(st.tuples(st.integers(1, 99), st.one_of(st.none(), st.integers(-200, 300))), min_size=1, max_size=6),
    factor=st.integers(1, 1000),
)
def test_rescaling_weights_changes_nothing(pairs: list[tuple[object, int | None]], factor: int) -> None:
    """Weights are relative: score, coverage, status and worst stay."""
    before = total(parts(*pairs))
    after = total(parts(*((int(str(weight)) * factor, score) for weight, score in pairs)))
    assert after.status == before.status
    assert after.worst == before.worst
    assert after.coverage == before.coverage
    assert after.score == before.score


@given(order=st.permutations([f"m,2026-{month:02},{month * 7 % 5},note {month}" for month in range(1, 9)]))
def test_shuffled_rows_change_nothing(order: list[str]) -> None:
    """The order of rows, and of the files they stand in, does not matter."""
    strategy = one_metric("better: higher, target: 4, every: quarter, aggregate: mean")
    header = "metric,period,value,note"
    whole = read({"a.csv": "\n".join([header, *sorted(order)])}, strategy)
    split = read({"b.csv": "\n".join([header, *order[:3]]), "a.csv": "\n".join([header, *order[3:]])}, strategy)
    assert evaluate(strategy, whole).metrics == evaluate(strategy, split).metrics
