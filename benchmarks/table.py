"""The figures as Markdown, one section for each group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from benchmarks.case import Case, Goal, Group
from benchmarks.measure import Sample

_LARGE, _MIDDLE = 20, 2


def section(group: Group, samples: Mapping[str, Sample]) -> str:
    """Return the section of a group."""
    lines = ["| work | CPU | clock | memory | ratio | goal | |", "|---|---:|---:|---:|---:|---:|---|"]
    lines += [f"| *{name}* | {_costs(samples[name])} | | | |" for name in group.yardsticks]
    for case in group.cases:
        lines += _rows(case, samples)
    note = f"\n{group.note}\n" if group.note else ""
    head = f"## {group.title}\n\nMedians of {group.rounds} interleaved runs.\n\n"
    return head + "\n".join(lines) + "\n" + note


def _rows(case: Case, samples: Mapping[str, Sample]) -> Iterator[str]:
    mine = samples[case.work]
    start = f"| {case.work} | {_costs(mine)}"
    if not case.goals:
        yield f"{start} | | | |"
    for goal in case.goals:
        if isinstance(goal, Goal):
            ratio, good = goal.reached(mine, samples[goal.than])
            yield f"{start} | {_ratio(ratio, goal.than)} | {_ratio(goal.most, goal.than)} | {_mark(good)} |"
        else:
            value = getattr(mine, goal.figure)
            shown = f"{_number(value)} {goal.unit} | {_number(goal.most)} {goal.unit}"
            yield f"{start} | {shown} | {_mark(value <= goal.most)} |"
        start = "| | | |"


def _costs(sample: Sample) -> str:
    return f"{_seconds(sample.cpu)} | {_seconds(sample.wall)} | {sample.memory:.0f} MiB"


def _seconds(value: float) -> str:
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s"


def _ratio(value: float, than: str) -> str:
    """Say a ratio as people do: 3.1 x the yardstick, or so many times faster."""
    return f"{_number(value)} x {than}" if value >= 1 / _MIDDLE else f"1/{_number(1 / value)} of {than}"


def _number(value: float) -> str:
    places = 0 if value >= _LARGE else 1 if value >= _MIDDLE else 2
    return f"{value:.{places}f}".removesuffix(".00").removesuffix(".0")


def _mark(good: bool) -> str:  # noqa: FBT001 - it is what is shown
    return "reached" if good else "**missed**"
