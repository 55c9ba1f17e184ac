"""The four signs of a status. They differ in outline and in glyph, so they can be told apart without colour."""

from __future__ import annotations

from dataclasses import replace

from bsc_cli.view.map.ink import Box, Ink, Ring, Sign, Stroke


def sign(placed: Sign) -> tuple[Ink, ...]:
    """Return the shapes of a sign; no font is needed for them."""
    shapes = _shapes(placed)
    return tuple(map(_greyed, shapes)) if placed.is_gone else shapes


def _greyed(shape: Ring | Stroke | Box) -> Ring | Stroke | Box:
    """Return a shape without the colour of its status: what was bright on it is the page, all else grey."""
    match shape:
        case Stroke():
            return replace(shape, role=_grey(shape.role), fill=_grey(shape.fill) if shape.fill else None)
        case Ring():
            return replace(shape, fill=_grey(shape.fill))
        case Box():
            stroke = _grey(shape.stroke) if shape.stroke else None
            return replace(shape, fill=_grey(shape.fill) if shape.fill else None, stroke=stroke)


def _grey(role: str) -> str:
    return "page" if role.endswith("glyph") else "gone"


def _shapes(placed: Sign) -> tuple[Ring | Stroke | Box, ...]:
    size, half = placed.size, placed.size / 2
    x, y = placed.x, placed.y
    middle_x, middle_y = x + half, y + half
    if placed.look == "ok":  # a disc with a tick
        tick = (
            (middle_x - half * 0.48, middle_y + half * 0.02),
            (middle_x - half * 0.1, middle_y + half * 0.4),
            (middle_x + half * 0.5, middle_y - half * 0.36),
        )
        return Ring(middle_x, middle_y, half, "ok-sign"), Stroke(tick, "glyph", size * 0.13)
    if placed.look == "near":  # a triangle with an exclamation mark
        corners = ((middle_x, y - size * 0.04), (x + size * 1.04, y + size * 0.96), (x - size * 0.04, y + size * 0.96))
        stem = ((middle_x, y + size * 0.34), (middle_x, y + size * 0.64))
        return (
            Stroke(corners, "near-edge", size * 0.1, fill="near-sign", closed=True),
            Stroke(stem, "near-glyph", size * 0.13),
            Ring(middle_x, y + size * 0.8, size * 0.08, "near-glyph"),
        )
    if placed.look == "off":  # a square with a cross
        reach = half * 0.45
        return (
            Box(x, y, size, size, size * 0.16, "off-sign"),
            Stroke(((middle_x - reach, middle_y - reach), (middle_x + reach, middle_y + reach)), "glyph", size * 0.15),
            Stroke(((middle_x + reach, middle_y - reach), (middle_x - reach, middle_y + reach)), "glyph", size * 0.15),
        )
    return (_dashed_ring(middle_x, middle_y, half - 0.9),)


def _dashed_ring(x: float, y: float, radius: float) -> Box:
    return Box(x - radius, y - radius, 2 * radius, 2 * radius, radius, None, "none-text", 1.6, "2.6 2")
