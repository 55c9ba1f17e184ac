"""The face of a card: status, title, owner, what it contributes to, metrics. All text stays inside."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from bsc_cli.view.map.ink import Anchor, Box, Ink, Ring, Sign, Stripe, Stroke, Tail, Text
from bsc_cli.view.map.letters import clean, is_right_to_left
from bsc_cli.view.map.lines import Style, shorten, wrap
from bsc_cli.view.map.mark import MetricLine
from bsc_cli.view.map.scene import Node

TITLE = Style(13, 600)
SMALL = Style(11)
SMALL_BOLD = Style(11, 600)
VALUE = Style(12, 600)
_COMPACT_TITLE = Style(12, 600)
_MOST_TITLE_LINES = 4
_STRIPE = 7.0
_PAD_RIGHT = 11.0
_METRIC, _PLANNED, _NAMED = 37.0, 32.0, 20.0
"""Heights of a metric with a value, with a target only, with neither."""


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
    return (*_border(node, frame), *_Face(node, frame).inks)


def _border(node: Node, frame: Frame) -> list[Ink]:
    look = node.mark.look if node.mark else None
    stroke, thickness, dash = "card-line", 1.0, ""
    if look == "off":
        stroke, thickness = "off-text", 1.8
    if node.orphan:
        stroke, thickness, dash = "near-text", 1.6, "5 3.5"
    if node.focus:
        stroke, thickness, dash = "arrow", 3.0, ""
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

    def _facts(self) -> None:
        node = self.node
        self._y += 15
        if node.owner and clean(node.owner):
            self._write(node.owner, SMALL, "mute")
        else:
            self._write("No owner", SMALL_BOLD, "off-text")
        self._contributes(3)
        if node.orphan:
            self._y += 16
            words = "Orphan: no arrow in or out"
            fits = SMALL_BOLD.width(words, "widest") <= self._room
            self._write(words if fits else "Orphan: no arrows", SMALL_BOLD, "near-text", lift=3)

    def _contributes(self, most: int) -> None:
        if not self.node.contributes_to:
            return
        words = "Contributes to " + "; ".join(self.node.contributes_to)
        for number, line in enumerate(wrap(words, SMALL, self._room - 12, most)):
            self._y += 15 if number == 0 else 13
            if number == 0:
                self.inks.append(Ring(self.frame.left + 3.5, self._y - 7, 3, "card", "support", 1.4))
            self._write(line, SMALL, "support", indent=12, lift=3)

    def _metrics(self) -> None:
        metrics = self.node.metrics
        block = sum(_metric_height(metric) for metric in metrics) or _NAMED
        written = self._y + 5
        left, right = self.frame.left, self._right
        if self.frame.wide:
            left, right = right + 24, self.frame.right
            y = self.frame.y + 6
        else:
            y = max(self._y + 4, self.frame.y + self.frame.height - 5 - block)
        self.height = max(written, y + block + 5) - self.frame.y
        if self.frame.wide:
            bottom = self.frame.y + max(self.height, self.frame.height)
            self.inks.append(Stroke(((left - 12, self.frame.y + 10), (left - 12, bottom - 10)), "hair"))
        for number, metric in enumerate(metrics):
            if number or not self.frame.wide:
                self.inks.append(Stroke(((left, y + 0.5), (right, y + 0.5)), "hair"))
            self.inks += _metric(metric, left, right, y)
            y += _metric_height(metric)
        if not metrics:
            self.inks.append(Text(left, y + 14, "No metric", 11, "off-text", 600, room=right - left))

    # Compact ----------------------------------------------------------------------------------------------------

    def _compact(self) -> None:
        node, frame = self.node, self.frame
        indent = 0.0
        self._y += 7
        if node.mark:
            self.inks.append(Sign(node.mark.look, frame.left - 2, self._y + 1.6, 13))
            indent = 17
        title = clean(node.title) or node.id
        right_to_left = is_right_to_left(title)
        for line in wrap(title, _COMPACT_TITLE, self._room - indent, _MOST_TITLE_LINES):
            self._y += 15
            self._write(line, _COMPACT_TITLE, "ink", indent=indent, anchor="end" if right_to_left else "start")
        self._y += 15
        owner = clean(node.owner or "")
        words, role = (owner, "mute") if owner else ("No owner", "off-text")
        if node.orphan:
            words, role = f"Orphan · {owner}" if owner else "Orphan, no owner", "near-text"
        self._write(words, SMALL, role, indent=indent, lift=3)
        self._contributes(1)
        self.height = self._y + 6 - frame.y


def _metric_height(metric: MetricLine) -> float:
    if metric.value is not None or metric.readings:
        return _METRIC
    return _PLANNED if metric.target else _NAMED


def _metric(metric: MetricLine, left: float, right: float, y: float) -> list[Ink]:
    inks: list[Ink] = []
    indent = 0.0
    if metric.leading:
        indent = 11
        inks.append(leading_sign(left + 1, y + 6.2))
    room = right - left - indent
    title = clean(metric.title)
    at_end = is_right_to_left(title)
    inks.append(
        Text(right if at_end else left + indent, y + 14, shorten(title, SMALL, room), 11, "mute", 400,
             "end" if at_end else "start", room)
    )  # fmt: skip
    if metric.value is None and not metric.readings:
        if metric.target:
            words = f"Target {clean(metric.target)}"
            inks.append(Text(left, y + 28, shorten(words, SMALL, right - left), 11, "ink", 400, room=right - left))
        return inks
    return inks + _figures(metric, left, right, y)


def _figures(metric: MetricLine, left: float, right: float, y: float) -> list[Ink]:
    inks: list[Ink] = []
    value, target = clean(metric.value or "no data"), f"/ {clean(metric.target)}" if metric.target else ""
    spark = min(58.0, (right - left) * 0.32) if len(metric.readings) > 1 else 0.0
    needed = VALUE.width(value, "widest") + (6 + SMALL.width(target, "widest") if target else 0)
    if spark and needed > right - left - spark - 14:
        spark = 0.0
    room = right - left - (spark + 14 if spark else 0)
    value = shorten(value, VALUE, room, "widest")
    rest = room - VALUE.width(value, "widest") - 6
    tail = Tail(shorten(target, SMALL, rest, "widest"), 11, "mute") if target and rest > 30 else None  # noqa: PLR2004 - a few digits
    inks.append(Text(right, y + 31, value, 12, "ink", 600, "end", room, tail))
    if spark:
        inks += sparkline(metric.readings, metric.level, (left + 1, y + 20, spark, 12))
    return inks


def sparkline(
    readings: tuple[Decimal, ...], level: Decimal | None, box: tuple[float, float, float, float]
) -> list[Ink]:
    """Draw readings as a line with a dot at the last, and the target as a dashed one, in a box: x, y, width, height."""
    x, y, width, height = box
    values = [*readings, level] if level is not None else list(readings)
    low, high = min(values), max(values)

    def at(value: Decimal) -> float:
        share = float((value - low) / (high - low)) if high > low else 0.5
        return y + height * (1 - share)

    step = width / (len(readings) - 1)
    points = tuple((x + step * number, at(reading)) for number, reading in enumerate(readings))
    inks: list[Ink] = []
    if level is not None:
        inks.append(Stroke(((x, at(level)), (x + width + 5, at(level))), "mute", 1, "2 2"))
    return [*inks, Stroke(points, "spark", 1.6), Ring(*points[-1], 2.3, "spark")]


def leading_sign(x: float, y: float) -> Ink:
    """Draw the hollow triangle of a leading metric, from its top left."""
    return Stroke(((x, y), (x + 6, y + 3.8), (x, y + 7.6)), "mute", 1.2, closed=True)
