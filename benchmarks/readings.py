"""Readings of any size to measure with: a value a day for each of the twenty metrics of each scorecard.

The same size gives the same bytes. Metrics are measured every month or quarter, so that days are summed up; one row in
five hundred has a note, and all rules but those about single days are content.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from bsc_cli.load import load
from bsc_cli.tree import Tree

LAST = date(2026, 6, 30)


def write(root: Path, rows: int) -> Path:
    """Write readings for a strategy, where they are not there yet; return the file, beside the strategy's folder."""
    path = root.parent / f"{root.name}-readings-{rows}.csv"
    if not path.exists():
        half = path.with_suffix(".part")
        with half.open("w") as file:
            file.writelines(_lines(root, rows))
        half.rename(path)
    return path


def _lines(root: Path, rows: int) -> Iterator[str]:
    strategy = load(Tree.below(root)).strategy
    if strategy is None:
        raise SystemExit(f"{root} cannot be read.")
    levels = [(name, int((metric.baseline or 0) * 10)) for name, metric in strategy.metrics.items()]
    days = rows // len(levels)
    yield "metric,period,value,note\n"
    for back in range(days - 1, -1, -1):
        day = LAST - timedelta(days=back)
        for place, (name, level) in enumerate(levels):
            swing = (day.toordinal() * 7919 + place * 104729) % 61 - 30
            value = level + swing
            note = "counted by hand" if (back + place) % 500 == 0 else ""
            yield f"{name},{day},{value // 10}.{value % 10},{note}\n"


def targets(root: Path) -> Path:
    """Write what the scripts need to know of each metric as a table beside the strategy's folder, and return it."""
    path = root.parent / f"{root.name}-targets.csv"
    strategy = load(Tree.below(root)).strategy
    if strategy is None:
        raise SystemExit(f"{root} cannot be read.")
    lines = ["metric,months,better,baseline,target,due"]
    for name, metric in strategy.metrics.items():
        _, (due, target), *_ = metric.targets.items()
        months = 1 if metric.every == "month" else 3
        day = strategy.calendar.last_day(due)
        lines.append(f"{name},{months},{metric.better},{metric.baseline},{target},{day}")
    path.write_text("\n".join(lines) + "\n")
    return path
