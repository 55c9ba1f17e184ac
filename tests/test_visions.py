"""What counts as a number and as a date in the sentence of a vision."""

from __future__ import annotations

from datetime import date

import pytest

from bsc_cli.check import check
from bsc_cli.config import configure
from bsc_cli.load import load
from bsc_cli.rules import named
from bsc_cli.strategy import Strategy
from bsc_cli.strategy.spoken_dates import last_year, without_dates
from bsc_cli.tree import Tree


def strategy(vision: str) -> Strategy:
    """Return a strategy with these fields of its vision."""
    text = f"scorecard: c\nvision: {{{vision}}}\nobjectives:\n  a: {{perspective: customer, title: Sell}}\n"
    loaded = load(Tree.of({"scorecards/c.yaml": text})).strategy
    assert loaded is not None
    return loaded


def missing(statement: str) -> str:
    """Return what a vision is told to have none of: "", "number", "date" or both."""
    found = check([strategy(f"statement: '{statement}'")], configure([named("vision-not-measurable")], None)).findings
    return " ".join(word for word in ("number", "date") if any(f"no {word}" in each.message for each in found))


@pytest.mark.parametrize(
    ("statement", "year", "what"),
    [
        ("Serve 2000 guests by 2028", 2028, ""),
        ("Serve 2000 guests a day", None, "date"),
        ("Serve 2100 guests by 2028.", 2028, ""),
        ("Reach 2,000 guests in 2028", 2028, ""),
        ("Grow to 2000", None, "date"),
        ("Earn EUR 2000 a day by the end of 2029, with joy", 2029, ""),
        ("Earn EUR20m by 2029", 2029, ""),
        ("20% of revenue from Europe in 2029", 2029, ""),
        ("Vision 2030: five stores", 2030, ""),
        ("Double the 2024 revenue", None, "date"),
        ("Reach 10-20% by the end of FY28", 2028, ""),
        ("Be the market leader by Q4 2028", 2028, "number"),
        ("Be the market leader by 31 December 2028", 2028, "number"),
        ("Be the market leader by Dec. 31, 2028", 2028, "number"),
        ("Be the market leader by 2028-12-31", 2028, "number"),
        ("Be the market leader by 31.12.2028", 2028, "number"),
        ("Be the market leader by mid-2028", 2028, "number"),
        ("By 2028 be the leading B2B platform", 2028, "number"),
        ("Be the leader of Industry 4.0 in 2028", 2028, "number"),
        ("Be the leader of Society 5.0, 5G and ISO 9001", None, "number date"),
        ("Serve 4.0 million guests by 2028", 2028, ""),
        ("Be the leader", None, "number date"),
    ],
)
def test_dates_and_numbers_are_told_apart(statement: str, year: int | None, what: str) -> None:
    """A year is no number to reach, and a quantity that could be a year is no date."""
    assert last_year(statement) == year
    assert missing(statement) == what


def test_with_by_no_year_is_guessed() -> None:
    """The date is the one in 'by', whatever the sentence says."""
    vision = strategy("statement: Serve more guests than in 2024., by: 2028-Q2").scorecards["c"].vision
    assert vision is not None
    assert strategy("statement: x, by: 2028").due_day(vision) == date(2028, 6, 30)


def test_a_sentence_without_dates_keeps_the_rest() -> None:
    """Only the dates go."""
    assert without_dates("By 2028, serve 2000 guests").split() == [",", "serve", "2000", "guests"]
