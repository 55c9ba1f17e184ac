"""Finding elements of a strategy by name, by the arrows and by their fields: a Strategy and texts in, elements out."""

from bsc_cli.selection.element import KINDS, Selectable, elements, is_retired, objective_of, owner_of, title_of
from bsc_cli.selection.name import find, find_one
from bsc_cli.selection.select import select

__all__ = [
    "KINDS",
    "Selectable",
    "elements",
    "find",
    "find_one",
    "is_retired",
    "objective_of",
    "owner_of",
    "select",
    "title_of",
]
