"""A layout on a sheet: title, vision, column heads, bands, cards, arrows, labels and legend, all in their places."""

from __future__ import annotations

from collections.abc import Sequence

from bsc_cli.view.map import bands, pill, route, words
from bsc_cli.view.map.card import face
from bsc_cli.view.map.drawing import Arrow, ArrowKind, Card, Drawing, Support
from bsc_cli.view.map.heading import heading
from bsc_cli.view.map.layout import BAND_LABEL, MARGIN, Layout
from bsc_cli.view.map.legend import legend
from bsc_cli.view.map.letters import clean
from bsc_cli.view.map.levels import Levels, stack
from bsc_cli.view.map.net import Path
from bsc_cli.view.map.scene import Scene

_THICKNESS = {"weak": 1.3, "moderate": 2.0, "strong": 3.2}


def sheet(layout: Layout) -> Drawing:
    """Draw a layout."""
    scene = layout.scene
    head, y = heading(layout)
    blocks = [bands.block(scene, number) for number in range(len(scene.bands))]
    levels = stack(layout, [block.height for block in blocks], y)
    cards = _cards(layout, levels)
    arrows, wishes = _arrows(layout, levels)
    labels, missed = pill.place(wishes, arrows, MARGIN + BAND_LABEL + 3, layout.width - MARGIN - 3)
    signs, bottom = legend(layout, arrows, levels.bottom + 12, words.notes(scene, arrows, len(missed)))
    return Drawing(
        title=f"{clean(scene.name)}: {clean(scene.subtitle)}",
        description=words.description(scene),
        width=layout.width,
        height=bottom + 14,
        head=head,
        bands=tuple(bands.band(layout, levels, number, block) for number, block in enumerate(blocks)),
        lanes=bands.lanes(layout, levels),
        arrows=arrows,
        cards=cards,
        labels=labels,
        supports=_supports(scene, cards),
        legend=signs,
        moved=layout.moved,
        unlabelled=len(missed),
        between=(scene.deltas.base, scene.deltas.head) if scene.deltas else None,
    )


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
                    node=node,
                    hint=words.card_hint(node),
                    inks=face(node, frame),
                )
            )
    return tuple(cards)


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
            hint=words.arrow_hint(layout.scene, path),
            hypothesis=link.hypothesis,
            delta=link.delta,
        )
        arrows.append(arrow)
        if link.is_labelled:
            own = [users[hop] == 1 for hop in (reversed(path.hops) if path.down else path.hops)]
            # Between two hops an arrow runs beside cards, where no label has room.
            spread = tuple(value for each in own for value in (each, False))[:-1]
            wishes.append(pill.Wish(arrow, pill.texts(link, compact=layout.compact), link.opposite, spread))
    return tuple(arrows), tuple(wishes)


def _kind(path: Path) -> ArrowKind:
    if path.link.feedback:
        return "feedback"
    return "against" if path.down else "drives"


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
