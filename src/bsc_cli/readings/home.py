"""Where a new row belongs: which file, and beside which row."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from bsc_cli.model import Calendar, Period
from bsc_cli.readings.reading import Readings


class Neighbour(NamedTuple):
    """The line of the row that a new one stands after, or else before; of a new one at the end neither."""

    after: int | None = None
    before: int | None = None


def home(readings: Readings, metric: str, pattern: str) -> str | None:
    """Return the path of the file that a metric's next row belongs to.

    That is the file of its newest row, else the one with most rows of its scorecard, else the scorecard's own in the
    folder of the settings' pattern; None where that pattern would not find it.
    """
    if rows := readings.rows.get(metric):
        return rows[-1].path
    card = metric.split("/", 1)[0]
    beside = Counter(row.path for other, rows in readings.rows.items() if other.startswith(f"{card}/") for row in rows)
    if beside:
        return min(beside, key=lambda path: (-beside[path], path))
    fixed = pattern.removeprefix("./").split("/")
    parts = fixed[: next((index for index, part in enumerate(fixed) if set(part) & set("*?")), len(fixed))]
    if len(parts) == len(fixed):
        return "/".join(parts)
    return "/".join([*parts, f"{card}.csv"]) if fixed[len(parts) :] in (["**", "*.csv"], ["*.csv"], ["**"]) else None


def neighbour(readings: Readings, metric: str, period: Period, path: str, calendar: Calendar) -> Neighbour:
    """Return beside which row of a file a metric's row for a period stands, in the order that its rows there have."""
    rows = [row for row in readings.rows.get(metric, ()) if row.path == path]
    if not rows:
        return Neighbour()
    day = calendar.last_day(period)
    earlier = [row for row in rows if calendar.last_day(row.period) <= day]
    later = rows[len(earlier) :]
    newest_first = rows[0].line > rows[-1].line
    above, below = (later[:1], earlier[-1:]) if newest_first else (earlier[-1:], later[:1])
    return Neighbour(after=above[0].line) if above else Neighbour(before=below[0].line)
