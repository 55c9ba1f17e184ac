"""The metrics that are computed from others: what their formulas mean in this strategy, and what comes of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter
from itertools import chain

from bsc_cli.evaluation.exact import Exact, nearest, total
from bsc_cli.evaluation.formula import Formula, FormulaError, Reference, parse
from bsc_cli.evaluation.series import Series, Value, aggregated
from bsc_cli.finding import Problem
from bsc_cli.model import CADENCES, Cadence, Metric, Period
from bsc_cli.strategy import Strategy

_MOST_DIGITS = 36  # the square of the largest number one may write; beyond, a formula has run away


@dataclass(frozen=True, slots=True)
class Input:
    """The metrics that a reference stands for: those that must have a value, and retired units that may have one."""

    needed: tuple[str, ...]
    retired: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Computed:
    """A metric with its formula, every reference of which leads somewhere."""

    metric: Metric
    formula: Formula
    inputs: Mapping[Reference, Input]

    @property
    def needs(self) -> tuple[str, ...]:
        """The full ids of all its inputs."""
        return tuple(dict.fromkeys(chain.from_iterable((*each.needed, *each.retired) for each in self.inputs.values())))


class Formulas:
    """All formulas of a strategy: the ones that mean something, and the problems of the others."""

    def __init__(self, strategy: Strategy) -> None:
        self._strategy = strategy
        self._buried = {each.id: each for each in strategy.tombstones.values() if isinstance(each, Metric)}
        self._units: dict[str, list[str]] = {}
        for card in strategy.scorecards.values():
            if card.parent is not None:
                self._units.setdefault(card.parent, []).append(card.id)
        self.computed: dict[str, Computed] = {}
        self._wrong: list[Problem] = []
        for metric in (*strategy.metrics.values(), *self._buried.values()):
            if metric.formula is not None:
                self._read(metric, metric.formula)

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with formulas of living metrics: how they are written, unknown names, loops."""
        yield from (each for each in self._wrong if each.element.id in self._strategy.metrics)
        yield from self._loops()

    def _read(self, metric: Metric, text: str) -> None:
        try:
            formula = parse(text)
        except FormulaError as error:
            self._wrong.append(Problem(metric, error.message, "formula", error.hint))
            return
        inputs = {reference: self._input(reference, metric.scorecard_id) for reference in formula.references}
        unknown = [reference for reference, each in inputs.items() if each is None]
        self._wrong += [self._unknown(metric, reference) for reference in unknown]
        if not unknown:
            found = {reference: each for reference, each in inputs.items() if each is not None}
            self.computed[metric.id] = Computed(metric, formula, found)

    def _input(self, reference: Reference, card: str) -> Input | None:
        if not reference.of_units:
            full = self._strategy.full_id(reference.ref, card)
            return Input((full,)) if full in self._strategy.metrics or full in self._buried else None
        names = [f"{unit}/{reference.ref}" for unit in self._units.get(card, ())]
        living = tuple(name for name in names if name in self._strategy.metrics)
        retired = tuple(name for name in names if name in self._buried)
        return Input(living, retired) if living or retired else None

    def _unknown(self, metric: Metric, reference: Reference) -> Problem:
        card = metric.scorecard_id
        if reference.of_units:
            units = self._units.get(card)
            none = f'none of the {len(units)} has a metric "{reference.ref}".' if units else "there are none."
            message = f'The formula adds up "{reference.ref}" of the units below "{card}", and {none}'
            return Problem(metric, message, "formula", "A unit is below when it says `parent: " + card + "`.")
        names = {*self._strategy.metrics, *self._buried}
        own = {name.split("/", 1)[1] for name in names if name.startswith(f"{card}/")}
        message = f'"{reference.ref}" in the formula is not a metric'
        parts = [part for part in reference.ref.replace("/", "-").split("-") if part in own or part.isdigit()]
        if len(parts) > 1:
            return Problem(metric, f"{message}.", "formula", "Put spaces around operators: `a - b`, `a / b`.")
        near = get_close_matches(reference.ref, sorted(own | names), n=1) if len(names) <= 1000 else []  # noqa: PLR2004 - comparing is slow
        if near:
            return Problem(metric, f'{message}; did you mean "{near[0]}"?', "formula", f"Write {near[0]}.")
        return Problem(metric, f"{message}.", "formula", "`bsc list metrics` shows the ids that there are.")

    def _loops(self) -> Iterator[Problem]:
        living = {name: each for name, each in self.computed.items() if name in self._strategy.metrics}
        if not living:
            return
        from bsc_cli.graph import CausalGraph

        for name, each in living.items():
            if name in each.needs:
                yield Problem(each.metric, f'The formula of "{name}" needs its own value.', "formula", _UNLOOP)
        edges = [(name, need) for name, each in living.items() for need in each.needs if need in living]
        for loop in CausalGraph(living, edges).loops:
            way = " needs ".join(f'"{name}"' for name in (*loop[1:], loop[0]))
            message = f'The formula of "{loop[0]}" needs {way}: a loop has no value.'
            yield Problem(living[loop[0]].metric, message, "formula", _UNLOOP)

    def fill(self, series: dict[str, Series], as_of: date | None) -> None:
        """Add the series of computed metrics to those of measured ones. What is in a loop gets none."""
        sorter = TopologicalSorter({name: each.needs for name, each in self.computed.items()})
        with suppress(CycleError):  # the sorter still hands out all that no loop holds back
            sorter.prepare()
        while ready := sorter.get_ready():
            for name in ready:
                if name in self.computed:
                    series[name] = self._series(self.computed[name], series, as_of)
            sorter.done(*ready)

    def _series(self, computed: Computed, series: Mapping[str, Series], as_of: date | None) -> Series:
        cadence = self._cadence(computed)
        calendar = self._strategy.calendar
        values: dict[str, dict[Period, Value]] = {}
        for name in computed.needs:
            rows = series.get(name, ())
            if cadence is not None:
                metric = self._metric(name)
                rows = aggregated(rows, cadence, metric.aggregate, calendar, as_of)
            values[name] = {row.period: row for row in rows}
        periods = [_periods(each, values) for each in computed.inputs.values()]
        shared = periods[0].intersection(*periods[1:])
        return tuple(
            _in_period(computed, period, calendar.last_day(period), values)
            for period in sorted(shared, key=lambda each: (calendar.last_day(each), -CADENCES.index(each.cadence)))
        )

    def _metric(self, name: str) -> Metric:
        return self._strategy.metrics.get(name) or self._buried[name]

    def _cadence(self, computed: Computed) -> Cadence | None:
        """Return the cadence in which a formula is computed: its metric's, else the longest that an input declares."""
        if computed.metric.every is not None:
            return computed.metric.every
        declared = [every for name in computed.needs if (every := self._metric(name).every) is not None]
        return max(declared, key=CADENCES.index, default=None)


_UNLOOP = "Give one of them as readings instead."


def _periods(each: Input, values: Mapping[str, Mapping[Period, Value]]) -> set[Period]:
    """Return the periods in which an input has its say: all living metrics have a row in them."""
    if each.needed:
        return set.intersection(*(set(values[name]) for name in each.needed))
    return set().union(*(values[name] for name in each.retired))


def _in_period(computed: Computed, period: Period, ends: date, values: Mapping[str, Mapping[Period, Value]]) -> Value:
    def lookup(reference: Reference) -> Exact:
        each = computed.inputs[reference]
        rows = [values[name][period] for name in each.needed]
        rows += [values[name][period] for name in each.retired if period in values[name]]
        return total([row.precise for row in rows if row.precise is not None])

    for name in chain.from_iterable(each.needed for each in computed.inputs.values()):
        row = values[name][period]
        if row.value is None:
            return Value(period, ends, None, f"{name} is missing{f': {row.note}' if row.note else ''}")
    try:
        number = computed.formula.value(lookup)
    except ZeroDivisionError:
        return Value(period, ends, None, "its formula divides by 0")
    except ArithmeticError:
        number = None
    if number is None or nearest(number).adjusted() > _MOST_DIGITS:
        return Value(period, ends, None, "its formula gives a number beyond all measure")
    return Value.computed(period, ends, number)
