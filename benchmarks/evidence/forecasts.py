"""Measure whether forecasts and early warnings keep their word, and write FORECASTS.md: see `make bench-evidence`.

With names of files as arguments, what forecast_accuracy printed into them is taken instead of running it again.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks.evidence.other_world import other
from benchmarks.evidence.usual_world import usual
from benchmarks.evidence.warning_skill import Case, measured, parted, report, skill
from benchmarks.place import HOME, machine

RESULTS = Path(__file__).parent / "FORECASTS.md"
WORLDS = 120
_SPEED = 1000
_HEAD = """\
# Whether bsc forecast keeps its word

Written by `make bench-evidence`; [docs/forecast.md](../../docs/forecast.md) says what it means. M3 and M1 are the
monthly series of two forecasting competitions (of M3 the odd half: the even one was used to choose constants), only
their newest months given; "made" are series of [forecast_series.py](forecast_series.py). Lower is better for CRPS,
Brier and calibration; the bands should hold 0.80 and 0.95. Milliseconds are CPU for a series, for bsc with 13 quantiles
18 months ahead.
"""
_WARNINGS = """\
Chances of missing a target 1 to 6 months ahead, set half a deviation above or below the metric's usual course: the
Brier skill over the base rate, by what is known of the arrows. About half of the arrows drawn are false, and no world
was used before."""
_AIMS = {24: -0.10, 36: -0.07, 60: -0.05}


class Told(NamedTuple):
    """A row of forecast_accuracy."""

    series: str
    months: int
    method: str
    numbers: tuple[float, ...]


def main() -> None:
    """Measure everything, or take the accuracy from files, and write the document."""
    printed = [Path(name).read_text("utf-8") for name in sys.argv[1:]] or [_accuracy()]
    lines = [line for text in printed for line in text.splitlines() if line.startswith("| ")]
    rows = [line for line in lines if not line.startswith("| series")]
    worlds = {
        ("usual", 60, WORLDS): measured(WORLDS, 60, usual),
        ("usual", 36, WORLDS // 2): measured(WORLDS // 2, 36, usual),
        ("other", 60, WORLDS // 2): measured(WORLDS // 2, 60, other),
    }
    spent = milliseconds()
    goals = [*_of_forecasts([_told(row) for row in rows], spent), *_of_warnings(worlds["usual", 60, WORLDS])]
    head = (
        "| series | readings | n | method | CRPS | Brier | calibration | in 80% | in 95% | ms |\n" + "|---" * 10 + "|"
    )
    parts = [_HEAD, "## The goals", "| goal | what | measured | target | |\n|---|---|---|---|---|\n" + "\n".join(goals)]
    parts += ["## Forecasts", "\n".join([head, *rows]), "## Early warnings", _WARNINGS]
    for (name, months, count), found in worlds.items():
        parts.append(f"{count} {name} worlds of {months} months:\n\n" + "\n".join(report(found)))
    parts.append(f"{datetime.now(UTC).date().isoformat()}, {machine()}.")
    RESULTS.write_text("\n\n".join(part.strip() for part in parts) + "\n", "utf-8")
    sys.stdout.write("\n".join(goals) + "\n")


def _accuracy() -> str:
    """Return what forecast_accuracy prints, run beside its peers in an environment of their own."""
    folder = HOME.parent / "build" / "bench" / "forecast-peers"
    python = str(folder / "bin" / "python")
    if not (folder / ".installed").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)  # noqa: S603 - our own interpreter
        wanted = str(Path(__file__).parent / "requirements-forecast.txt")
        source = str(HOME.parent)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", wanted, source], check=True)  # noqa: S603 - likewise
        (folder / ".installed").touch()
    command = [python, "-m", "benchmarks.evidence.forecast_accuracy"]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=HOME.parent).stdout  # noqa: S603 - likewise


def _told(row: str) -> Told:
    series, months, _, method, *numbers = (cell.strip() for cell in row.strip("| ").split("|"))
    return Told(series, int(months), method, tuple(map(float, numbers)))


def _of_forecasts(rows: Sequence[Told], spent: float) -> Iterator[str]:
    for months, aim in _AIMS.items():
        here = [row for row in rows if row.series == "M3" and row.months == months]
        own = next(row.numbers[0] for row in here if row.method == "bsc")
        best = min((row for row in here if row.method != "bsc"), key=lambda row: row.numbers[0])
        gain = own / best.numbers[0] - 1
        what = f"CRPS on the odd half of M3, {months} months, against the best other ({best.method})"
        yield _goal("F1", what, f"{gain:+.1%}", f"<= {aim:+.0%}", gain <= aim)
    for place, what, low, high in ((3, "80%", 0.77, 0.83), (4, "95%", 0.92, 0.97)):
        held = [row.numbers[place] for row in rows if row.method == "bsc" and row.series in ("M3", "M1")]
        if held:
            good = low <= min(held) and max(held) <= high
            yield _goal(
                "F2", f"{what} bands hold, M3 and M1", f"{min(held):.3f} to {max(held):.3f}", f"{low} to {high}", good
            )
    what = f"CPU for a metric of 60 months with two targets, {_SPEED} metrics, everything"
    yield _goal("F5", what, f"{spent:.2f} ms", "<= 1 ms", spent <= 1)


def _of_warnings(found: Sequence[Case]) -> Iterator[str]:
    parts = parted(found)
    own, with_arrows, true = 0, 1, 3
    gains = {name: skill(each, with_arrows) - skill(each, own) for name, each in parts.items()}
    lost = skill(found, true) - skill(found, with_arrows)
    strong = gains["strong arrow, within its lag"]
    yield _goal("W1", "skill gained by a half-false map, all", f"{gains['all']:+.3f}", ">= +0.02", gains["all"] >= 0.02)  # noqa: PLR2004 - the target
    yield _goal("W1", "the same, strong arrow within its lag", f"{strong:+.3f}", ">= +0.06", strong >= 0.06)  # noqa: PLR2004 - the target
    yield _goal("W2", "skill lost against knowing the true map", f"{lost:.3f}", "<= 0.01", lost <= 0.01)  # noqa: PLR2004 - the target
    weak = -gains["weak arrows only"]
    yield _goal("W3", "skill lost to own readings, weak arrows only", f"{weak:.3f}", "<= 0.01", weak <= 0.01)  # noqa: PLR2004 - the target


def _goal(name: str, what: str, value: str, aim: str, good: bool) -> str:  # noqa: FBT001 - the last cell of a row
    return f"| {name} | {what} | {value} | {aim} | {'reached' if good else '**missed**'} |"


def milliseconds() -> float:
    """Return the CPU that all of a forecast takes for a metric, of a strategy with many."""
    from bsc_cli.evaluation import evaluate
    from bsc_cli.forecast import look_out
    from bsc_cli.load import load
    from bsc_cli.readings import read
    from bsc_cli.tree import Tree

    source = random.Random(1)  # noqa: S311 - no secret
    lines, rows = ["scorecard: c", "objectives:"], ["metric,period,value"]
    for number in range(_SPEED):
        lines += [f"  o{number}:", "    perspective: process", "    title: Do it", "    metrics:"]
        lines.append(f"      m{number}: {{better: higher, every: month, targets: {{2025-06: 55, 2025-12: 60}}}}")
        for month in range(60):
            value = 50 + source.gauss(0, 3) + month / 20
            rows.append(f"c/m{number},{2020 + month // 12}-{month % 12 + 1:02},{value:.2f}")
    strategy = load(Tree.of({"scorecards/c.yaml": "\n".join(lines) + "\n"})).strategy
    if strategy is None:
        raise ValueError(lines[:6])
    evaluation = evaluate(strategy, read({"readings/r.csv": "\n".join(rows) + "\n"}, strategy), date(2024, 12, 31))
    look_out(evaluation)
    began = time.process_time()
    look_out(evaluation)
    return (time.process_time() - began) * 1000 / _SPEED


if __name__ == "__main__":
    main()
