"""What rules about a strategy and its readings leave alone, and what they find beyond their page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from textwrap import dedent, indent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsc_cli import rules
from bsc_cli.check import check
from bsc_cli.config import configure
from bsc_cli.evaluation import Evaluation, Status, outliers
from bsc_cli.evaluation.gain import gain
from bsc_cli.finding import Finding
from bsc_cli.load import load
from bsc_cli.model import Metric
from bsc_cli.tree import Tree
from measured import rows, standing, strategy_of

NAMES = [name for name in rules.names() if rules.named(name).subject is Evaluation]
ROOT = Path(__file__).parents[1]
NHS = ROOT.parent / "shared" / "real" / "nhs-ae" / "readings.csv"


def findings(
    name: str, cards: dict[str, str], *lines: str, as_of: str = "2026-07-01", options: str = ""
) -> tuple[Finding, ...]:
    """Return what one rule says of scorecards by name and the lines of a readings file."""
    texts = dict(cards)
    if options:
        texts["settings"] = f"rules: {{{name}: {{{options}}}}}\n"
    strategy = strategy_of(**texts)
    evaluation = standing(strategy, *lines, as_of=as_of)
    return check([evaluation], configure([rules.named(name)], strategy.settings)).findings


def found(name: str, cards: dict[str, str], *lines: str, as_of: str = "2026-07-01") -> list[str]:
    """Return the element of each finding."""
    return [finding.element for finding in findings(name, cards, *lines, as_of=as_of)]


def card(objectives: str, name: str = "c", more: str = "") -> dict[str, str]:
    """Return one scorecard from its objectives, and lines at its top."""
    return {name: f"scorecard: {name}\n{dedent(more)}objectives:\n{indent(dedent(objectives), '  ')}"}


def of_metrics(*metrics: str, more: str = "") -> dict[str, str]:
    """Return a scorecard with the objective `o`, whose metrics `m0`, `m1`... have these fields."""
    lines = "".join(f"    m{number}: {{{fields}}}\n" for number, fields in enumerate(metrics))
    return card(f"o:\n  perspective: process\n  title: Do it\n  metrics:\n{lines}{indent(dedent(more), '  ')}")


def monthly(*values: str | None, metric: str = "m0", last: int = 6) -> list[str]:
    """Return lines of readings for the months up to one of 2026; None is known to be missing, "" is no row at all."""
    count = len(values)
    months = [2026 * 12 + last - 1 - count + 1 + number for number in range(count)]
    return [
        f"{metric},{month // 12}-{month % 12 + 1:02},{value or ''},{'' if value else 'Not counted'}"
        for month, value in zip(months, values, strict=True)
        if value != ""
    ]


OFF = "better: lower, target: 10, red_line: 12, every: month"
"""Off at 15, on target at 9."""
CHAIN = """
up:
  perspective: financial
  title: Grow
  metrics:
    up-m: {UP}
low:
  perspective: process
  title: Do it
  drives: {up: {after: 2 quarters}}
  metrics:
    low-m: {LOW}
  initiatives:
    low-i: {title: Change it, start: 2025-12, due: 2026-01, status: done, moves: [low-m, up-m]}
"""


def chain(up: str = OFF, low: str = OFF, **instead: str) -> dict[str, str]:
    """Return a scorecard in which `low` drives `up` after half a year, each with one metric; texts may be replaced."""
    text = CHAIN.replace("{UP}", f"{{{up}}}").replace("{LOW}", f"{{{low}}}")
    for old, new in instead.items():
        assert {"lag": "after: 2 quarters", "status": "status: done", "moves": "moves: [low-m, up-m]"}[old] in text
        text = text.replace(
            {"lag": "after: 2 quarters", "status": "status: done", "moves": "moves: [low-m, up-m]"}[old], new
        )
    return card(text)


# What no number is, and what it is not


@pytest.mark.parametrize("name", [name for name in NAMES if name != "missing-without-note"])
def test_a_missing_reading_is_no_miss(name: str) -> None:
    """With the newest readings known to be missing, with their notes, no rule has anything to say."""
    cards = chain(OFF + ", counter_metric: low-m", OFF, status="status: active, due: 2026-12")
    cards = {"c": cards["c"].replace("start: 2025-12, due: 2026-01, ", "")}
    lines = [*monthly("9", "9.2", None, metric="up-m"), *monthly("9", "9.1", None, metric="low-m")]
    assert found(name, cards, *lines, as_of="2026-06-30") == []


@pytest.mark.parametrize("name", NAMES)
def test_without_a_target_nothing_is_a_hit_or_a_miss(name: str) -> None:
    """A metric with wild values and no target is no one's red, no one's green and no one's borrowed time."""
    plain = "better: lower, every: month"
    cards = chain(plain + ", counter_metric: low-m", plain, status="status: active")
    cards = {"c": cards["c"].replace("start: 2025-12, due: 2026-01, ", "")}
    lines = [*monthly("3", "9", "27", metric="up-m"), *monthly("40", "20", "10", metric="low-m")]
    assert found(name, cards, *lines) == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_was_ever_read(name: str) -> None:
    """With a file of no rows at all there is no day, and no rule stumbles."""
    strategy = strategy_of(**chain(status="status: active"))
    evaluation = standing(strategy)
    assert evaluation.as_of is None
    assert check([evaluation], configure([rules.named(name)], strategy.settings)).findings == ()


@pytest.mark.parametrize("name", [name for name in NAMES if name != "reading-after-retirement"])
def test_retired_metrics_are_left_alone(name: str) -> None:
    """What was given up is neither red nor late nor frozen, whatever its last readings were."""
    gone = "retired: {on: 2026-06-30, because: Nobody looked}"
    cards = of_metrics(
        f"{OFF}, {gone}",
        f"better: higher, target: 1, {gone}",
        more="initiatives:\n  i: {title: Work, status: done, due: 2026-01, moves: [m0]}",
    )
    lines = [*monthly("9", "9", "9", "9", "900", "15", last=3), *monthly(*["3"] * 7, metric="m1")]
    assert found(name, cards, *lines) == []


# Late, frozen, wild


def test_late_is_told_once_for_what_is_computed() -> None:
    """A metric that is late because its inputs are is not told as well; one whose inputs promise nothing is."""
    late = of_metrics("every: month", "every: month, formula: 2 * m0, target: 1, better: higher")
    assert found("late-reading", late, "m0,2026-03,1,") == ["c/m0"]
    unbound = of_metrics("unit: days", "every: month, formula: 2 * m0, target: 1, better: higher")
    assert found("late-reading", unbound, "m0,2026-03,1,") == ["c/m1"]


def test_never_measured_is_not_late() -> None:
    """What was never measured asks for another action, and has no newest reading to name."""
    assert found("late-reading", of_metrics("every: month", "every: month"), "m0,2026-06,1,") == []


@pytest.mark.parametrize(
    ("fields", "values", "expected"),
    [
        ("unit: days", ["4"] * 6, ["c/m0"]),
        ("unit: days", ["4"] * 5, []),
        ("unit: days", ["5", *["4"] * 6], ["c/m0"]),
        ("unit: days", [*["4"] * 6, "5"], []),
        ("unit: days", ["4", "4", "4", None, "4", "4.0", "4"], ["c/m0"]),
        ("unit: accidents", ["0"] * 9, []),
        ('unit: "%", limits: {low: 0, high: 100}', ["100"] * 9, []),
        ('unit: "%", limits: {low: 0, high: 100}', ["99"] * 9, ["c/m0"]),
    ],
)
def test_frozen(fields: str, values: list[str | None], expected: list[str]) -> None:
    """Six equal values at the end; missing ones are passed over; 0 and the limits may stand still."""
    assert found("frozen-reading", of_metrics(fields), *monthly(*values)) == expected


def test_a_note_thaws() -> None:
    """A note on the newest of the equal readings is an answer."""
    lines = monthly(*["4"] * 6)
    assert found("frozen-reading", of_metrics("unit: days"), *lines) == ["c/m0"]
    assert found("frozen-reading", of_metrics("unit: days"), *lines[:-1], "m0,2026-06,4,It is a quota") == []


def test_readings_after_the_day_thaw_nothing() -> None:
    """Looking back, only what was over then is seen."""
    lines = [*monthly(*["4"] * 6, last=4), "m0,2026-05,5,", "m0,2026-06,6,"]
    assert found("frozen-reading", of_metrics("unit: days"), *lines, as_of="2026-04-30") == ["c/m0"]
    assert found("frozen-reading", of_metrics("unit: days"), *lines) == []


ORDINARY = ["93.1", "92.4", "93.8", "92.9", "93.3", "92.2", "93.6", "92.7"]


@pytest.mark.parametrize("factor", ["10", "100", "1000", "0.1", "0.01", "0.001"])
@pytest.mark.parametrize("position", [0, 3, 7])
def test_a_slip_of_the_point_is_found(factor: str, position: int) -> None:
    """Wherever it stands and whichever way it goes."""
    values = [Decimal(value) for value in ORDINARY]
    values[position] *= Decimal(factor)
    told = list(outliers(values, 10))
    assert [(each.position, each.power) for each in told] == [(position, Decimal(factor).adjusted())]


@pytest.mark.parametrize(
    ("values", "positions"),
    [
        (ORDINARY, []),
        # A step to a new level stays: only its first reading, while it is the newest, is asked about.
        ([*ORDINARY, "120"], [8]),
        ([*ORDINARY, "120", "121"], []),
        ([*ORDINARY, "120", "93"], [8]),
        # What was seen before is no outlier, nor is a thing that repeats.
        (["93.1", "120", *ORDINARY, "120"], []),
        # Growth by the same factor or by the same step.
        (["1", "2", "4", "8", "16", "32", "64", "128"], []),
        (["10", "20", "30", "40", "50", "60", "70", "80", "90"], []),
        # Ramping up from little: the first is far below the rest, and so is what follows it.
        (["30", "93", "132", "105", "164", "190", "210", "280", "300", "290", "310", "305"], []),
        # Two levels, neither of them usual.
        (["1", "1", "1", "10", "10", "10", "10"], []),
        # A restless share of few cases: a tenth may well be true, a thousandth not.
        (["2.5", "3.2", "3.8", "6.6", "2.2", "3.3", "5", "0.4", "3.7", "6"], []),
        (["2.5", "3.2", "3.8", "6.6", "2.2", "3.3", "5", "0.004", "3.7", "6"], [7]),
        (["1", "1", "1", "100", "100", "100", "100"], []),
        # A start from nothing, each step ten times the one before.
        (["2", "20", "190", "210", "200", "205", "195", "200", "190", "210"], []),
        # All alike but one, with hardly any values; fewer cannot tell.
        (["12", "12", "12", "120"], [3]),
        (["12", "12", "120"], []),
        # Two in a row that slipped alike.
        (["12", "11", "12", "120", "130", "12", "11", "12"], [3, 4]),
        # Nought is a value, not a slip.
        (["12", "12", "13", "0", "12"], []),
        (["-5", "-6", "-5", "-50", "-6"], [3]),
        (["0", "0", "0", "0", "1", "0", "0", "0"], []),
    ],
)
def test_wild_values(values: list[str], positions: list[int]) -> None:
    """What stands apart, and what only looks so."""
    assert [each.position for each in outliers([Decimal(value) for value in values], 10)] == positions


@given(
    st.lists(st.integers(-(10**6), 10**6).map(Decimal), max_size=30),
    st.sampled_from([Decimal(-1), Decimal(7), Decimal("0.01")]),
)
def test_the_unit_makes_no_outlier(values: list[Decimal], factor: Decimal) -> None:
    """Measured in another unit, or with the other sign, the same readings are wild."""
    assert list(outliers([value * factor for value in values], 10)) == list(outliers(values, 10))


def test_an_event_or_a_note_explains() -> None:
    """An event that touches the metric in the period, or the note of the row, is reason enough; another's is not."""
    lines = monthly("12", "13", "12.5", "125", "12", "13")
    fields = "unit: days"
    assert found("outlier-reading", of_metrics(fields), *lines) == ["c/m0 2026-04"]
    for about, expected in (("[]", []), ("[c/m0]", []), ("[c/o]", []), ("[c/m1]", ["c/m0 2026-04"])):
        cards = {
            **of_metrics(fields, fields),
            "settings": f"events: [{{on: 2026-04-12, what: Moved, about: {about}}}]\n",
        }
        assert found("outlier-reading", cards, *lines) == expected
    told = [*lines[:3], "m0,2026-04,125,A rush order", *lines[4:]]
    assert found("outlier-reading", of_metrics(fields), *told) == []


def test_periods_of_different_length_are_not_compared() -> None:
    """A quarter's sum among months is no outlier."""
    lines = ["m0,2025-Q3,39,", "m0,2025-Q4,38,", *monthly("12", "13", "12.5", "12.4", "12", "13")]
    assert found("outlier-reading", of_metrics("unit: days"), *lines) == []


@pytest.mark.skipif(not NHS.is_file(), reason="the hospital figures are not here")
def test_three_years_of_hospitals_have_no_outlier() -> None:
    """Published monthly figures with winters and closures: nothing is told, and a digit too many in any month is."""
    import csv

    series: dict[str, list[tuple[str, Decimal]]] = {}
    with NHS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            series.setdefault(row["metric"], []).append((row["date"], Decimal(row["value"])))
    assert len(series) > 20
    for dated in series.values():
        values = [value for _, value in sorted(dated)]
        assert list(outliers(values, 10)) == []
        for position in range(len(values)):
            slipped = [*values[:position], values[position] * 10, *values[position + 1 :]]
            assert [each.position for each in outliers(slipped, 10)] == [position]


# Red


def test_action_upstream_counts() -> None:
    """Open work on what drives an objective directly, or on what a metric is computed from, is action."""
    red = monthly("14", "15", metric="up-m")
    assert found("red-without-action", chain(), *red) == ["c/up-m"]
    assert found("red-without-action", chain(status="status: active"), *red) == []
    assert found("red-without-action", chain(status="status: active", moves="moves: [low-m]"), *red) == []
    assert found("red-without-action", chain(status="status: stopped"), *red) == ["c/up-m"]


def test_action_that_does_not_say_what_it_moves() -> None:
    """It is taken to be for the metrics of its own objective, and of what that drives."""
    plan = "initiatives:\n  i: {title: Work}"
    assert found("red-without-action", of_metrics(OFF, OFF), *monthly("15"), *monthly("15", metric="m1")) == [
        "c/m0",
        "c/m1",
    ]
    assert found("red-without-action", of_metrics(OFF, more=plan), *monthly("15")) == []
    elsewhere = "initiatives:\n  i: {title: Work, moves: [m1]}"
    assert found("red-without-action", of_metrics(OFF, OFF, more=elsewhere), *monthly("15")) == ["c/m0"]


def test_action_on_what_a_formula_needs() -> None:
    """A ratio is moved through its parts."""
    plan = "initiatives:\n  i: {title: Work, moves: [m1]}"
    cards = of_metrics(f"{OFF}, formula: m1 + m2", "unit: days", "unit: days", more=plan)
    lines = [*monthly("7", metric="m1"), *monthly("8", metric="m2")]
    assert found("red-without-action", cards, *lines) == []
    assert found("red-without-action", {"c": cards["c"].replace("[m1]", "[]")}, *lines) == []
    assert found(
        "red-without-action", {"c": cards["c"].replace("title: Work", "status: done, title: Work")}, *lines
    ) == ["c/m0"]


def test_action_in_a_unit_counts() -> None:
    """A unit's open work on what supports an objective is action above."""
    above = of_metrics(OFF)
    unit = """
        scorecard: u
        parent: c
        objectives:
          p:
            perspective: process
            title: Do a part
            supports: [c/o]
            metrics: {part: {better: lower, target: 1}}
            initiatives: {work: {title: Work, moves: [part]}}
    """
    lines = monthly("15", metric="c/m0")
    assert found("red-without-action", {**above, "u": unit}, *lines) == []
    assert found("red-without-action", {**above, "u": unit.replace("supports: [c/o]", "weight: 1")}, *lines) == ["c/m0"]


def reviewed(metric: str = OFF, **review: str) -> list[str]:
    """Return what red-without-note says of May's and June's red when there is a review with these fields."""
    text = "\n".join(f"{field}: {value}" for field, value in {"review": "c", "on": "2026-06-10", **review}.items())
    tree = {**{f"scorecards/{name}.yaml": body for name, body in of_metrics(metric).items()}, "reviews/r.yaml": text}
    strategy = load(Tree.of(tree)).strategy
    assert strategy is not None
    evaluation = standing(strategy, *monthly("15", "15"), as_of="2026-07-01")
    return [each.element for each in check([evaluation], configure([rules.named("red-without-note")], None)).findings]


@pytest.mark.parametrize(
    ("review", "expected"),
    [
        ({"period": "2026-06", "notes": "{m0: {why: Snow}}"}, []),
        ({"period": "2026-Q2", "notes": "{c/m0: {why: Snow}}"}, []),
        ({"period": "2026-05", "notes": "{m0: {why: Snow}}"}, ["c/m0"]),
        ({"on": "2026-07-03", "notes": "{m0: {why: Snow}}"}, []),
        ({"on": "2026-06-10", "notes": "{m0: {why: Snow}}"}, ["c/m0"]),
        ({"period": "2026-06", "decisions": "[{what: Wait, about: [m0]}]"}, []),
        ({"period": "2026-06", "decisions": "[{what: Wait, about: [o]}]"}, []),
        ({"period": "2026-06", "decisions": "[{what: Wait}]"}, ["c/m0"]),
        ({"period": "2026-06"}, ["c/m0"]),
    ],
)
def test_a_review_explains_its_period_and_what_is_before(review: dict[str, str], expected: list[str]) -> None:
    """A note or a decision about the metric or its objective, in a review that looked at the period or a later one."""
    assert reviewed(**review) == expected


# Work


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("due: 2026-06, status: active", ["c/i"]),
        ("due: 2026-06", ["c/i"]),
        ("due: 2026-06-30, status: planned", ["c/i"]),
        ("due: 2026-07-01, status: active", []),
        ("due: 2026-Q3, status: active", []),
        ("due: 2026-05, status: done", []),
        ("due: 2026-05, status: stopped", []),
        ("status: active", []),
    ],
)
def test_overdue(fields: str, expected: list[str]) -> None:
    """The day after its last day it is overdue."""
    cards = of_metrics(OFF, more=f"initiatives:\n  i: {{title: Work, {fields}}}")
    assert found("initiative-overdue", cards, *monthly("9")) == expected


def effect(fields: str, *values: str | None, metric: str = OFF, **more: str) -> list[str]:
    """Return what initiative-without-effect says of work in February and March, with the readings up to June."""
    plan = f"initiatives:\n  i: {{title: Work, start: 2026-02, due: 2026-03, moves: [m0], {fields}}}"
    return found("initiative-without-effect", {**of_metrics(metric, more=plan), **more}, *monthly(*values))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["14", "13", "13", "14", "14", "15"], ["c/i"]),
        (["14", "13", "13", "13.9", "14", "15"], []),  # once was enough
        (["14", "13", "13", None, "14", None], ["c/i"]),
        (["14", "13", "13", None, None, None], []),  # nothing was read since: no miss
        (["14", "13", "13"], []),
        (["", "", "", "14", "14", "14"], []),  # nothing to compare with
        (["9", "9", "9", "9", "9", "9"], []),  # on target, where it was to be
    ],
)
def test_effect_of_work(values: list[str | None], expected: list[str]) -> None:
    """No reading since may be better than the last one before it began."""
    assert effect("status: done", *values) == expected


def test_effect_is_asked_of_done_work_alone() -> None:
    """What goes on, or was stopped, has not been tried to the end; and a metric without a direction has no better."""
    values = ["14", "13", "13", "14", "14", "15"]
    for status in ("active", "planned", "stopped"):
        assert effect(f"status: {status}", *values) == []
    assert effect("status: done", *values, metric="unit: days") == []
    assert effect("status: done", *values, settings="events: [{on: 2026-03, what: Counted otherwise}]\n") == []


def test_the_baseline_stands_in_for_readings_before() -> None:
    """Where nothing was read before the work began, the baseline is what was."""
    assert effect("status: done", "14", "14", "14", metric=f"{OFF}, baseline: 14") == ["c/i"]
    assert effect("status: done", "14", "13", "14", metric=f"{OFF}, baseline: 14") == []


def test_the_lag_of_the_arrows_is_waited_for() -> None:
    """Work of January shows half a year later in what its objective drives, and only whole periods after that count."""
    lines = monthly(*["14"] * 14, metric="up-m", last=12)
    told = [
        (day, found("initiative-without-effect", chain(), *lines, as_of=day)) for day in ("2026-08-30", "2026-08-31")
    ]
    assert told == [("2026-08-30", []), ("2026-08-31", ["c/low-i"])]
    at_once = found("initiative-without-effect", chain(lag="effect: same"), *lines, as_of="2026-02-28")
    assert at_once == ["c/low-i"]


@pytest.mark.parametrize(
    ("fields", "before", "after", "expected"),
    [
        ({"better": "higher"}, "4", "7", "3"),
        ({"better": "lower"}, "4", "7", "-3"),
        ({}, "4", "7", None),
        ({"target_range": {"low": Decimal(5), "high": Decimal(6)}}, "4", "7", "0"),
        ({"target_range": {"low": Decimal(5), "high": Decimal(6)}}, "3", "5.5", "2"),
        ({"target_range": {"low": Decimal(5), "high": Decimal(6)}}, "5.5", "8", "-2"),
    ],
)
def test_gain(fields: dict[str, object], before: str, after: str, expected: str | None) -> None:
    """How much better: by the direction, and for a range by the distance to it."""
    metric = Metric.model_validate(fields)
    assert gain(metric, Decimal(before), Decimal(after)) == (None if expected is None else Decimal(expected))


# Green


def test_a_green_perspective_and_scorecard_hide_too() -> None:
    """Each level is told once, and only by what is directly below it."""

    def told(*perspectives: str, weight: int = 1) -> list[tuple[str, str | None, str]]:
        """Return the findings with b off (score 0) and a and d far above (score 150) in these perspectives."""
        objective = (
            "{name}:\n  perspective: {inside}\n  title: Do it\n  weight: {weight}\n  metrics: {{{name}-m: {{{m}}}}}\n"
        )
        good = "better: higher, target: 10, red_line: 9"
        parts = zip("abd", perspectives, (weight, 1, weight), (good, OFF, good), strict=True)
        text = "".join(objective.format(name=name, inside=inside, weight=much, m=m) for name, inside, much, m in parts)
        lines = [*monthly("20", metric="a-m"), *monthly("15", metric="b-m"), *monthly("20", metric="d-m")]
        return [(each.element, each.field, each.message) for each in findings("green-hides-red", card(text), *lines)]

    of_perspective = 'The perspective "process" of "c" is on target, but its objective "b" is off.'
    of_scorecard = 'The scorecard "c" is on target, but its perspective "process" is off.'
    assert told("process", "process", "customer") == []  # (150 + 0) / 2 = 75: near
    assert told("process", "process", "customer", weight=9) == [("c/b", "perspective", of_perspective)]
    assert told("financial", "process", "customer") == [("c", None, of_scorecard)]  # (150 + 0 + 150) / 3 = 100


def test_near_and_late_hide_nothing() -> None:
    """Only what is off is hidden; and what is near hides nothing, because it says so itself."""
    good = "better: higher, target: 10, red_line: 5, weight: 3"
    for value, expected in (("11", []), ("12", []), ("12.01", ["c/o"])):
        assert found("green-hides-red", of_metrics(good, OFF), *monthly("20"), *monthly(value, metric="m1")) == expected
    late = [*monthly("20"), *monthly("15", metric="m1", last=3)]
    assert found("green-hides-red", of_metrics(good, OFF), *late) == []
    assert found("green-hides-red", of_metrics(good, OFF), *monthly("10"), *monthly("15", metric="m1")) == []


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-04-30", []),  # not off yet
        ("2026-05-31", ["c/up"]),
        ("2026-11-30", ["c/up"]),  # it arrives today
        ("2026-12-31", []),  # a whole month since, and still on target: the arrow is the question now
    ],
)
def test_borrowed_time_begins_and_ends(as_of: str, expected: list[str]) -> None:
    """From the first period in which the driver is off until a whole period after the lag was read."""
    lines = [*monthly(*["9"] * 9, metric="up-m", last=12), *monthly("9", *["15"] * 8, metric="low-m", last=12)]
    assert found("living-on-borrowed-time", chain(status="status: active"), *lines, as_of=as_of) == expected


def test_borrowed_time_waits_for_a_late_reading() -> None:
    """Where the effect could show and nothing was read since, it may still come."""
    up = f"{OFF.replace('every: month', 'every: year')}"
    lines = ["up-m,2025,9,", *monthly(*["15"] * 9, metric="low-m", last=11)]
    [told] = findings("living-on-borrowed-time", chain(up), *lines, as_of="2026-11-30")
    assert told.message == (
        '"up" is on target, but "low-m" has been off since 2026-03-31, and that can show here since 2026-09-30.'
    )


def test_an_opposite_effect_lends_no_time() -> None:
    """What goes off here makes better there."""
    lines = [*monthly("9", metric="up-m"), *monthly("15", metric="low-m")]
    assert found("living-on-borrowed-time", chain(), *lines) == ["c/up"]
    assert found("living-on-borrowed-time", chain(lag="after: 2 quarters, effect: opposite"), *lines) == []


@pytest.mark.parametrize(("up", "low"), [("11", "15"), ("15", "15"), ("9", "11"), ("9", None), (None, "15")])
def test_only_green_borrows_and_only_red_lends(up: str | None, low: str | None) -> None:
    """A near driver, a missing one, or an objective that is near itself is another matter."""
    lines = [*monthly("9", up, metric="up-m"), *monthly("9", low, metric="low-m")]
    assert found("living-on-borrowed-time", chain(), *lines, as_of="2026-06-30") == []


def test_what_only_gets_worse_lends_no_time() -> None:
    """A driver with a signal in its trend is not off yet: `bsc ahead` tells it, this rule does not."""
    lines = [*monthly("9", metric="up-m"), *monthly(*["9.5"] * 7, "11.5", metric="low-m")]
    evaluation = standing(strategy_of(**chain()), *lines, as_of="2026-07-01")
    assert evaluation.by_metric["c/low-m"].trend == "worse"
    assert found("living-on-borrowed-time", chain(), *lines) == []


@pytest.mark.parametrize(
    ("good", "guard", "expected"),
    [
        ([*"999999"], [*"555555", "9"], ["c/m0"]),  # a signal
        ([*"999999"], ["5", "6", "5", "6", "5", "6", "6"], []),  # its natural variation
        ([*"99"], ["9", "13"], ["c/m0"]),  # too few for a signal, but off and worse than it began
        ([*"99"], ["13", "12.5"], []),  # off, and better than it began
        ([*"99"], ["9", "11.9"], []),  # worse than it began, and near
        (["11", "11"], ["9", "13"], []),  # the first one does not do well
        ([*"999999"], [*"555555", "9", None], []),  # what is missing is no miss
    ],
)
def test_counter_metric(good: list[str], guard: list[str | None], expected: list[str]) -> None:
    """The one is on target or gets better, and the guard gets worse."""
    baseline = "12.9" if guard == ["13", "12.5"] else "11"
    cards = of_metrics(f"{OFF}, counter_metric: m1", f"{OFF}, baseline: {baseline}")
    lines = [*monthly(*good), *monthly(*guard, metric="m1")]
    assert found("counter-metric-worse", cards, *lines, as_of="2026-06-30") == expected


UNIT = """
    scorecard: {name}
    parent: c
    objectives:
      p:
        perspective: process
        title: Do a part
        supports: [c/o]
        metrics: {{part: {{better: lower, target: 10, red_line: 12, every: month}}}}
"""


@pytest.mark.parametrize(
    ("first", "second", "above", "expected"),
    [
        ("9", "9", "15", ["c/o"]),
        ("9", None, "15", ["c/o"]),  # what has no number counts neither way
        (None, None, "15", []),
        ("9", "11", "15", []),
        ("9", "15", "15", []),
        ("9", "9", "11", []),
        ("9", "9", None, []),
    ],
)
def test_silo(first: str | None, second: str | None, above: str | None, expected: list[str]) -> None:
    """Told when everything below that is known is on target, and what it supports is off."""
    cards = {**of_metrics(OFF), "u": UNIT.format(name="u"), "v": UNIT.format(name="v")}
    lines = [
        *monthly("9", above, metric="c/m0"),
        *monthly("9", first, metric="u/part"),
        *monthly("9", second, metric="v/part"),
    ]
    assert found("silo", cards, *lines, as_of="2026-06-30") == expected


def test_a_driver_that_is_off_is_no_silo() -> None:
    """What an arrow explains needs no other explanation."""
    above = chain()
    unit = UNIT.replace("[c/o]", "[c/up]").format(name="u")
    lines = [*monthly("15", metric="c/up-m"), *monthly("9", metric="u/part")]
    assert found("silo", {**above, "u": unit}, *lines) == ["c/up"]
    assert found("silo", {**above, "u": unit}, *lines, *monthly("15", metric="c/low-m")) == []


# Targets


@pytest.mark.parametrize(
    ("fields", "values", "expected"),
    [
        ("better: lower, target: 10", ["9", "8", "10"], ["c/m0"]),
        ("better: lower, target: 10", ["9", "8"], []),
        ("better: lower, target: 10", ["11", "8", "10"], []),
        ("better: lower, target: 10", ["9", "11", "10"], []),
        ("better: lower, targets: {2026-Q4: 10, 2027-Q4: 8}", ["9", "9", "9"], []),
        ("better: lower, targets: {2027-Q4: 8, 2026-Q4: 10}", ["8", "8", "8"], ["c/m0"]),
        ("target_range: {low: 5}", ["9", "9", "9"], []),
        ("target: 10", ["10", "10", "10"], []),
    ],
)
def test_too_easy(fields: str, values: list[str], expected: list[str]) -> None:
    """Met by each of three readings at least: the last target, whichever comes before it."""
    assert found("target-too-easy", of_metrics(fields), *monthly(*values)) == expected


def test_a_guard_may_hold_its_level() -> None:
    """Counter-metrics are there to stay where they are."""
    cards = of_metrics("better: lower, target: 1, counter_metric: m1", "better: lower, target: 10")
    assert found("target-too-easy", cards, *monthly(*["9"] * 4, metric="m1")) == []


def pacing(fields: str, *values: str | None, options: str = "") -> list[str]:
    """Return what pace-impossible says of a metric with readings up to June and a target for the end of the year."""
    return [
        each.message.partition("; ")[2]
        for each in findings(
            "pace-impossible", of_metrics(f"every: month, {fields}"), *monthly(*values), options=options
        )
    ]


def test_pace() -> None:
    """184 days are left; the best about as long so far was from January's end: 6 up in 150 days, the whole history."""
    rising = ["40", "41", "42", "43", "44", "46"]
    assert pacing("better: higher, targets: {2026-Q4: 68}", *rising) == []  # 22 in 184 = 2.99 times 6 in 150
    assert pacing("better: higher, targets: {2026-Q4: 69}", *rising) == ["the best so far was 6 in 150 days."]
    assert pacing("better: higher, targets: {2026-Q4: 68}", *rising, options="times: 2") == [
        "the best so far was 6 in 150 days."
    ]
    assert pacing("better: lower, targets: {2026-Q4: 45}", *rising) == [
        "in as long a time it has never improved at all."
    ]


def test_pace_looks_for_the_best_half_year() -> None:
    """A year of nothing, half a year of much, half a year of nothing: the best stretch counts, not the mean."""
    values = ["20"] * 13 + ["22", "24", "26", "28", "30", "32"] + ["32"] * 6
    assert pacing("better: higher, targets: {2026-Q4: 68}", *values) == []  # 36 in 184 days: 3 times 12 in 184
    assert pacing("better: higher, targets: {2026-Q4: 68.1}", *values) == ["the best so far was 12 in 184 days."]


def test_pace_begins_at_the_baseline() -> None:
    """From 0 at the end of the year before the first target, to 22 in July: a better pace than any reading shows."""
    values = ["22", "24", "26", "28", "30", "32"] + ["32"] * 6
    targets = "better: higher, targets: {2025-Q4: 40, 2026-Q4: 70}"
    assert pacing(targets, *values) == ["the best so far was 10 in 184 days."]
    assert pacing(f"{targets}, baseline: 0", *values) == []  # 38 in 184 days: twice 22 in 212


@pytest.mark.parametrize(
    ("fields", "values"),
    [
        ("better: higher, target: 900", ["40", "41", "42"]),  # a standing target has no date
        ("better: higher, targets: {2025-Q4: 900}", ["40", "41", "42"]),  # the last one is past
        ("better: higher, targets: {2026-Q4: 42}", ["40", "41", "42"]),  # reached
        ("better: higher, targets: {2026-Q4: 900}", ["40", "41"]),  # too little history
        ("better: higher, targets: {2026-Q4: 900}", ["40", "41", "42", None]),  # no fresh number
        ("targets: {2026-Q4: 900}", ["40", "41", "42"]),  # no direction
    ],
)
def test_pace_is_not_known(fields: str, values: list[str | None]) -> None:
    """Where there is no date, nothing to gain or nothing to compare with, nothing is said."""
    assert pacing(fields, *values) == []


def test_pace_begins_anew_after_an_event() -> None:
    """What was gained by counting otherwise is no pace."""
    cards = of_metrics("every: month, better: higher, targets: {2026-Q4: 60}")
    lines = monthly("20", "21", "40", "40.1", "40.2", "40.3")
    assert found("pace-impossible", cards, *lines) == []
    event = {"settings": "events: [{on: 2026-03, what: Counted otherwise}]\n"}
    assert found("pace-impossible", {**cards, **event}, *lines) == ["c/m0"]


# The run of what is off


@pytest.mark.parametrize(
    ("values", "since"),
    [
        (["15", "9", "15", "15"], date(2026, 5, 31)),
        (["15", "15", None, "15"], date(2026, 3, 31)),  # missing ends no run
        (["9", None, "15"], date(2026, 6, 30)),  # and begins none
        (["15", "", "15"], date(2026, 4, 30)),
        (["15", "11"], None),
        (["15", None], None),
        (["15", "15"], date(2026, 5, 31)),
    ],
)
def test_off_since(values: list[str | None], since: date | None) -> None:
    """The end of the first period of the unbroken run of readings that are off."""
    evaluation = standing(strategy_of(**of_metrics(OFF)), *monthly(*values), as_of="2026-06-30")
    result = evaluation.by_metric["c/m0"]
    assert (result.status is Status.OFF) == (since is not None)
    assert evaluation.off_since(result) == since


def test_off_since_judges_by_the_target_of_the_time() -> None:
    """With a target that fell from 20 to 10, March's 15 was on target, and July's is off."""
    cards = of_metrics("better: lower, targets: {2026-06: 20, 2026-07: 10}, path: step, red_line: 22, every: month")
    cards = {"c": cards["c"].replace("red_line: 22", "baseline: 12")}
    evaluation = standing(strategy_of(**cards), *monthly("15", "15", "15", "15", last=8), as_of="2026-08-31")
    assert evaluation.off_since(evaluation.by_metric["c/m0"]) == date(2026, 7, 31)


def test_rows_helper_is_as_read() -> None:
    """The lines these tests make are what a readings file has."""
    assert rows(*monthly("1", None, "", "2")).splitlines() == [
        "metric,period,value,note",
        "m0,2026-03,1,",
        "m0,2026-04,,Not counted",
        "m0,2026-06,2,",
    ]
