"""What is told of initiatives by their money, progress and status, at the bounds."""

from __future__ import annotations

import pytest

from bsc_cli import rules
from bsc_cli.evaluation import Evaluation
from bsc_cli.strategy import Strategy
from measured import standing, strategy_of


def with_plan(fields: str) -> Strategy:
    """Return a strategy with one metric and one initiative of these fields."""
    return strategy_of(
        c=(
            "scorecard: c\nobjectives:\n  sell:\n    perspective: process\n    title: Sell more\n"
            "    metrics: {m: {better: higher, target: 9, every: month}}\n"
            f"    initiatives: {{fair: {{title: Go to the fair, {fields}}}}}\n"
        )
    )


def told(rule: str, subject: Strategy | Evaluation) -> bool:
    """Whether a rule finds something."""
    return bool([*rules.named(rule).check(subject)])


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("budget: 1000, spent: 9000, status: active", True),
        ("budget: 1000, spent: 1101", True),
        ("budget: 1000, spent: 1100, status: active", False),
        ("budget: 0, spent: 1, status: active", True),
        ("budget: 0, spent: 0, status: active", False),
        ("spent: 9000, status: active", False),
        ("budget: 1000, spent: 9000, status: done", False),
        ("budget: 1000, spent: 9000, status: stopped", False),
    ],
)
def test_money_beyond_the_budget(fields: str, found: bool) -> None:  # noqa: FBT001 - a row of the table
    """A tenth more is left alone, and what is over; nothing set aside and something spent is told."""
    assert told("initiative-over-budget", with_plan(fields)) is found


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("status: done, progress: 50", True),
        ("status: done, progress: 99.5", True),
        ("status: done, progress: 100", False),
        ("status: done", False),
        ("status: planned, progress: 1", True),
        ("status: planned, progress: 0", False),
        ("status: active, progress: 100", False),
        ("status: stopped, progress: 50", False),
        ("progress: 50", False),
    ],
)
def test_a_status_that_its_progress_contradicts(fields: str, found: bool) -> None:  # noqa: FBT001 - a row of the table
    """Done is all of it, planned is nothing of it."""
    assert told("initiative-status-at-odds", with_plan(fields)) is found


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("status: planned, start: 2025-01, due: 2026-12", True),
        ("status: planned, start: 2026-Q1", True),
        ("status: planned, start: 2026-Q2, due: 2026-12", False),  # over on the day of the readings, not before
        ("status: planned, start: 2025-01, due: 2026-03", False),  # overdue, and told as that
        ("status: active, start: 2025-01, progress: 0", False),
        ("progress: 0, start: 2025-01", True),
        ("start: 2025-01", False),
        ("status: planned, due: 2026-12", False),
    ],
)
def test_work_that_should_have_begun(fields: str, found: bool) -> None:  # noqa: FBT001 - a row of the table
    """The period in which it was to begin is over on the day of the readings, and nothing has begun."""
    assert told("initiative-not-begun", standing(with_plan(fields), "m,2026-06,9")) is found
