"""By what one can select beside names: each a field that people write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bsc_cli.model import CADENCES, Initiative, Metric, Review
from bsc_cli.selection.element import Selectable, objective_of, owner_of
from bsc_cli.strategy import Strategy


@dataclass(frozen=True, slots=True)
class Field:
    """One such field: what a value of it is called, an element's values, and those that are known beforehand."""

    noun: str
    values: Callable[[Strategy, Selectable], tuple[str, ...]]
    declared: Callable[[Strategy], set[str]]


def _owner(strategy: Strategy, element: Selectable) -> tuple[str, ...]:
    """Who answers for it; for a review, everyone who carries out a decision of it."""
    if isinstance(element, Review):
        return tuple(decision.owner for decision in element.decisions if decision.owner)
    owner = owner_of(strategy, element)
    return (owner,) if owner else ()


def _perspective(strategy: Strategy, element: Selectable) -> tuple[str, ...]:
    objective = objective_of(strategy, element)
    return (objective.perspective,) if objective else ()


def _theme(strategy: Strategy, element: Selectable) -> tuple[str, ...]:
    objective = objective_of(strategy, element)
    return (objective.theme,) if objective and objective.theme else ()


def _kind(_strategy: Strategy, element: Selectable) -> tuple[str, ...]:
    return (element.kind_,) if isinstance(element, Metric) and element.kind_ else ()


def _every(_strategy: Strategy, element: Selectable) -> tuple[str, ...]:
    return (element.every,) if isinstance(element, Metric) and element.every else ()


def _status(_strategy: Strategy, element: Selectable) -> tuple[str, ...]:
    return (element.status,) if isinstance(element, Initiative) and element.status else ()


FIELDS: Mapping[str, Field] = {
    "owner": Field("an owner of this strategy", _owner, lambda strategy: set(strategy.settings.owners)),
    "perspective": Field(
        "a perspective of this strategy", _perspective, lambda strategy: set(strategy.settings.perspectives)
    ),
    "theme": Field("a theme of this strategy", _theme, lambda strategy: set(strategy.settings.themes)),
    "kind": Field("a kind of metric", _kind, lambda _: {"leading", "lagging"}),
    "every": Field("a cadence", _every, lambda _: set(CADENCES)),
    "status": Field("a status of an initiative", _status, lambda _: {"planned", "active", "done", "stopped"}),
}
"""By the word before the ':'."""
