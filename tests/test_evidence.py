"""What `bsc evidence` says of arrows whose truth is known, of one unit and of several."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from bsc_cli.evaluation import evaluate
from bsc_cli.evidence import Drawn, Evidence, Hypothesis, Source, Verdict, examine
from bsc_cli.evidence.power import detectable
from bsc_cli.evidence.rollout import rollouts
from bsc_cli.evidence.trial import Arrows, Series, try_arrows
from bsc_cli.load import load
from bsc_cli.readings import read
from bsc_cli.tree import Tree
from measured import strategy_of
from simulated import card, driven, held


def alone(seed: int, months: int, strength: float, arrows: str = "{tenants: {after: 3 months}}") -> Evidence:
    """Examine one scorecard whose repairs drive its tenants with a strength: fewer days, more satisfaction."""
    cause, effect = driven(seed, months, strength)
    evaluation = held(
        strategy_of(housing=card("housing", arrows)),
        {"housing/lead-days": 20 + cause, "housing/satisfaction": 70 - effect},
    )
    return examine(evaluation)


def only(evidence: Evidence) -> Hypothesis:
    """Return the one hypothesis there is."""
    (hypothesis,) = evidence.hypotheses
    return hypothesis


def test_a_strong_arrow_is_supported_after_years() -> None:
    """Ten years of an arrow of r = 0.6 are enough; its lag is found, and its size in the metrics' own units."""
    hypothesis = only(alone(1, 120, 0.6))
    said = hypothesis.weighed
    assert hypothesis.verdict is Verdict.SUPPORTED
    assert said is not None
    assert (said.lag_months, said.units) == (3, 1)
    assert said.holds > 0.95
    assert said.effect == pytest.approx(-0.6 / 0.8 * np.sqrt(0.75), abs=0.2)
    assert 0.4 < said.strength < 0.75


def test_the_same_arrow_drawn_the_other_way_up_is_contradicted() -> None:
    """Declared as `opposite`, what moves together contradicts."""
    assert only(alone(1, 120, 0.6, "{tenants: {after: 3 months, effect: opposite}}")).verdict is Verdict.CONTRADICTED


def test_a_year_is_never_enough() -> None:
    """With 18 months of one unit the verdict is "not enough data", however strong, and says what it would take."""
    hypothesis = only(alone(1, 18, 0.9))
    assert hypothesis.verdict is Verdict.NOT_ENOUGH
    assert hypothesis.needed is not None
    assert hypothesis.needed.months is not None
    assert hypothesis.needed.months > 60


def test_only_readings_after_the_arrow_count() -> None:
    """An arrow declared after nine of ten years has one year; what it was before is told apart, as history."""
    hypothesis = only(alone(1, 120, 0.6, "{tenants: {after: 3 months, declared_on: 2024-01-01}}"))
    assert hypothesis.verdict is Verdict.NOT_ENOUGH
    assert hypothesis.since == (date(2024, 1, 1), Source.DECLARED)
    assert hypothesis.weighed is None or hypothesis.weighed.rows <= 12
    assert hypothesis.history is not None
    assert hypothesis.history.holds > 0.95


def test_an_arrow_from_the_data_never_uses_the_past() -> None:
    """With `basis: data` neither the verdict nor a remark rests on readings from before; nor when nobody knows when."""
    for fields in ("basis: data, declared_on: 2024-01-01", "basis: data"):
        hypothesis = only(alone(1, 120, 0.6, f"{{tenants: {{after: 3 months, {fields}}}}}"))
        assert hypothesis.verdict is Verdict.NOT_ENOUGH
        assert hypothesis.history is None


def test_changing_the_lag_starts_the_clock_anew() -> None:
    """The commit that changed lag or sign counts, even against an older `declared_on`."""
    cause, effect = driven(1, 120, 0.6)
    evaluation = held(
        strategy_of(housing=card("housing", "{tenants: {after: 3 months, declared_on: 2015-01-01}}")),
        {"housing/lead-days": 20 + cause, "housing/satisfaction": 70 - effect},
    )
    ends = ("housing/repairs", "housing/tenants")
    kept = only(examine(evaluation, {ends: Drawn(date(2018, 1, 1))}))
    changed = only(examine(evaluation, {ends: Drawn(date(2018, 1, 1), date(2024, 6, 3))}))
    assert kept.verdict is Verdict.SUPPORTED
    assert changed.verdict is Verdict.NOT_ENOUGH
    assert changed.since == (date(2024, 6, 3), Source.COMMIT)


def test_what_a_forecast_needs_of_an_arrow() -> None:
    """Metrics at both ends, chance, best lag and word."""
    evidence = alone(1, 120, 0.6)
    (odds,) = evidence.odds
    assert (odds.cause, odds.effect, odds.lag_months, odds.word) == (
        "housing/lead-days",
        "housing/satisfaction",
        3,
        "supported",
    )
    assert odds.probability > 0.95


def eight(strength: float, months: int = 24, arrows: str = "{}", seed: int = 1) -> Evidence:
    """Examine the same arrow in eight units below one; all share a cycle that moves both ends."""
    names = [f"unit-{number}" for number in range(8)]
    cycle = np.sin(np.arange(months) / 5) * 2
    columns = {}
    for number, name in enumerate(names):
        cause, effect = driven(100 * seed + number, months, strength, shared=cycle)
        columns[f"{name}/lead-days"] = 20 + cause
        columns[f"{name}/satisfaction"] = 70 - effect
    cards = {name: card(name, arrows, parent="housing") for name in names}
    return examine(held(strategy_of(housing=card("housing"), **cards), columns))


def test_eight_units_see_in_two_years_what_one_does_not() -> None:
    """The arrow above is held against its units, which need not draw it; their shared cycle is taken out."""
    hypothesis = only(eight(0.6))
    assert hypothesis.verdict is Verdict.SUPPORTED
    assert hypothesis.weighed is not None
    assert (hypothesis.weighed.units, hypothesis.weighed.lag_months) == (8, 3)


def test_a_shared_cycle_is_no_arrow() -> None:
    """Eight units without the arrow, both ends of all moved by one cycle: never supported."""
    words = {only(eight(0.0, seed=seed)).verdict for seed in range(8)}
    assert words <= {Verdict.NOT_ENOUGH, Verdict.NOT_SUPPORTED}


def test_the_same_arrow_of_the_units_is_one_hypothesis() -> None:
    """Units that draw the arrow too share the verdict with the one above; another lag is another hypothesis."""
    same = eight(0.6, arrows="{tenants: {after: 3 months}}")
    assert len(only(same).arrows) == 9
    assert len(same.by_arrow) == 9
    other = eight(0.6, arrows="{tenants: {after: 1 month}}")
    assert [len(each.arrows) for each in other.hypotheses] == [1, 8]
    assert [each.weighed.units for each in other.hypotheses if each.weighed] == [8, 8]


def test_order_of_readings_and_files_does_not_matter() -> None:
    """Two readings files in another order give the same evidence, to the last bit."""
    cause, effect = driven(5, 60, 0.4)
    strategy = strategy_of(housing=card("housing"))
    columns = {"housing/lead-days": cause, "housing/satisfaction": -effect}
    forth = only(examine(held(strategy, columns)))
    back = only(examine(held(strategy, dict(reversed(columns.items())))))
    assert forth == back


DEPOTS = Path(__file__).parents[1] / "examples" / "repair-depots"


def depots() -> Evidence:
    """Examine the example of eight depots, whose truth its script says."""
    tree = Tree.below(DEPOTS)
    strategy = load(tree).strategy
    assert strategy is not None
    tables = {path: tree.text(path) for path in tree.paths if path.endswith(".csv")}
    return examine(evaluate(strategy, read(tables, strategy)))


def test_the_example_has_something_to_say() -> None:
    """Of five arrows over eight depots one is supported, the true strong one; none that is not so."""
    found = {each.arrow.source.split("/")[1] + " " + each.arrow.written: each for each in depots().hypotheses}
    assert {name: str(each.verdict) for name, each in found.items()} == {
        "content-tenants rent-in-time": "not enough data",
        "repair-fast content-tenants": "supported",
        "repair-at-the-first-visit content-tenants": "not supported",
        "train-fitters repair-at-the-first-visit": "not enough data",
        "train-fitters repair-fast": "not supported",
    }
    assert all(len(each.arrows) == 9 and each.weighed and each.weighed.units == 8 for each in found.values())


def test_a_staggered_start_is_planned_where_it_saves_months() -> None:
    """The one planned initiative begins in one depot after the other, in an order drawn by lot, and saves months."""
    (plan,) = rollouts(depots())
    assert plan.initiative.id == "association/second-trade"
    assert plan.months_without is not None
    assert plan.months_with is not None
    assert plan.saved is not None
    assert plan.saved >= 3
    assert len({start.unit for start in plan.starts}) == 8
    assert [start.unit for start in plan.starts] != sorted(start.unit for start in plan.starts)
    assert plan.starts[0].month == date(2026, 1, 1)


def test_nothing_is_planned_with_fewer_than_four_units() -> None:
    """One unit cannot begin before the others."""
    assert rollouts(alone(1, 30, 0.3)) == ()


@pytest.mark.parametrize(("free", "strength"), [(30, 0.54), (60, 0.40), (120, 0.29)])
def test_what_a_sample_is_said_to_show_it_shows(free: int, strength: float) -> None:
    """The smallest effect that is promised four times in five is found between three and nine times in ten."""
    assert detectable(free) == pytest.approx(strength, abs=0.01)
    rng = np.random.default_rng(free)
    months = free + 12
    slope = detectable(free) / np.sqrt(1 - detectable(free) ** 2)
    cause, effect = rng.standard_normal((2, 400, months))
    effect[:, 3:] += slope * cause[:, :-3]
    one = np.arange(400)
    series = Series(np.vstack([cause, effect]), np.ones(800, dtype=np.int64))
    trial = try_arrows(series, Arrows.each_alone(one, 400 + one, np.full(400, 3), np.ones(400)))
    assert 0.65 <= (trial.odds.declared >= 0.85).mean() <= 0.95
