"""Arrows in the small: their heads, the signs in their labels, and samples of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bsc_cli.view.map.delta import SIGNS, DeltaKind
from bsc_cli.view.map.drawing import ArrowKind
from bsc_cli.view.map.hypothesis import Hypothesis
from bsc_cli.view.map.ink import Box, Ink, Ring, Stroke, Text
from bsc_cli.view.map.levels import LABEL_HEIGHT
from bsc_cli.view.map.line_style import LineStyle, line_style
from bsc_cli.view.map.lines import SMALL_BOLD


def sample(
    kind: ArrowKind, known: Hypothesis | None, wide: float, delta: DeltaKind | None = None
) -> Callable[[float, float], Sequence[Ink]]:
    """Return what draws an arrow lying down, from its left end and a baseline, for a legend."""

    def draw(x: float, y: float) -> Sequence[Ink]:
        style = line_style(kind, known, delta)
        line = Stroke(((x, y - 4), (x + wide - 8, y - 4)), style.role, 2, style.dash)
        sign = cross(x + 18, y - 4, style.role) if known is Hypothesis.CONTRADICTED else ()
        # Without colour an arrow that is new looks like one that was always there; its label tells them apart.
        sign = _pill(x + 14, y - 4, delta, style.text_role) if delta else sign
        return [line, head((x + wide, y - 4), (-1, 0), style), *sign]

    return draw


def _pill(x: float, y: float, kind: DeltaKind, role: str) -> Sequence[Ink]:
    """Draw the label of an arrow that changed, from its left end and the middle of its height."""
    wide = label_width(kind)
    dash = "4 2.5" if kind == "removed" else ""
    box = Box(x, y - LABEL_HEIGHT / 2, wide, LABEL_HEIGHT, LABEL_HEIGHT / 2, "page", role, 1.1, dash)
    return [box, Text(x + wide / 2, y + 3.9, _sign_and_word(kind), 11, role, 600, "middle", wide - 14)]


def label_width(kind: DeltaKind) -> float:
    """Return how wide a label is that says what became of an arrow."""
    return SMALL_BOLD.width(_sign_and_word(kind), "widest") + 14


def _sign_and_word(kind: DeltaKind) -> str:
    return f"{SIGNS[kind]} {kind}"


def widths(x: float, y: float) -> Sequence[Ink]:
    """Draw a thin and a thick line."""
    thin, thick = ((x, y - 7), (x + 30, y - 7)), ((x, y - 2), (x + 30, y - 2))
    return [Stroke(thin, "arrow", 1.3), Stroke(thick, "arrow", 3.4)]


def head(tip: tuple[float, float], back: tuple[int, int], style: LineStyle) -> Stroke:
    """Draw the head of an arrow from its tip; `back` is the direction to its tail. Feedback has a hollow head."""
    x, y = tip
    along, across = 8.0, 4.3
    left = (x + back[0] * along - back[1] * across, y + back[1] * along + back[0] * across)
    right = (x + back[0] * along + back[1] * across, y + back[1] * along - back[0] * across)
    return Stroke((tip, left, right), style.role, 1.2, "", "page" if style.hollow else style.role, closed=True)


def minus(x: float, y: float, role: str) -> Sequence[Ink]:
    """Draw the sign of an opposite effect around a point: a disc with a minus."""
    return [Ring(x, y, 5.5, role), Stroke(((x - 2.8, y), (x + 2.8, y)), "page", 1.8)]


def cross(x: float, y: float, role: str) -> Sequence[Ink]:
    """Draw the sign of what readings contradict around a point: a disc with a cross."""
    ends = (((x - 2, y - 2), (x + 2, y + 2)), ((x - 2, y + 2), (x + 2, y - 2)))
    return [Ring(x, y, 5.5, role), *(Stroke(each, "page", 1.6) for each in ends)]
