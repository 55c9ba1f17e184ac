"""`bsc status` on readings of ten thousand, a million and ten million rows, against scripts that answer the same."""

from __future__ import annotations

import subprocess
from pathlib import Path

from benchmarks import readings, strategies
from benchmarks.case import Case, Goal, Group
from benchmarks.measure import Command
from benchmarks.place import HOME, Place

SIZES = {"10,000": (1, 10_000), "1,000,000": (10, 1_000_000), "10,000,000": (100, 10_000_000)}
"""Scorecards, each with 20 metrics, and rows."""


def group(place: Place) -> Group:
    """Measure a status for each size, with the extra `duckdb`; the scripts know the targets from a table."""
    _libraries(place)
    cases, yardsticks, kept = [], {}, {"BSC_CACHE_DIR": str(place.cache)}
    for name, (cards, rows) in SIZES.items():
        root = strategies.write(place.folder, cards)
        table, targets = readings.write(root, rows), readings.targets(root)

        def script(file: str, *arguments: Path) -> Command:
            return Command((place.peer("python"), str(HOME / "scripts" / file), *map(str, arguments)), place.folder)

        status = (place.bsc, "status", str(table), "--format", "json", "--fail-on", "none")
        duckdb, pandas, twelve = f"duckdb, {name}", f"pandas, {name}", f"last twelve, {name}"
        yardsticks[duckdb] = script("status_duckdb.py", table, targets)
        yardsticks[twelve] = script("last_twelve_duckdb.py", table)
        goals = [Goal(1.3, duckdb), Goal(1.3, twelve)]
        if cards == 1:
            yardsticks[pandas] = script("status_pandas.py", table, targets)
            goals = [Goal(1, pandas)]
        cold = Command(status, root, place.forget, environment=kept)
        cases.append(Case(f"`bsc status`, {name} readings", cold, tuple(goals)))
        if cards > 1:
            again = Command(status, root, environment=kept)
            cases.append(Case(f"`bsc status`, {name} readings, nothing changed", again, tuple(goals)))
    return Group(
        "Readings",
        tuple(cases),
        yardsticks,
        rounds=3,
        note="bsc reads the strategy from YAML, runs its rules about readings and writes JSON; scripts read targets "
        "from a table, and print. `last twelve` checks nothing and knows no target. Where nothing changed, bsc looks "
        "up what the readings came to.",
    )


def _libraries(place: Place) -> None:
    quiet = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--compile", "--only-binary", ":all:")
    for python, names in ((place.python, ("duckdb",)), (place.peer("python"), ("duckdb", "pandas"))):
        subprocess.run([python, *quiet, *names], check=True)  # noqa: S603 - our own interpreters
