"""Problems told once for many rows: an unknown name, a wrong cadence, a metric that is computed or retired."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from bsc_cli.finding import Place, Problem, Reported, Spot
from bsc_cli.model import Metric
from bsc_cli.readings.names import Names
from bsc_cli.readings.reading import Reading
from bsc_cli.readings.written import oneline

if TYPE_CHECKING:
    from bsc_cli.strategy import Strategy


def unknown(rows: Mapping[str, Sequence[Place]], names: Names) -> Iterator[Reported]:
    """Yield one report for each name that no scorecard declares, at its first row."""
    for written, places in rows.items():
        ending, hint = names.instead(written)
        count = "" if len(places) == 1 else f" ({len(places)} rows)"
        message = f'No scorecard declares a metric "{oneline(written, 80)}"{count}{ending}'
        yield Reported("reading-unknown-metric", Problem(Spot(oneline(written, 80), places[0]), message, help=hint))


def too_coarse(rows: Mapping[tuple[str, str], Sequence[Reading]], metrics: Mapping[str, Metric]) -> Iterator[Reported]:
    """Yield one report for each metric that has readings for longer periods than it is measured in."""
    for (metric, cadence), readings in rows.items():
        every = metrics[metric].every
        message = (
            f'"{metric}" is measured every {every}, but {_some(readings)} for a whole {cadence}'
            f"{'' if len(readings) == 1 else f', the first for {readings[0].period}'}."
        )
        hint = f"Write one row for each {every}, or set `every: {cadence}`; until then such rows are not used."
        yield _about(readings[0], "reading-too-coarse", message, hint)


def of_formulas(rows: Mapping[str, Sequence[Reading]]) -> Iterator[Reported]:
    """Yield one report for each metric that is computed by its formula and has readings all the same."""
    for metric, readings in rows.items():
        message = f'"{metric}" is computed by its formula, but {_some(readings)} given for it.'
        hint = "Delete the rows, which are not used, or the formula."
        yield _about(readings[0], "reading-of-formula", message, hint)


def after_retirement(rows: Mapping[str, Sequence[Reading]], strategy: Strategy) -> Iterator[Reported]:
    """Yield one report for each retired metric with readings for periods that begin after its last day."""
    calendar = strategy.calendar
    for buried in strategy.tombstones.values():
        if not isinstance(buried, Metric) or buried.id not in rows:
            continue
        grave = buried.retired or strategy.tombstones[f"objective {buried.objective}"].retired
        if grave is None:
            continue
        last = calendar.last_day(grave.on)
        after = [reading for reading in rows[buried.id] if calendar.first_day(reading.period) > last]
        if after:
            message = (
                f'"{buried.id}" was retired in {grave.on}, but {_some(after)} for later periods'
                f"{'' if len(after) == 1 else f', the first for {after[0].period}'}."
            )
            hint = f"Write them for {grave.successor}." if grave.successor else "Delete the rows, or take it up again."
            yield _about(after[0], "reading-after-retirement", message, hint)


def _some(readings: Sequence[Reading]) -> str:
    return "1 reading is" if len(readings) == 1 else f"{len(readings)} readings are"


def _about(reading: Reading, rule: str, message: str, hint: str) -> Reported:
    return Reported(rule, Problem(Spot(reading.metric, reading.place), message, help=hint))
