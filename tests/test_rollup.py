"""From metrics to a scorecard: weighted means, what they cover, and what is left out."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsc_cli.evaluation import Evaluation, Status
from bsc_cli.evaluation.rollup import Part, total
from measured import standing, strategy_of

D = Decimal
CARD = """
scorecard: c
objectives:
  earn:
    perspective: financial
    title: Earn
    metrics:
      revenue: {better: higher, target: 100, red_line: 50}
      margin: {better: higher, target: 100, red_line: 50, weight: 3}
  please:
    perspective: customer
    title: Please
    weight: 2
    metrics:
      returns: {better: higher, target: 100, red_line: 50}
  last:
    perspective: customer
    title: Keep them
    metrics:
      churn: {better: higher, target: 100, red_line: 50}
      views: {}
"""
"""A value v of these metrics scores v: 100 - 50 * (100 - v) / 50."""


def card(*lines: str, text: str = CARD, as_of: str | None = None) -> Evaluation:
    """Evaluate the card on lines of `metric,value` in June 2026."""
    return standing(strategy_of(c=text), *(line.replace(",", ",2026-06,", 1) for line in lines), as_of=as_of)


def test_the_whole_way_up() -> None:
    """Objective: (1 * 80 + 3 * 60) / 4 = 65. Customer: (2 * 90 + 1 * 30) / 3 = 70. Scorecard: (65 + 70) / 2 = 67.5."""
    found = card("revenue,80", "margin,60", "returns,90", "churn,30", "views,5")
    assert [(each.id, each.score, each.status) for each in found.objectives] == [
        ("c/earn", D(65), Status.NEAR),
        ("c/please", D(90), Status.NEAR),
        ("c/last", D(30), Status.OFF),
    ]
    assert [(each.id, each.score, each.worst) for each in found.perspectives] == [
        ("c/financial", D(65), "c/earn"),
        ("c/customer", D(70), "c/last"),
    ]
    [whole] = found.scorecards
    assert (whole.id, whole.score, whole.status, whole.worst) == ("c", D("67.5"), Status.NEAR, "c/financial")
    assert found.by_objective["c/earn"].worst == "c/margin"


def test_coverage_goes_up_by_weight() -> None:
    """Keep them is half covered, Customer (2 * 100 + 1 * 50) / 3, the whole the mean of 100 and that."""
    found = card("revenue,80", "margin,60", "returns,90", "churn,30", "views,5")
    assert found.by_objective["c/last"].coverage == 50
    customer = found.perspectives[1].coverage
    assert abs(customer - D(250) / 3) < D("1e-25")
    assert abs(found.scorecards[0].coverage - (100 + D(250) / 3) / 2) < D("1e-25")


def test_under_half_covered_keeps_the_number_and_loses_the_status() -> None:
    """Of weights 1 and 3 only the 1 is scored: 25%."""
    earn = card("revenue,80").by_objective["c/earn"]
    assert (earn.score, earn.coverage, earn.status) == (D(80), D(25), Status.NO_SCORE)
    half = card("churn,80").by_objective["c/last"]
    assert (half.coverage, half.status) == (D(50), Status.NEAR)


def test_scores_are_held_within_0_and_150_on_the_way_up_only() -> None:
    """900 counts as 150 and -100 as 0, on the metric itself they stand as they are."""
    found = card("revenue,900", "margin,-100")
    assert [each.score for each in found.metrics[:2]] == [900, -100]
    assert found.by_objective["c/earn"].score == D(150) / 4


NO_NUMBER = {
    "no-target": ("{}", "x,2026-06,1"),
    "not-due": ("{better: higher, targets: {2027: 5}}", "x,2026-06,1"),
    "late": ("{better: higher, target: 5, every: month}", "x,2026-04,1"),
    "missing": ("{better: higher, target: 5}", "x,2026-06,,Broken"),
    "never-measured": ("{better: higher, target: 5}", None),
    "no-score": ("{better: lower, target: 0}", "x,2026-06,1"),
}


@pytest.mark.parametrize("status", NO_NUMBER)
def test_no_number_is_neither_a_hit_nor_a_miss(status: str) -> None:
    """Beside one metric on target the mean stays 100, half is covered, and it is counted as what it is."""
    fields, line = NO_NUMBER[status]
    text = f"""
    scorecard: c
    objectives:
      o:
        perspective: process
        title: Do it
        metrics:
          x: {fields}
          good: {{better: higher, target: 5}}
    """
    lines = ["good,2026-06,5", *([line] if line else [])]
    found = standing(strategy_of(c=text), *lines, as_of="2026-07-01")
    assert found.by_metric["c/x"].status == status
    assert found.by_metric["c/x"].score is None
    objective = found.by_objective["c/o"]
    assert (objective.score, objective.coverage, objective.worst) == (D(100), D(50), "c/good")
    assert {key: number for key, number in found.counts.items() if number} == {Status.ON_TARGET: 1, Status(status): 1}
    assert objective.counts == found.scorecards[0].counts == found.counts


def test_retired_things_are_out() -> None:
    """A retired metric counts neither in the score nor in the coverage; a retired objective makes no result."""
    text = """
    scorecard: c
    objectives:
      o:
        perspective: process
        title: Do it
        metrics:
          x: {better: higher, target: 5, retired: {on: 2026-01, because: Nobody looked}}
          good: {better: higher, target: 5}
      gone:
        perspective: learning
        title: Learn it
        retired: {on: 2026-01, because: Nobody learnt}
        metrics: {hours: {better: higher, target: 5}}
    """
    found = standing(strategy_of(c=text), "good,2026-06,5", "x,2026-06,1", "hours,2026-06,1")
    assert [each.id for each in found.objectives] == ["c/o"]
    assert [each.id for each in found.perspectives] == ["c/process"]
    assert (found.objectives[0].score, found.objectives[0].coverage) == (D(100), D(100))
    assert found.counts[Status.RETIRED] == 2
    assert found.by_metric["c/hours"].status is Status.RETIRED


def test_an_objective_without_metrics_covers_nothing() -> None:
    """It has no score, and half of its perspective is not covered."""
    text = CARD.replace("    metrics:\n      returns: {better: higher, target: 100, red_line: 50}\n", "")
    found = card("churn,80", "views,1", text=text)
    please = found.by_objective["c/please"]
    assert (please.score, please.status, please.coverage, please.worst) == (None, Status.NO_SCORE, D(0), None)
    customer = found.perspectives[1]
    assert customer.score == 80
    assert abs(customer.coverage - D(50) / 3) < D("1e-25")  # (2 * 0 + 1 * 50) / 3


def test_a_weight_of_zero_takes_out_of_score_and_coverage() -> None:
    """The inputs of a formula can be weighed with 0."""
    found = card("churn,80", "views,1", text=CARD.replace("views: {}", "views: {weight: 0}"))
    last = found.by_objective["c/last"]
    assert (last.score, last.coverage) == (D(80), D(100))


def test_owners_come_from_above_when_they_are_not_named() -> None:
    """A metric without an owner is its objective's, and that one without is its scorecard's."""
    text = CARD.replace("scorecard: c", "scorecard: c\nowner: ceo").replace(
        "title: Earn", "title: Earn\n    owner: cfo"
    )
    found = card(text=text)
    assert [each.owner for each in found.metrics] == ["cfo", "cfo", "ceo", "ceo", "ceo"]
    assert [each.owner for each in found.objectives] == ["cfo", "ceo", "ceo"]


def test_one_scorecard_of_several() -> None:
    """The part about one scorecard has its results and no others."""
    found = standing(strategy_of(c=CARD, d=CARD.replace("scorecard: c", "scorecard: d")), "c/revenue,2026-06,80")
    part = found.of("d")
    ids = [each.id for each in part.metrics] + [each.id for each in (*part.objectives, *part.perspectives)]
    assert {full.split("/")[0] for full in ids} == {"d"}
    assert [each.id for each in part.scorecards] == ["d"]
    assert len(part.metrics) * 2 == len(found.metrics)


PARTS = st.lists(
    st.builds(
        Part,
        st.uuids().map(str),
        st.integers(0, 20).map(Decimal),
        st.one_of(st.none(), st.fractions(-100, 300, max_denominator=90)),
        st.just(Fraction(100)),
    ),
    max_size=8,
)


@given(PARTS)
def test_a_mean_lies_between_its_parts(parts: list[Part]) -> None:
    """The score lies between the lowest and the highest held score, coverage in 0..100, the order does not matter."""
    found = total(parts)
    held = [
        min(max(part.score, Fraction(0)), Fraction(150)) for part in parts if part.score is not None and part.weight
    ]
    assert (found.score is None) == (not held)
    assert 0 <= found.coverage <= 100
    if found.score is not None:
        assert min(held) <= found.score <= max(held)
        assert found.status is (Status.of_score(found.score) if found.coverage >= 50 else Status.NO_SCORE)
    backwards = total(parts[::-1])
    assert (backwards.score, backwards.coverage, backwards.status) == (found.score, found.coverage, found.status)
