"""One file for each rule, named as the rule. Found by walking this folder: adding a file is all it takes."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from importlib import import_module
from pathlib import Path
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


def about(*subjects: type, also: Collection[str] = ()) -> tuple[Rule[Any], ...]:
    """Return the rules about some kinds of subject, in alphabetical order, and import as few others as can be.

    `also` are names of further rules; one of no rule is passed over.
    `subjects.txt`, which `make docs` writes, says what each rule is about; one that it does not know is looked at.
    """
    text = Path(__file__).with_name("subjects.txt").read_text(encoding="utf-8")
    told = {name: subject for name, _, subject in (line.partition(" ") for line in text.splitlines())}
    wanted = {subject.__name__ for subject in subjects}
    found = [named(name) for name in names() if name in also or name not in told or told[name] in wanted]
    return tuple(rule for rule in found if rule.subject in subjects or rule.name in also)
