"""What only the day of the readings can tell: nobody reviews them any more, or the vision they serve is over."""

from __future__ import annotations

import pytest

from bsc_cli import rules
from bsc_cli.evaluation import Evaluation
from bsc_cli.load import load
from bsc_cli.strategy import Strategy
from bsc_cli.tree import Tree
from measured import standing

CARD = """\
scorecard: {name}
{more}
objectives:
  sell:
    perspective: financial
    title: Sell more
    metrics: {{revenue-{name}: {{better: higher, target: 10, every: month}}}}
"""
ROWS = ("revenue-shop,2024-01,9", "revenue-shop,2025-12,9")


def card(more: str, name: str = "shop") -> str:
    """Return a scorecard with one metric and more of its own fields."""
    return CARD.format(name=name, more=more)


def strategy_of(cards: dict[str, str], *reviews: str) -> Strategy:
    """Load scorecards by name, and reviews."""
    files = {f"scorecards/{name}.yaml": text for name, text in cards.items()}
    loaded = load(Tree.of({**files, **{f"reviews/{place}.yaml": text for place, text in enumerate(reviews)}}))
    assert loaded.strategy is not None, loaded.faults
    return loaded.strategy


def said(rule: str, found: Evaluation | Strategy) -> list[str]:
    """Return what one rule says of a strategy or its evaluation."""
    return [problem.message for problem in rules.named(rule).check(found)]


def review(on: str, of: str = "shop") -> str:
    """Return the file of a review with a decision."""
    return f"review: {of}\non: {on}\ndecisions: [{{what: Go on, owner: chief, due: 2026-01}}]\n"


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ((), "is read since 2024-01-31 and has never been reviewed"),
        (("2024-03-31",), "was last reviewed on 2024-03-31"),
        (("2025-08-10",), "was last reviewed on 2025-08-10"),  # 143 days, and 136 are allowed
        (("2025-08-20",), None),
        (("2026-02-01",), None),  # after the day of the readings
    ],
)
def test_a_scorecard_that_is_read_on_is_reviewed(held: tuple[str, ...], told: str | None) -> None:
    """The last review is held against the newest reading, whatever the clock says."""
    found = standing(strategy_of({"shop": card("review: quarter")}, *map(review, held)), *ROWS)
    messages = said("unreviewed-readings", found)
    assert [message.partition(", and its readings go on to 2025-12-31")[0] for message in messages] == (
        [f'"shop" {told}'] if told else []
    )


def test_readings_from_before_the_strategy_do_not_count() -> None:
    """An imported past is not a time without reviews, where the scorecard says when it began."""
    begun = "owner: chief\nreview: quarter"
    sell = "    title: Sell more\n"
    for day, count in (("2025-11-01", 0), ("2025-01-01", 1)):
        plan = f"{sell}    initiatives: {{fair: {{title: Go to the fair, start: {day[:7]}}}}}\n"
        found = standing(strategy_of({"shop": card(begun).replace(sell, plan)}), *ROWS)
        assert len(said("unreviewed-readings", found)) == count


def test_a_delay_is_told_once() -> None:
    """Between reviews of other scorecards it is `review-overdue`; a unit never reviewed goes with its parent."""
    cards = {"shop": card("review: quarter"), "unit": card("review: month\nparent: shop", "unit")}
    rows = tuple(f"{name}/revenue-{name},{month},9" for name in cards for month in ("2024-01", "2025-12"))

    strategy = strategy_of(cards, *map(review, ("2025-06-10", "2025-09-10", "2025-12-10")))
    assert [message[:6] for message in said("review-overdue", strategy)] == ['"unit"']
    assert not said("unreviewed-readings", standing(strategy, *rows))
    [alone] = said("unreviewed-readings", standing(strategy_of(cards), *rows))
    assert alone.startswith('"shop"')


def test_without_a_promise_or_readings_nothing_is_told() -> None:
    """A scorecard that does not say how often it is reviewed is another rule's; without readings nothing goes on."""
    assert not said("unreviewed-readings", standing(strategy_of({"shop": card("owner: chief")}), *ROWS))
    assert not said("unreviewed-readings", standing(strategy_of({"shop": card("review: quarter")}), as_of="2025-12-31"))


@pytest.mark.parametrize(
    ("by", "reviewed", "told"),
    [
        ("2020", None, ("vision-overdue",)),
        ("2020", "2025-12-10", ("vision-in-the-past",)),
        ("2025", "2025-12-10", ()),  # over on the day of the readings itself, and not before
        ("2024", "2024-12-10", ("vision-overdue",)),
        ("2028", None, ()),
    ],
)
def test_a_vision_that_is_over_is_told_once(by: str, reviewed: str | None, told: tuple[str, ...]) -> None:
    """By the strategy where it was worked on since, else by its readings."""
    vision = card(f"vision: {{statement: Reach a share of 20%, by: {by}}}")
    strategy = strategy_of({"shop": vision}, *([review(reviewed)] if reviewed else []))
    found = {
        "vision-in-the-past": said("vision-in-the-past", strategy),
        "vision-overdue": said("vision-overdue", standing(strategy, *ROWS)),
    }
    assert tuple(name for name, messages in found.items() if messages) == told
