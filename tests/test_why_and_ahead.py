"""Looking back to the causes and ahead to what is at risk, on small strategies that can be reckoned by hand."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bsc_cli.cli import run
from bsc_cli.evaluation import Evaluation, Status, evaluate
from bsc_cli.evaluation.ahead import look_ahead, steps
from bsc_cli.evaluation.links import Links
from bsc_cli.evaluation.verdict import Verdict, Word, untried, verdict
from bsc_cli.evaluation.why import Why, look_back
from bsc_cli.readings import read
from bsc_cli.strategy import Strategy
from bsc_cli.view.looking import ahead_json, ahead_page, markdown, tree, why_json, why_page
from measured import standing, strategy_of

METRIC = "better: higher, target: 100, red_line: 50, every: month"
"""A value v of this metric scores v."""
ROOT = Path(__file__).parents[1]


def card(name: str = "c", *, parent: str | None = None, metric: str = METRIC, **objectives: str) -> str:
    """Return a scorecard from the fields of its objectives; each has one metric, `m-` and its name."""
    lines = [f"scorecard: {name}", *([f"parent: {parent}"] if parent else []), "objectives:"]
    for objective, fields in objectives.items():
        more = f", {fields}" if fields else ""
        measure = "" if "metrics:" in fields else f", metrics: {{m-{objective}: {{{metric}}}}}"
        lines.append(f"  {objective}: {{perspective: process, title: The {objective}{more}{measure}}}")
    return "\n".join(lines) + "\n"


def drives(**arrows: str) -> str:
    """Return the field of arrows by what they drive."""
    return f"drives: {{{', '.join(f'{target}: {{{fields}}}' for target, fields in arrows.items())}}}"


def values(metric: str, text: str, first: int = 1) -> list[str]:
    """Return rows of a metric from values by month, January 2026 first; a dash is a month without a row."""
    return [
        f"{metric},2026-{month:02},{value if value != '?' else ',lost'}"
        for month, value in enumerate(text.split(), first)
        if value != "-"
    ]


def looked(cards: str | dict[str, str], *rows: list[str] | str, as_of: str | None = None) -> Evaluation:
    """Evaluate scorecards on rows; a string has metric and values: "a 100 70"."""
    strategy = strategy_of(**({"c": cards} if isinstance(cards, str) else cards))
    lines = [
        line
        for row in rows
        for line in (values(f"m-{row.split()[0]}", row.split(" ", 1)[1]) if isinstance(row, str) else row)
    ]
    return standing(strategy, *lines, as_of=as_of)


def judged(arrow: str, cause: str, effect: str, as_of: str = "2026-06-30", metric: str = METRIC) -> Verdict:
    """Return the verdict on one arrow from `a` to `b` from the values of both by month."""
    cards = card(metric=metric, a=drives(b=arrow), b="")
    found = looked(cards, f"a {cause}", f"b {effect}", as_of=as_of)
    return verdict(found, found.strategy.arrows[0])


def day(month: int, of: int) -> date:
    """Return a day of 2026."""
    return date(2026, month, of)


# --- what the readings say of an arrow


@pytest.mark.parametrize(
    ("arrow", "cause", "effect", "word", "over"),
    [
        ("after: 1 month", "100 100 60 60 60 60", "100 100 100 60 60 60", Word.CONSISTENT, day(4, 30)),
        ("after: 1 month", "60 60 100 100 100 100", "60 60 60 100 100 100", Word.CONSISTENT, day(4, 30)),
        ("after: 1 month", "100 100 60 60 60 60", "100 100 100 100 100 100", Word.HYPOTHESIS, day(4, 30)),
        ("after: 1 month", "100 100 60 60 60 60", "60 60 60 100 100 100", Word.HYPOTHESIS, day(4, 30)),
        (
            "after: 1 month, effect: opposite",
            "100 100 60 60 60 60",
            "60 60 60 100 100 100",
            Word.CONSISTENT,
            day(4, 30),
        ),
        (
            "after: 1 month, effect: opposite",
            "100 100 60 60 60 60",
            "100 100 100 60 60 60",
            Word.HYPOTHESIS,
            day(4, 30),
        ),
        ("", "100 100 60 60 60 60", "100 100 60 60 60 60", Word.CONSISTENT, day(3, 31)),
        # The effect fell before the cause's fall could show: that is not its doing.
        ("after: 1 month", "100 100 60 60 60 60", "100 60 60 60 60 60", Word.HYPOTHESIS, day(4, 30)),
        ("after: 1 month", "80 80 80 80 80 80", "100 100 100 60 60 60", Word.EXECUTION, None),
        ("after: 2 quarters", "100 100 100 60 60 60", "100 100 100 60 60 60", Word.TOO_EARLY, day(10, 31)),
        # The cause moved in time, and the effect has not been read since.
        ("after: 2 months", "100 100 60 60 60 60", "100 100 100 100 - -", Word.NOT_MEASURED, day(5, 31)),
        ("after: 1 month", "100 100 60 60 60 60", "- - - - - -", Word.NOT_MEASURED, day(4, 30)),
        ("after: 1 month", "- - - - - 60", "100 100 100 60 60 60", Word.NOT_MEASURED, None),
    ],
)
def test_the_word_for_an_arrow(arrow: str, cause: str, effect: str, word: Word, over: date | None) -> None:
    """Cause moved or not, lag over or not, effect moved since or not: the table of the decision, row by row."""
    found = judged(arrow, cause, effect)
    assert (found.word, found.lag_over_on) == (word, over)


def test_half_of_the_way_is_a_movement() -> None:
    """25 points are one, 24 are not; with fewer than six readings nothing is known of natural variation."""
    assert judged("", "100 75", "100 75", as_of="2026-02-28").word is Word.CONSISTENT
    assert judged("", "100 76", "100 75", as_of="2026-02-28").word is Word.EXECUTION
    assert judged("", "100 75", "100 76", as_of="2026-02-28").word is Word.HYPOTHESIS


def test_of_two_movements_the_later_one_counts() -> None:
    """The cause rose to May and fell by 80 since, more than 2.66 * 160 / 6 = 71: that counts, from June on."""
    found = judged("", "40 60 80 100 120 80 40", "80 80 80 80 80 80 80", as_of="2026-07-31")
    assert found.cause == ("worse", day(6, 30))


def test_natural_variation_is_no_movement() -> None:
    """Up and down by 40 points month by month: the mean range is 40, the limits 106 away, so 40 points mean nothing."""
    found = judged("", "100 60 100 60 100 60 100 60", "80 80 80 80 80 80 80 80", as_of="2026-08-31")
    assert found.cause == ("no", None)


def test_a_target_that_moves_is_no_movement() -> None:
    """The cause stands still while its target runs away: its score falls from 100 to 75, and it did not move."""
    metric = "better: higher, baseline: 0, targets: {2026-01: 50, 2026-06: 100}, every: month"
    found = looked(
        card(a="metrics: {m-a: {" + metric + "}}, " + drives(b=""), b=""), "a 50 50 50 50 50 50", "b 90 90 90"
    )
    assert found.by_metric["c/m-a"].score == 75
    assert verdict(found, found.strategy.arrows[0]).word is Word.EXECUTION


def test_without_a_target_a_signal_is_a_movement() -> None:
    """Nine at 10 and three at 40: mean 17.5, mean range 30/11, so 40 is beyond 17.5 + 7.3: a signal since October."""
    plain = "better: lower, every: month"
    months = "10 10 10 10 10 10 10 10 10 40 40 40"
    found = judged("", months, months, as_of="2026-12-31", metric=plain)
    assert (found.word, found.cause) == (Word.CONSISTENT, ("worse", day(10, 31)))
    still = judged("", months, "10 11 10 11 10 11 10 11 10 11 10 11", as_of="2026-12-31", metric=plain)
    assert still.word is Word.HYPOTHESIS


def test_the_greater_weight_decides() -> None:
    """One metric of weight 3 fell, two of weight 1 rose: the objective got worse."""
    metrics = ", ".join(f"m-{name}: {{{METRIC}, weight: {weight}}}" for name, weight in (("x", 3), ("y", 1), ("z", 1)))
    cards = card(a=f"metrics: {{{metrics}}}, {drives(b='')}", b="")
    found = looked(cards, "x 100 50", "y 50 100", "z 50 100", "b 100 50")
    assert verdict(found, found.strategy.arrows[0]).word is Word.CONSISTENT


def test_an_arrow_is_judged_from_its_declaration_on() -> None:
    """What moved before the hypothesis was made is no test of it, and until the lag is over nothing can be said."""
    moved = ("100 100 60 60 60 60", "100 100 100 60 60 60")
    assert judged("after: 1 month, declared_on: 2026-01-31", *moved).word is Word.CONSISTENT
    assert judged("after: 1 month, declared_on: 2026-05-15", *moved).word is Word.EXECUTION
    early = judged("after: 1 month, declared_on: 2026-06-15", *moved)
    assert (early.word, early.lag_over_on) == (Word.TOO_EARLY, day(7, 15))


def test_an_event_parts_the_series() -> None:
    """The cause's numbers fell because it is counted in another way: what was read before cannot be compared."""
    cards = {"c": card(a=drives(b=""), b=""), "settings": "events: [{on: 2026-04, what: Recount, about: [c/m-a]}]\n"}
    found = looked(cards, "a 100 100 100 60 60 60", "b 90 90 90 90 90 90")
    said = verdict(found, found.strategy.arrows[0])
    assert (said.cause, said.word, str(said.event)) == (("no", None), Word.EXECUTION, "2026-04")
    page = tree(why_page(look_back(found, "c/b")), 200, colour=False)
    assert "execution question: the cause has not moved since the event of 2026-04" in page


@pytest.mark.parametrize(
    ("on", "declared"), [("2026-01", ""), ("2025-03", ""), ("2026-08", ""), ("2026-02", "declared_on: 2026-03-31")]
)
def test_an_event_that_parts_nothing_is_not_told(on: str, declared: str) -> None:
    """It was before the first reading, is after the newest, or was before the arrow was declared."""
    told = f"events: [{{on: {on}, what: Recount, about: [c/m-a]}}]\n"
    found = looked(
        {"c": card(a=drives(b=declared), b=""), "settings": told}, "a 60 60 60 60 60 60", "b 90 90 90 90 90 90"
    )
    said = verdict(found, found.strategy.arrows[0])
    assert (said.word, said.event) == (Word.EXECUTION, None)


def test_metrics_that_moved_against_each_other_are_not_called_still() -> None:
    """Leads rose and deals fell, of equal weight: nobody can say which way the cause went, and none says it stood."""
    metrics = f"metrics: {{m-x: {{{METRIC}}}, m-y: {{{METRIC}}}}}"
    against = ("x 50 50 50 50 50 90", "y 90 90 90 90 90 50")
    found = looked(card(a=f"{metrics}, {drives(b='')}", b=""), *against, "b 90 90 90 90 90 90")
    said = verdict(found, found.strategy.arrows[0])
    assert (said.word, said.cause) == (Word.NOT_MEASURED, ("both", None))
    assert not [*untried(found)]
    page = tree(why_page(look_back(found, "c/b")), 200, colour=False)
    assert "not measured: the cause's metrics moved against each other" in page
    effect = looked(card(a=drives(b=""), b=metrics), "a 90 90 90 90 90 50", *against)
    assert verdict(effect, effect.strategy.arrows[0]).word is Word.HYPOTHESIS
    assert "the effect has metrics that moved against each other" in tree(
        why_page(look_back(effect, "c/b")), 200, colour=False
    )


# --- why


def causes(why: Why) -> list[str]:
    """Return the short ids of the causes to act on."""
    return [cause.standing.id.split("/")[1] for cause in why.causes]


def told(why: Why) -> list[tuple[int, str, bool]]:
    """Return the tree as depth, short id, and whether it is only referred to."""
    return [(node.depth, node.standing.id.split("/")[1], node.again) for node in why.nodes]


CHAIN = card(a=drives(b="after: 1 month, because: It helps."), b=drives(c="after: 1 quarter"), c="")


@pytest.mark.parametrize(
    ("a", "b", "c", "found"),
    [
        (40, 40, 40, ["a"]),
        (100, 40, 40, ["b"]),
        (40, 100, 40, ["a"]),
        (100, 100, 40, []),
        (70, 70, 40, []),
        (40, 40, 100, ["a"]),
    ],
)
def test_the_cause_is_off_with_nothing_off_behind_it(a: int, b: int, c: int, found: list[str]) -> None:
    """Of the chain a, b, c the first one that is off; near is not off; and what looks fine between does not hide it."""
    why = look_back(looked(CHAIN, f"a {a}" + 5 * f" {a}", f"b {b}" + 5 * f" {b}", f"c {c}" + 5 * f" {c}"), "c/c")
    assert causes(why) == found
    assert why.is_explained == bool(found)


def test_a_cause_needs_time() -> None:
    """Behind its target since February, a can show in c one month and a quarter later, on 30 June, and not before."""
    rows = ("a 100 80 60 40 40 40", "b 90 90 90 90 90 90", "c 40 40 40 40 40 40")
    early = look_back(looked(CHAIN, *rows, as_of="2026-05-31"), "c/c")
    assert [(cause.arrival.day, cause.is_too_recent) for cause in early.causes] == [(day(6, 30), True)]
    assert not early.is_explained
    assert "Nothing upstream explains this yet" in tree(why_page(early), 100, colour=False)
    late = look_back(looked(CHAIN, *rows, as_of="2026-06-30"), "c/c")
    assert late.is_explained


def test_the_page_says_whose_and_because() -> None:
    """Each line of the tree has the status in a word, the owner, the lag, the mechanism and the word for the arrow."""
    cards = card(
        a="owner: coo, drives: {b: {after: 1 month, because: 'Trained hands err less.'}}",
        b="owner: cso",
    )
    found = looked(cards, "a 100 100 60 40 40 40", "b 100 100 100 40 40 40")
    text = tree(why_page(look_back(found, "c/b")), 200, colour=False)
    assert "└─ ■ off  The a" in text
    for words in (
        "c/a · coo",
        "m-a: 40, expected 100, off since 2026-04-30",
        "after 1 month: Trained hands err less.",
        "consistent: the cause got worse from 2026-03-31, which could show from 2026-04-30 on; the effect got worse",
        "The cause to act on",
    ):
        assert words in text
    assert text.splitlines()[-1] == "On the map: bsc map --focus c/b -o map.svg"


def test_nothing_upstream_is_said() -> None:
    """An objective without drivers, and one whose drivers are all right, are told apart; so are unknown drivers."""
    alone = look_back(looked(CHAIN, "a 40", "b 40", "c 40"), "c/a")
    assert "Nothing is said to drive or support it" in tree(why_page(alone), 100, colour=False)
    fine = tree(why_page(look_back(looked(CHAIN, "b 100", "c 40"), "c/c")), 100, colour=False)
    assert "Nothing upstream explains this." in fine
    assert 'Without a status, so that nobody can tell: ◌ never measured "The a".' in fine


def test_worst_first() -> None:
    """Off before near, near before what has no number, that before what is on target; of equals the lower score."""
    cards = card(top="", **{name: drives(top="after: 1 month") for name in ("good", "none", "bad", "near", "worse")})
    why = look_back(looked(cards, "good 110", "bad 30", "near 80", "worse 20", "top 10"), "c/top")
    assert [name for _, name, _ in told(why)] == ["top", "worse", "bad", "near", "none", "good"]
    assert causes(why) == ["worse", "bad"]


def test_each_objective_is_told_in_full_once() -> None:
    """Two ways lead from d to a: d's own drivers stand below its first place only."""
    cards = card(a="", b=drives(a=""), c=drives(a=""), d=drives(b="", c=""), e=drives(d=""))
    why = look_back(looked(cards, "a 10", "b 20", "c 30", "d 40", "e 90"), "c/a")
    assert told(why) == [
        (0, "a", False),
        (1, "b", False),
        (2, "d", False),
        (3, "e", False),
        (1, "c", False),
        (2, "d", True),
    ]


def test_a_loop_closes() -> None:
    """Two objectives drive each other and both are off: each is a cause, the way back is told and not walked again."""
    cards = card(a=drives(b="feedback: true"), b=drives(a="", c=""), c="")
    why = look_back(looked(cards, "a 30", "b 40", "c 20"), "c/c")
    assert [(node.standing.id, node.again, node.loop) for node in why.nodes] == [
        ("c/c", False, False),
        ("c/b", False, False),
        ("c/a", False, False),
        ("c/b", True, True),
    ]
    assert causes(why) == ["a", "b"]
    text = tree(why_page(why), 100, colour=False)
    assert "here the loop closes" in text
    assert "lag not declared, feedback" in text


def test_an_objective_that_drives_itself_does_not_explain_itself() -> None:
    """In a loop the objective that is asked about is not its own cause."""
    why = look_back(looked(card(a=drives(b=""), b=drives(a="")), "a 30", "b 100"), "c/a")
    assert causes(why) == []


def test_opposite_effects() -> None:
    """What is off makes better what it has the opposite effect on; two opposites make it worse again."""
    opposite = "effect: opposite"
    cards = card(a=drives(b=opposite), b=drives(c=opposite), c="")
    rows = ("a 40", "b 110", "c 40")
    why = look_back(looked(cards, *rows), "c/c")
    assert causes(why) == ["a"]
    assert [(node.standing.id, node.same) for node in why.nodes] == [("c/c", True), ("c/b", False), ("c/a", True)]
    assert [each.id for each in why.at_its_expense] == ["c/b"]
    assert causes(look_back(looked(cards, "a 110", "b 40", "c 40"), "c/c")) == []


UNITS = {
    "top": card("top", whole=""),
    "north": card("north", parent="top", mine="supports: [top/whole]", tool=drives(mine="after: 1 month")),
    "south": card("south", parent="top", mine="supports: [top/whole]"),
}


def units(whole: int, north: int, south: int, tool: int) -> Why:
    """Look back from the objective of the whole."""
    rows = {"top/m-whole": whole, "north/m-mine": north, "south/m-mine": south, "north/m-tool": tool}
    found = looked(UNITS, [f"{metric},2026-0{month},{value}" for metric, value in rows.items() for month in (1, 2, 3)])
    return look_back(found, "top/whole")


def test_the_cascade_explains() -> None:
    """The whole is off because the north is, and the north because of its tool: told as support, without a lag."""
    why = units(whole=40, north=45, south=100, tool=30)
    assert [cause.standing.id for cause in why.causes] == ["north/tool"]
    assert [each.id for each in why.supporters.standings] == ["north/mine", "south/mine"]
    assert not why.supporters.is_silo
    assert why.causes[0].arrival.day == day(2, 28)
    [support] = [node.link for node in why.nodes if node.standing.id == "north/mine" and node.link is not None]
    assert support.arrow is None
    assert "supports it, in the cascade" in tree(why_page(why), 100, colour=False)


@pytest.mark.parametrize(
    ("whole", "north", "south", "silo"),
    [(40, 100, 100, True), (60, 100, 100, False), (40, 100, 99, False), (100, 100, 100, False)],
)
def test_the_silo_check(whole: int, north: int, south: int, silo: bool) -> None:  # noqa: FBT001 - an expected value
    """All units are on target, and the whole is off."""
    assert units(whole, north, south, tool=100).supporters.is_silo is silo


def test_a_green_objective_with_a_metric_that_is_off_is_a_cause() -> None:
    """The roll-up of 150 and 40 is 95: near; but one thing of it is off, and that is the cause."""
    metrics = f"metrics: {{m-x: {{{METRIC}}}, m-y: {{{METRIC}}}}}"
    why = look_back(looked(card(a=f"{metrics}, {drives(b='')}", b=""), "x 150", "y 40", "b 40"), "c/b")
    assert [(cause.standing.status, cause.standing.misses[0].result.id) for cause in why.causes] == [
        (Status.NEAR, "c/m-y")
    ]


def test_a_long_chain_is_no_trouble() -> None:
    """1,100 objectives in a row, more than Python nests calls: the cause is at the far end, from both sides."""
    names = [f"o{number}" for number in range(1100)]
    rows = {one: drives(**{other: "after: 1 day"}) for one, other in pairwise(names)}
    found = looked(card(**rows, o1099=""), *(f"{name} 40" for name in names))
    why = look_back(found, "c/o1099")
    assert causes(why) == ["o0"]
    assert len(why.nodes) == 1100
    assert max(map(len, tree(why_page(why), 60, colour=False).splitlines())) <= 60
    assert look_ahead(found, "c/o0").risks[-1].day == date(2029, 2, 3)  # 31 January 2026 and 1,099 days


def test_many_fine_supporters_are_counted() -> None:
    """Of forty units all but one are fine: the one is shown, six others, and 33 are counted."""
    cards = {"top": card("top", whole="")}
    cards |= {f"u{number}": card(f"u{number}", parent="top", mine="supports: [top/whole]") for number in range(40)}
    rows = [f"u{number}/m-mine,2026-01,{40 if number == 7 else 100}" for number in range(40)]
    page = why_page(look_back(looked(cards, [*rows, "top/m-whole,2026-01,30"]), "top/whole"))
    text = tree(page, 100, colour=False)
    assert "33 more, on target, with nothing amiss behind them" in text
    assert "supported by 40 objectives: ● 39 on target, ■ 1 off" in text
    assert text.index("u7/mine") < text.index("u0/mine")
    assert "u6/mine" not in text


# --- ahead


def risks(found: Evaluation, objective: str | None = None, metric: str | None = None) -> list[tuple[str, date]]:
    """Return what is at risk, by short id, with the day."""
    return [(risk.standing.id.split("/")[1], risk.day) for risk in look_ahead(found, objective, metric).risks]


def test_lags_add_from_the_day_it_turned() -> None:
    """Off since the end of February: 28 February and one month is 31 March, and a quarter later 30 June."""
    found = looked(CHAIN, "a 100 40 40 40", "b 100 100 100 100", "c 100 100 100 100")
    assert risks(found) == [("b", day(3, 31)), ("c", day(6, 30))]
    assert [risk.is_on_borrowed_time for risk in look_ahead(found).risks] == [True, True]
    assert [risk.has_not_shown for risk in look_ahead(found).risks] == [True, False]


def test_a_run_of_off_is_not_broken_by_what_is_missing() -> None:
    """Off in February, lost in March, off in April: since February. On target in March: since April."""
    assert look_ahead(looked(CHAIN, "a 100 40 ? 40")).turns[0].since == day(2, 28)
    assert look_ahead(looked(CHAIN, "a 100 40 100 40")).turns[0].since == day(4, 30)


def test_the_quickest_way_counts() -> None:
    """From a to d by b in two months, by c in six weeks: 31 January and 42 days."""
    cards = card(
        a=drives(b="after: 1 month", c="after: 3 weeks"),
        b=drives(d="after: 1 month"),
        c=drives(d="after: 3 weeks"),
        d="",
    )
    found = looked(cards, "a 40", "d 100")
    assert ("d", day(3, 14)) in risks(found)
    way = next(risk for risk in look_ahead(found).risks if risk.standing.id == "c/d").ways[0]
    assert [link.cause for link in way.arrival.way] == ["c/a", "c/c"]


def test_of_equally_quick_ways_the_one_with_fewer_arrows_counts() -> None:
    """By b and c, or by e: both arrive on 30 April, and the way by e has one arrow fewer to disagree with."""
    cards = card(
        a=drives(b="after: 0 days", e="after: 2 months"),
        b=drives(c="after: 0 days"),
        c=drives(d="after: 3 months"),
        d="",
        e=drives(d="after: 1 month"),
    )
    ways = {risk.standing.id: risk.ways[0].arrival for risk in look_ahead(looked(cards, "a 40", "d 100")).risks}
    assert ways["c/d"].day == day(4, 30)
    assert [link.cause for link in ways["c/d"].way] == ["c/a", "c/e"]


def test_each_cause_has_its_own_way() -> None:
    """Two drivers are off: the risk begins with the one that arrives first, and names the other."""
    cards = card(a=drives(c="after: 1 quarter"), b=drives(c="after: 1 month"), c="")
    [risk] = look_ahead(looked(cards, "a 40 40 40 40", "b 100 100 100 40", "c 90")).risks
    assert [(way.turns[0].result.id, way.arrival.day) for way in risk.ways] == [
        ("c/m-a", day(4, 30)),
        ("c/m-b", day(5, 31)),
    ]
    assert not risk.is_on_borrowed_time  # near is not green


def test_an_opposite_effect_is_no_risk() -> None:
    """Worse sales make the service better, and by a second opposite the costs worse; by a third nothing."""
    opposite = "after: 1 month, effect: opposite"
    cards = card(a=drives(b=opposite), b=drives(c=opposite), c=drives(d=opposite), d="")
    found = looked(cards, "a 100 40", "b 100 100", "c 100 100", "d 100 100")
    assert risks(found) == [("c", day(4, 30))]
    assert [(step.standing.id, step.day, step.worse) for step in steps(look_ahead(found, "c/a"))] == [
        ("c/b", day(3, 31), False),
        ("c/c", day(4, 30), True),
    ]


def test_a_trend_for_the_worse_is_a_turn() -> None:
    """On target and falling out of its limits: at risk from the first reading below the centre line.

    The mean of 12 readings is 142.5 and the mean range 30 / 11, so the limits are 7.3 away; the run begins in October.
    """
    falling = "150 150 150 150 150 150 150 150 150 120 120 120"
    found = looked(CHAIN, f"a {falling}", "b 100 100 100 100 100 100 100 100 100 100 100 100")
    [turn] = look_ahead(found).turns
    assert (turn.result.status, turn.is_off, turn.since) == (Status.ON_TARGET, False, day(10, 31))
    assert risks(found)[0] == ("b", day(11, 30))


def test_without_a_fresh_number_nothing_has_turned() -> None:
    """A reading that is late, or known to be missing, is no miss; nor is what was never measured."""
    assert look_ahead(looked(CHAIN, "a 40", as_of="2026-06-30")).turns == ()
    assert look_ahead(looked(CHAIN, "a 100 40 ?")).turns == ()
    falling = "a 150 150 150 150 150 150 120 120"
    assert [turn.since for turn in look_ahead(looked(CHAIN, falling)).turns] == [day(7, 31)]
    assert look_ahead(looked(CHAIN, f"{falling} ?")).turns == ()
    assert look_ahead(looked(CHAIN, falling, as_of="2026-11-30")).turns == ()
    empty = strategy_of(c=CHAIN)
    assert look_ahead(evaluate(empty, read({}, empty))).turns == ()


def test_a_lag_that_is_not_declared_is_marked() -> None:
    """It counts as no time, and the page says that it may be later."""
    found = looked(card(a=drives(b=""), b=drives(c="after: 1 month"), c=""), "a 40", "c 100")
    assert risks(found) == [("b", day(1, 31)), ("c", day(2, 28))]
    assert all(risk.ways[0].lacks_lag for risk in look_ahead(found).risks)
    assert "or later: a lag is not declared" in tree(ahead_page(look_ahead(found), "All"), 200, colour=False)


def test_only_what_was_asked_about() -> None:
    """With an objective, what that one puts at risk; with a metric of it, what that one does."""
    metrics = f"metrics: {{m-x: {{{METRIC}}}, m-y: {{{METRIC}}}}}"
    cards = card(a=f"{metrics}, {drives(c='after: 1 month')}", b=drives(c=""), c="")
    found = looked(cards, "x 100 40", "y 40 40", "b 40 40", "c 100 100")
    assert risks(found) == [("c", day(1, 31))]
    assert risks(found, "c/a") == [("c", day(2, 28))]
    assert risks(found, "c/a", "c/m-x") == [("c", day(3, 31))]
    assert risks(found, "c/c") == []


def test_the_cascade_is_at_risk_at_once() -> None:
    """What a unit misses, the whole may miss on the same day: over scorecards, with the lag of the unit's arrow."""
    found = looked(UNITS, ["north/m-tool,2026-01,40", "top/m-whole,2026-01,100"])
    assert risks(found) == [("mine", day(2, 28)), ("whole", day(2, 28))]


# --- laws, against second ways of reckoning

GRAPHS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 3), st.booleans()),
    max_size=14,
    unique_by=lambda arrow: arrow[:2],
)
SCORES = st.lists(st.sampled_from([40, 80, 100]), min_size=6, max_size=6)


def random_strategy(arrows: list[tuple[int, int, int, bool]], scores: list[int]) -> Evaluation:
    """Evaluate six objectives with arrows of (cause, effect, months, whether opposite), loops and all."""
    fields: dict[str, str] = {}
    for number in range(6):
        mine = {
            f"o{effect}": f"after: {months} months{', effect: opposite' if turns else ''}"
            for cause, effect, months, turns in arrows
            if cause == number != effect
        }
        fields[f"o{number}"] = drives(**mine) if mine else ""
    return looked(card(**fields), *(f"o{number} {score}" for number, score in enumerate(scores)))


@settings(max_examples=60, deadline=None)
@given(GRAPHS, SCORES)
def test_dates_agree_with_relaxing_all_arrows(arrows: list[tuple[int, int, int, bool]], scores: list[int]) -> None:
    """The earliest day of each objective is that of Bellman and Ford, with months as numbers and signs as states."""
    found = random_strategy(arrows, scores)
    months = {(number, True): 0 for number, score in enumerate(scores) if score == 40}
    reached: dict[int, int] = {}
    for origin, _ in list(months):
        best = {(origin, True): 0}
        for _ in range(12):
            for (cause, effect, lag, turns), worse in product(arrows, (True, False)):
                if (cause, worse) in best and cause != effect:
                    state = (effect, worse != turns)
                    best[state] = min(best.get(state, 99), best[cause, worse] + lag)
        for (number, worse), lag in best.items():
            if worse and number != origin:
                reached[number] = min(reached.get(number, 99), lag)
    shown = {f"c/o{number}": lag for number, lag in reached.items()}
    assert {risk.standing.id for risk in look_ahead(found).risks} == set(shown)
    for risk in look_ahead(found).risks:
        lag = shown[risk.standing.id]
        assert (risk.day.year - 2026) * 12 + risk.day.month - 1 == lag


@settings(max_examples=60, deadline=None)
@given(GRAPHS, SCORES)
def test_trees_and_causes_by_definition(arrows: list[tuple[int, int, int, bool]], scores: list[int]) -> None:
    """All that is upstream is told in full once, each link of it once; the causes are those that the closure gives."""
    found = random_strategy(arrows, scores)
    why = look_back(found, "c/o0")
    # reaches[one][other]: with which signs some way leads from one to the other
    reaches: dict[tuple[int, int], set[bool]] = {(number, number): {True} for number in range(6)}
    for _ in range(12):
        for (cause, effect, _, turns), goal in product(arrows, range(6)):
            if cause != effect:
                signs = {sign != turns for sign in reaches.get((effect, goal), set())}
                reaches.setdefault((cause, goal), set()).update(signs)
    upstream = {number for number in range(6) if reaches.get((number, 0))}
    full = [node.standing.id for node in why.nodes if not node.again]
    assert sorted(full) == sorted(f"c/o{number}" for number in upstream)
    links = Links(found.strategy)
    assert len(why.nodes) == 1 + sum(len(links.into(name)) for name in full)
    off = {number for number in upstream - {0} if scores[number] == 40 and True in reaches[number, 0]}
    expected = {
        number
        for number in off
        if all(
            True in reaches.get((number, other), set())
            for other in off - {number}
            if True in reaches.get((other, number), set())
        )
    }
    assert {cause.standing.id for cause in why.causes} == {f"c/o{number}" for number in expected}
    assert bool(off) == bool(expected)


# --- what is shown

NASTY = (
    "Ünïcödé 漢字 [bold]x[/] | <b>@all</b> :tada: `tick` \\x1b[31m __init__ and a very long title that has to be broken"
)


@pytest.fixture(scope="module")
def nasty() -> Evaluation:
    """Return a strategy whose titles and reasons are trouble for every format."""
    text = card(a="", b=drives(a=""), c=drives(b=""), d=drives(c="")).replace(
        "title: The", f"owner: '{NASTY}', title: '{NASTY}', description: The"
    )
    text = text.replace("a: {}", f"a: {{because: '{NASTY}'}}")
    return looked(text, "a 40", "b 40", "c 40", "d 40")


@pytest.mark.parametrize("width", [48, 60, 80, 160])
def test_no_line_is_wider_than_the_terminal(nasty: Evaluation, width: int) -> None:
    """Whatever is written in the files, lines keep to the width, wide characters counted as two columns."""
    from rich.cells import cell_len

    for text in (
        tree(why_page(look_back(nasty, "c/a")), width, colour=False),
        tree(ahead_page(look_ahead(nasty), NASTY), width, colour=False),
        tree(ahead_page(look_ahead(nasty, "c/d"), NASTY, look_ahead(nasty).standings["c/d"]), width, colour=False),
    ):
        assert max(map(cell_len, text.splitlines())) <= width
        assert all(line == line.rstrip() for line in text.splitlines())


def test_colour_adds_nothing_but_colour(nasty: Evaluation) -> None:
    """Without the codes, the coloured tree is the plain one."""
    page = why_page(look_back(nasty, "c/a"))
    coloured = tree(page, 80, colour=True)
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == tree(page, 80, colour=False)
    assert "\x1b[1;31m■ off" in coloured


def test_markdown_has_no_markup_of_users(nasty: Evaluation) -> None:
    """Titles, owners and reasons become no HTML, mention, table cell or emphasis."""
    for text in (markdown(why_page(look_back(nasty, "c/a"))), markdown(ahead_page(look_ahead(nasty), NASTY))):
        for markup in ("<b>", "@all", ":tada:", "`tick`", "__init__", "|"):
            assert markup not in text
        assert "■ off" in text


def test_the_documents_for_scripts() -> None:
    """Paths lead from the objective back, or from the turn on; signs, lags, days and verdicts have fixed names."""
    cards = card(a=drives(b="after: 1 month, because: It helps."), b=drives(c="effect: opposite"), c="", d=drives(c=""))
    found = looked(cards, "a 100 40 40 40", "b 100 100 40 40", "c 40 40 40 40", "d 40 40 40 40")
    why = json.loads(why_json(look_back(found, "c/c")))
    assert (why["format_version"], why["id"], why["status"], why["as_of"]) == ("1.0", "c/c", "off", "2026-04-30")
    assert [each["id"] for each in why["causes"]] == ["c/d"]
    paths = [(path["ends"], [step["id"] for step in path["steps"]]) for path in why["paths"]]
    assert paths == [("end", ["c/c", "c/b", "c/a"]), ("cause", ["c/c", "c/d"])]
    last = why["paths"][0]["steps"][-1]
    assert {name: last[name] for name in ("status", "because", "after", "effect", "overall_effect", "kind")} == {
        "status": "off",
        "because": "It helps.",
        "after": "1 month",
        "effect": "same",
        "overall_effect": "opposite",
        "kind": "drives",
    }
    arrow = next(each for each in why["arrows"] if each["from"] == "c/a")
    assert {name: arrow[name] for name in ("to", "verdict", "cause_moved", "effect_moved", "lag_over_on")} == {
        "to": "c/b",
        "verdict": "consistent",
        "cause_moved": "worse",
        "effect_moved": "worse",
        "lag_over_on": "2026-03-31",
    }
    ahead = json.loads(ahead_json(look_ahead(found, "c/a"), "c/a"))
    assert [(path["id"], path["from"]) for path in ahead["paths"]] == [("c/b", "2026-03-31")]
    assert [step["id"] for step in ahead["paths"][0]["steps"]] == ["c/a", "c/b"]
    assert [(turn["metric"], turn["since"]) for turn in ahead["turned"]] == [("c/m-a", "2026-02-28")]


def test_the_same_input_gives_the_same_bytes() -> None:
    """Two evaluations of one strategy are shown alike."""
    shown = {why_json(look_back(looked(CHAIN, "a 40", "b 40", "c 40"), "c/c")) for _ in range(2)}
    assert len(shown) == 1


# --- on the command line

EXAMPLE = ROOT / "examples" / "european-expansion"


def printed(capfd: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> tuple[str, str]:
    """Run a command on the example; return what it wrote to stdout and to stderr."""
    assert run([*arguments, "--strategy", str(EXAMPLE)]) == code
    return capfd.readouterr()


def test_we_did_not_invest_enough_in_training(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Why are distributors not satisfied? The lead time; and the cause to act on is the training of its operators."""
    monkeypatch.setenv("COLUMNS", "200")
    text, complaint = printed(capfd, "why", "satisfy-distributors")
    answer, behind = text.split("What stands behind it, the worst first")
    assert "■ off  Cross-train the operators of the custom cell" in answer
    assert answer.count("■ off") == 1
    assert "execution question: the cause has not moved" in answer
    assert behind.index("Shorten the lead time of custom orders") < behind.index("Cross-train the operators")
    assert complaint == ""
    document = json.loads(printed(capfd, "why", "satisfy-distributors", "--format", "json")[0])
    assert [cause["id"] for cause in document["causes"]] == ["operations/cross-train-operators"]
    [way] = [
        [step["id"].split("/")[1] for step in path["steps"]] for path in document["paths"] if path["ends"] == "cause"
    ]
    assert way == ["satisfy-distributors", "shorten-custom-order-lead-time", "cross-train-operators"]


def test_revenue_will_be_missed_next(capfd: pytest.CaptureFixture[str]) -> None:
    """Satisfaction is off since June 2026; two quarters later, at the year's end, revenue is at risk, and is green."""
    document = json.loads(printed(capfd, "ahead", "satisfy-distributors", "--format", "json")[0])
    [path] = document["paths"]
    assert (path["id"], path["from"], path["borrowed_time"]) == (
        "corporate/grow-european-revenue",
        "2026-12-31",
        True,
    )
    everything = json.loads(printed(capfd, "ahead", "--format", "json")[0])
    days = [path["from"] for path in everything["paths"]]
    assert days == sorted(days)
    [revenue] = [path for path in everything["paths"] if path["id"] == "corporate/grow-european-revenue"]
    assert {"turned": ["corporate/distributor-satisfaction"], "from": "2026-12-31"} in revenue["also"]
    text, _ = printed(capfd, "ahead")
    assert "Grow revenue from European exports by 15%" in text
    assert "living on borrowed time" in text


def test_readings_can_be_named_without_an_id(capfd: pytest.CaptureFixture[str]) -> None:
    """`bsc ahead FOLDER` looks at all that turned by these readings; a name that is an id is one, and a metric too."""
    with_folder, _ = printed(capfd, "ahead", str(EXAMPLE / "readings"))
    assert with_folder == printed(capfd, "ahead")[0]
    text, _ = printed(capfd, "ahead", "custom-order-lead-time")
    assert "Ahead: Shorten the lead time of custom orders to 10 days" in text
    text, _ = printed(capfd, "why", "metric:distributor-satisfaction", str(EXAMPLE / "readings"))
    assert text.startswith("Why: Distributors who rate us 4 or 5 of 5")


@pytest.mark.parametrize("command", ["why", "ahead"])
def test_an_unknown_name_gets_the_nearest(command: str, capfd: pytest.CaptureFixture[str]) -> None:
    """A misspelt id cannot be looked at: exit 2, with the right one on stderr."""
    text, complaint = printed(capfd, command, "satisfy-distributor", code=2)
    assert text == ""
    assert (
        complaint
        == 'bsc: "satisfy-distributor" is not an objective or a metric here; did you mean satisfy-distributors?\n'
    )


def test_a_short_name_of_several_must_be_written_in_full(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Two units have an objective `mine`: the message names both."""
    for name, text in UNITS.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "r.csv").write_text("metric,period,value\nnorth/m-mine,2026-01,40\n", encoding="utf-8")
    arguments = [str(tmp_path / "r.csv"), "--strategy", str(tmp_path)]
    assert run(["why", "mine", *arguments]) == 2
    assert "write one of north/mine, south/mine" in capfd.readouterr().err
    assert run(["why", "north/mine", *arguments, "--format", "markdown"]) == 0
    assert capfd.readouterr().out.startswith("# Why: The mine\n")


def test_a_strategy_that_cannot_be_read_is_said(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """With a fault in a file there is nothing to look at: exit 1, the finding on stderr, stdout empty."""
    (tmp_path / "c.yaml").write_text("scorecard: c\nobjectivs: {}\n", encoding="utf-8")
    for command in (["why", "a"], ["ahead"]):
        assert run([*command, "--strategy", str(tmp_path)]) == 1
        text, complaint = capfd.readouterr()
        assert text == ""
        assert "objectivs" in complaint


def test_strategies_without_links_have_none() -> None:
    """An objective that supports itself, or an arrow to itself, is no way from one objective to another."""
    strategy: Strategy = strategy_of(c=card(a="supports: [c/a], drives: {a: {}}"))
    assert Links(strategy).into("c/a") == ()
