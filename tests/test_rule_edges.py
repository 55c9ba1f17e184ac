"""What rules about metrics, owners, work and reviews leave alone, and what they find beyond their page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from bsc_cli import rules
from bsc_cli.check import check
from bsc_cli.config import configure
from bsc_cli.finding import Finding
from bsc_cli.load import load
from bsc_cli.source import read as read_yaml
from bsc_cli.tree import Tree

SHARED_MAPS = Path(__file__).parents[1].parent / "shared" / "real" / "maps"
HEAD = "scorecard: corporate\nobjectives:\n"


def findings(name: str, files: Mapping[str, str] | str) -> tuple[Finding, ...]:
    """Return what one rule says of a tree, or of a single scorecard."""
    loaded = load(Tree.of({"scorecards/corporate.yaml": files} if isinstance(files, str) else files))
    assert loaded.strategy is not None, [fault.problem.message for fault in loaded.faults]
    return check([loaded.strategy], configure([rules.named(name)], loaded.strategy.settings)).findings


def found(name: str, files: Mapping[str, str] | str) -> list[tuple[str, str | None]]:
    """Return the (element, field) of each finding."""
    return [(finding.element, finding.field) for finding in findings(name, files)]


def with_metrics(*metrics: str, perspective: str = "process") -> str:
    """Return a scorecard of one objective whose metrics `m0`, `m1`... have these fields."""
    lines = "".join(f"      m{number}: {{{fields}}}\n" for number, fields in enumerate(metrics))
    return f"{HEAD}  a:\n    perspective: {perspective}\n    title: Do it\n    metrics:\n{lines}"


@pytest.mark.parametrize(
    ("name", "metrics"),
    [
        # An interim target may be worse than the baseline: it gets worse before it gets better.
        ("target-not-better", ["better: higher, baseline: 80, targets: {2026-Q4: 90, 2026-Q2: 70}"]),
        # Without a direction nobody can say what is worse.
        ("target-not-better", ["baseline: 80, target: 70"]),
        ("target-not-better", ["target_range: {low: 5}, baseline: 3"]),
        # A red line on the target is another rule's: there is no width.
        ("red-line-order", ["better: lower, target: 10, red_line: 10"]),
        ("red-line-order", ["better: higher, target: 10, red_line: 10"]),
        ("red-line-order", ["target_range: {low: 5}, red_line: 3"]),
        ("red-line-order", ["target_range: {high: 5}, red_line: 7"]),
        ("target-outside-limits", ["better: higher, target: 100, limits: {low: 0, high: 100}"]),
        ("target-outside-limits", ["better: higher, target: -5, limits: {high: 100}"]),
        ("target-far-off", ["better: higher, targets: {2027: 2, 2026: 1, 2028: 3}"]),
        ("red-line-order", ["better: higher, targets: {2026-Q2: 5, 2026-Q4: 9}, red_line: 5"]),
        # What is watched beside others is no metric more to act on, and neither leads nor lags.
        ("too-many-metrics", ["formula: m1 + m2, target: 5", "weight: 0", "weight: 0, target: 9", "unit: days"]),
        ("too-many-metrics", ["counter_metric: m3", "unit: days", "unit: days", "target: 1"]),
        ("kind-undeclared", ["kind: lagging, formula: m1 + m2, counter_metric: m3", "unit: t", "weight: 0", "unit: t"]),
        ("metric-without-target", ["weight: 0", "reliability: disputed", "reliability: low"]),
        ("no-leading-metric", ["kind: lagging", "unit: days"]),
        ("slow-leading-metric", ["kind: leading", "kind: leading, every: month", "kind: lagging, every: year"]),
        ("metric-without-target", ["target: 1, better: lower, formula: m1 + m2", "unit: days", "unit: days"]),
        ("metric-without-source", ["formula: m1 + m1", "source: ERP"]),
        ("disputed-metric", ["reliability: disputed", "reliability: low, target: 1, weight: 0", "reliability: medium"]),
        ("not-actionable", ["unit: days", "levers: [prices]"]),
        ("single-metric", ["unit: days", "unit: days"]),
        ("no-counter-metric", ["title: Lead time, better: lower"]),
        ("no-counter-metric", ["title: Volume, better: lower, target: 2"]),
        ("no-counter-metric", ["title: Cost of poor quality, better: lower, target: 2"]),
        (
            "no-counter-metric",
            ["title: Delivery cost, better: lower, target: 2", "title: Warranty cost, better: lower"],
        ),
        ("no-counter-metric", ["title: Lead time, better: lower, target: 3", "title: Returned goods, better: lower"]),
    ],
)
def test_is_left_alone(name: str, metrics: list[str]) -> None:
    """These metrics are as they may be."""
    assert found(name, with_metrics(*metrics)) == []


@pytest.mark.parametrize(
    ("name", "metrics", "expected"),
    [
        ("red-line-order", "target_range: {low: 5}, red_line: 7", "red_line"),
        ("red-line-order", "better: higher, targets: {2026-Q2: 5, 2026-Q4: 9}, red_line: 10", "red_line"),
        ("red-line-order", "better: lower, targets: {2026-Q2: 9, 2026-Q4: 5}, red_line: 7", "red_line"),
        ("target-outside-limits", "target_range: {low: 5, high: 7}, limits: {high: 6}", "target_range.high"),
        ("target-outside-limits", "better: lower, targets: {2026: -1}, limits: {low: 0}", "targets.2026"),
        ("target-outside-limits", "red_line: 101, limits: {high: 100}", "red_line"),
        ("target-equals-baseline", "better: higher, baseline: 0.50, targets: {2026: 0.5}", "targets.2026"),
        ("disputed-metric", "reliability: low, weight: 2", "reliability"),
        ("no-counter-metric", "title: Sales volume, better: higher, target: 2", None),
        ("no-counter-metric", "title: Time to answer complaints, better: lower, target: 2", None),
    ],
)
def test_is_found(name: str, metrics: str, expected: str | None) -> None:
    """A metric is found by its field."""
    assert found(name, with_metrics(metrics)) == [("corporate/m0", expected)]


def test_a_part_that_is_judged_counts() -> None:
    """A part of a formula with a target of its own is one more metric to act on, and has to say its kind."""
    card = with_metrics("kind: lagging, formula: m1 + m2, target: 5", "target: 9", "weight: 0", "unit: t", "unit: t")
    assert found("too-many-metrics", card) == [("corporate/m4", None)]
    assert found("kind-undeclared", card) == [(f"corporate/m{number}", None) for number in (1, 3, 4)]


def test_a_formula_of_what_is_retired_is_found() -> None:
    """A living metric is not computed from one that was given up; a retired one may be."""
    gone = "retired: {on: 2026-01, because: It counted effort.}"
    assert found("retired-in-use", with_metrics("formula: 100 * m1 / m2", gone, "unit: t")) == [
        ("corporate/m0", "formula")
    ]
    assert found("retired-in-use", with_metrics(f"formula: m1 + m2, {gone}", gone, "unit: t")) == []


def test_the_first_target_is_counted_from_the_beginning() -> None:
    """Of 2030 alone, in a strategy that begins in 2025; a review in 2029 is when it was last near enough to see."""
    card = with_metrics("better: higher, targets: {2025: 1, 2026: 2}", "better: higher, targets: {2030: 5}")
    files = {"scorecards/corporate.yaml": card}
    assert found("target-far-off", files) == [("corporate/m1", "targets.2030")]
    assert found("target-far-off", files | {"reviews/1.yaml": "review: corporate\non: 2029-12-31\n"}) == []


def test_work_ends_after_it_begins() -> None:
    """What starts and ends in the same month may; a day later than it is due is too late."""
    work = f"{HEAD}  a: {{perspective: process, title: A, initiatives: {{i: {{title: I, owner: x, budget: 1, start: "
    assert found("initiative-incomplete", f"{work}2026-01-31, due: 2026-01}}}}}}\n") == []
    assert found("initiative-incomplete", f"{work}2026-02-01, due: 2026-01}}}}}}\n") == [("corporate/i", "start")]


def test_a_metric_without_target_or_weight_does_not_judge() -> None:
    """Of two metrics, the one that counts is the only one by which the scorecard is judged; of two that do, none."""
    one = "better: higher, target: 1"
    assert found("single-metric", with_metrics(one, "unit: days")) == [("corporate/m0", None)]
    assert found("single-metric", with_metrics(f"{one}, weight: 0", one)) == [("corporate/m1", None)]
    assert found("single-metric", with_metrics(one, one)) == []


def test_retired_metrics_are_out() -> None:
    """A retired metric is asked for nothing, and does not count."""
    gone = "retired: {on: 2026-01, because: It counted effort.}"
    card = with_metrics(gone, gone, gone, gone)
    for name in rules.names():
        if name.startswith("metric-") or name in ("kind-undeclared", "so-what-missing", "too-many-metrics"):
            assert found(name, card) == []


def test_top_perspective_needs_no_leading_metric() -> None:
    """With two perspectives the lowest two would take in the top one; results at the top lag by nature."""
    settings = "perspectives: {results: {}, drivers: {}}\n"
    card = with_metrics("kind: lagging", perspective="results")
    assert found("no-leading-metric", {"bsc.yaml": settings, "scorecards/corporate.yaml": card}) == []
    low = card.replace("perspective: results", "perspective: drivers")
    assert found("no-leading-metric", {"bsc.yaml": settings, "scorecards/corporate.yaml": low}) == [
        ("corporate/a", None)
    ]


def shared_out(financial: str, customer: str, *, top: str = "financial") -> dict[str, str]:
    """Return a tree with two financial metrics of five; the texts are fields of every metric, by perspective."""
    settings = f"perspectives: {{{top}: {{}}, customer: {{}}}}\n"
    above = ", ".join(f"{name}: {{{financial}}}" for name in "xy")
    below = ", ".join(f"{name}: {{{customer}}}" for name in "uvw")
    card = HEAD + (
        f"  a: {{perspective: {top}, title: Earn, metrics: {{{above}}}}}\n"
        f"  b: {{perspective: customer, title: Keep, metrics: {{{below}}}}}\n"
    )
    return {"bsc.yaml": settings, "scorecards/corporate.yaml": card}


def test_two_fifths_are_not_too_financial() -> None:
    """Two of five are 40%, not more; weights count once all are given: 6 of 6 + 6 is half."""
    assert found("financial-only", shared_out("unit: x", "unit: x")) == []
    assert found("financial-only", shared_out("weight: 3", "unit: x")) == []
    assert found("financial-only", shared_out("weight: 3", "weight: 2")) == [("corporate", None)]
    assert found("financial-only", shared_out("weight: 0", "weight: 0")) == []


def test_another_top_perspective_may_have_most_metrics() -> None:
    """Who has the mission at the top, as public bodies do, is not ruled by money."""
    assert found("financial-only", shared_out("weight: 3", "weight: 2", top="mission")) == []


@pytest.mark.parametrize("file", ["southwest.yaml", "mobil-namr.yaml"])
def test_titles_of_published_maps_are_left_alone(file: str) -> None:
    """Kaplan and Norton's own maps name topics such as "Profitability"; no opinion about titles disturbs them."""
    if not SHARED_MAPS.exists():
        pytest.skip("the published maps are not beside this checkout")
    data = read_yaml(file, (SHARED_MAPS / file).read_text(encoding="utf-8")).data
    assert isinstance(data, dict)
    titles = [each["name"] for each in data["objectives"]]  # type: ignore[union-attr, index, call-overload]
    assert titles
    card = HEAD + "".join(f'  o{n}: {{perspective: process, title: "{title}"}}\n' for n, title in enumerate(titles))
    for name in ("objective-not-a-verb", "objective-is-a-metric", "objective-is-a-project"):
        assert found(name, card) == []


@pytest.mark.parametrize(
    "title",
    [
        "Expand into the European market",
        "Improve customer satisfaction",
        "Drive revenue growth",
        "Deliver every project on time",
        "Deliver profit on every project",
        "Run a safe project",
        "Implement customers' ideas within a week",
        "Launch new products faster than others",
        "Kundenzufriedenheit steigern",
        " ",
    ],
)
def test_titles_that_may_stand(title: str) -> None:
    """A title with a verb is an objective, in any language."""
    card = f'{HEAD}  a: {{perspective: process, title: "{title}"}}\n'
    for name in ("objective-not-a-verb", "objective-is-a-metric", "objective-is-a-project"):
        assert found(name, card) == []


@pytest.mark.parametrize("title", ["Complete the ERP project", "Implement SAP", "Migrate all sites to the cloud"])
def test_titles_of_work(title: str) -> None:
    """What names one piece of work is no outcome."""
    card = f'{HEAD}  a: {{perspective: process, title: "{title}"}}\n'
    assert found("objective-is-a-project", card) == [("corporate/a", "title")]


def test_what_is_over_is_not_owned() -> None:
    """Work that is done and metrics of one's own objective do not add to what an owner answers for."""
    done = "".join(f"      i{n}: {{title: Do it, owner: coo, status: done}}\n" for n in range(8))
    own = "".join(f"      m{n}: {{owner: coo}}\n" for n in range(8))
    card = f"{HEAD}  a:\n    perspective: process\n    title: Do it\n    owner: coo\n"
    assert found("overloaded-owner", f"{card}    metrics:\n{own}    initiatives:\n{done}") == []
    assert found("overloaded-owner", f"{card}    initiatives:\n{done.replace('done', 'active')}") == [
        ("corporate/i6", "owner")
    ]


def test_a_list_of_owners_without_authority_says_nothing_of_it() -> None:
    """Only where some owner says what it decides is one found that does not; who owns nothing is not."""
    card = f"{HEAD}  a: {{perspective: process, title: A, owner: coo}}\n"
    files = {"bsc.yaml": "owners: {coo: {title: COO}, cfo: {}}\n", "scorecards/corporate.yaml": card}
    assert found("owner-without-authority", files) == []
    files["bsc.yaml"] = "owners: {coo: {title: COO}, cfo: {}, ceo: {decides: [budgets]}}\n"
    assert [field for _, field in found("owner-without-authority", files)] == ["owners.coo"]


def late(due: str, lag: str, target: str) -> list[tuple[str, str | None]]:
    """Return what initiative-too-late finds for work below that moves a metric two arrows above, one with a lag."""
    card = (
        f"{HEAD}  c: {{perspective: learning, title: C, drives: {{b: {{after: {lag}}}}},"
        f" initiatives: {{i: {{title: I, due: {due}, moves: [m]}}}}}}\n"
        "  b: {perspective: process, title: B, drives: {a: {}}}\n"
        f"  a: {{perspective: customer, title: A, metrics: {{m: {{better: higher, targets: {{{target}: 1}}}}}}}}\n"
    )
    return found("initiative-too-late", card)


def test_work_is_late_when_its_effect_is() -> None:
    """30 September and three months make 31 December: in time for the year, a day later is not."""
    assert late("2026-09", "3 months", "2026") == []
    assert late("2026-10-01", "3 months", "2026") == [("corporate/i", "moves.0")]
    assert late("2026-09", "4 months", "2026") == [("corporate/i", "moves.0")]


def unit(name: str, fields: str) -> str:
    """Return a unit below `corporate` with one metric `sold`."""
    return (
        f"scorecard: {name}\nparent: corporate\nobjectives:\n"
        f"  a: {{perspective: customer, title: Sell, metrics: {{sold: {{{fields}}}}}}}\n"
    )


@pytest.mark.parametrize(
    ("corporate", "north", "south", "fires"),
    [
        ("better: higher, target: 10", "better: higher, target: 4", "better: higher, target: 5", True),
        ("better: higher, target: 10", "better: higher, target: 4.5", "better: higher, target: 5.5", False),
        ("better: lower, target: 10", "better: lower, target: 4", "better: lower, target: 7", True),
        ("better: lower, target: 10", "better: lower, target: 4", "better: lower, target: 5", False),
        # Nothing can be added where a unit has no target for the period, or counts otherwise.
        ("better: higher, targets: {2026: 10}", "better: higher, targets: {2026: 4}", "better: higher", False),
        ("better: higher, target: 10", "better: higher, target: 4", "better: higher, target: 5, unit: t", False),
        ("better: higher, target: 10", "better: higher, target: 4", "better: higher, target: 5, every: week", False),
    ],
)
def test_targets_of_units_add_up(corporate: str, north: str, south: str, fires: bool) -> None:  # noqa: FBT001 - a row
    """The sum of what the units promise is held against the target above, on the side that counts."""
    files = {
        "scorecards/corporate.yaml": unit("corporate", f"aggregate: sum, {corporate}").replace(
            "parent: corporate\n", ""
        ),
        "scorecards/north.yaml": unit("north", f"aggregate: sum, {north}"),
        "scorecards/south.yaml": unit("south", f"aggregate: sum, {south}"),
    }
    assert bool(found("targets-do-not-add-up", files)) == fires


def reviewed(cadence: str, **days: str) -> list[str]:
    """Return the elements that review-overdue finds; the days of the reviews of each scorecard are joined by commas."""
    objective = "objectives: {a: {perspective: customer, title: Sell}}\n"
    files = {
        "scorecards/corporate.yaml": f"scorecard: corporate\nreview: {cadence}\n{objective}",
        "scorecards/sales.yaml": f"scorecard: sales\nparent: corporate\nreview: {cadence}\n{objective}",
    }
    for card, written in days.items():
        files |= {f"reviews/{card}-{day}.yaml": f"review: {card}\non: {day}\n" for day in written.split(",")}
    return [element for element, _ in found("review-overdue", files)]


def test_reviews_keep_their_pace() -> None:
    """A quarter from 1 January is 90 days, and half of that again is let pass: 135 days later is in time, 136 not."""
    both = {"corporate": "2026-01-01,2026-05-16", "sales": "2026-01-01,2026-05-16"}
    assert reviewed("quarter", **both) == []
    assert reviewed("quarter", **(both | {"corporate": "2026-01-01,2026-05-17"})) == [
        "reviews/corporate-2026-05-17.yaml"
    ]


def test_a_scorecard_is_not_passed_over() -> None:
    """One that was never reviewed is counted from the first review of the others, and none without any."""
    assert reviewed("quarter") == []
    assert reviewed("quarter", corporate="2026-01-01") == []
    assert reviewed("quarter", corporate="2026-01-01,2026-05-01,2026-07-01") == ["sales"]
    assert reviewed("year", corporate="2026-01-01,2026-05-01,2026-07-01") == []


def test_first_and_last_days_do_not_break_anything() -> None:
    """Dates at both ends of the calendar, and thresholds below zero, are judged like others."""
    files = {
        "bsc.yaml": "fiscal_year_starts: december\n"
        "rules: {too-many-metrics: {most: -3}, overloaded-owner: {most: -3}}\n",
        "scorecards/corporate.yaml": f"{HEAD}  a:\n    perspective: customer\n    title: ''\n    owner: x\n"
        "    drives: {a: {after: 9999 years}}\n"
        '    metrics: {m: {better: higher, baseline: 1, targets: {9999: 2, "0001-01-01": 3}, levers: []}}\n'
        "    initiatives: {i: {title: '', due: 9999, moves: [m]}}\n",
        "reviews/1.yaml": "review: corporate\non: 0001-01-01\n",
        "reviews/2.yaml": "review: corporate\non: 9999-12-31\n",
    }
    assert {
        name for name in rules.names() if rules.named(name).subject.__name__ == "Strategy" and found(name, files)
    } >= {
        "overloaded-owner",
        "target-far-off",
        "too-many-metrics",
    }
