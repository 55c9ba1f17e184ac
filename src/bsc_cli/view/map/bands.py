"""The bands of the perspectives: a label with title, question and how many objectives stand how."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from bsc_cli.view.map.drawing import Band
from bsc_cli.view.map.ink import Box, Ink, Stripe, Stroke, Text
from bsc_cli.view.map.layout import BAND_LABEL, MARGIN, Layout
from bsc_cli.view.map.letters import clean
from bsc_cli.view.map.levels import Levels
from bsc_cli.view.map.lines import SMALL, Style, wrap
from bsc_cli.view.map.scene import Scene
from bsc_cli.view.map.tally import LINE, Lines, signs, tally

_BAND = Style(14, 700)
_ROOM = BAND_LABEL - 18


@dataclass(frozen=True, slots=True)
class Block:
    """What the label of a band says: title, question, and lines of looks with how many cards have them."""

    title: tuple[str, ...]
    asks: tuple[str, ...]
    tally: Lines

    @property
    def height(self) -> float:
        """How high all that is."""
        return (
            18 * len(self.title)
            + (4 + 14 * len(self.asks) if self.asks else 0)
            + (8 + LINE * len(self.tally) if self.tally else 0)
        )


def block(scene: Scene, band: int) -> Block:
    """Return what the label of a band says."""
    here = [node for node in scene.nodes if node.band == band]
    title = wrap(clean(scene.bands[band].title) or scene.bands[band].id, _BAND, _ROOM, 3)
    if not here:
        return Block(title, ("No objectives",), ())
    asks = wrap(scene.bands[band].asks, SMALL, _ROOM, 4) if clean(scene.bands[band].asks) else ()
    return Block(title, asks, tally(here, _ROOM))


def band(layout: Layout, levels: Levels, number: int, block: Block) -> Band:
    """Draw a band."""
    top, bottom = levels.bands[number]
    width = layout.width - 2 * MARGIN
    inks: list[Ink] = [
        Box(MARGIN, top, width, bottom - top, 8, "band-odd" if number % 2 else "band-even"),
        Stripe(MARGIN, top, BAND_LABEL, bottom - top, 8, "band-label"),
    ]
    x = MARGIN + 10
    y = top + (bottom - top - block.height) / 2
    for line in block.title:
        y += 18
        inks.append(Text(x, y - 4, line, 14, "ink", 700, room=_ROOM))
    y += 4
    for line in block.asks:
        y += 14
        inks.append(Text(x, y - 3, line, 11, "mute", room=_ROOM))
    y += 8
    inks += signs(block.tally, x, y)
    seen = layout.scene.bands[number]
    return Band(seen.id, clean(seen.title), MARGIN, top, width, bottom - top, tuple(inks))


def lanes(layout: Layout, levels: Levels) -> tuple[Ink, ...]:
    """Thin dotted lines between the columns."""
    columns = layout.grid.columns
    middles = [(left[1] + right[0]) / 2 for left, right in pairwise(columns)]
    return tuple(Stroke(((x, top), (x, bottom)), "hair", 1, "1 5") for x in middles for top, bottom in levels.bands)
