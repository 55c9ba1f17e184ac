"""Selections as people write them: `owner:cfo +grow-revenue` (docs/decisions/0006-selecting.md).

All terms of one selection must hold; several selections widen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from shlex import split
from typing import TYPE_CHECKING, TypeAlias

from bsc_cli.model import Arrow
from bsc_cli.selection.element import KINDS, Selectable, elements, objective_of, scorecard_of
from bsc_cli.selection.field import FIELDS
from bsc_cli.selection.name import cut, find, or_rather
from bsc_cli.stop import Stop
from bsc_cli.strategy import Strategy

if TYPE_CHECKING:
    from bsc_cli.graph import CausalGraph

Test: TypeAlias = "Callable[[Selectable], bool]"


def select(strategy: Strategy, written: Sequence[str]) -> tuple[Selectable, ...]:
    """Return what any of some selections choose, in the order of `elements`; everything when there are none.

    Raises Stop, with the nearest right word, for a key, value or name that is not there.
    """
    every = elements(strategy)
    if not written:
        return every
    selections = [[_test(strategy, term) for term in _terms(each)] for each in written]
    return tuple(each for each in every if any(all(test(each) for test in tests) for tests in selections))


def _terms(written: str) -> list[str]:
    """Return the terms of a selection; quotes keep the spaces of a value together: owner:"Head of Sales"."""
    try:
        return split(re.sub(r"\s*->\s*", "->", written))
    except ValueError:
        raise Stop(f"A quotation mark is left open in: {cut(written)}") from None


def _test(strategy: Strategy, term: str) -> Test:
    key, colon, value = term.partition(":")
    if colon and key.removeprefix("+") not in KINDS:
        return _by_field(strategy, key, value)
    return _by_name(strategy, term)


def _by_field(strategy: Strategy, key: str, value: str) -> Test:
    """Return the test of a term such as `owner:cfo,coo`: any of the values will do."""
    field = FIELDS.get(key)
    if field is None:
        raise Stop(f'"{cut(key)}" is not what one can select by{or_rather(key, [*FIELDS, *KINDS])}')
    known = {each for element in elements(strategy) for each in field.values(strategy, element)}
    known |= field.declared(strategy)
    wanted = {value} if value in known else set(value.split(","))
    for each in sorted(wanted - known):
        raise Stop(f'"{cut(each)}" is not {field.noun}{or_rather(each, known)}')
    return lambda element: not wanted.isdisjoint(field.values(strategy, element))


def _by_name(strategy: Strategy, term: str) -> Test:
    """Return the test of a term such as `id`, `+id`, `id+` or `+id+`."""
    name = term.removeprefix("+").removesuffix("+")
    under = _standing_under(strategy, find(strategy, name))
    if name == term:
        return under
    start = [objective.id for objective in strategy.objectives.values() if under(objective)]
    start = start or [each.id for one in find(strategy, name) if (each := objective_of(strategy, one))]
    start = [each for each in start if each in strategy.objectives]
    if not start:
        raise Stop(f'"{cut(name)}" is not on the map: nothing leads to it or follows from it.')
    graph = _graph(strategy)
    reached: frozenset[str] = frozenset()
    if term.startswith("+"):
        reached |= graph.leading_to_any(start)
    if term.endswith("+"):
        reached |= graph.following_from_any(start)
    return lambda element: _among(strategy, element, reached)


def _graph(strategy: Strategy) -> CausalGraph:
    """Return the arrows and the cascade, as `bsc map --focus` follows them: without arrows that run back down."""
    from bsc_cli.graph import CausalGraph

    ends = [(arrow.source, arrow.target) for arrow in strategy.arrows if not arrow.feedback]
    return CausalGraph(strategy.objectives, [*ends, *((unit.id, above.id) for unit, above in strategy.supports)])


def _among(strategy: Strategy, element: Selectable, reached: Collection[str]) -> bool:
    """Whether an element stands under one of some objectives; of an arrow, both ends must be among them."""
    objective = objective_of(strategy, element)
    return (
        objective is not None
        and objective.id in reached
        and (not isinstance(element, Arrow) or element.target in reached)
    )


def _standing_under(strategy: Strategy, named: Iterable[Selectable]) -> Test:
    """Return whether an element is one of some, or stands under one: under its objective, in its scorecard."""
    keys = {(each.kind, each.id) for each in named}

    def test(element: Selectable) -> bool:
        objective = objective_of(strategy, element)
        around = [(element.kind, element.id), ("scorecard", scorecard_of(element))]
        return not keys.isdisjoint([*around, ("objective", objective.id)] if objective else around)

    return test
