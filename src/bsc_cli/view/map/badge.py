"""How a change shows on a card: a badge with sign and word, an outline of its own, and what is gone as a ghost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bsc_cli.view.map.delta import Delta, DeltaKind
from bsc_cli.view.map.ink import Box, Ink, Ring, Sign, Stripe, Stroke, Text
from bsc_cli.view.map.lines import Style, shorten, wrap

BADGE = 16.0
"""How high a badge is."""
OUTLINES: dict[DeltaKind, tuple[str, float, str]] = {
    "added": ("delta", 3.0, ""),
    "changed": ("delta", 1.8, ""),
    "removed": ("gone", 1.6, "9 4"),
}
"""Colour, thickness and dash of a card's outline."""
_STYLE = Style(11, 600)
_PAD = 7.0
_MOST_LINES = 5


def badge(delta: Delta, x: float, y: float, room: float = 1000) -> list[Ink]:
    """Draw a badge from its top left: filled for what is new, outlined for what changed, dashed for what is gone."""
    words = shorten(delta.badge, _STYLE, room - 2 * _PAD, "widest")
    wide = width(words)
    stroke, _, dash = OUTLINES[delta.kind]
    filled = delta.kind == "added"
    box = Box(x, y, wide, BADGE, 3, stroke if filled else "card", stroke, 1.2, "4 2.5" if dash else "")
    role = "page" if filled else "gone-text" if delta.kind == "removed" else "delta-text"
    return [box, Text(x + wide / 2, y + 12, words, 11, role, 600, "middle", wide - _PAD)]


def width(words: str) -> float:
    """Return how wide a badge with these words is."""
    return _STYLE.width(words, "widest") + 2 * _PAD


def told(words: Sequence[str], style: Style, room: float) -> list[str]:
    """Return what changed in a few lines that fit a room; the last one counts what is left out.

    One change, or why something was retired, has all the lines; of several each has two.
    """
    lines: list[str] = []
    most = 2 if len(words) > 1 else _MOST_LINES
    for number, each in enumerate(words):
        left = len(words) - number
        more = wrap(each, style, room, most)
        if len(lines) + len(more) + (left > 1) > _MOST_LINES:
            return [*lines, f"and {left} more change{'' if left == 1 else 's'}"]
        lines += more
    return lines


def ghosted(ink: Ink) -> Ink:
    """Return an ink of something that is gone: its text still to be read, its colours away."""
    match ink:
        case Text():
            tail = replace(ink.tail, role="gone-text") if ink.tail else None
            return replace(ink, role="gone-text", tail=tail)
        case Stripe():
            return replace(ink, fill="none-mark")
        case Stroke():
            return replace(ink, role="gone", fill="page" if ink.fill else None)
        case Ring():
            return replace(ink, fill="page" if ink.fill == "card" else "gone", stroke="gone" if ink.stroke else None)
        case Box():
            return replace(ink, fill="page") if ink.fill == "card" else ink
        case Sign():
            return replace(ink, is_gone=True)
