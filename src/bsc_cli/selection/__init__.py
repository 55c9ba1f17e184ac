"""Finding elements of a strategy: by a name, by the arrows, by their fields. Pure: a Strategy and texts in, elements out."""

from bsc_cli.selection.element import KINDS, Selectable, elements, objective_of, owner_of, title_of
from bsc_cli.selection.name import find, find_one
from bsc_cli.selection.select import select

__all__ = [
    "KINDS",
    "Selectable",
    "elements",
    "find",
    "find_one",
    "objective_of",
    "owner_of",
    "select",
    "title_of",
]
