"""What rules about the map, owners, visions and the cascade leave alone, and what they find beyond their page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bsc_cli import rules
from bsc_cli.check import check
from bsc_cli.config import configure
from bsc_cli.finding import Finding
from bsc_cli.load import load
from bsc_cli.source import read as read_yaml
from bsc_cli.tree import Tree

SHARED_MAPS = Path(__file__).parents[1].parent / "shared" / "real" / "maps"
PERSPECTIVES = {"Financial": "financial", "Customer": "customer", "Internal": "process", "Learning": "learning"}
TODAY = date(2026, 7, 1)

ABOUT_THE_MAP = (
    "arrow-downward",
    "arrow-redundant",
    "arrow-to-itself",
    "arrow-unmeasured",
    "causal-loop",
    "conflicting-effects",
    "disconnected-map",
    "empty-perspective",
    "feedback-loop",
    "no-arrows-at-all",
    "no-driver",
    "no-effect",
    "objective-without-metric",
    "orphan-objective",
    "too-many-arrows",
)


def findings(name: str, files: Mapping[str, str] | str) -> tuple[Finding, ...]:
    """Return what one rule says of a tree, or of a single scorecard."""
    loaded = load(Tree.of({"scorecards/corporate.yaml": files} if isinstance(files, str) else files))
    assert loaded.strategy is not None, [fault.problem.message for fault in loaded.faults]
    config = configure([rules.named(name)], loaded.strategy.settings)
    return check([loaded, loaded.strategy], config, texts=loaded.texts, today=TODAY).findings


def elements(name: str, files: Mapping[str, str] | str) -> list[str]:
    """Return the element of each finding."""
    return [finding.element for finding in findings(name, files)]


def card(*objectives: str, head: str = "scorecard: corporate") -> str:
    """Return a scorecard of objectives, each written as `id: fields` without its title."""
    lines = "".join(f"  {each.replace(': ', ': {title: Do it, ', 1)}}}\n" for each in objectives)
    return f"{head}\nobjectives:\n{lines}"


def unit(name: str, *objectives: str, parent: str = "corporate", more: str = "") -> str:
    """Return the scorecard of a unit."""
    return card(*objectives, head=f"scorecard: {name}\nparent: {parent}\n{more}")


def owned_by(owner: str) -> list[str]:
    """Return what is said of an owner."""
    return [f.message for f in findings("shared-ownership", card(f"a: perspective: learning, owner: {owner!r}"))]


@pytest.mark.parametrize("rule", ABOUT_THE_MAP)
@pytest.mark.parametrize("file", ["mobil-namr.yaml", "southwest.yaml"])
def test_published_maps_are_left_alone(rule: str, file: str) -> None:
    """Maps of real organisations, as published, have nothing wrong with how they hang together."""
    path = SHARED_MAPS / file
    if not path.exists():
        pytest.skip("the published maps are not beside this checkout")
    data: Any = read_yaml(file, path.read_text(encoding="utf-8")).data
    text = "scorecard: published\nobjectives:\n"
    for objective in data["objectives"]:
        name = objective["id"]
        drives = ", ".join(f"{arrow['to']}: {{}}" for arrow in data["arrows"] if arrow["from"] == name)
        metrics = ", ".join(f"{metric['id']}: {{}}" for metric in data["metrics"] if metric["objective"] == name)
        text += f"  {name}:\n    perspective: {PERSPECTIVES[objective['perspective']]}\n"
        text += f'    title: "{objective["name"]}"\n    drives: {{{drives}}}\n    metrics: {{{metrics}}}\n'
    assert findings(rule, {"scorecards/published.yaml": text}) == ()


def test_a_list_is_one_finding_and_no_orphans() -> None:
    """Where nothing is linked at all there is one finding; with a single arrow the rest are orphans."""
    alone = ["a: perspective: financial", "b: perspective: customer", "c: perspective: process"]
    assert elements("no-arrows-at-all", card(*alone)) == ["corporate"]
    assert elements("orphan-objective", card(*alone)) == []
    linked = card(alone[0], "b: perspective: customer, drives: {a: {}}", alone[2])
    assert elements("no-arrows-at-all", linked) == []
    assert elements("orphan-objective", linked) == ["corporate/c"]


def test_a_single_objective_is_no_list() -> None:
    """A scorecard that has just begun is not found."""
    for rule in ("no-arrows-at-all", "orphan-objective", "no-effect", "no-driver"):
        assert elements(rule, card("a: perspective: learning")) == []


def test_the_cascade_links_the_unit_but_not_the_scorecard_above() -> None:
    """A unit's objective that supports one above is linked; the one above still needs arrows of its own map."""
    files = {
        "scorecards/corporate.yaml": card("a: perspective: financial", "b: perspective: customer"),
        "scorecards/sales.yaml": unit(
            "sales",
            "c: perspective: customer, supports: [corporate/a]",
            "d: perspective: customer, supports: [corporate/b]",
        ),
    }
    assert elements("no-arrows-at-all", files) == ["corporate"]
    assert elements("orphan-objective", files) == []


def test_an_arrow_from_another_unit_links() -> None:
    """Where an arrow comes from does not matter."""
    files = {
        "scorecards/corporate.yaml": card("a: perspective: financial", "b: perspective: customer"),
        "scorecards/sales.yaml": unit("sales", "c: perspective: customer, drives: {corporate/a: {}}"),
    }
    assert elements("orphan-objective", files) == ["corporate/b"]


def test_an_arrow_to_itself_links_nothing() -> None:
    """An objective that only drives itself stands alone."""
    text = card("a: perspective: financial, drives: {a: {}}", "b: perspective: customer")
    assert elements("no-arrows-at-all", text) == ["corporate"]
    assert elements("arrow-to-itself", text) == ["corporate/a -> corporate/a"]


def test_retired_objectives_link_nothing() -> None:
    """An arrow to what was given up leaves its objective alone."""
    gone = "b: perspective: financial, retired: {on: 2026, because: Done.}"
    text = card("a: perspective: financial", gone, "c: perspective: customer, drives: {b: {}}")
    assert elements("no-arrows-at-all", text) == ["corporate"]


@pytest.mark.parametrize("title", ["Cut carbon emissions", "Prevent accidents", "Protect patients from harm"])
def test_what_spares_people_is_an_end_in_itself(title: str) -> None:
    """Objectives of safety, health and the environment need not earn money."""
    text = card(
        "a: perspective: financial", "b: perspective: process", "c: perspective: learning, drives: {b: {}, a: {}}"
    )
    assert elements("no-effect", text.replace("b: {title: Do it", f"b: {{title: {title}")) == []


def test_ends_in_themselves_need_no_effect_but_others_do() -> None:
    """The words that mark an end in itself can be set."""
    text = card(
        "a: perspective: financial", "b: perspective: process", "c: perspective: learning, drives: {b: {}, a: {}}"
    )
    assert elements("no-effect", text) == ["corporate/b"]
    settings = "rules:\n  no-effect: {ends: [IT]}\n"
    assert elements("no-effect", {"bsc.yaml": settings, "scorecards/corporate.yaml": text}) == []  # "Do it"


def test_the_lowest_perspective_of_a_scorecard_is_where_its_chains_begin() -> None:
    """A scorecard without the learning perspective begins in the process perspective."""
    text = card("a: perspective: financial", "b: perspective: process, drives: {a: {}}")
    assert elements("no-driver", text) == []


@pytest.mark.parametrize(
    ("arrows", "loops"),
    [
        # (from b to a, from a to b): both lagged, one marked, or not
        (("after: 1 month", "after: 1 year"), ["causal-loop"]),
        (("after: 1 month", "after: 1 year, feedback: true"), ["feedback-loop"]),
        (("after: 1 month", "feedback: true"), ["feedback-loop"]),
        (("", "after: 0 days, feedback: true"), ["causal-loop"]),
        (("", ""), ["causal-loop"]),
    ],
)
def test_a_loop_is_found_once(arrows: tuple[str, str], loops: list[str]) -> None:
    """A loop is a mistake unless it is marked and takes time; then it is a warning."""
    up, down = arrows
    text = card(
        f"a: perspective: financial, drives: {{b: {{{down}}}}}", f"b: perspective: customer, drives: {{a: {{{up}}}}}"
    )
    found = {rule: elements(rule, text) for rule in ("causal-loop", "feedback-loop")}
    assert found == {rule: (["corporate/a -> corporate/b"] if rule in loops else []) for rule in found}


@pytest.mark.parametrize(
    ("arrow", "loops"),
    [
        ("after: 1 year", ["causal-loop"]),
        ("after: 1 year, feedback: true", ["feedback-loop"]),
        ("feedback: true", ["causal-loop"]),
    ],
)
def test_a_loop_through_the_cascade_is_a_loop(arrow: str, loops: list[str]) -> None:
    """What a unit supports takes no time: with the arrow down to the unit it makes a loop like any other."""
    files = {
        "scorecards/corporate.yaml": card(f"a: perspective: process, drives: {{sales/b: {{{arrow}}}}}"),
        "scorecards/sales.yaml": unit("sales", "b: perspective: process, supports: [corporate/a]"),
    }
    found = {rule: elements(rule, files) for rule in ("causal-loop", "feedback-loop", "cascade-loop")}
    assert found == {rule: (["corporate/a -> sales/b"] if rule in loops else []) for rule in found}


def test_feedback_alone_drives_nothing() -> None:
    """An objective to which only feedback comes back still waits for a driver."""
    text = card(
        "a: perspective: financial, drives: {b: {after: 1 year, feedback: true}}",
        "b: perspective: customer, drives: {a: {}}",
        "c: perspective: process, drives: {a: {}}",
    )
    assert elements("no-driver", text) == ["corporate/b"]
    assert elements("no-driver", text.replace("process, drives: {", "process, drives: {b: {}, ")) == []


def test_a_marked_loop_hides_no_other() -> None:
    """A knot with a marked loop and an unmarked one has both findings."""
    text = card(
        "a: perspective: financial, drives: {b: {after: 1 year, feedback: true}}",
        "b: perspective: customer, drives: {a: {after: 1 month}, c: {after: 1 month}}",
        "c: perspective: process, drives: {b: {after: 1 month}}",
    )
    assert elements("causal-loop", text) == ["corporate/b -> corporate/c"]
    assert elements("feedback-loop", text) == ["corporate/a -> corporate/b"]


def test_two_strategies_are_one_finding_at_the_smaller() -> None:
    """Objectives that stand alone are not counted as parts of the map."""
    text = card(
        "a: perspective: financial",
        "b: perspective: customer, drives: {a: {}}",
        "c: perspective: process, drives: {b: {}}",
        "x: perspective: financial",
        "y: perspective: customer, drives: {x: {}}",
        "alone: perspective: process",
    )
    (found,) = findings("disconnected-map", text)
    assert found.element == "corporate/x"
    assert (
        found.message
        == 'The map falls into 2 parts that nothing joins: "corporate/a" and 2 more; "corporate/x" and 1 more.'
    )


def test_departments_may_serve_departments() -> None:
    """An arrow to another scorecard does not run down, whatever the perspectives are."""
    files = {
        "scorecards/corporate.yaml": card("a: perspective: process"),
        "scorecards/it.yaml": unit("it", "b: perspective: customer, drives: {corporate/a: {}}"),
    }
    assert elements("arrow-downward", files) == []


def test_an_arrow_of_opposite_effect_is_not_redundant() -> None:
    """A direct arrow that contradicts the longer way is a conflict, not a repetition."""
    text = card(
        "a: perspective: financial",
        "b: perspective: customer, drives: {a: {}}",
        "c: perspective: process, drives: {b: {}, a: {effect: opposite}}",
    )
    assert elements("arrow-redundant", text) == []
    assert elements("conflicting-effects", text) == ["corporate/c"]
    assert elements("arrow-redundant", text.replace("effect: opposite", "")) == ["corporate/c -> corporate/a"]


@pytest.mark.parametrize(
    ("lag", "cadence", "seen"),
    [
        ("4 weeks", "month", True),
        ("3 weeks", "month", False),
        ("90 days", "quarter", True),
        ("3 months", "quarter", True),
    ],
)
def test_a_lag_of_one_period_can_be_seen(lag: str, cadence: str, seen: bool) -> None:  # noqa: FBT001 - a row
    """A lag is too fast only when even the shortest period of the cadence is longer."""
    text = card(
        f"a: perspective: financial, metrics: {{m: {{every: {cadence}}}, n: {{every: year}}, o: {{}}}}",
        f"b: perspective: customer, drives: {{a: {{after: {lag}}}}}",
    )
    assert (elements("arrow-too-fast-to-see", text) == []) == seen


@pytest.mark.parametrize(
    "owner",
    [
        "Chief Financial Officer",
        "Head of Sales and Marketing",
        "VP Sales & Marketing",
        "Health, Safety and Environment Manager",
        "Director, Europe",
        "R&D",
        "Dean of Arts and Humanities",
        "Minister of Transport and Infrastructure",
        "Superintendent (north, south and east)",
        "Matron (days and nights)",
        "Head Nurse, Ward 4 and Ward 5",
        "Foreman, night and day shift",
        "Lead for Equality, Diversity and Inclusion",
        "Marketing / Sales Director",
        "head-of-sales-and-marketing",
        "team-lead",
        "A&E matron",
        "Team lead",
        "Sales team lead",
        "@halden/finance",
        "cfo",
        "Allan",
        "Brandon",
    ],
)
def test_one_role_is_one_owner(owner: str) -> None:
    """Titles with several parts, handles and initials are one owner."""
    assert owned_by(owner) == []


@pytest.mark.parametrize(
    "owner",
    [
        *("Everyone", "ALL", "all managers", "TBD", "The Team", "the  sales team", "to be decided", "N/A", "our staff"),
        *("sales-team", "all-staff", "the whole company"),
    ],
)
def test_nobody_is_no_owner(owner: str) -> None:
    """What means everybody, or somebody to be found, is no owner."""
    assert [message.endswith("which is no single role.") for message in owned_by(owner)] == [True]


@pytest.mark.parametrize(
    "owner",
    [
        *("CFO and COO", "CFO & COO", "cfo/coo", "Anna, Ben", "Anna + Ben", "CFO; COO", "CFO or COO", "CFO | COO"),
        *("CFO and Treasurer", "CEO and Anna Schmidt", "cfo-and-coo", "Müller und Schmidt", "Sales and Marketing"),
        "Head of Sales and Head of Marketing",
    ],
)
def test_two_names_are_two_owners(owner: str) -> None:
    """However they are joined."""
    assert [message.endswith("which names 2 owners.") for message in owned_by(owner)] == [True]


def test_a_registered_owner_is_one() -> None:
    """What bsc.yaml registers is taken at its word."""
    text = card("a: perspective: learning, owner: team")
    assert elements("shared-ownership", {"bsc.yaml": "owners:\n  team:\n", "scorecards/corporate.yaml": text}) == []


def test_an_owner_given_by_title_is_told_its_id() -> None:
    """The full role where the id was wanted is a near miss; reviews name owners too."""
    files = {
        "bsc.yaml": "owners:\n  cfo: {title: Chief Financial Officer}\n  coo:\n",
        "scorecards/corporate.yaml": card("a: perspective: learning, owner: chief financial officer"),
        "reviews/one.yaml": "review: corporate\non: 2026-04-01\ndecisions:\n  - {what: Begin., owner: cto}\n",
    }
    messages = [finding.message for finding in findings("unknown-owner", files)]
    assert messages[1].endswith('is not registered; did you mean "cfo"?')
    assert messages[0].startswith('"cto", the owner of "Begin.", is not registered')


def test_plans_of_units_are_plans() -> None:
    """An objective is planned when what supports it is, over any number of levels; a stopped initiative is no plan."""
    work = "initiatives: {w: {title: Work, status: active}}"
    files = {
        "scorecards/corporate.yaml": card("a: perspective: financial", "b: perspective: customer"),
        "scorecards/sales.yaml": unit("sales", "c: perspective: customer, supports: [corporate/a]"),
        "scorecards/north.yaml": unit(
            "north", f"d: perspective: customer, supports: [sales/c], {work}", parent="sales"
        ),
    }
    assert elements("objective-without-plan", files) == ["corporate/b"]
    files["scorecards/north.yaml"] = files["scorecards/north.yaml"].replace("active", "stopped")
    assert len(elements("objective-without-plan", files)) == 4


def vision(fields: str, *objectives: str) -> str:
    """Return a scorecard with a vision."""
    return card(*(objectives or ("a: perspective: financial",)), head=f"scorecard: corporate\nvision: {{{fields}}}")


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ("statement: Earn 20% of revenue abroad., by: 2029", None),
        ("statement: Earn 20% of revenue abroad by 2029.", None),
        ("statement: Double our revenue by 2029.", None),
        ("statement: Be the first choice by 2029.", "no number"),
        ("statement: Be the first choice., by: 2029, measured_by: m", None),
        ("statement: Earn 20% of revenue abroad.", "no date"),
        ("statement: Be the first choice.", "no number and no date"),
    ],
)
def test_a_vision_has_a_number_and_a_date(fields: str, missing: str | None) -> None:
    """A year is a date and no number; a metric stands for the number."""
    text = vision(fields, "a: perspective: financial, metrics: {m: {}}")
    found = [finding.message for finding in findings("vision-not-measurable", text)]
    assert found == (
        []
        if missing is None
        else [f'The vision of "corporate" has {missing}: nobody could tell whether it was reached.']
    )


@pytest.mark.parametrize(
    ("by", "target", "review", "found"),
    [
        ("2029", "2026-Q1", None, None),
        ("2028", "2026-Q2", None, None),  # 2.75 years are some three
        ("2027", "2026-Q2", None, "less than 3 years"),
        ("2031", "2026-Q4", None, None),  # 5.25 years are some five
        ("2033", "2026-Q2", None, "more than 5 years"),
        ("2033", "2026-Q2", "2029-01-15", None),  # it was far, and no longer is
        ("2029", "2024-Q2", "2028-10-01", None),  # it is near, and was not
        ("2025", "2022", "2026-01-15", None),  # over: vision-in-the-past has it
    ],
)
def test_a_vision_is_three_to_five_years_away(by: str, target: str, review: str | None, found: str | None) -> None:
    """Too near counts from the first day known, too far from the latest review."""
    text = vision(
        f"statement: Earn 20% abroad., by: {by}",
        f"a: perspective: financial, metrics: {{m: {{targets: {{{target}: 1}}}}}}",
    )
    files = {"scorecards/corporate.yaml": text}
    if review:
        files["reviews/one.yaml"] = f"review: corporate\non: {review}\n"
    messages = [finding.message for finding in findings("vision-horizon", files)]
    assert len(messages) == (found is not None)
    assert all(found is not None and found in message for message in messages)


def test_a_vision_is_over_after_its_last_day() -> None:
    """The year of a fiscal calendar ends when it ends there."""
    files = {
        "bsc.yaml": "fiscal_year_starts: april\n",
        "scorecards/corporate.yaml": vision("statement: Earn 20% abroad., by: 2025"),
        "reviews/one.yaml": "review: corporate\non: 2026-03-31\n",
    }
    assert elements("vision-in-the-past", files) == []
    files["reviews/one.yaml"] = "review: corporate\non: 2026-04-01\n"
    assert elements("vision-in-the-past", files) == ["corporate"]


def test_a_vision_is_reached_through_units() -> None:
    """A unit's objective that supports the top one leads there."""
    files = {
        "scorecards/corporate.yaml": vision(
            "statement: Earn 20% abroad by 2029.",
            "a: perspective: financial",
            "b: perspective: customer",
            "c: perspective: process, drives: {b: {}}",
        ),
        "scorecards/sales.yaml": unit("sales", "d: perspective: customer"),
    }
    assert elements("vision-unreached", files) == ["corporate"]
    files["scorecards/sales.yaml"] = unit("sales", "d: perspective: financial, supports: [corporate/a]")
    assert elements("vision-unreached", files) == []


def test_the_quickest_way_decides_whether_a_vision_is_in_reach() -> None:
    """A slow way beside a quick one does no harm; an arrow without a lag takes no time."""
    quick, slow = "{after: 1 year}", "{after: 9 years}"
    text = vision(
        "statement: Earn 20% abroad by 2029.",
        "a: perspective: financial, metrics: {m: {targets: {2026: 1}}}",
        f"b: perspective: customer, drives: {{a: {quick}}}",
        f"c: perspective: process, drives: {{a: {slow}, b: {{}}}}",
    )
    assert elements("vision-out-of-reach", text) == []
    assert elements("vision-out-of-reach", text.replace(quick, slow)) == ["corporate/c"]


def test_a_vision_may_be_out_of_reach_of_a_unit() -> None:
    """What a unit supports shows there at once; its own lags before that count, and are told at their beginning."""
    files = {
        "scorecards/corporate.yaml": vision(
            "statement: Earn 20% abroad by 2029.",
            "a: perspective: financial, metrics: {m: {targets: {2026: 1}}}",
            "b: perspective: customer, drives: {a: {after: 1 year}}",
        ),
        "scorecards/sales.yaml": unit(
            "sales",
            "c: perspective: customer, supports: [corporate/b]",
            "d: perspective: process, drives: {c: {after: 2 years}}",
        ),
    }
    assert elements("vision-out-of-reach", files) == []
    slow = files | {"scorecards/sales.yaml": files["scorecards/sales.yaml"].replace("2 years", "3 years")}
    assert elements("vision-out-of-reach", slow) == ["sales/d"]
    above = files | {"scorecards/corporate.yaml": files["scorecards/corporate.yaml"].replace("1 year", "4 years")}
    assert elements("vision-out-of-reach", above) == ["corporate/b", "sales/d"]


def test_parents_that_go_round_are_found_once() -> None:
    """Of scorecards above each other one is found, and what their objectives support is not found again."""
    files = {
        f"scorecards/{name}.yaml": unit(name, f"a: perspective: process, supports: [{above}/a]", parent=above)
        for name, above in (("north", "south"), ("south", "east"), ("east", "north"))
    }
    assert len(elements("cascade-loop", files)) == 1
    assert elements("cascade-loop", unit("corporate", "a: perspective: process")) == ["corporate"]
    assert elements("cascade-loop", card("a: perspective: process, supports: [a]")) == ["corporate/a"]
    files = {
        "scorecards/corporate.yaml": card("a: perspective: process, supports: [sales/b]"),
        "scorecards/sales.yaml": unit("sales", "b: perspective: process, supports: [corporate/a]"),
    }
    assert elements("cascade-loop", files) == ["corporate/a"]


def test_an_arrow_takes_up_what_is_above() -> None:
    """A unit that drives an objective above does something for it."""
    files = {
        "scorecards/corporate.yaml": card("a: perspective: financial"),
        "scorecards/sales.yaml": unit("sales", "b: perspective: customer, drives: {corporate/a: {}}"),
    }
    assert elements("not-cascaded", files) == []
    assert elements("unit-supports-nothing", files) == []


@pytest.mark.parametrize(
    ("confirmed", "version", "stale"),
    [
        ("parent_version: 2", "version: 3", True),
        ("parent_version: 3", "version: 3", False),
        ("parent_version: 4", "version: 3", True),
        ("parent_version: 4", "", False),
        ("", "version: 3", True),
        ("", "version: 1", False),
        ("", "", False),
    ],
)
def test_a_cascade_is_stale_when_it_lags_behind(confirmed: str, version: str, stale: bool) -> None:  # noqa: FBT001 - a row
    """A unit is behind that confirmed another version than there is, or none of one that was ever raised."""
    files = {
        "scorecards/corporate.yaml": card("a: perspective: financial", head=f"scorecard: corporate\n{version}"),
        "scorecards/sales.yaml": unit("sales", "b: perspective: customer", more=confirmed),
    }
    assert elements("stale-cascade", files) == (["sales"] if stale else [])


def test_a_copy_may_not_hide_behind_capitals() -> None:
    """Titles are compared word for word with those of the scorecard directly above."""
    files = {
        "scorecards/corporate.yaml": card("a: perspective: financial"),
        "scorecards/sales.yaml": unit("sales", "b: perspective: customer").replace("Do it", "DO IT!"),
    }
    assert elements("copied-objective", files) == ["sales/b"]


def test_nothing_living_may_lean_on_the_retired() -> None:
    """Every way to refer to a retired thing is found; finished work keeps its history."""
    text = """\
scorecard: corporate
vision: {statement: Earn more., measured_by: gone}
objectives:
  old: {perspective: customer, title: Old, retired: {on: 2026-03, because: Done., successor: a}, metrics: {fell: {}}}
  a:
    perspective: financial
    title: Live
    metrics:
      gone: {retired: {on: 2026, because: Unused., successor: kept}}
      kept: {counter_metric: fell}
    initiatives:
      work: {title: Work, moves: [kept, gone]}
      past: {title: Past, moves: [gone], status: done}
  b: {perspective: customer, title: Live too, drives: {old: {}}, supports: [old]}
"""
    found = {(each.kind, each.element, each.field): each.help for each in findings("retired-in-use", text)}
    assert found == {
        ("vision", "corporate", "measured_by"): 'Its successor is "kept".',
        ("metric", "corporate/kept", "counter_metric"): "Take out the reference.",
        ("initiative", "corporate/work", "moves.1"): 'Its successor is "kept".',
        ("arrow", "corporate/b -> corporate/old", None): 'Its successor is "a".',
        ("objective", "corporate/b", "supports.0"): 'Its successor is "a".',
    }


@pytest.mark.parametrize(
    "field",
    [
        "source: yes",
        "source: No",
        "source: off",
        "unit: n",
        "source: 1:30",
        "source: 1:30:15",
        "target: 017",
        "target: 0o17",
        "source: 0b11",
        "source: 1_000",
        "source: 0x1_F",
        "target: 1e3",
        "target: 1.5e3",
        "levers: [call them, on]",
    ],
)
def test_values_that_older_tools_read_otherwise(field: str) -> None:
    """Each would be another value to a tool that follows YAML 1.1."""
    text = card(f"a: perspective: learning, metrics: {{m: {{{field}}}}}")
    assert len(findings("ambiguous-scalar", text)) == 1
    assert len(findings("ambiguous-scalar", f"{text}# the end")) == 1


@pytest.mark.parametrize(
    "field",
    [
        'source: "no"',
        "source: 'off'",
        "source: no idea",
        "source: north - on",
        "source: 1:99",
        "source: at 1:30",
        "source: 2026-07-15",
        "targets: {2026: 1.5, 2026-Q3: 0.5}",
        "target: 0",
        "target: -10",
        "target: 1.5e+3",
        "target: 018",
        "source: >-\n        no",
    ],
)
def test_values_that_every_tool_reads_alike(field: str) -> None:
    """Quotes, ordinary numbers and words are left alone."""
    text = f"{card()}  a:\n    perspective: learning\n    title: Do it\n    metrics:\n     m:\n      {field}\n"
    assert findings("ambiguous-scalar", text) == ()


def test_the_words_of_the_language_are_left_alone() -> None:
    """`severity: off` is how a rule is switched off."""
    files = {
        "bsc.yaml": "strategy: on\nrules:\n  ambiguous-scalar: {severity: warning}\n  no-effect: {severity: off}\n",
        "scorecards/corporate.yaml": card("a: perspective: learning"),
    }
    found = [each.place.line for each in findings("ambiguous-scalar", files) if each.rule == "ambiguous-scalar"]
    assert found == [1]


def test_a_long_value_is_looked_at_quickly() -> None:
    """A value made to keep a pattern busy does not."""
    for long in ("0x" + "_" * 100_000, "0" + "_" * 100_000 + "!", "1" + ":1" * 100_000 + "!", "1" * 100_000 + "!"):
        assert len(findings("ambiguous-scalar", card(f"a: perspective: learning, description: {long}"))) <= 1


def test_an_ignored_rule_must_exist_and_have_something_to_say() -> None:
    """A misspelt rule, a rule with nothing to say and a comment without a rule are found; a rule that is off is not."""
    comments = "  # bsc: ignore[no-efect, no-effect, no-driver] Reason.\n  # bsc: ignore[] Reason.\n"
    text = card("a: perspective: learning").replace("  a:", f"{comments}  a:")
    files = {"bsc.yaml": "rules:\n  no-driver: {severity: off}\n", "scorecards/corporate.yaml": text}
    loaded = load(Tree.of(files))
    assert loaded.strategy is not None
    config = configure(rules.catalogue(), loaded.strategy.settings)
    result = check([loaded.strategy], config, texts=loaded.texts, today=TODAY)
    assert [finding.message for finding in result.findings if finding.rule == "unused-ignore"] == [
        '"no-efect" is not a rule; did you mean "no-effect"?',
        '"no-effect" has nothing to say here, so there is nothing to silence.',
        "This comment names no rule to silence.",
    ]


@pytest.mark.parametrize(
    "text",
    ["scorecard: corporate\nobjectives:\n", card("a: perspective: learning, retired: {on: 2026, because: Done.}")],
)
def test_an_empty_scorecard_breaks_no_rule(text: str) -> None:
    """Every rule can look at a scorecard without living objectives."""
    loaded = load(Tree.of({"scorecards/corporate.yaml": text}))
    assert loaded.strategy is not None
    result = check(
        [loaded, loaded.strategy], configure(rules.catalogue(), loaded.strategy.settings), texts=loaded.texts
    )
    assert "empty-perspective" in {finding.rule for finding in result.findings}
