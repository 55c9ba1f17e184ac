"""Where an element, or a field of one, stands in its document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bsc_cli.finding import KEY, Field, Place

if TYPE_CHECKING:
    from bsc_cli.model import Element
    from bsc_cli.source import Document


def place_of(path: str, document: Document | None, element: Element, field: Field) -> Place:
    """Find a place in a document, in the order: the field, the element's key; without a document, its first line."""
    if document is None:
        return Place(path, 1, 1, 1, 1)
    places, route = document.lookup, element.route
    if field is not None:
        inner = (*(() if element.kind == "scorecard" else route), *((field,) if isinstance(field, str) else field))
        if inner[-1] == KEY:
            return Place(path, *places.key(inner[:-1]))
        if places.has(inner):
            return Place(path, *places.find(inner))
    return Place(path, *(places.find(route) if element.kind == "scorecard" else places.key(route)))
