"""The legend: only what occurs in this map."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bsc_cli.view.map.arrow_sample import cross, label_width, minus, sample, widths
from bsc_cli.view.map.badge import badge, width
from bsc_cli.view.map.delta import SIGNS, Delta, DeltaKind
from bsc_cli.view.map.drawing import Arrow, ArrowKind
from bsc_cli.view.map.figures import leading_sign, sparkline
from bsc_cli.view.map.hypothesis import Hypothesis
from bsc_cli.view.map.ink import Box, Ink, Look, Ring, Sign, Text
from bsc_cli.view.map.layout import MARGIN, Layout
from bsc_cli.view.map.lines import SMALL, wrap
from bsc_cli.view.map.mark import WORDS

_WORDS: dict[tuple[ArrowKind, Hypothesis | None], str] = {
    ("drives", None): "Drives",
    ("drives", Hypothesis.SUPPORTED): "Supported by readings",
    ("drives", Hypothesis.ASSUMED): "Assumed",
    ("drives", Hypothesis.CONTRADICTED): "Contradicted by readings",
    ("feedback", None): "Feedback",
    ("against", None): "Runs down, not declared as feedback",
}
_OBJECTIVES: dict[DeltaKind, str] = {
    "added": "New, thick outline",
    "removed": "No longer there, dashed and grey",
    "changed": "What is different is said on the card",
}
_LINE = 20.0
_GAP = 16.0
_SHOWN: dict[Look, tuple[str, ...]] = {
    "ok": ("on-target",),
    "near": ("near",),
    "off": ("off",),
}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A sign of the legend, how wide it is, 0 where there is none, and its words.

    `draw` takes the left end and the baseline.
    """

    wide: float
    words: str
    draw: Callable[[float, float], Sequence[Ink]]


def legend(layout: Layout, arrows: Sequence[Arrow], top: float, notes: Sequence[str]) -> tuple[tuple[Ink, ...], float]:
    """Return the legend that begins at `top`, with sentences on what is not drawn, and where it ends."""
    right = layout.width - MARGIN
    inks: list[Ink] = []
    y = top + 14
    groups = [list(_marks(layout)), list(_arrows(layout, arrows)), list(_deltas(layout, arrows))]
    for group in groups:
        x = MARGIN + 2
        for entry in group:
            indent = entry.wide + 6 if entry.wide else 0.0
            wide = indent + SMALL.width(entry.words, "widest")
            if x + wide > right and x > MARGIN + 2:
                x, y = MARGIN + 2, y + _LINE
            inks += entry.draw(x, y)
            inks.append(Text(x + indent, y, entry.words, 11, "mute"))
            x += wide + _GAP
        y += _LINE if group else 0
    for note in notes:
        for line in wrap(note, SMALL, right - MARGIN - 4, 4):
            inks.append(Text(MARGIN + 2, y, line, 11, "off-text", 600, room=right - MARGIN - 4))
            y += 16
    return tuple(inks), y - 6


def _marks(layout: Layout) -> Iterator[_Entry]:
    nodes = layout.scene.nodes
    looks = {node.mark.look for node in nodes if node.mark} | {look for node in nodes for look, _ in node.counts}
    for look, statuses in _SHOWN.items():
        if look in looks:
            yield _sign(look, WORDS[statuses[0]])
    if "none" in looks:
        yield _sign("none", "No score")
    if any(node.orphan for node in nodes):
        yield _Entry(24, "Orphan", lambda x, y: [Box(x, y - 10, 24, 13, 3, "card", "near-text", 1.6, "5 3.5")])
    if any(node.focus for node in nodes):
        yield _Entry(24, "In focus", lambda x, y: [Box(x, y - 10, 24, 13, 3, "card", "arrow", 3)])
    if layout.compact:
        return
    metrics = [metric for node in nodes for metric in node.metrics]
    if any(metric.value and metric.expected for metric in metrics):
        yield _Entry(0, "Status: against what is expected by now on the way to the target", lambda _x, _y: ())
    if any(len(metric.readings) > 1 for metric in metrics):
        shape = tuple(Decimal(reading) for reading in (1, 2, 1, 3, 3))
        yield _Entry(26, "Readings, with target", lambda x, y: sparkline(shape, Decimal(4), (x, y - 10, 24, 10)))
    if any(metric.leading for metric in metrics):
        yield _Entry(7, "Leading metric", lambda x, y: [leading_sign(x + 1, y - 7.6)])


def _sign(look: Look, words: str) -> _Entry:
    return _Entry(13, words, lambda x, y: [Sign(look, x, y - 10, 12)])


def _arrows(layout: Layout, arrows: Sequence[Arrow]) -> Iterator[_Entry]:
    arrows = [arrow for arrow in arrows if not arrow.delta]
    shown = {_look(arrow) for arrow in arrows}
    lag = ", after the time shown" if any(link.lag for link in layout.scene.links) else ""
    for (kind, known), words in _WORDS.items():
        if (kind, known) in shown:
            wide = 42 if known is Hypothesis.CONTRADICTED else 32
            yield _Entry(wide, words + (lag if kind == "drives" else ""), sample(kind, known, wide))
            lag = "" if kind == "drives" else lag
    if ("drives", Hypothesis.CONTRADICTED) not in shown and any(_is_contradicted(arrow) for arrow in arrows):
        yield _Entry(14, _WORDS["drives", Hypothesis.CONTRADICTED], lambda x, y: cross(x + 7, y - 4, "contradicted"))
    if len({arrow.thickness for arrow in arrows if arrow.kind == "drives"}) > 1:
        yield _Entry(32, "Thicker: thought stronger", widths)
    if any(link.opposite for link in layout.scene.links):
        yield _Entry(14, "Opposite: more of this, less of that", lambda x, y: minus(x + 7, y - 4, "arrow"))
    if any(node.contributes_to for node in layout.scene.nodes):
        yield _Entry(
            8, "Contributes to an objective above", lambda x, y: [Ring(x + 4, y - 4, 3, "page", "support", 1.4)]
        )


def _look(arrow: Arrow) -> tuple[ArrowKind, Hypothesis | None]:
    """Return what the line of an arrow shows; one that runs down shows that, whatever is known of it."""
    return arrow.kind, arrow.hypothesis.shown if arrow.hypothesis and arrow.kind == "drives" else None


def _is_contradicted(arrow: Arrow) -> bool:
    return arrow.hypothesis is Hypothesis.CONTRADICTED


def _deltas(layout: Layout, arrows: Sequence[Arrow]) -> Iterator[_Entry]:
    """Yield the badges as they occur, then what became of arrows."""
    deltas = {node.delta.badge: node.delta for node in layout.scene.nodes if node.delta}
    for kind in SIGNS:
        for delta in (each for each in deltas.values() if each.kind == kind):
            yield _Entry(width(delta.badge), _OBJECTIVES[kind], _badge(delta))
    for kind in SIGNS:
        if any(arrow.delta and arrow.delta.kind == kind for arrow in arrows):
            wide = 44 + label_width(kind)
            yield _Entry(wide, f"Arrow {kind}", sample("drives", None, wide, kind))


def _badge(delta: Delta) -> Callable[[float, float], Sequence[Ink]]:
    return lambda x, y: badge(delta, x, y - 12)
