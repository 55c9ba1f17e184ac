"""One file for each rule, named as the rule. Found by walking this folder: adding a file is all it takes."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from bsc_cli.rule import Rule


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Return the names of all rules, in alphabetical order, without importing them."""
    return tuple(sorted(module.name.replace("_", "-") for module in iter_modules(__path__)))


@lru_cache(maxsize=256)
def named(name: str) -> Rule[Any]:
    """Return the rule of a name that `names` has."""
    identifier = name.replace("-", "_")
    found: Rule[Any] = getattr(import_module(f"{__name__}.{identifier}"), identifier)
    return found


def catalogue() -> tuple[Rule[Any], ...]:
    """Return all rules, in alphabetical order."""
    return tuple(named(name) for name in names())
