"""A layout on a sheet: title, vision, column heads, bands, cards, arrows, labels and legend, all in their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bsc_cli.view.map import legend as key
from bsc_cli.view.map import pill, route
from bsc_cli.view.map.card import SMALL, face
from bsc_cli.view.map.drawing import Arrow, ArrowKind, Band, Card, Drawing, Support
from bsc_cli.view.map.ink import Box, Ink, Look, Sign, Stripe, Stroke, Tail, Text
from bsc_cli.view.map.layout import BAND_LABEL, MARGIN, Layout
from bsc_cli.view.map.letters import clean
from bsc_cli.view.map.levels import Levels, stack
from bsc_cli.view.map.lines import Style, shorten, wrap
from bsc_cli.view.map.net import Path
from bsc_cli.view.map.scene import Node, Scene

_TITLE = Style(22, 700)
_VISION = Style(15, 600)
_COLUMN = Style(12, 600)
_BAND = Style(14, 700)
_LABEL_ROOM = BAND_LABEL - 18
_THICKNESS = {"weak": 1.3, "moderate": 2.0, "strong": 3.4}
_LOOKS: tuple[Look, ...] = ("ok", "near", "off", "none")


def sheet(layout: Layout) -> Drawing:
    """Draw a layout."""
    scene = layout.scene
    head, y = _head(layout)
    blocks = [_block(scene, number) for number in range(len(scene.bands))]
    levels = stack(layout, [block.height for block in blocks], y)
    cards = _cards(layout, levels)
    arrows, wishes = _arrows(layout, levels)
    labels, missed = pill.place(wishes, arrows, MARGIN + BAND_LABEL + 3, layout.width - MARGIN - 3)
    signs, bottom = key.legend(layout, arrows, levels.bottom + 12, _notes(scene, arrows, len(missed)))
    return Drawing(
        title=f"{clean(scene.name)}: {clean(scene.subtitle)}",
        description=_description(scene),
        width=layout.width,
        height=bottom + 14,
        head=head,
        bands=tuple(_band(layout, levels, number, block) for number, block in enumerate(blocks)),
        lanes=_lanes(layout, levels),
        arrows=arrows,
        cards=cards,
        labels=labels,
        supports=_supports(scene, cards),
        legend=signs,
        unlabelled=len(missed),
    )


# Head ---------------------------------------------------------------------------------------------------------------


def _head(layout: Layout) -> tuple[tuple[Ink, ...], float]:
    scene, width = layout.scene, layout.width - 2 * MARGIN
    inks: list[Ink] = []
    y = MARGIN
    as_of = f"Readings as of {clean(scene.as_of)}" if scene.as_of else ""
    if as_of:
        inks.append(Text(MARGIN + width, y + 20, as_of, 12, "mute", anchor="end"))
    room = width - (Style(12).width(as_of, "widest") + 24 if as_of else 0)
    name = shorten(scene.name, _TITLE, room * 0.6, "widest")
    rest = room - _TITLE.width(name, "widest") - 14
    tail = Tail(shorten(scene.subtitle, Style(16), rest, "widest"), 16, "mute")
    inks.append(Text(MARGIN, y + 20, name, 22, "ink", 700, tail=tail))
    y += 34
    vision = clean(scene.vision or "")
    lines = wrap(vision or "No vision is written down yet.", _VISION, width - 110, 3)
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


# Bands --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Block:
    """What the label of a band says: title, question, and lines of looks with how many cards have them."""

    title: tuple[str, ...]
    asks: tuple[str, ...]
    tally: tuple[tuple[tuple[Look, int], ...], ...]

    @property
    def height(self) -> float:
        return (
            18 * len(self.title)
            + (4 + 14 * len(self.asks) if self.asks else 0)
            + (8 + 17 * len(self.tally) if self.tally else 0)
        )


def _block(scene: Scene, band: int) -> _Block:
    here = [node for node in scene.nodes if node.band == band]
    title = wrap(clean(scene.bands[band].title) or scene.bands[band].id, _BAND, _LABEL_ROOM, 3)
    if not here:
        return _Block(title, ("No objectives",), ())
    asks = wrap(scene.bands[band].asks, SMALL, _LABEL_ROOM, 4) if clean(scene.bands[band].asks) else ()
    lines: list[list[tuple[Look, int]]] = [[]]
    x = 0.0
    for look in _LOOKS:
        count = sum(node.mark is not None and node.mark.look == look for node in here)
        if count:
            wide = _tally_width(count)
            if x + wide > _LABEL_ROOM:
                lines.append([])
                x = 0.0
            lines[-1].append((look, count))
            x += wide
    return _Block(title, asks, tuple(tuple(line) for line in lines if line))


def _tally_width(count: int) -> float:
    return 20 + Style(11, 600).width(str(count), "widest")


def _band(layout: Layout, levels: Levels, number: int, block: _Block) -> Band:
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
        inks.append(Text(x, y - 4, line, 14, "ink", 700, room=_LABEL_ROOM))
    y += 4
    for line in block.asks:
        y += 14
        inks.append(Text(x, y - 3, line, 11, "mute", room=_LABEL_ROOM))
    y += 8
    for counts in block.tally:
        left = x
        for look, count in counts:
            inks.append(Sign(look, left, y + 1.5, 11))
            inks.append(Text(left + 15, y + 11, str(count), 11, "mute", 600))
            left += _tally_width(count)
        y += 17
    band = layout.scene.bands[number]
    return Band(band.id, clean(band.title), MARGIN, top, width, bottom - top, tuple(inks))


def _lanes(layout: Layout, levels: Levels) -> tuple[Ink, ...]:
    """Thin dotted lines between the columns."""
    columns = layout.grid.columns
    middles = [(left[1] + right[0]) / 2 for left, right in pairwise(columns)]
    return tuple(Stroke(((x, top), (x, bottom)), "hair", 1, "1 5") for x in middles for top, bottom in levels.bands)


# Cards and arrows ---------------------------------------------------------------------------------------------------


def _cards(layout: Layout, levels: Levels) -> tuple[Card, ...]:
    cards = []
    for number, row in enumerate(layout.order):
        for item in row:
            if not layout.net.is_card(item):
                continue
            node = layout.scene.nodes[item]
            frame = layout.frame(item, levels.rows[number], layout.heights[number])
            cards.append(
                Card(
                    id=node.id,
                    perspective=layout.scene.bands[node.band].id,
                    x=frame.x,
                    y=frame.y,
                    width=frame.width,
                    height=frame.height,
                    look=node.mark.look if node.mark else None,
                    hint=_card_hint(node),
                    inks=face(node, frame),
                )
            )
    return tuple(cards)


def _card_hint(node: Node) -> str:
    words = [f"{clean(node.title)} ({node.id})."]
    if node.mark:
        words.append(f"{node.mark.word}.")
    words.append(f"Owner: {clean(node.owner)}." if node.owner else "No owner.")
    for metric in node.metrics:
        value = f" {clean(metric.value)}" if metric.value else ""
        target = f" target {clean(metric.target)}" if metric.target else ""
        words.append(
            f"{clean(metric.title)}:{value}{',' if value and target else ''}{target}."
            if value or target
            else f"{clean(metric.title)}."
        )
    if node.contributes_to:
        words.append(f"Contributes to {clean('; '.join(node.contributes_to))}.")
    if node.orphan:
        words.append("No arrow leads to it or from it.")
    return " ".join(words)


def _arrows(layout: Layout, levels: Levels) -> tuple[tuple[Arrow, ...], tuple[pill.Wish, ...]]:
    at = route.ports(layout)
    nodes = layout.scene.nodes
    users: dict[int, int] = {}
    for path in layout.net.paths:
        for hop in path.hops:
            users[hop] = users.get(hop, 0) + 1
    arrows, wishes = [], []
    for path in layout.net.paths:
        link = path.link
        arrow = Arrow(
            source=nodes[link.source].id,
            target=nodes[link.target].id,
            kind=_kind(path),
            points=route.points(layout, levels, at, path),
            thickness=_THICKNESS[link.strength] * (0.8 if layout.compact else 1),
            hint=_arrow_hint(layout.scene, path),
        )
        arrows.append(arrow)
        if link.lag or link.opposite:
            short = pill.short_lag(link.lag.number, link.lag.unit) if link.lag else ""
            texts = (short,) if layout.compact or not link.lag else (str(link.lag), short)
            own = [users[hop] == 1 for hop in (reversed(path.hops) if path.down else path.hops)]
            # Between two hops an arrow runs beside cards, where no label has room.
            spread = tuple(value for each in own for value in (each, False))[:-1]
            wishes.append(pill.Wish(arrow, texts, link.opposite, spread))
    return tuple(arrows), tuple(wishes)


def _kind(path: Path) -> ArrowKind:
    if path.link.feedback:
        return "feedback"
    return "against" if path.down else "drives"


def _arrow_hint(scene: Scene, path: Path) -> str:
    link = path.link
    source, target = clean(scene.nodes[link.source].title), clean(scene.nodes[link.target].title)
    words = f"“{source}” {'drives the opposite of' if link.opposite else 'drives'} “{target}”"
    words += f", after {link.lag}" if link.lag else ""
    words += f", {link.strength}" if link.strength != "moderate" else ""
    words += ", as feedback" if link.feedback else ""
    return f"{words}. {clean(link.because)}".strip()


def _supports(scene: Scene, cards: Sequence[Card]) -> tuple[Support, ...]:
    by_id = {card.id: card for card in cards}
    joined = []
    for unit, above in scene.supports:
        source, target = by_id[scene.nodes[unit].id], by_id[scene.nodes[above].id]
        rises = source.y > target.y
        joined.append(
            Support(
                source.id,
                target.id,
                (
                    (source.x + source.width / 2, source.y if rises else source.y + source.height),
                    (target.x + target.width / 2, target.y + target.height if rises else target.y),
                ),
            )
        )
    return tuple(joined)


# Words --------------------------------------------------------------------------------------------------------------


def _notes(scene: Scene, arrows: Sequence[Arrow], missed: int) -> list[str]:
    notes = []
    if not scene.links and not scene.supports and len(scene.nodes) > 1:
        notes.append("No arrows: nothing here says what drives what.")
    if scene.self_arrows:
        many = "1 arrow leads" if scene.self_arrows == 1 else f"{scene.self_arrows} arrows lead"
        notes.append(f"{many} from an objective to itself; what that means cannot be drawn.")
    against = [arrow for arrow in arrows if arrow.kind == "against"]
    if against:
        pairs = ", ".join(f"{arrow.source} to {arrow.target}" for arrow in against)
        notes.append(f"Against the flow, from cause above to effect below: {pairs}.")
    if missed:
        notes.append(f"No room for the label of {missed} arrow{'' if missed == 1 else 's'}.")
    return notes


def _description(scene: Scene) -> str:
    words = [f"{clean(scene.name)}, {clean(scene.subtitle)}."]
    if scene.vision:
        words.append(f"Vision: {clean(scene.vision)}")
    for number, band in enumerate(scene.bands):
        here = [node for node in scene.nodes if node.band == number]
        told = ", ".join(clean(node.title) + (f" ({node.mark.word.lower()})" if node.mark else "") for node in here)
        words.append(f"{clean(band.title)}: {told or 'no objectives'}.")
    words.append(f"{len(scene.links)} causal arrow{'' if len(scene.links) == 1 else 's'}, causes below effects.")
    if scene.as_of:
        words.append(f"Readings as of {clean(scene.as_of)}.")
    return " ".join(words)
