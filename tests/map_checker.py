"""Reads a drawn map back from its SVG and says what is wrong with it. It knows nothing of how the map was laid out."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from bsc_cli.view.map.letters import width

SVG = "{http://www.w3.org/2000/svg}"
PUBLISHED_MAPS = ("southwest", "mobil-namr")
LEAST_FONT = 11.0
LEAST_CARD_GAP = 22.0
LEAST_HEAD_GAP = 11.0
TEXT_CONTRAST, MARK_CONTRAST = 4.5, 3.0

Point = tuple[float, float]


@dataclass(frozen=True)
class Rect:
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def read(cls, text: str) -> Rect:
        """Read "x y width height"."""
        x, y, wide, high = map(float, text.split())
        return cls(x, y, x + wide, y + high)

    def overlaps(self, other: Rect, slack: float = 0.0) -> bool:
        """Tell whether the insides meet by more than the slack."""
        return (
            self.left < other.right - slack
            and other.left < self.right - slack
            and self.top < other.bottom - slack
            and other.top < self.bottom - slack
        )

    def holds(self, other: Rect, slack: float = 0.0) -> bool:
        """Tell whether the other lies inside, give or take the slack."""
        return (
            self.left - slack <= other.left
            and other.right <= self.right + slack
            and self.top - slack <= other.top
            and other.bottom <= self.bottom + slack
        )

    def has(self, point: Point) -> bool:
        """Tell whether a point lies inside, by more than half a pixel."""
        return self.left + 0.5 < point[0] < self.right - 0.5 and self.top + 0.5 < point[1] < self.bottom - 0.5

    def gap(self, other: Rect) -> float:
        """How far apart the two are, along the axis where they are farther apart."""
        aside = max(self.left, other.left) - min(self.right, other.right)
        along = max(self.top, other.top) - min(self.bottom, other.bottom)
        return max(aside, along)


@dataclass(frozen=True)
class Run:
    """An arrow as it was drawn: its ends and the points along its line."""

    source: str
    target: str
    kind: str
    look: str
    """What its line shows: whether it drives, how strongly, and what is known of it."""
    points: tuple[Point, ...]


@dataclass
class Picture:
    """What a map's SVG holds, read back."""

    root: ET.Element
    cards: dict[str, Rect] = field(default_factory=dict)
    bands: dict[str, Rect] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)
    labels: list[Rect] = field(default_factory=list)
    owners: list[tuple[str, str]] = field(default_factory=list)
    """The ends of the arrow of each label."""

    @classmethod
    def read(cls, svg: str) -> Picture:
        """Parse an SVG; raises ParseError when it is not XML."""
        found = cls(ET.fromstring(svg))  # noqa: S314 - our own output
        for group in found.root.iter(f"{SVG}g"):
            match group.get("class"):
                case "card":
                    found.cards[group.get("data-id", "")] = Rect.read(group.get("data-box", ""))
                case "band":
                    found.bands[group.get("data-id", "")] = Rect.read(group.get("data-box", ""))
                case "label":
                    found.labels.append(Rect.read(group.get("data-box", "")))
                    found.owners.append((group.get("data-from", ""), group.get("data-to", "")))
                case "arrow":
                    line = group.find(f"{SVG}path")
                    assert line is not None
                    ends = [group.get(f"data-{name}", "") for name in ("from", "to", "kind")]
                    points = tuple(along(line.get("d", "")))
                    shown = [line.get(name, "") for name in ("class", "stroke-width", "stroke-dasharray")]
                    found.runs.append(Run(ends[0], ends[1], ends[2], " ".join(shown), points))
        return found

    def runs_at(self, card: str) -> list[Run]:
        """Return the arrows that begin or end at a card."""
        return [run for run in self.runs if card in (run.source, run.target)]


def along(path: str, steps: int = 24) -> Iterator[Point]:
    """Yield points along a path of M, V, L and C commands, in their absolute forms."""
    x = y = 0.0
    for command, numbers in re.findall(r"([A-Z])([^A-Z]*)", path):
        values = [float(number) for number in numbers.split()]
        if command in "ML":
            x, y = values
            yield x, y
        elif command == "V":
            start = y
            y = values[0]
            yield from ((x, start + (y - start) * step / steps) for step in range(1, steps + 1))
        elif command == "C":
            corners = [(x, y), *zip(values[::2], values[1::2], strict=True)]
            for step in range(1, steps + 1):
                t = step / steps
                weights = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3
                yield (
                    sum(weight * corner[0] for weight, corner in zip(weights, corners, strict=True)),
                    sum(weight * corner[1] for weight, corner in zip(weights, corners, strict=True)),
                )
            x, y = corners[-1]
        else:
            raise ValueError(command)


def faults(svg: str) -> list[str]:
    """Return all that is wrong with a map, one sentence each."""
    picture = Picture.read(svg)
    return [
        *_cards(picture),
        *_arrows(picture),
        *_heads(picture),
        *_labels(picture),
        *_text(picture),
        *_contrast(picture),
        *_structure(picture),
    ]


def _cards(picture: Picture) -> Iterator[str]:
    for (name, card), (other_name, other) in combinations(picture.cards.items(), 2):
        if card.overlaps(other):
            yield f"card {name} overlaps card {other_name}"
        elif card.gap(other) < LEAST_CARD_GAP - 0.2:  # an edge is the sum of two numbers rounded to a tenth
            yield f"cards {name} and {other_name} are only {card.gap(other):.1f} apart"
    for name, card in picture.cards.items():
        if not any(band.holds(card, 0.1) for band in picture.bands.values()):
            yield f"card {name} is not inside a band"
    for (name, band), (other_name, other) in combinations(picture.bands.items(), 2):
        if band.overlaps(other):
            yield f"band {name} overlaps band {other_name}"


def _arrows(picture: Picture) -> Iterator[str]:
    for run in picture.runs:
        name = f"arrow {run.source} -> {run.target}"
        for card, box in picture.cards.items():
            if any(box.has(point) for point in run.points):
                yield f"{name} passes through card {card}"
        rises = [later[1] - earlier[1] for earlier, later in pairwise(run.points)]
        if run.kind == "drives" and any(step > 0.05 for step in rises):
            yield f"{name} does not go up all the way"
        if run.kind == "drives" and run.points[-1][1] >= run.points[0][1]:
            yield f"{name} ends no higher than it starts"
        for end, point in ((run.source, run.points[0]), (run.target, run.points[-1])):
            box = picture.cards[end]
            # The line stops inside the head, up to 8 pixels before the card.
            near = min(abs(point[1] - box.top), abs(point[1] - box.bottom)) <= 8.1
            if not (near and box.left <= point[0] <= box.right):
                yield f"{name} does not meet card {end}"


def _heads(picture: Picture) -> Iterator[str]:
    """Arrows that reach one edge of a card stand apart, but for those of one look, which may share a trunk."""
    edges: dict[tuple[str, bool], list[Run]] = {}
    for run in picture.runs:
        edges.setdefault((run.target, run.points[-1][1] < run.points[-2][1]), []).append(run)
    for (card, _), runs in edges.items():
        room = picture.cards[card].right - picture.cards[card].left - 32
        crowded = LEAST_HEAD_GAP * len(picture.runs_at(card)) > room
        for run, other in combinations(runs, 2):
            apart = abs(run.points[-1][0] - other.points[-1][0])
            if apart < 0.05 and (run.kind, run.look) != (other.kind, other.look):
                yield f"arrows of two looks share a head at {card}"
            elif 0.05 <= apart < LEAST_HEAD_GAP - 0.2 and not crowded:
                yield f"two heads at {card} are only {apart:.1f} apart"


def _labels(picture: Picture) -> Iterator[str]:
    for label, other in combinations(picture.labels, 2):
        if label.overlaps(other):
            yield f"two labels overlap at {label.left:.0f}, {label.top:.0f}"
    for label in picture.labels:
        for name, card in picture.cards.items():
            if label.overlaps(card):
                yield f"a label covers card {name}"
    for label, owner in zip(picture.labels, picture.owners, strict=True):
        for run in picture.runs:
            x, y = run.points[-1]  # the line stops within the head
            if owner != (run.source, run.target) and label.overlaps(Rect(x - 4.3, y - 1, x + 4.3, y + 1)):
                yield f"a label hides the head of {run.source} -> {run.target}"


# Text ---------------------------------------------------------------------------------------------------------------


def extent(text: ET.Element) -> Rect:
    """Where a line of text is at most, in the widest of the fonts that it was wrapped for."""
    size, weight = float(text.get("font-size", "0")), int(text.get("font-weight", "400"))
    wide = _wide(text.text or "", size, weight)
    for part in text:
        wide += _wide(part.text or "", float(part.get("font-size", size)), int(part.get("font-weight", weight)))
    wide = min(wide, float(text.get("textLength", wide)))
    x, y = float(text.get("x", "0")), float(text.get("y", "0"))
    left = {"start": x, "middle": x - wide / 2, "end": x - wide}[text.get("text-anchor", "start")]
    return Rect(left, y - size * 0.75, left + wide, y + size * 0.25)


def _wide(words: str, size: float, weight: int) -> float:
    return width(words, size, weight)


def _text(picture: Picture) -> Iterator[str]:
    page = Rect(0, 0, float(picture.root.get("width", "0")), float(picture.root.get("height", "0")))
    for group in picture.root.iter(f"{SVG}g"):
        lines = [(line, extent(line)) for line in group.findall(f"{SVG}text")]
        holder = page
        if group.get("class") in ("card", "label"):
            holder = Rect.read(group.get("data-box", ""))
        for line, box in lines:
            words = "".join(line.itertext())
            if not holder.holds(box, 0.1):
                yield f"text {words!r} leaves its {group.get('class')}"
            sizes = [float(part.get("font-size", LEAST_FONT)) for part in line.iter()]
            if min(sizes) < LEAST_FONT:
                yield f"text {words!r} is smaller than {LEAST_FONT}"
        for (line, box), (other, other_box) in combinations(lines, 2):
            if box.overlaps(other_box, 0.5):
                yield f"text {''.join(line.itertext())!r} overlaps {''.join(other.itertext())!r}"


# Contrast -----------------------------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, 0..1 (WCAG 2.2)."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1..21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _contrast(picture: Picture) -> Iterator[str]:
    style = "".join(each.text or "" for each in picture.root.iter(f"{SVG}style"))
    dark = dict(re.findall(r"\.([fs]-[a-z-]+)\{(?:fill|stroke):(#[0-9a-f]{6})\}", style))
    for scheme in ("light", "dark") if dark else ("light",):
        grounds: list[tuple[Rect, str]] = []
        for element in picture.root.iter():
            tag = element.tag.removeprefix(SVG)
            fill = _colour(element, "fill", dark if scheme == "dark" else {})
            if tag == "rect" and fill:
                grounds.append((_rect(element), fill))
            elif tag == "path" and fill:
                grounds.append((_bounds(element.get("d", "")), fill))
            elif tag == "text" and fill:
                box = extent(element)
                middle = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
                under = [ground for where, ground in grounds if where.has(middle)]
                ratio = contrast(fill, under[-1] if under else "#ffffff")
                if ratio < TEXT_CONTRAST:
                    yield f"text {''.join(element.itertext())!r} has contrast {ratio:.1f} in {scheme}"


def _colour(element: ET.Element, what: str, dark: dict[str, str]) -> str | None:
    written = element.get(what)
    if written is None or written == "none":
        return None
    names = [name for name in (element.get("class") or "").split() if name.startswith(what[0] + "-")]
    return dark.get(names[0], written) if names else written


def _rect(element: ET.Element) -> Rect:
    return Rect.read(" ".join(element.get(name, "0") for name in ("x", "y", "width", "height")))


def _bounds(path: str) -> Rect:
    """Return a box around a path, from the absolute numbers of its lines (arcs only round the corners off)."""
    x = y = 0.0
    points = []
    for command, numbers in re.findall(r"([MLHVAC])([^A-Z]*)", path):
        values = [float(number) for number in numbers.split()]
        if command == "H":
            x = values[-1]
        elif command == "V":
            y = values[-1]
        else:
            x, y = values[-2:]
        points.append((x, y))
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return Rect(min(xs), min(ys), max(xs), max(ys))


# Structure ----------------------------------------------------------------------------------------------------------


def _structure(picture: Picture) -> Iterator[str]:
    root = picture.root
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    if len(ids) != len(set(ids)):
        yield "an id occurs twice"
    for tag in ("title", "desc"):
        if not (root.findtext(f"{SVG}{tag}") or "").strip():
            yield f"there is no {tag}"
    if root.get("role") != "img":
        yield "there is no role"
    for element in root.iter():
        tag = element.tag.removeprefix(SVG)
        if tag not in ("svg", "title", "desc", "style", "g", "rect", "path", "circle", "text", "tspan"):
            yield f"<{tag}> has no place in a map"
        yield from (f"<{tag}> has {name}" for name in element.attrib if name.startswith("on") or "href" in name)
