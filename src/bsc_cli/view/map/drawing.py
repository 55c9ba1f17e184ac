"""A drawing: everything that a map shows, with its place. Pixels, from the top left; y grows downwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bsc_cli.view.map.delta import Delta, DeltaKind
from bsc_cli.view.map.hypothesis import Hypothesis
from bsc_cli.view.map.ink import Ink, Look, Point
from bsc_cli.view.map.scene import Node

ArrowKind = Literal["drives", "feedback", "against"]
"""A causal arrow that goes up, one meant to run back, and one that runs down without being declared as feedback."""


@dataclass(frozen=True, slots=True)
class Band:
    """A perspective over the full width."""

    id: str
    title: str
    x: float
    y: float
    width: float
    height: float
    inks: tuple[Ink, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """An objective, as it was seen (`node`). `hint` is all of it in words."""

    id: str
    perspective: str
    x: float
    y: float
    width: float
    height: float
    look: Look | None
    node: Node
    hint: str
    inks: tuple[Ink, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A causal arrow, from the edge of one card to the edge of another.

    Between two points of the same x it is straight, else a curve that leaves and arrives upright, so that it stays
    between the heights of the two points. It has its head at the last point. `hypothesis` is what is known of it, None
    where nobody asked.
    """

    source: str
    target: str
    kind: ArrowKind
    points: tuple[Point, ...]
    thickness: float
    hint: str
    hypothesis: Hypothesis | None = None
    delta: Delta | None = None
    """What became of it, on a map that shows a change."""


@dataclass(frozen=True, slots=True)
class Label:
    """A pill on an arrow: how long its effect takes, a minus for the opposite, a cross where contradicted."""

    source: str
    target: str
    kind: ArrowKind
    x: float
    y: float
    width: float
    height: float
    words: str
    minus: bool
    hypothesis: Hypothesis | None = None
    delta: DeltaKind | None = None

    @property
    def cross(self) -> bool:
        """Tell whether readings contradict the arrow."""
        return self.hypothesis is Hypothesis.CONTRADICTED


@dataclass(frozen=True, slots=True)
class Support:
    """A contribution to an objective above. It is a line on the card, not an arrow; the points join the two cards."""

    source: str
    target: str
    points: tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of paper, in millimetres, and how many of them a pixel of the drawing in its middle takes."""

    width: int
    height: int
    scale: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole map, `width` by `height`."""

    title: str
    description: str
    width: float
    height: float
    head: tuple[Ink, ...]
    bands: tuple[Band, ...]
    lanes: tuple[Ink, ...]
    arrows: tuple[Arrow, ...]
    cards: tuple[Card, ...]
    labels: tuple[Label, ...]
    supports: tuple[Support, ...]
    legend: tuple[Ink, ...]
    moved: int = 0
    """How many cards stand where the lock does not say."""
    unlabelled: int = 0
    """How many arrows had no free place for their label; their hint has it."""
    between: tuple[str, str] | None = None
    """The names of the older and the newer version, of a map that shows a change."""
    paper: Paper | None = None
    """What it is to be printed on, when it was laid out for that."""
