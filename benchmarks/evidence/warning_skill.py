"""Whether early warnings are worth something: chances of missing with and without the arrows, on worlds of known truth.

python -m benchmarks.evidence.warning_skill [worlds] [months] [usual|other]

Everything goes the way of a user: a strategy and readings as text, evidence of its arrows, forecasts, and then the six
months that nobody had seen.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.evidence.other_world import other
from benchmarks.evidence.usual_world import usual
from benchmarks.evidence.world import World
from bsc_cli.evaluation import Evaluation, evaluate
from bsc_cli.evaluation.odds import ArrowOdds
from bsc_cli.evidence import examine
from bsc_cli.forecast import Forecast, look_out
from bsc_cli.load import load
from bsc_cli.readings import read
from bsc_cli.tree import Tree

Floats = NDArray[np.float64]
AHEAD = 6
SEED = 960_000
"""Worlds from here on were used for nothing else."""
_FIRST_YEAR = 2010
_STRONG, _WEAK = 0.55, 0.25
_SIDES = (-0.5, 0.5)
_PAIRS = ((1, 6), (2, 5), (3, 4))
METHODS = ("own readings", "arrows by evidence", "supported arrows", "true arrows", "all arrows believed")


class Case(NamedTuple):
    """One target of one metric so many months ahead: whether it was missed, and the chance of that by each method."""

    missed: bool
    ahead: int
    strong: bool
    weak: bool
    chances: tuple[float, ...]


def cases(world: World, months: int) -> Iterator[Case]:
    """Yield the cases of one world whose first months are known."""
    seen = World(world.values[:, :months], world.every, world.arrows)
    table = _readings(seen)
    maps: tuple[tuple[ArrowOdds, ...], ...] = ()
    lags: dict[int, list[tuple[int, float]]] = {}
    for arrow in world.arrows:
        if arrow.kind == "true":
            lags.setdefault(arrow.effect, []).append((arrow.true_lag, arrow.strength))
    effects = sorted({arrow.effect for arrow in world.arrows if world.every[arrow.effect] == 1})
    for side in _SIDES:
        goals = {effect: _goals(seen.values[effect], side) for effect in effects}
        for pair in _PAIRS:
            evaluation = _evaluation(seen, goals, pair, months, table)
            maps = maps or _maps(examine(evaluation).odds, world)
            told = [look_out(evaluation, odds).by_metric for odds in maps]
            for effect in effects:
                name = f"c/m{effect}"
                for number, ahead in enumerate(pair):
                    came = world.values[effect, months + ahead - 1]
                    if not np.isfinite(came) or name not in told[0] or told[0][name][number].probability is None:
                        continue
                    chances = tuple(_missing(each[name][number]) for each in told)
                    ways = lags.get(effect, ())
                    strong = any(size > _STRONG and ahead <= lag for lag, size in ways)
                    weak = bool(ways) and all(size < _WEAK for _, size in ways)
                    yield Case(bool(came < goals[effect][ahead - 1]), ahead, strong, weak, chances)


def _missing(forecast: Forecast) -> float:
    own = forecast.probability
    return 1 - float(forecast.pushed.probability if forecast.pushed else own if own is not None else 0.5)


def _maps(odds: Sequence[ArrowOdds], world: World) -> tuple[tuple[ArrowOdds, ...], ...]:
    """Return the odds of arrows by method, in the order of METHODS."""
    real = {
        (f"c/m{each.cause}", f"c/m{each.effect}"): each for each in world.arrows if each.kind in ("true", "wrong lag")
    }
    every = {(each.cause, each.effect): each for each in odds}
    true = [
        ArrowOdds(each.arrow, each.cause, each.effect, 1.0, real[ends].true_lag, "true")
        for ends, each in every.items()
        if ends in real
    ]
    believed = [each._replace(probability=1.0) for each in odds]
    supported = [each for each in odds if each.word == "supported"]
    return (), tuple(odds), tuple(supported), tuple(true), tuple(believed)


def _goals(values: Floats, side: float) -> list[float]:
    """Return targets for the next months: the usual course of a metric, half a deviation above or below."""
    time = np.arange(len(values))
    known = np.isfinite(values)
    season = np.zeros(12)
    for _ in range(4):
        line = np.polyfit(time[known], (values - season[time % 12])[known], 1)
        left = values - np.polyval(line, time)
        parts = [left[known & (time % 12 == month)] for month in range(12)]
        season = np.array([part.mean() if len(part) else 0.0 for part in parts])
        season -= season.mean()
    spread = float(np.std((left - season[time % 12])[known]))
    coming = np.arange(len(values), len(values) + AHEAD)
    return [float(each) for each in np.polyval(line, coming) + season[coming % 12] + side * spread]


def _month(number: int) -> str:
    return f"{_FIRST_YEAR + number // 12}-{number % 12 + 1:02}"


def _readings(world: World) -> str:
    rows = ["metric,period,value"]
    for metric, values in enumerate(world.values):
        for month in map(int, np.flatnonzero(np.isfinite(values))):
            quarter = f"{_FIRST_YEAR + month // 12}-Q{month % 12 // 3 + 1}"
            rows.append(f"c/m{metric},{_month(month) if world.every[metric] == 1 else quarter},{values[month]:.6f}")
    return "\n".join(rows) + "\n"


def _evaluation(
    world: World, goals: dict[int, list[float]], pair: tuple[int, int], months: int, table: str
) -> Evaluation:
    lines = ["scorecard: c", "objectives:"]
    for metric in range(len(world.values)):
        lines += [f"  m{metric}:", "    perspective: process", f"    title: Improve {metric}"]
        out = [arrow for arrow in world.arrows if arrow.cause == metric]
        lines += ["    drives:"] if out else []
        for arrow in out:
            way = f"effect: {'opposite' if arrow.sign < 0 else 'same'}, declared_on: {_FIRST_YEAR - 1}-01-01"
            lines.append(f"      m{arrow.effect}: {{after: {arrow.lag} months, {way}}}")
        every = "month" if world.every[metric] == 1 else "quarter"
        due = ""
        if metric in goals:
            due = ", ".join(f"{_month(months + ahead - 1)}: {goals[metric][ahead - 1]:.6f}" for ahead in pair)
        lines += ["    metrics:", f"      m{metric}: {{better: higher, every: {every}, targets: {{{due}}}}}"]
    strategy = load(Tree.of({"scorecards/c.yaml": "\n".join(lines) + "\n"})).strategy
    if strategy is None:
        raise ValueError(lines)
    newest = strategy.calendar.holding(date(_FIRST_YEAR + (months - 1) // 12, (months - 1) % 12 + 1, 1), "month")
    day = strategy.calendar.last_day(newest)
    return evaluate(strategy, read({"readings/r.csv": table}, strategy), day)


def parted(found: Sequence[Case]) -> dict[str, Sequence[Case]]:
    """Return all cases and some of them, by what they are."""
    return {
        "all": found,
        "strong arrow, within its lag": [each for each in found if each.strong],
        "weak arrows only": [each for each in found if each.weak],
    }


def report(found: Sequence[Case]) -> Iterator[str]:
    """Yield the table: the Brier skill over the base rate, of all cases and of some."""
    parts = parted(found)
    yield f"| method | {' | '.join(f'{name} (n = {len(each)})' for name, each in parts.items())} |"
    yield "|---|" + "---|" * len(parts)
    for number, method in enumerate(METHODS):
        yield f"| {method} | {' | '.join(f'{skill(each, number):.3f}' for each in parts.values())} |"


def skill(found: Sequence[Case], method: int) -> float:
    """Return the Brier skill of a method, by its number, over the base rate: 1 is perfect, 0 no better than that."""
    missed = np.array([each.missed for each in found], dtype=np.float64)
    stated = np.array([each.chances[method] for each in found])
    base = missed.mean()
    return float(1 - ((stated - missed) ** 2).mean() / (base * (1 - base)))


def measured(worlds: int, months: int, make: Callable[[int, int], World]) -> list[Case]:
    """Return the cases of so many worlds whose first months are known."""
    return [case for number in range(worlds) for case in cases(make(months + AHEAD, SEED + number), months)]


def main() -> None:
    """Make worlds and print the table."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    worlds, months = (*numbers, *(120, 60)[len(numbers) :])[:2]
    began = time.process_time()
    found = measured(worlds, months, other if "other" in sys.argv else usual)
    sys.stdout.write(f"{worlds} worlds of {months} months, {time.process_time() - began:.0f} s of CPU\n\n")
    sys.stdout.write("\n".join(report(found)) + "\n")


if __name__ == "__main__":
    main()
