"""How many objectives stand how: signs with numbers beside them."""

from __future__ import annotations

from collections.abc import Iterable

from bsc_cli.view.map.ink import Ink, Look, Sign, Text
from bsc_cli.view.map.lines import Style
from bsc_cli.view.map.scene import Node

LINE = 17.0
"""How high a line of signs is."""

Lines = tuple[tuple[tuple[Look, int], ...], ...]
"""Lines of looks, each with how many objectives have it."""

_LOOKS: tuple[Look, ...] = ("ok", "near", "off", "none")


def tally(nodes: Iterable[Node], room: float) -> Lines:
    """Count the looks of some nodes, and of what is folded into them, in lines that fit a room in pixels."""
    counts: dict[Look, int] = {}
    for node in nodes:
        if node.is_gone:
            continue
        own = node.counts if node.holds else ((node.mark.look, 1),) if node.mark else ()
        for look, count in own:
            counts[look] = counts.get(look, 0) + count
    lines: list[list[tuple[Look, int]]] = [[]]
    x = 0.0
    for look in _LOOKS:
        if look not in counts:
            continue
        wide = _width(counts[look])
        if x + wide > room:
            lines.append([])
            x = 0.0
        lines[-1].append((look, counts[look]))
        x += wide
    return tuple(tuple(line) for line in lines if line)


def _width(count: int) -> float:
    return 20 + Style(11, 600).width(str(count), "widest")


def signs(lines: Lines, x: float, y: float) -> list[Ink]:
    """Draw lines of looks from their top left."""
    inks: list[Ink] = []
    for counts in lines:
        left = x
        for look, count in counts:
            inks.append(Sign(look, left, y + 1.5, 11))
            inks.append(Text(left + 15, y + 11, str(count), 11, "mute", 600))
            left += _width(count)
        y += LINE
    return inks
