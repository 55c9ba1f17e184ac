"""One file for each group of cases: a function `group` of the place, found by walking this folder."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from benchmarks.case import Group
from benchmarks.place import Place


def names() -> tuple[str, ...]:
    """Return the names of all groups, in alphabetical order."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


def made(name: str, place: Place) -> Group:
    """Make a group: what it measures is written below the place's folder."""
    group: Group = import_module(f"{__name__}.{name}").group(place)
    return group
