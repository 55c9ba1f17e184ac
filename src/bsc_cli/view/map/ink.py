"""What a drawing is made of: text, boxes, strokes and signs, placed in pixels from the top left.

A `role` names a colour of the palette by what it is for, so that one drawing can be printed light, dark or in grey.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Anchor = Literal["start", "middle", "end"]
Look = Literal["ok", "near", "off", "none"]
"""The four looks of a status; the word beside it says exactly which status."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Tail:
    """What goes on in the same line in another style, after a space."""

    words: str
    size: float
    role: str
    weight: int = 400


@dataclass(frozen=True, slots=True)
class Text:
    """One line. `y` is its baseline; `room` is the width that it must not leave, if there is one."""

    x: float
    y: float
    words: str
    size: float
    role: str
    weight: int = 400
    anchor: Anchor = "start"
    room: float | None = None
    tail: Tail | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with round corners."""

    x: float
    y: float
    width: float
    height: float
    radius: float
    fill: str | None
    stroke: str | None = None
    thickness: float = 1
    dash: str = ""


@dataclass(frozen=True, slots=True)
class Stripe:
    """The left edge of a card or a band: round outside, straight inside."""

    x: float
    y: float
    width: float
    height: float
    radius: float
    fill: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points, or a closed shape when it has a fill."""

    points: tuple[Point, ...]
    role: str
    thickness: float = 1
    dash: str = ""
    fill: str | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle with an outline."""

    x: float
    y: float
    radius: float
    fill: str
    stroke: str | None = None
    thickness: float = 1


@dataclass(frozen=True, slots=True)
class Sign:
    """A status: a shape that differs in outline and in glyph, not only in colour. `x`, `y` is its top left.

    Of what is gone only the shape is left, in grey.
    """

    look: Look
    x: float
    y: float
    size: float
    is_gone: bool = False


Ink = Text | Box | Stripe | Stroke | Ring | Sign
