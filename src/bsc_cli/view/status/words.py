"""What statuses look like: a shape and a word, and only then a colour."""

from __future__ import annotations

from collections.abc import Mapping

from bsc_cli.evaluation import MetricResult, Status
from bsc_cli.view.numbers import ABSENT

SHAPES: Mapping[Status, str] = {
    Status.ON_TARGET: "●",
    Status.NEAR: "◆",
    Status.OFF: "■",
    Status.LATE: "△",
    Status.MISSING: "○",
    Status.NEVER_MEASURED: "◌",
    Status.NOT_DUE: "◇",
    Status.NO_TARGET: "□",
    Status.NO_SCORE: "?",
    Status.RETIRED: "\N{MULTIPLICATION SIGN}",
}
WORDS: Mapping[Status, str] = {
    Status.ON_TARGET: "on target",
    Status.NEAR: "near",
    Status.OFF: "off",
    Status.LATE: "late",
    Status.MISSING: "missing",
    Status.NEVER_MEASURED: "never measured",
    Status.NOT_DUE: "not due yet",
    Status.NO_TARGET: "no target",
    Status.NO_SCORE: "no score",
    Status.RETIRED: "retired",
}
LOW_COVERAGE = f"{SHAPES[Status.NO_SCORE]} low coverage"
"""What is shown of a roll-up that has a number, but too little weight behind it for a status."""


def spoken(status: Status) -> str:
    """Return the shape and the word of a status."""
    return f"{SHAPES[status]} {WORDS[status]}"


def tally(counts: Mapping[Status, int], *, words: bool = True) -> str:
    """Return the counts that are not 0, with words or with the shapes alone: "● 2 on target  ■ 1 off"."""
    there = [(status, number) for status, number in counts.items() if number]
    if not words:
        return " ".join(f"{SHAPES[status]}{number}" for status, number in there)
    return "   ".join(f"{SHAPES[status]} {number} {WORDS[status]}" for status, number in there)


def trend_of(result: MetricResult) -> str:
    """Return the trend in words, after an arrow that says which way the values go where that can be told."""
    if result.trend is None:
        return ABSENT
    match str(result.trend), result.metric.direction:
        case ("better", "higher") | ("worse", "lower"):
            return f"↗ {result.trend}"
        case ("better", "lower") | ("worse", "higher"):
            return f"↘ {result.trend}"
        case "steady", _:
            return f"→ {result.trend}"
    return str(result.trend)
