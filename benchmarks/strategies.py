"""Strategies of any size to measure with: every rule is content with them, and the same size gives the same bytes.

Each scorecard has 12 objectives, 20 metrics, 12 initiatives and 12 arrows, with comments as people write them; units
hang below each other four deep.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

_DEEP = 4
_SETTINGS = """\
# What all units share.
strategy: An enterprise of {count} units
profile: kaplan-norton # a working map: more objectives than one page of a board
"""


@dataclass(frozen=True)
class _Goal:
    """One of the twelve objectives of a unit: its id, title, the objectives it drives, and its metrics."""

    name: str
    perspective: str
    title: str
    drives: tuple[str, ...]
    metrics: tuple[tuple[str, str, str], ...]
    """(id, title, unit)."""


_GOALS = (
    _Goal("grow-revenue", "financial", "Grow the revenue", (), (("revenue", "Invoiced revenue", "kEUR"),)),
    _Goal("earn-margin", "financial", "Earn a better margin", (), (("margin", "Gross margin", "%"),)),
    _Goal("free-capital", "financial", "Free tied-up capital", (), (("tied-capital", "Capital in stock", "kEUR"),)),
    _Goal(
        "keep-customers",
        "customer",
        "Keep the customers we have",
        ("grow-revenue",),
        (("kept", "Customers kept", "%"), ("rating", "Rating after delivery", "points")),
    ),
    _Goal(
        "be-recommended",
        "customer",
        "Be recommended by customers",
        ("earn-margin",),
        (("recommended", "New customers by recommendation", "%"), ("complaints", "Orders with a complaint", "%")),
    ),
    _Goal(
        "answer-reliably",
        "customer",
        "Answer every request reliably",
        ("free-capital",),
        (("answered", "Requests answered as promised", "%"),),
    ),
    _Goal(
        "deliver-whole",
        "process",
        "Deliver each order whole",
        ("keep-customers",),
        (("whole", "Orders delivered whole", "%"), ("reworked", "Orders touched twice", "%")),
    ),
    _Goal(
        "mend-causes",
        "process",
        "Mend causes instead of symptoms",
        ("be-recommended", "keep-customers"),
        (("mended", "Causes mended", "%"), ("again", "Faults seen again", "%")),
    ),
    _Goal(
        "plan-together",
        "process",
        "Plan together with suppliers",
        ("answer-reliably", "be-recommended"),
        (("planned", "Orders planned together", "%"), ("shortages", "Days with a shortage", "days")),
    ),
    _Goal(
        "train-people",
        "learning",
        "Train people for their next task",
        ("deliver-whole",),
        (("trained", "People with a second skill", "%"), ("practice", "Days of practice", "days")),
    ),
    _Goal(
        "share-know-how",
        "learning",
        "Share what one team knows with all",
        ("mend-causes", "deliver-whole"),
        (("shared", "Fixes written down", "%"), ("used", "Fixes used elsewhere", "%")),
    ),
    _Goal(
        "keep-data",
        "learning",
        "Keep data that people trust",
        ("plan-together",),
        (("correct", "Records without a fault", "%"), ("checked", "Records checked", "%")),
    ),
)


def files(count: int) -> Iterator[tuple[str, str]]:
    """Yield path and text of each file of a strategy of so many scorecards."""
    yield "bsc.yaml", _SETTINGS.format(count=count)
    width = next(each for each in range(1, count + 2) if sum(each**level for level in range(_DEEP)) >= count)
    for number in range(count):
        yield f"scorecards/{number % 50:02}/{_unit(number)}.yaml", _scorecard(number, (number - 1) // width, count)


def write(folder: Path, count: int) -> Path:
    """Write a strategy below a folder, where it is not there yet, and return its root."""
    root = folder / f"strategy-{count}"
    if not (root / "bsc.yaml").exists():
        # One after the other: what this process has held is counted as memory of those that it starts.
        for path, text in chain(islice(files(count), 1, None), islice(files(count), 1)):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text)  # bsc.yaml last: it says that all the rest is there
    return root


def commit(root: Path) -> None:
    """Make the strategy a git repository of one commit, where it is none yet."""
    if not (root / ".git").exists():
        who = ("-c", "user.name=bench", "-c", "user.email=bench@example.org", "-c", "commit.gpgsign=false")
        for command in (("init", "-q", "-b", "main"), ("add", "."), (*who, "commit", "-q", "-m", "The strategy")):
            subprocess.run(["git", *command], cwd=root, check=True)  # noqa: S603, S607 - the git of the machine


def _unit(number: int) -> str:
    return "enterprise" if number == 0 else f"unit-{number:05}"


def _scorecard(number: int, above: int, count: int) -> str:
    unit = _unit(number)
    head = [
        f"# The scorecard of {unit.replace('-', ' ')}. Read it from the bottom up.",
        f"scorecard: {unit}",
        f"title: {unit.replace('-', ' ').capitalize()}",
        f"owner: head-of-{unit}",
        "version: 3 # raised when the strategy changes",
        "review: quarter",
    ]
    if number:
        head += [f"parent: {_unit(above)}", "parent_version: 3 # read and taken up"]
    else:
        head += [
            "vision:",
            "  statement: Earn 25% more revenue with the customers we have by the end of 2029.",
            "  by: 2029",
            "  measured_by: revenue",
        ]
    body = [line for place, goal in enumerate(_GOALS) for line in _objective(goal, place, number, above, count)]
    return "\n".join([*head, "", "objectives:", *body]) + "\n"


def _objective(goal: _Goal, place: int, number: int, above: int, count: int) -> Iterator[str]:
    unit, where = _unit(number), f" in {_unit(number).replace('-', ' ')}" if number else ""
    owner = f"{('sales', 'finance', 'plant', 'people')[place % 4]}-lead-{place // 4}-of-{unit}"
    yield f"  {goal.name}:"
    yield f"    perspective: {goal.perspective}"
    yield f"    title: {goal.title}{where}"
    yield f"    owner: {owner}"
    if number and count > 1:
        yield f"    supports: [{_unit(above)}/{goal.name}]"
    if goal.drives:
        yield "    drives:"
    for target in goal.drives:
        yield f"      {target}:"
        yield f"        after: {3 + (number + place) % 3} months # the lag of the hypothesis"
        yield f"        because: What is done here shows there, as the reviews of {2019 + number % 5} have shown."
    yield "    metrics:"
    for position, (name, title, measured_in) in enumerate(goal.metrics):
        yield from _metric((name, title, measured_in), goal, owner, number * 20 + place + position)
    yield "    initiatives:"
    yield f"      work-on-{goal.name}:"
    yield f"        title: {('A pilot', 'A weekly hour', 'A routine')[number % 3]} for {goal.name.replace('-', ' ')}"
    yield f"        owner: {owner}"
    yield f"        start: 2025-{1 + number % 9:02}"
    yield f"        due: 2026-{1 + (number + place) % 9:02}"
    yield f"        budget: {(1 + (number + place) % 40) * 1000}"
    yield f"        status: {('active', 'planned')[number % 2]}"
    yield f"        moves: [{', '.join(name for name, _, _ in goal.metrics)}]"


def _metric(what: tuple[str, str, str], goal: _Goal, owner: str, seed: int) -> Iterator[str]:
    name, title, measured_in = what
    leading = goal.perspective in ("process", "learning")
    falling = name in ("complaints", "reworked", "again", "shortages", "tied-capital")
    start = 40 + seed % 37 + (seed % 10) / 10
    step = -2.5 if falling else 2.5
    yield f"      {name}:"
    yield f"        title: {title}"
    yield f"        kind: {'leading' if leading else 'lagging'} # {'tells what comes' if leading else 'tells what was'}"
    yield f'        unit: "{measured_in}"'
    yield f"        better: {'lower' if falling else 'higher'}"
    yield f"        baseline: {start:.1f} # at the end of 2024"
    dated = ", ".join(f"{year}-Q4: {start + factor * step:.1f}" for year, factor in ((2025, 1), (2026, 2), (2027, 4)))
    yield f"        targets: {{{dated}}}"
    yield f"        every: {'month' if leading else 'quarter'}"
    yield f"        owner: {owner}"
    yield f"        source: Report {100 + seed % 900} of the warehouse"
    yield "        so_what: Two periods off the line, and the plan of this objective is reviewed."


if __name__ == "__main__":
    sys.stdout.write(f"{write(Path(sys.argv[2]), int(sys.argv[1]))}\n")
