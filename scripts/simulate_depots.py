"""Write the depots of examples/repair-depots and their readings, which are simulated: the same every time.

What is true of them: faster repairs please tenants two months later (a partial correlation of about 0.5); trained
fitters get a little more done at the first visit three months later (0.2); whether it is done at the first visit does
not please anybody, training does not make repairs faster, and content tenants do not pay sooner. All depots share the
seasons, a slow swing and one month of storms.
"""

from __future__ import annotations

import math
import random
import sys
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "examples" / "repair-depots"
DEPOTS = ("harbour", "mill-road", "old-town", "parkside", "riverside", "station", "uplands", "westgate")
MONTHS = 36
FIRST_YEAR = 2023
_BEFORE = 24
_RED = {
    "days-to-repair": 14,
    "first-visit-share": 65,
    "two-trade-jobs": 35,
    "satisfied-tenants": 68,
    "paid-in-time": 88,
}

_CARD = """\
# yaml-language-server: $schema=../../../../schemas/scorecard.schema.json
# One of eight depots that do the same work and count it the same way. Written by scripts/simulate_depots.py.
scorecard: {name}
title: Depot {title}
owner: {name}-lead
parent: association
parent_version: 1
review: month

objectives:
  rent-in-time:
    perspective: financial
    title: Have the rent in {title} paid in time
    owner: {name}-lead
    supports: [association/rent-in-time]
    metrics:
      paid-in-time:
        kind: lagging
        unit: "%"
        better: higher
        baseline: 91
        target: 94
        red_line: 88
        every: month
        source: Ledger

  content-tenants:
    perspective: customer
    title: Please the tenants of {title}
    owner: {name}-lead
    supports: [association/content-tenants]
    drives:
      rent-in-time: {{after: 3 months, because: Who is content does not hold rent back., declared_on: 2022-12-01}}
    metrics:
      satisfied-tenants:
        kind: lagging
        unit: "%"
        better: higher
        baseline: 72
        target: 78
        red_line: 68
        every: month
        source: Calls after repairs

  repair-fast:
    perspective: process
    title: Repair fast in {title}
    owner: {name}-lead
    supports: [association/repair-fast]
    drives:
      content-tenants: {{after: 2 months, because: Waiting is what tenants complain of most., declared_on: 2022-12-01}}
    metrics:
      days-to-repair:
        kind: leading
        unit: days
        better: lower
        baseline: 12
        target: 9
        red_line: 14
        every: month
        source: Job sheets

  repair-at-the-first-visit:
    perspective: process
    title: Repair it at the first visit in {title}
    owner: {name}-lead
    supports: [association/repair-at-the-first-visit]
    drives:
      content-tenants: {{after: 1 month, because: A second visit costs a second morning., declared_on: 2022-12-01}}
    metrics:
      first-visit-share:
        kind: leading
        unit: "%"
        better: higher
        baseline: 70
        target: 78
        red_line: 65
        every: month
        source: Job sheets

  train-fitters:
    perspective: learning
    title: Train the fitters of {title}
    owner: {name}-lead
    supports: [association/train-fitters]
    drives:
      repair-at-the-first-visit:
        {{after: 3 months, because: A fitter of two trades needs no second one., declared_on: 2022-12-01}}
      repair-fast: {{after: 3 months, because: Fewer jobs wait for the one who can., declared_on: 2022-12-01}}
    metrics:
      two-trade-jobs:
        kind: leading
        unit: "%"
        better: higher
        baseline: 40
        target: 55
        red_line: 35
        every: month
        source: Job sheets
"""


def main() -> None:
    """Write a scorecard for each depot, and all readings."""
    chance = random.Random(20)  # noqa: S311 - a simulation, and the same every time
    lines = ["metric,period,value,note"]
    shared = _shared(chance)
    for name in DEPOTS:
        card = _CARD.format(name=name, title=name.replace("-", " ").title())
        (FOLDER / "scorecards" / "depots" / f"{name}.yaml").write_text(card, encoding="utf-8")
        for metric, values in _depot(chance, shared).items():
            for month, value in enumerate(values):
                if chance.random() > 0.04 or month == MONTHS - 1:  # noqa: PLR2004 - one month in 25 was not counted
                    period = f"{FIRST_YEAR + month // 12}-{month % 12 + 1:02}"
                    lines.append(f"{name}/{metric},{period},{value:.1f},{_note(metric, value)}")
    (FOLDER / "readings" / "2023-2025.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(lines) - 1} readings of {len(DEPOTS)} depots\n")


def _note(metric: str, value: float) -> str:
    """Return what is noted beside a value beyond its red line."""
    worse = value - _RED[metric] if metric == "days-to-repair" else _RED[metric] - value
    return "Looked into with the depot" if worse > 0 else ""


def _shared(chance: random.Random) -> list[float]:
    """Return what all depots have in common: winters, a slow swing, and one month of storms."""
    phase = chance.random()
    found = []
    for month in range(MONTHS):
        winter = math.cos(2 * math.pi * month / 12)
        found.append(0.9 * winter + 0.7 * math.sin(month / 7 + 6 * phase) + (2.0 if month == 26 else 0.0))  # noqa: PLR2004 - March 2025
    return found


def _depot(chance: random.Random, shared: list[float]) -> dict[str, list[float]]:
    """Return the months of one depot's metrics."""
    whole = MONTHS + _BEFORE
    days, first, trades = (_follows(chance, whole, keeps) for keeps in (0.5, 0.3, 0.6))
    content, paid = _follows(chance, whole, 0.4), _follows(chance, whole, 0.3)
    for month in range(3, whole):
        first[month] += 0.18 * trades[month - 3]
        content[month] -= 0.55 * days[month - 2]
    habit = [chance.gauss(0, 1) for _ in range(5)]
    series = {
        "days-to-repair": (11.0 + habit[0], 1.1, days, 1.0),
        "first-visit-share": (72.0 + 2 * habit[1], 2.6, first, -0.4),
        "two-trade-jobs": (44.0 + 3 * habit[2], 3.0, trades, 0.0),
        "satisfied-tenants": (73.0 + 2 * habit[3], 2.2, content, -1.0),
        "paid-in-time": (91.5 + habit[4], 0.9, paid, -0.3),
    }
    return {
        metric: [
            level + unit * (values[_BEFORE + month] + load * shared[month] + 0.15 * chance.gauss(0, 1))
            for month in range(MONTHS)
        ]
        for metric, (level, unit, values, load) in series.items()
    }


def _follows(chance: random.Random, months: int, keeps: float) -> list[float]:
    found = [0.0]
    for _ in range(months - 1):
        found.append(keeps * found[-1] + math.sqrt(1 - keeps**2) * chance.gauss(0, 1))
    return found


if __name__ == "__main__":
    main()
