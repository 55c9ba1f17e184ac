"""Laws of the diff, on generated strategies: nothing changed is nothing, and the way back is the way mirrored."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bsc_cli.diff import Change, diff
from bsc_cli.load import load
from bsc_cli.strategy import Strategy
from bsc_cli.tree import Tree

OBJECTIVES = ("grow", "serve", "speed-up", "train")
METRICS = ("sales", "margin", "lead-time", "skill", "rework")
BACK = {"added": "removed", "removed": "added", "retired": "revived", "revived": "retired"}
WORSE = {"loosened": "tightened", "tightened": "loosened", None: None}
numbers = st.integers(-20, 20)
Plain = dict[str, Any]


@st.composite
def metrics(draw: st.DrawFn) -> Plain:
    """Draw a metric that can be read."""
    metric: Plain = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "title": st.sampled_from(["Sales", "Sales a year", "Lead time"]),
                "unit": st.sampled_from(["%", "days"]),
                "baseline": numbers,
                "red_line": numbers,
                "weight": st.integers(0, 3),
                "every": st.sampled_from(["month", "quarter"]),
                "path": st.sampled_from(["linear", "step"]),
                "levers": st.lists(st.sampled_from(["price", "hours"]), max_size=3),
                "renamed_from": st.sampled_from(METRICS),
                "retired": st.just({"on": 2026, "because": "It counted effort."}),
            },
        )
    )
    shape = draw(st.sampled_from(["none", "target", "targets", "range"]))
    if shape == "range":
        low, high = sorted((draw(numbers), draw(numbers)))
        metric["target_range"] = {"low": low, "high": high}
    elif shape != "none":
        metric["better"] = draw(st.sampled_from(["higher", "lower"]))
        periods = st.sampled_from(["2026-Q1", "2026-Q2", "2026-Q4", "2027"])
        metric[shape] = draw(numbers if shape == "target" else st.dictionaries(periods, numbers, min_size=1))
    return metric


@st.composite
def cards(draw: st.DrawFn, name: str) -> Plain:
    """Draw a scorecard whose references lead somewhere."""
    ids = draw(st.lists(st.sampled_from(OBJECTIVES), unique=True, min_size=1))
    free = draw(st.permutations(METRICS))
    objectives: Plain = {}
    for each in ids:
        objective: Plain = {
            "perspective": draw(st.sampled_from(["financial", "customer", "process"])),
            "title": draw(st.sampled_from(["Grow sales", "Shorten the lead time", "Train everybody"])),
        }
        if draw(st.booleans()):
            objective["owner"] = draw(st.sampled_from(["cfo", "coo"]))
        if draw(st.booleans()):
            objective["renamed_from"] = draw(st.sampled_from(OBJECTIVES))
        held, free = free[: (count := draw(st.integers(0, 2)))], free[count:]
        objective["metrics"] = {metric: draw(metrics()) for metric in held}
        reasons = st.sampled_from(["It is so.", "We saw it."])
        lags = st.sampled_from(["1 month", "1 quarter"])
        arrow = st.fixed_dictionaries({}, optional={"because": reasons, "after": lags})
        objective["drives"] = draw(st.dictionaries(st.sampled_from(ids), arrow, max_size=2))
        objectives[each] = objective
    card: Plain = {"scorecard": name, "objectives": objectives, "version": draw(st.integers(1, 2))}
    if draw(st.booleans()):
        by = draw(st.sampled_from([2028, "2029-Q1"]))
        card["vision"] = {"statement": "20% of revenue from Europe by 2029.", "by": by}
    return card


@st.composite
def trees(draw: st.DrawFn) -> dict[str, Plain]:
    """Draw the scorecards of a strategy, by file."""
    names = draw(st.sampled_from([("corporate",), ("corporate", "sales")]))
    return {f"scorecards/{name}.yaml": draw(cards(name)) for name in names}


def strategy(files: dict[str, Plain], *, written: Any = json.dumps) -> Strategy:  # noqa: ANN401 - a way of writing
    """Read a strategy from plain data: JSON is YAML, and so are the other ways of writing it."""
    loaded = load(Tree.of({"bsc.yaml": "", **{path: written(card) for path, card in files.items()}}))
    assert loaded.strategy is not None, loaded.faults
    return loaded.strategy


def facts(change: Change) -> tuple[object, ...]:
    """Return what a change says, in a form that can be counted."""
    ends = [each and each.id for each in (change.base, change.head)]
    places = (change.base_place, change.head_place)
    return (change.kind, change.element.kind, *ends, change.field, change.old, change.new, change.effect, *places)


def mirrored(change: Change) -> tuple[object, ...]:
    """Return what the same change says on the way back."""
    kind, noun, was, now, field, old, new, effect, before, after = facts(change)
    return (BACK.get(str(kind), kind), noun, now, was, field, new, old, WORSE[effect], after, before)  # type: ignore[index] # an effect


calm = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


@calm
@given(trees())
def test_nothing_changed_is_nothing(files: dict[str, Plain]) -> None:
    """A strategy does not differ from itself, read twice."""
    assert not diff(strategy(files), strategy(files)).changes


def turned_round(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return data with the keys of every mapping in the other order."""
    if isinstance(value, dict):
        return {key: turned_round(each) for key, each in reversed(value.items())}
    return value


@calm
@given(trees())
def test_how_it_is_written_is_nothing(files: dict[str, Plain]) -> None:
    """Other line breaks, comments, orders of keys and names of files are no difference."""
    other = {f"scorecards/of/{number}.yml": turned_round(card) for number, card in enumerate(reversed(files.values()))}

    def with_comments(card: Plain) -> str:
        return f"# A page about us\n{json.dumps(card, indent=3)}\n# Thank you\n".replace(": -20", ": -20.00")

    assert not diff(strategy(files), strategy(other, written=with_comments)).changes


@calm
@given(trees(), trees())
def test_the_way_back_is_mirrored(one: dict[str, Plain], other: dict[str, Plain]) -> None:
    """From b to a, every change from a to b is there with old and new, before and after, easier and harder swapped."""
    a, b = strategy(one), strategy(other)
    there, back = diff(a, b), diff(b, a)
    assert Counter(map(mirrored, there.changes)) == Counter(map(facts, back.changes))
    swapped = {(now.id, was.id) for was, now in there.likely_renames}
    assert swapped == {(was.id, now.id) for was, now in back.likely_renames}


@calm
@given(trees(), trees())
def test_no_change_is_empty_or_told_twice(one: dict[str, Plain], other: dict[str, Plain]) -> None:
    """Every change of a field has two different values, and every change is told once."""
    found = diff(strategy(one), strategy(other)).changes
    assert all(change.old != change.new for change in found if change.kind == "changed")
    assert (
        max(
            Counter((each.kind, each.element.kind, each.element.id) for each in found if not each.field).values(),
            default=1,
        )
        == 1
    )
