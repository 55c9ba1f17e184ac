"""Readings as a machine writes them, for tests of what is made of very many."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

CARD = """\
scorecard: c
objectives:
  o:
    perspective: process
    title: Do it
    metrics:
      last: {better: lower, target: 9, every: month}
      total: {better: higher, target: 9, every: quarter, aggregate: sum, limits: {low: -5, high: 500.5}}
      mean: {better: higher, target: 9, every: half-year, aggregate: mean}
      least: {better: higher, target: 9, every: year, aggregate: min}
      most: {better: higher, target: 9, every: month, aggregate: max}
      weekly: {better: higher, target: 9, every: week}
      daily: {better: higher, target: 9, every: day}
      free: {better: higher, target: 9}
      computed: {formula: last + total}
      gone: {every: month, retired: {on: 2025-12, because: Nobody used it.}}
"""
METRICS = ("last", "total", "mean", "least", "most", "weekly", "daily", "free")
TODAY = date(2026, 3, 10)


def days(metric: str, first: str, count: int, note: str = "") -> list[str]:
    """Return rows of a metric for some days on end."""
    start = date.fromisoformat(first)
    return [f"{metric},{start + timedelta(days=day)},{day % 7}.{day % 10}0,{note}" for day in range(count)]


def text_of(*lines: str) -> str:
    """Return a readings file."""
    return "\n".join(["metric,period,value,note", *lines]) + "\n"


PERIODS = st.one_of(
    st.dates(date(2025, 11, 1), date(2026, 3, 31)).map(str),
    st.sampled_from(["2026-01", "2026-02", "2025-Q4", "2026-W01", "2026-W06", "2026", "2026-H1"]),
    st.sampled_from(["2026-02-30", "2026-1", "0999-01-01", "", "2026-13", "Mar 2026", "2026-01-010", "\u0662026-01"]),
)
VALUES = st.one_of(
    st.decimals(-3, 600, places=2).map(str),
    st.sampled_from(
        ["", "", "0", "-0", "+3", ".5", "5.", "1e3", "1_000", "12%", "nan", "0x10", " 7", "7 ", "1.0000001"]
    )
    | st.sampled_from(["123456789012345678", "0.123456789012345678", "1" * 19, "00012", "\u0663", "1.5000", "-"]),
)
NOTES = st.sampled_from(["", "", "", "x", " x", "x ", "7", "\u0667", "Easter", "\u00a0", "=1", "é"])
NAMES = st.sampled_from([*METRICS, *METRICS, "c/last", "computed", "gone", "nothing", "o", "", " last", "c/"])


ROWS = st.lists(st.tuples(NAMES, PERIODS, VALUES, NOTES), max_size=30)
"""Cells of rows, sound and unsound ones."""
