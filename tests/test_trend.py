"""Trends: signals of a process behaviour chart, held against a second computation of the published rules."""

from __future__ import annotations

from decimal import Decimal
from statistics import fmean

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bsc_cli.evaluation.trend import chart, signal
from measured import one_metric, result, standing


def numbers(*values: int) -> list[Decimal]:
    """Return values as decimals."""
    return [Decimal(value) for value in values]


def test_lines_of_the_chart() -> None:
    """Of 10, 12, 11, 13, 12, 14: mean 72 / 6 = 12, ranges 2 1 2 1 2, so the limits are 12 -+ 2.66 * 8 / 5 = 4.256."""
    lines = chart(numbers(10, 12, 11, 13, 12, 14))
    assert lines == (Decimal("7.744"), Decimal(12), Decimal("16.256"))


@pytest.mark.parametrize(
    ("values", "side"),
    [
        ((10, 12, 11, 13, 12, 14), 0),
        ((10, 11, 10, 11, 10, 11, 10, 30), 1),  # outside the upper limit
        ((10, 11, 10, 11, 10, 11, 10, -9), -1),
        ((*[0, 9] * 8, 4, 5, 4, 5, 4, 5, 4, 5), 0),  # on both sides of 4.5
        ((*[0, 10, 0, 9] * 6, *[6, 7] * 4), 1),  # the last eight above the mean
        ((*[0, 4, 4, 4, 0, 0, 0, 0, 0, 0, 0, 0], *[5, 5, 6, 6, 5, 5, 5, 5, 1, 5, 1, 6]), 1),  # ten of twelve
        ((*[4, 0, 0, 4, 0, 4, 0, 4, 0, 0, 4, 0], *[6, 6, 5, 1, 6, 6, 1, 6, 1, 5, 5, 5]), 0),  # nine of twelve
        ((*[4, 0, 4, 0, 4, 0, 0, 0, 0, 4, 0, 0], *[1, 9, 1, 9, 5, 6, 6, 6, 9, 1, 9, 9]), 1),  # three of four far out
        ((5, 5, 5, 5, 5, 5, 5, 5, 5), 0),  # no variation: on the line is on no side
    ],
)
def test_signals(values: tuple[int, ...], side: int) -> None:
    """Each published signal by itself, and series without any."""
    assert signal(numbers(*values)) == side


def second_opinion(values: list[int]) -> int:
    """Compute the signals again, in floating point and from the rules as published, for the newest value only."""
    mean = fmean(values)
    moving = fmean(abs(values[at] - values[at - 1]) for at in range(1, len(values)))
    for side in (1, -1):
        away = [(value - mean) * side for value in values]
        if away[-1] <= 0:
            continue
        if (
            away[-1] > 2.66 * moving
            or (len(values) > 7 and min(away[-8:]) > 0)
            or (len(values) > 11 and len([each for each in away[-12:] if each > 0]) > 9)
            or len([each for each in away[-4:] if each > 1.33 * moving]) > 2
        ):
            return side
    return 0


@given(st.lists(st.integers(0, 1000).map(lambda value: value * 7 + 1), min_size=6, max_size=40))
@example([1, 1, 1, 1, 1, 1, 1, 1, 1, 9])
def test_signals_agree_with_a_second_computation(values: list[int]) -> None:
    """The same side, unless a value stands so near to a line that floating point cannot tell."""
    lines = chart(numbers(*values))
    edges = (lines.low, lines.centre, lines.high, (lines.centre + lines.high) / 2, (lines.centre + lines.low) / 2)
    if all(abs(value - edge) > Decimal("1e-6") for value in values[-12:] for edge in edges):
        assert signal(numbers(*values)) == second_opinion(values)


@given(st.lists(st.integers(-50, 50), min_size=6, max_size=30), st.integers(1, 9), st.integers(-99, 99))
def test_units_do_not_matter(values: list[int], factor: int, shift: int) -> None:
    """Another unit gives the same signal; turned upside down, the opposite one."""
    side = signal(numbers(*values))
    assert signal(numbers(*(value * factor + shift for value in values))) == side
    assert signal(numbers(*(-value for value in values))) == -side


JUMP = [f"2026-{month:02},{value}" for month, value in enumerate((10, 11, 10, 11, 10, 11, 10, 30), 1)]


@pytest.mark.parametrize(
    ("fields", "trend"),
    [
        ("better: higher", "better"),
        ("better: lower", "worse"),
        ("target_range: {low: 5, high: 15}", "worse"),
        ("target_range: {low: 25, high: 35}", "better"),
        ("target_range: {low: 5, high: 35}", "steady"),
        ("unit: x", None),
    ],
)
def test_which_way_is_better(fields: str, trend: str | None) -> None:
    """The direction of the metric says what a signal means; a range is better when the value is nearer to it."""
    assert result(fields, *JUMP).trend == trend


def test_too_few() -> None:
    """With fewer than six readings there is no telling; missing ones are none."""
    assert result("better: higher", *JUMP[:5], "2026-06,,Strike").trend == "too few"
    assert result("better: higher", *JUMP[:6]).trend == "steady"
    assert result("better: higher").trend is None


def test_an_event_begins_a_new_series() -> None:
    """What was read before a reorganisation says nothing of the variation after it."""
    lines = [f"m,{line}" for line in JUMP]
    about = "events: [{on: 2026-08, what: Merged, about: [c/m]}]"
    assert standing(one_metric("better: higher", about), *lines).metrics[0].trend == "too few"
    later = "events: [{on: 2027-01, what: Merged}]"
    assert standing(one_metric("better: higher", later), *lines).metrics[0].trend == "better"
