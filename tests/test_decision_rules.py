"""Whether a decision is carried out, and what counts as an answer to it."""

from __future__ import annotations

import pytest

from bsc_cli import rules
from bsc_cli.load import load
from bsc_cli.strategy import Strategy
from bsc_cli.tree import Tree
from measured import standing

CARD = """\
scorecard: c
objectives:
  sell:
    perspective: financial
    title: Sell more
    metrics:
      revenue: {better: higher, target: 9, every: month}
      visits: {better: higher, every: month, retired: {on: 2025-06, because: Nobody needs them.}}
    initiatives:
      fair: {title: Go to the fair, status: active}
      tour: {title: Visit all, status: stopped}
  serve:
    perspective: customer
    title: Serve well
    metrics: {returns: {better: lower, target: 2, every: month}}
"""
OTHER = "scorecard: d\nobjectives: {grow: {perspective: financial, title: Grow}}\n"


def strategy_of(*reviews: str) -> Strategy:
    """Load two scorecards and reviews of them."""
    files = {"scorecards/c.yaml": CARD, "scorecards/d.yaml": OTHER}
    loaded = load(Tree.of({**files, **{f"reviews/{place}.yaml": text for place, text in enumerate(reviews)}}))
    assert loaded.strategy is not None, loaded.faults
    return loaded.strategy


def decided(fields: str, on: str = "2025-01-10") -> str:
    """Return a review of c with one decision of these fields."""
    return f"review: c\non: {on}\ndecisions: [{{what: Do it, owner: chief, {fields}}}]\n"


def overdue(*reviews: str, last: str = "2025-12") -> bool:
    """Whether the decision of one of the reviews is overdue when readings go on to a month."""
    evaluation = standing(strategy_of(*reviews), f"c/revenue,{last},9")
    return bool([*rules.named("decision-overdue").check(evaluation)])


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("due: 2025-05", True),
        ("due: 2025-09", True),  # 92 days, and 90 are allowed
        ("due: 2025-10", False),
        ("because: So", False),
        ("due: 2025-05, about: [sell]", True),
        ("due: 2025-05, about: [fair]", True),
        ("due: 2025-05, about: [tour]", False),  # stopped
        ("due: 2025-05, about: [visits]", False),  # retired
    ],
)
def test_a_decision_whose_day_is_long_past(fields: str, found: bool) -> None:  # noqa: FBT001 - a row of the table
    """Nobody came back to it; the newest reading tells how long ago it was due."""
    assert overdue(decided(fields)) is found


@pytest.mark.parametrize(
    ("later", "found"),
    [
        ("review: c\non: 2025-07-10\nnotes: {revenue: {why: It was done.}}\n", False),
        ("review: c\non: 2025-07-10\nnotes: {returns: {why: Rain.}}\n", True),
        ("review: d\non: 2025-07-10\ndecisions: [{what: Go on, about: [c/sell]}]\n", False),
        ("review: c\non: 2025-01-10\ndecisions: [{what: Go on, about: [sell]}]\n", True),  # the same meeting
        ("review: c\non: 2024-07-10\nnotes: {revenue: {why: It was done.}}\n", True),
    ],
)
def test_a_later_review_comes_back_to_it(later: str, found: bool) -> None:  # noqa: FBT001 - a row of the table
    """By a note or a decision about what it is about, or about what belongs to the same objective."""
    assert overdue(decided("due: 2025-05, about: [fair]"), later) is found


def test_what_is_about_nothing_is_answered_by_any_review_of_the_scorecard() -> None:
    """Nobody can tell whether that review spoke of it; one of another scorecard did not."""
    assert not overdue(decided("due: 2025-05"), "review: c\non: 2025-07-10\n")
    assert overdue(decided("due: 2025-05"), "review: d\non: 2025-07-10\n")


def test_a_review_tells_the_day_as_well() -> None:
    """Where reviews go on and readings do not, the newest review tells how long ago a decision was due."""
    assert not overdue(decided("due: 2025-05, about: [sell]"), last="2025-03")
    assert overdue(decided("due: 2025-05, about: [sell]"), "review: d\non: 2025-12-10\n", last="2025-03")


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("what: Do better", "does not say who does it and by when, nor what it is about."),
        ('what: "Do\\nbetter", due: 2025-05', "does not say who does it, nor what it is about."),
        ("what: Do better, about: [sell]", None),
        ("what: Do better, owner: chief", None),
    ],
)
def test_a_decision_that_nobody_carries_out(fields: str, found: str | None) -> None:
    """It has neither an owner nor anything that somebody answers for."""
    strategy = strategy_of(f"review: c\non: 2025-01-10\ndecisions: [{{{fields}}}]\n")
    messages = [each.message for each in rules.named("decision-without-owner").check(strategy)]
    assert messages == ([f'"Do better" {found}'] if found else [])
