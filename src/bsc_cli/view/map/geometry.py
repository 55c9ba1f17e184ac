"""The places of everything on a map, as plain data for scripts."""

from __future__ import annotations

from collections.abc import Iterable

from bsc_cli.view.map.delta import Delta
from bsc_cli.view.map.drawing import Drawing
from bsc_cli.view.map.ink import Point


def geometry(drawing: Drawing) -> dict[str, object]:
    """Return `nodes`, `edges` and `bands` in pixels from the top left, rounded to a tenth.

    An edge of kind "drives" has the points its arrow passes, says in `feedback` whether it is declared as such, and in
    `hypothesis` what is known of it, null where nobody asked; one of kind "supports" is a line on its card and not an
    arrow, so its two points join the edges of the cards. On a map that shows a change, nodes and arrows say what became
    of them.
    """
    versions = {"base": drawing.between[0], "head": drawing.between[1]} if drawing.between else {}
    return {
        **versions,
        "width": _length(drawing.width),
        "height": _length(drawing.height),
        "nodes": [
            {
                "id": card.id,
                "perspective": card.perspective,
                "x": _length(card.x),
                "y": _length(card.y),
                "width": _length(card.width),
                "height": _length(card.height),
                **(_change(card.node.delta) if drawing.between else {}),
            }
            for card in drawing.cards
        ],
        "edges": [
            {
                "from": arrow.source,
                "to": arrow.target,
                "kind": "drives",
                "feedback": arrow.kind == "feedback",
                "hypothesis": None if arrow.hypothesis is None else str(arrow.hypothesis),
                "points": _points(arrow.points),
                **(_change(arrow.delta) if drawing.between else {}),
            }
            for arrow in drawing.arrows
        ]
        + [
            {
                "from": support.source,
                "to": support.target,
                "kind": "supports",
                "feedback": False,
                "hypothesis": None,
                "points": _points(support.points),
            }
            for support in drawing.supports
        ],
        "bands": [
            {
                "id": band.id,
                "title": band.title,
                "x": _length(band.x),
                "y": _length(band.y),
                "width": _length(band.width),
                "height": _length(band.height),
            }
            for band in drawing.bands
        ],
    }


def _change(delta: Delta | None) -> dict[str, object]:
    """Return what a change does to a thing; only a map that shows a change says so."""
    return {"change": delta.kind if delta else None, "changes": list(delta.words) if delta else []}


def _points(points: Iterable[Point]) -> list[list[float]]:
    return [[_length(x), _length(y)] for x, y in points]


def _length(value: float) -> float:
    return round(value, 1)
