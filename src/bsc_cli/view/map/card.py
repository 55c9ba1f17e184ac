"""The face of a card: status, title, owner, what it contributes to, metrics. All text stays inside."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import fsum

from bsc_cli.view.map.badge import BADGE, OUTLINES, badge, ghosted, told
from bsc_cli.view.map.figures import figures, height_of
from bsc_cli.view.map.ink import Anchor, Box, Ink, Ring, Sign, Stripe, Stroke, Text
from bsc_cli.view.map.letters import clean, is_right_to_left
from bsc_cli.view.map.lines import SMALL, SMALL_BOLD, Style, shorten, wrap
from bsc_cli.view.map.scene import Node
from bsc_cli.view.map.tally import LINE, signs, tally

TITLE = Style(13, 600)
_COMPACT_TITLE = Style(12, 600)
_MOST_TITLE_LINES = 4
_STRIPE = 7.0
_PAD_RIGHT = 11.0
_NO_METRIC = 20.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a card stands and how it is set: with all its facts, or compact; wide ones have their metrics beside."""

    x: float
    y: float
    width: float
    height: float
    compact: bool = False
    wide: bool = False
    striped: bool = True
    """Whether cards of this map show a status; then text keeps clear of the stripe."""

    @property
    def left(self) -> float:
        """Where text begins."""
        return self.x + (15 if self.striped else 12)

    @property
    def right(self) -> float:
        """Where text ends."""
        return self.x + self.width - _PAD_RIGHT


def needed_height(node: Node, frame: Frame) -> float:
    """Return how high a card must be for what it has to say; the frame's own place and height do not matter."""
    return _Face(node, Frame(0, 0, frame.width, 0, frame.compact, frame.wide, frame.striped)).height


def face(node: Node, frame: Frame) -> tuple[Ink, ...]:
    """Return a card's border, stripe and text. Metrics stand at the bottom, so that a row of cards lines up."""
    inks = (*_border(node, frame), *_Face(node, frame).inks)
    return tuple(map(ghosted, inks)) if node.is_gone else inks


def _border(node: Node, frame: Frame) -> list[Ink]:
    look = node.mark.look if node.mark else None
    stroke, thickness, dash = "card-line", 1.0, ""
    if look == "off":
        stroke, thickness = "off-text", 1.8
    if node.orphan:
        stroke, thickness, dash = "near-text", 1.6, "5 3.5"
    if node.delta:
        stroke, thickness, dash = OUTLINES[node.delta.kind]
    if node.focus:
        stroke, thickness = "arrow", 3.0
    inks: list[Ink] = [Box(frame.x, frame.y, frame.width, frame.height, 7, "card", stroke, thickness, dash)]
    if look:
        inks.append(Stripe(frame.x + 0.6, frame.y + 0.6, _STRIPE - 0.6, frame.height - 1.2, 5.4, f"{look}-mark"))
    return inks


@dataclass(slots=True)
class _Face:
    """A card while it is being written from top to bottom."""

    node: Node
    frame: Frame
    inks: list[Ink] = field(default_factory=list)
    height: float = 0.0
    _y: float = 0.0
    _right: float = 0.0

    def __post_init__(self) -> None:
        self._y = self.frame.y
        self._right = self.frame.right
        if self.frame.compact:
            self._compact()
        else:
            self._full()

    @property
    def _room(self) -> float:
        return self._right - self.frame.left

    def _write(
        self, words: str, style: Style, role: str, *, indent: float = 0, anchor: Anchor = "start", lift: float = 3.4
    ) -> None:
        """Write one line that ends at the present y."""
        x = self._right if anchor == "end" else self.frame.left + indent
        room = self._room - indent
        self.inks.append(
            Text(x, self._y - lift, shorten(words, style, room), style.size, role, style.weight, anchor, room)
        )

    # Full -------------------------------------------------------------------------------------------------------

    def _full(self) -> None:
        node, frame = self.node, self.frame
        if frame.wide:
            self._right = frame.left + (frame.right - frame.left) * 0.6 - 12
        self._y += 9
        self._badge(0)
        if node.mark:
            self.inks.append(Sign(node.mark.look, frame.left, self._y, 14))
            self._y += 14
            self._write(node.mark.word, SMALL_BOLD, f"{node.mark.look}-text", indent=20, lift=2.7)
            self._y += 4
        title = clean(node.title) or node.id
        anchor: Anchor = "end" if is_right_to_left(title) else "start"
        for line in wrap(title, TITLE, self._room, _MOST_TITLE_LINES):
            self._y += 16
            self._write(line, TITLE, "ink", anchor=anchor)
        self._facts()
        self._metrics()

    def _badge(self, indent: float) -> None:
        if self.node.delta:
            self.inks += badge(self.node.delta, self.frame.left + indent, self._y, self._room - indent)
            self._y += BADGE + 4

    def _changes(self) -> None:
        """Write what changed; where there is not room for all of it the hint has the rest."""
        words = self.node.delta.words if self.node.delta else ()
        for number, line in enumerate(told(words, SMALL, self._room)):
            self._y += 16 if number == 0 else 13
            self._write(line, SMALL, "delta-text", lift=3)

    def _facts(self) -> None:
        node = self.node
        if node.owner and clean(node.owner):
            self._y += 15
            self._write(node.owner, SMALL, "mute")
        elif node.is_answered_for:
            self._y += 15
            self._write("No owner", SMALL_BOLD, "off-text")
        self._changes()
        self._held(0)
        self._contributes(3)
        if node.orphan:
            self._y += 16
            words = "Orphan: no arrow in or out"
            fits = SMALL_BOLD.width(words, "widest") <= self._room
            self._write(words if fits else "Orphan: no arrows", SMALL_BOLD, "near-text", lift=3)

    def _held(self, indent: float) -> None:
        """Write how many objectives are folded into this card, and how they stand."""
        node = self.node
        if not node.holds:
            return
        self._y += 15
        words = "1 objective" if node.holds == 1 else f"{node.holds} objectives"
        self._write(words, SMALL, "ink", indent=indent, lift=3)
        lines = tally((node,), self._room - indent)
        self.inks += signs(lines, self.frame.left + indent, self._y + 1)
        self._y += LINE * len(lines) + (2 if lines else 0)

    def _contributes(self, most: int, lead: str = "Contributes to ") -> None:
        if not self.node.contributes_to:
            return
        words = lead + "; ".join(self.node.contributes_to)
        for number, line in enumerate(wrap(words, SMALL, self._room - 12, most)):
            self._y += 15 if number == 0 else 13
            if number == 0:
                self.inks.append(Ring(self.frame.left + 3.5, self._y - 7, 3, "card", "support", 1.4))
            self._write(line, SMALL, "support", indent=12, lift=3)

    def _metrics(self) -> None:
        metrics = self.node.metrics
        if self.node.holds:
            self.height = self._y + 9 - self.frame.y
            return
        left, right = self.frame.left, self._right
        if self.frame.wide:
            left, right = right + 24, self.frame.right
        block = fsum(height_of(metric, right - left) for metric in metrics) or _NO_METRIC
        written = self._y + 5
        pinned = max(self._y + 4, self.frame.y + self.frame.height - 5 - block)
        y = self.frame.y + 6 if self.frame.wide else pinned
        self.height = max(written, y + block + 5) - self.frame.y
        if self.frame.wide:
            bottom = self.frame.y + max(self.height, self.frame.height)
            self.inks.append(Stroke(((left - 12, self.frame.y + 10), (left - 12, bottom - 10)), "hair"))
        for number, metric in enumerate(metrics):
            if number or not self.frame.wide:
                self.inks.append(Stroke(((left, y + 0.5), (right, y + 0.5)), "hair"))
            self.inks += figures(metric, left, right, y)
            y += height_of(metric, right - left)
        if not metrics:
            self.inks.append(Text(left, y + 14, "No metric", 11, "off-text", 600, room=right - left))

    # Compact ----------------------------------------------------------------------------------------------------

    def _compact(self) -> None:
        node, frame = self.node, self.frame
        indent = 0.0
        self._y += 7
        self._badge(0)
        if node.mark:
            self.inks.append(Sign(node.mark.look, frame.left - 2, self._y + 1.6, 13))
            indent = 17
        title = clean(node.title) or node.id
        right_to_left = is_right_to_left(title)
        for line in wrap(title, _COMPACT_TITLE, self._room - indent, _MOST_TITLE_LINES):
            self._y += 15
            self._write(line, _COMPACT_TITLE, "ink", indent=indent, anchor="end" if right_to_left else "start")
        owner = clean(node.owner or "")
        words, role = (owner, "mute") if owner else ("No owner", "off-text")
        if node.orphan:
            words, role = f"Orphan · {owner}" if owner else "Orphan, no owner", "near-text"
        if owner or node.is_answered_for:
            self._y += 15
            self._write(words, SMALL, role, indent=indent, lift=3)
        self._held(indent)
        self._contributes(1, "")  # the ring says what it is, and the room is for which
        self.height = self._y + 6 - frame.y
