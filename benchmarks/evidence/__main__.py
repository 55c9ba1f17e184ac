"""Measure whether `bsc evidence` keeps its word, and write RESULTS.md: `python -m benchmarks.evidence`."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.evidence import goals
from benchmarks.evidence.figures import Pile, ours, prewhitened, raw_correlation, scores
from benchmarks.evidence.goals import LENGTHS, Row
from benchmarks.evidence.other_world import other
from benchmarks.evidence.usual_world import usual
from benchmarks.evidence.world import Kind, Matrix, World
from benchmarks.place import HOME, machine
from bsc_cli.evidence.trial import Arrows, Series, try_arrows

RESULTS = Path(__file__).parent / "RESULTS.md"
SEED = 7_300_000  # of no scorecard that any constant was chosen on
SLOW = 20  # scorecards for the peer that takes seconds for each
_KINDS: tuple[Kind, ...] = ("null", "confounded", "reversed", "wrong sign", "wrong lag", "indirect")
_HEAD = """\
# Whether bsc evidence keeps its word

Written by `make bench-evidence`. [README](README.md) says what is simulated and what each goal means. Everything here
is simulated, because nobody knows the truth about real arrows; no constant was chosen on the seeds used here.
"""


def main() -> None:
    """Measure everything, in the order of the goals."""
    python = _peers()
    parts = [_HEAD]
    rows: list[Row] = []
    tables: list[str] = []
    for made, title, count in ((usual, "The usual scorecards", 200), (other, "Other scorecards", 120)):
        piles, others, cost = _worlds(made, count, python)
        if made is usual:
            rows += [*goals.power(piles, others), *goals.honesty(piles)]
        tables.append(_comparison(title, piles, others, cost))
        tables.append(_words(piles))
        sys.stdout.write(f"{tables[-2]}\n{tables[-1]}\n")
    rng = np.random.default_rng(SEED)
    for measured in (goals.stress, goals.hidden_cycle, goals.every_month, goals.after_looking, goals.units):
        rows += measured(rng)
    rows += _speed()
    rows.sort(key=lambda row: int(row.goal[1:]))
    parts += ["## The goals", _table(rows), *tables]
    parts += ["## What can be known", _KNOWN, goals.sample_sizes(rng)]
    parts.append(f"{datetime.now(UTC).date().isoformat()}, {machine()}, numpy {np.__version__}.")
    RESULTS.write_text("\n\n".join(part.strip() for part in parts) + "\n")
    sys.stdout.write(_table(rows) + "\n")


_KNOWN = """\
One clean arrow (one reading in ten missing, three tenths of noise), and the share that is called supported; below, the
same arrow in units that share a cycle and a season. In a whole scorecard, with other causes at work, expect less: see
the usual scorecards."""


def _peers() -> str:
    """Return an interpreter that has the peers; install them where they are not yet."""
    folder = HOME.parent / "build" / "bench" / "evidence-peers"
    python = folder / "bin" / "python"
    if not (folder / ".installed").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)  # noqa: S603 - our own interpreter
        wanted = str(Path(__file__).parent / "requirements.txt")
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "-r", wanted], check=True)  # noqa: S603 - likewise
        (folder / ".installed").touch()
    return str(python)


def _worlds(
    made: Callable[[int, int], World], count: int, python: str
) -> tuple[dict[int, Pile], dict[int, dict[str, Matrix]], dict[str, float]]:
    """Return what we and the peers make of the scorecards of each length, and what an arrow costs in milliseconds."""
    piles: dict[int, Pile] = {}
    others: dict[int, dict[str, Matrix]] = {}
    cost: dict[str, float] = {}
    for months in LENGTHS:
        worlds = [made(months, SEED + number) for number in range(count)]
        piles[months] = ours(worlds)
        others[months] = {
            "raw correlation": scores(worlds, raw_correlation),
            "prewhitened": scores(worlds, prewhitened),
        }
        found = _asked(worlds, python)
        others[months] |= {name: each for name, each in found.items() if not name.startswith("ms ")}
        cost = {name.removeprefix("ms "): float(each) for name, each in found.items() if name.startswith("ms ")}
        start = time.process_time()
        for world in worlds:
            try_arrows(world.series, world.tested)
        cost["bsc"] = 1000 * (time.process_time() - start) / len(piles[months].arrows)
    return piles, others, cost


def _asked(worlds: Sequence[World], python: str) -> dict[str, Matrix]:
    """Ask the peers, in a process of their own."""
    given: dict[str, Matrix] = {}
    for number, world in enumerate(worlds):
        from bsc_cli.evidence.numbers import filled

        given[f"{number}/raw"] = filled(world.values)
        given[f"{number}/clean"] = filled(world.series.news.values)
        given[f"{number}/arrows"] = np.array([[e.cause, e.effect, e.lag, e.sign] for e in world.arrows], dtype=float)
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.npz", Path(folder) / "out.npz"
        np.savez(source, **given)  # type: ignore[arg-type] # numpy's stub takes the names for its own option
        script = str(Path(__file__).parent / "peers.py")
        subprocess.run([python, script, str(source), str(target), str(SLOW)], check=True)  # noqa: S603 - our own script
        with np.load(target) as file:
            return {name: file[name] for name in file.files}


def _comparison(
    title: str, piles: dict[int, Pile], others: dict[int, dict[str, Matrix]], cost: dict[str, float]
) -> str:
    head = " | ".join(f"{months} months" for months in LENGTHS)
    lines = [
        f"## {title}",
        "",
        "Of true arrows, medium (r = 0.4) / strong (r = 0.6), the share found when each method calls",
    ]
    lines += ["5% of the false ones (null, confounded, reversed); and CPU for an arrow.", ""]
    lines += [f"| | {head} | ms |", "|---|" + "---:|" * (len(LENGTHS) + 1)]
    cells = [f"{piles[months].power(0.4):.2f} / {piles[months].power(0.6):.2f}" for months in LENGTHS]
    lines.append(f"| **bsc evidence** | {' | '.join(cells)} | {cost['bsc']:.2f} |")
    for name in others[LENGTHS[0]]:
        cells = [
            " / ".join(f"{goals.peer_power(piles[months], each, others[months][name]):.2f}" for each in (0.4, 0.6))
            for months in LENGTHS
        ]
        spent = f"{cost[name]:.1f}" if name in cost else ""
        lines.append(f"| {name} | {' | '.join(cells)} | {spent} |")
    return "\n".join(lines)


def _words(piles: dict[int, Pile]) -> str:
    head = " | ".join(f"{months} months" for months in LENGTHS)
    lines = ["Called supported by `bsc evidence`, by what the arrow is:", "", f"| | {head} |"]
    lines.append("|---|" + "---:|" * len(LENGTHS))
    figures: dict[str, Callable[[Pile], float]] = {
        **{f"true, r = {each}": partial(Pile.found, strength=each) for each in (0.6, 0.4, 0.2)},
        **{kind: partial(Pile.called, kind=kind) for kind in _KINDS},
        "**false among the supported**": lambda pile: pile.false_share,
        "**stated chance is off by**": lambda pile: pile.calibration,
    }
    lines += [
        f"| {what} | {' | '.join(f'{figure(piles[months]):.3f}' for months in LENGTHS)} |"
        for what, figure in figures.items()
    ]
    return "\n".join(lines)


def _speed() -> Iterable[Row]:
    """E12: many arrows at once, both ways round, in a process that does nothing else."""
    for count, most in ((25, 0.05), (1000, 0.1), (100_000, 5.0)):
        script = f"from benchmarks.evidence.__main__ import costs; print(*costs({count}))"
        done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)  # noqa: S603 - our own code
        seconds, memory = map(float, done.stdout.split())
        good = seconds <= most and memory <= 400  # noqa: PLR2004 - the target
        value = f"{seconds:.3f} s CPU, {memory:.0f} MiB"
        yield Row("E12", f"{count} arrows of 60 months, forth and back", value, f"<= {most} s, 400 MiB", good)


def costs(count: int, months: int = 60) -> tuple[float, float]:
    """Return the seconds of CPU and the MiB that it takes to hold so many arrows against readings, once warm."""
    rng = np.random.default_rng(1)
    metrics = max(20, count // 20)
    values = rng.standard_normal((metrics, months))
    values[rng.random(values.shape) < 0.1] = np.nan  # noqa: PLR2004 - one in ten is missing
    every = np.where(np.arange(metrics) % 7 == 0, 3, 1)
    values[np.ix_(every == 3, np.arange(months) % 3 != 2)] = np.nan  # noqa: PLR2004 - quarters
    cause = rng.integers(0, metrics, count)
    effect = (cause + 1 + rng.integers(0, metrics - 1, count)) % metrics
    arrows = Arrows.each_alone(cause, effect, rng.integers(1, 7, count), np.ones(count))
    series = Series(values, every)
    try_arrows(series, Arrows.each_alone(cause[:9], effect[:9], arrows.lag[:9], np.ones(9)))
    start = time.process_time()
    try_arrows(series, arrows)
    try_arrows(series, arrows.turned_round())
    return time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _table(rows: Iterable[Row]) -> str:
    lines = ["| goal | what | measured | target | |", "|---|---|---|---|---|"]
    for row in rows:
        word = "" if row.reached is None else "reached" if row.reached else "**missed**"
        lines.append(f"| {row.goal} | {row.what} | {row.value} | {row.target} | {word} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
