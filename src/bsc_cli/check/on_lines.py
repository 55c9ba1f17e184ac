"""Which elements of a scorecard's file begin on which line: a comment at an element's key is about all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from bsc_cli.model import with_ids
from bsc_cli.source import Document, Places, Route

Thing: TypeAlias = tuple[str, str]
"""The kind of an element and its id, as findings have them."""

_GROUPS = {"metrics": "metric", "initiatives": "initiative", "drives": "arrow"}
_MEMBER = 4
"""Parts of the way to what stands in an objective: objectives, its id, the group, the id there."""


def things_on(lines: frozenset[int], document: Document, places: Places) -> Mapping[int, frozenset[Thing]]:
    """Return the elements whose keys stand on lines (from 1) of a document; nothing where none does."""
    found: dict[int, set[Thing]] = {}
    data = with_ids(document.data) if isinstance(document.data, dict) and document.data.get("scorecard") else None
    for route, span in places.keys.items() if data else ():
        if span.line in lines and (kind := _kind(route)):
            found.setdefault(span.line, set()).update((kind, name) for name in _ids(data, route))
    return {line: frozenset(things) for line, things in found.items()}


def _kind(route: Route) -> str | None:
    if route in {("scorecard",), ("vision",)}:
        return str(route[0])
    if route[0] != "objectives":
        return None
    if len(route) == _MEMBER:
        return _GROUPS.get(str(route[2]))
    return "objective" if len(route) == 2 else None  # noqa: PLR2004 - objectives and its id


def _ids(data: object, route: Route) -> Iterator[str]:
    """Yield the full id at a route of data with ids; none where something else stands there."""
    for part in route if route != ("scorecard",) else ():  # the line of that stands for the whole file
        data = data.get(part) if isinstance(data, dict) else None
    if isinstance(data, dict) and "@id" in data:
        yield str(data["@id"])
