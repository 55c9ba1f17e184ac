"""Readings of periods that have not begun: slips in the year, or forecasts. They are told, and not seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bsc_cli.finding import Problem, Reported, Spot
from bsc_cli.model import Calendar
from bsc_cli.readings import Reading, Readings


def without_future(readings: Readings, calendar: Calendar, today: date | None) -> Readings:
    """Return readings without those of periods that begin after a day, which are reported once for each metric.

    Without a day nothing is known of the future, and all stays as it is.
    """
    if today is None:
        return readings
    begun = dict(readings.rows)
    faults: list[Reported] = []
    for metric, rows in readings.rows.items():
        if not rows or calendar.last_day(rows[-1].period) <= today:  # in order: most metrics are done with here
            continue
        future = [row for row in rows if calendar.first_day(row.period) > today]
        if future:
            begun[metric] = tuple(row for row in rows if calendar.first_day(row.period) <= today)
            faults.append(_reported(metric, future))
    return replace(readings, rows=begun, faults=(*readings.faults, *faults)) if faults else readings


def _reported(metric: str, rows: Sequence[Reading]) -> Reported:
    first = rows[0]
    message = f'"{metric}" has ' + (
        f"a reading for {first.period}, which has not begun."
        if len(rows) == 1
        else f"{len(rows)} readings for periods that have not begun, the first for {first.period}."
    )
    hint = "Correct the period, or wait with the reading until the period is over; until then it is not seen."
    return Reported("reading-in-the-future", Problem(Spot(metric, first.place), message, help=hint))
