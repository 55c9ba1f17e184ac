"""The head of a sheet: name, day of the readings, vision, and the heads of the columns."""

from __future__ import annotations

from bsc_cli.view.map.ink import Box, Ink, Tail, Text
from bsc_cli.view.map.layout import MARGIN, Layout
from bsc_cli.view.map.letters import clean
from bsc_cli.view.map.lines import Style, shorten, wrap
from bsc_cli.view.map.words import between

_TITLE = Style(22, 700)
_VISION = Style(15, 600)
_RIGHT = Style(12)
_COLUMN = Style(12, 600)
_SUBTITLE = Style(16)
_SPACE = 14.0
_LEAST_OF_NAME = 0.6
"""Which share of its line a name has that is too long for it, however long the subtitle is."""
_MOST_VISION_LINES = 6


def heading(layout: Layout) -> tuple[tuple[Ink, ...], float]:
    """Return the head, and where it ends."""
    scene, width = layout.scene, layout.width - 2 * MARGIN
    told = [between(scene.deltas)] if scene.deltas else []
    told += [f"Readings as of {clean(scene.as_of)}"] if scene.as_of else []
    inks, y = _name(scene.name, scene.subtitle, " · ".join(told), width)
    vision = clean(scene.vision or "")
    lines = wrap(vision or "No vision is written down yet.", _VISION, width - 110, _MOST_VISION_LINES)
    height = 16 + 20 * len(lines)
    inks.append(Box(MARGIN, y, width, height, 8, "vision"))
    inks.append(Text(MARGIN + 16, y + height / 2 + 4, "VISION", 12, "vision-text", 700))
    for number, line in enumerate(lines):
        inks.append(Text(MARGIN + 94, y + 23 + 20 * number, line, 15, "vision-text", 600, room=width - 110))
    y += height + 10
    if scene.heading:
        heads, high = _column_heads(layout, y)
        inks += heads
        y += high + 8
    return tuple(inks), y


def _name(name: str, subtitle: str, told: str, width: float) -> tuple[list[Ink], float]:
    """Write name and subtitle and, at the right or, where nothing may be cut for it, below, which readings they are."""
    wished = _SUBTITLE.width(clean(subtitle), "widest")
    beside = _TITLE.width(clean(name), "widest") + _SPACE + wished + 24 + _RIGHT.width(told, "widest") <= width
    rest = min(wished, width * (1 - _LEAST_OF_NAME)) + _SPACE
    name = shorten(name, _TITLE, width - rest, "widest")
    rest = width - _TITLE.width(name, "widest") - _SPACE
    tail = Tail(shorten(subtitle, _SUBTITLE, rest, "widest"), _SUBTITLE.size, "mute")
    inks: list[Ink] = [Text(MARGIN, MARGIN + 20, name, 22, "ink", 700, tail=tail)]
    if told and beside:
        inks.insert(0, Text(MARGIN + width, MARGIN + 20, told, 12, "mute", anchor="end"))
    elif told:
        inks.append(Text(MARGIN, MARGIN + 40, shorten(told, _RIGHT, width, "widest"), 12, "mute", room=width))
    return inks, MARGIN + (34 if beside or not told else 54)


def _column_heads(layout: Layout, y: float) -> tuple[list[Ink], float]:
    boxes = layout.grid.columns
    titles = [
        wrap(title, _COLUMN, right - left - 18, 2)
        for title, (left, right) in zip(layout.scene.columns, boxes, strict=True)
    ]
    height = 11.0 + 15 * max(len(lines) for lines in titles)
    inks: list[Ink] = [Text(MARGIN + 10, y + height / 2 + 4, layout.scene.heading.upper(), 11, "mute", 600)]
    for lines, (left, right) in zip(titles, boxes, strict=True):
        inks.append(Box(left, y, right - left, height, 13, "column"))
        first = y + (height - 15 * len(lines)) / 2 + 11.6
        inks += [
            Text((left + right) / 2, first + 15 * number, line, 12, "ink", 600, "middle", right - left - 18)
            for number, line in enumerate(lines)
        ]
    return inks, height
