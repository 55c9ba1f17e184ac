"""When a metric turned: since which day it has been off."""

from __future__ import annotations

from datetime import date
from decimal import localcontext

from bsc_cli.evaluation.metric import MetricResult, judge
from bsc_cli.evaluation.status import Status
from bsc_cli.model import Calendar
from bsc_cli.readings import EXACT


def off_since(result: MetricResult, calendar: Calendar) -> date | None:
    """Return the last day of the first period of the unbroken run of readings that are off, up to the newest one.

    Each reading is judged by the target that was in force in its period. Periods known to be missing, or without a
    row, neither begin nor end a run: a missing reading is no miss, and no sign that things went well again. None
    when the metric is not off now.
    """
    if result.status is not Status.OFF:
        return None
    since = None
    with localcontext(EXACT):
        for value in reversed(result.series):
            number = value.precise
            if number is None:
                continue
            if judge(result.metric, number, value.ends, calendar).status is not Status.OFF:
                break
            since = value.ends
    return since
