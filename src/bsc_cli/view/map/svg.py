"""A drawing as SVG: one self-contained file with its colours, light and dark, and all text as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import pairwise
from math import ceil

from bsc_cli.view.map.arrow_sample import cross, head, minus
from bsc_cli.view.map.curve import REACH
from bsc_cli.view.map.drawing import Arrow, Card, Drawing, Label
from bsc_cli.view.map.ink import Box, Ink, Point, Ring, Sign, Stripe, Stroke, Text
from bsc_cli.view.map.letters import FONTS, escape, is_measured, is_right_to_left, width
from bsc_cli.view.map.line_style import line_style
from bsc_cli.view.map.link import checked, link
from bsc_cli.view.map.palette import Theme, colour, roles
from bsc_cli.view.map.pill import SIGN, STYLE
from bsc_cli.view.map.sign import sign

_ISOLATE, _END_OF_ISOLATE = "\u2067", "\u2069"


def svg(drawing: Drawing, theme: Theme = "auto", *, link_base: str | None = None, reachable: bool = False) -> str:
    """Return the SVG of a drawing, ending with a new line.

    Colours are presentation attributes, for the many programs that read no style sheets; with the theme `auto` one
    media query makes them dark where the viewer's system is dark. Ids begin with a hash of the title and the cards,
    so that two maps can stand on one page. With a `link_base` each card links to its line below that address;
    `reachable` says that a page makes the cards something to point at. Either way the picture is a group for readers of
    the screen, because what stands within an image is hidden from them. Raises Stop when the base is not one for links.
    """
    base = None if link_base is None else checked(link_base)
    return "\n".join(_Writer(drawing, theme, base, reachable=reachable).lines()) + "\n"


def number(value: float) -> str:
    """Return a length as it is written: one decimal at most."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


class _Writer:
    def __init__(self, drawing: Drawing, theme: Theme, base: str | None, *, reachable: bool) -> None:
        self._drawing, self._theme, self._base = drawing, theme, base
        self._role = "group" if base is not None or reachable else "img"
        seed = "\n".join([drawing.title, *(card.id for card in drawing.cards)])
        self._key = "m" + sha256(seed.encode("utf-8", "replace")).hexdigest()[:8]
        self._body = tuple(self._written())

    def lines(self) -> Iterator[str]:
        drawing, key = self._drawing, self._key
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" id="{key}" {self._size()} font-family="{FONTS}" '
            f'role="{self._role}" aria-labelledby="{key}-title {key}-desc">'
        )
        yield f'<title id="{key}-title">{escape(drawing.title)}</title>'
        yield f'<desc id="{key}-desc">{escape(drawing.description)}</desc>'
        yield self._style()
        yield from self._body
        yield "</svg>"

    def _size(self) -> str:
        """Write the size: pixels, or the whole sheet of paper in millimetres."""
        paper = self._drawing.paper
        width, height = (f"{paper.width}mm", f"{paper.height}mm") if paper else map(number, self._page()[2:])
        return f'width="{width}" height="{height}" viewBox="{_box(*self._page())}"'

    def _page(self) -> tuple[float, float, float, float]:
        """Return left, top, width and height of what is shown, in pixels of the drawing, which begins at 0, 0."""
        drawing, paper = self._drawing, self._drawing.paper
        high = ceil(drawing.height)
        if paper is None:
            return 0, 0, drawing.width, high
        width, height = paper.width / paper.scale, paper.height / paper.scale
        return (drawing.width - width) / 2, (drawing.height - height) / 2, width, height

    def _written(self) -> Iterator[str]:
        drawing = self._drawing
        left, top, wide, high = map(number, self._page())
        place = f' x="{left}" y="{top}"' if drawing.paper else ""
        yield f'<rect{self._paint("page")}{place} width="{wide}" height="{high}"/>'
        yield from self._group("head", "", "", drawing.head)
        for band in drawing.bands:
            box = _box(band.x, band.y, band.width, band.height)
            yield from self._group("band", f' data-id="{escape(band.id)}" data-box="{box}"', "", band.inks)
        yield from self._group("lanes", "", "", drawing.lanes)
        # Thin arrows last would be cut by thick ones; declared order is kept otherwise.
        for arrow in sorted(drawing.arrows, key=lambda each: (each.kind == "drives", each.thickness)):
            yield from self._arrow(arrow)
        for card in drawing.cards:
            yield from self._card(card)
        for label in drawing.labels:
            yield from self._label(label)
        yield from self._group("legend", "", "", drawing.legend)

    def _style(self) -> str:
        """Write the dark colours of the roles that occur, for this drawing only."""
        if self._theme != "auto":
            return ""
        used = "".join(self._body)
        rules = [
            f"#{self._key} .{letter}-{role}{{{what}:{colour(role, 'dark')}}}"
            for role in roles()
            for letter, what in (("f", "fill"), ("s", "stroke"))
            if f"{letter}-{role}" in used
        ]
        return f"<style>@media (prefers-color-scheme:dark){{{''.join(rules)}}}</style>"

    # Things -----------------------------------------------------------------------------------------------------

    def _group(
        self, name: str, attributes: str, hint: str, inks: Iterable[Ink], target: str | None = None
    ) -> Iterator[str]:
        title = f"<title>{escape(hint)}</title>" if hint else ""
        begin, end = (f'<a href="{escape(target)}">', "</a>") if target else ("", "")
        yield f'<g class="{name}"{attributes}>{title}{begin}'
        for ink in inks:
            yield self._ink(ink)
        yield f"{end}</g>"

    def _card(self, card: Card) -> Iterator[str]:
        box = _box(card.x, card.y, card.width, card.height)
        name = escape(card.id.replace("/", "."))
        attributes = f' id="{self._key}-{name}" data-id="{escape(card.id)}" data-box="{box}"'
        attributes += f' data-change="{card.node.delta.kind}"' if card.node.delta else ""
        target = None if self._base is None else link(self._base, card.node)
        yield from self._group("card", attributes, card.hint, card.inks, target)

    def _arrow(self, arrow: Arrow) -> Iterator[str]:
        became = arrow.delta.kind if arrow.delta else None
        style = line_style(arrow.kind, arrow.hypothesis, became)
        ends = f' data-from="{escape(arrow.source)}" data-to="{escape(arrow.target)}" data-kind="{arrow.kind}"'
        ends += f' data-hypothesis="{arrow.hypothesis}"' if arrow.hypothesis else ""
        ends += f' data-change="{became}"' if became else ""
        yield f'<g class="arrow"{ends}><title>{escape(arrow.hint)}</title>'
        rises = arrow.points[-1][1] < arrow.points[-2][1]
        tip = arrow.points[-1]
        # The line ends inside the head, so that its square end does not show beyond the tip.
        stop = (tip[0], tip[1] + (7 if rises else -7))
        path = _curve((*arrow.points[:-1], stop))
        yield (
            f'<path d="{path}"{self._paint(None, style.role)} stroke-width="{number(arrow.thickness)}"'
            f'{_dashes(style.dash)} stroke-linejoin="round"/>'
        )
        yield self._ink(head(tip, (0, 1 if rises else -1), style))
        yield "</g>"

    def _label(self, label: Label) -> Iterator[str]:
        role = line_style(label.kind, label.hypothesis, label.delta).text_role
        ends = f' data-from="{escape(label.source)}" data-to="{escape(label.target)}"'
        dash = "4 2.5" if label.delta == "removed" else ""
        inks: list[Ink] = [Box(label.x, label.y, label.width, label.height, label.height / 2, "page", role, 1.1, dash)]
        middle, left = label.y + label.height / 2, label.x
        for draw in [minus] * label.minus + [cross] * label.cross:
            inks += draw(left + label.height / 2, middle, role)
            left += SIGN
        if label.words:
            x = (left + label.x + label.width - (1 if left > label.x else 0)) / 2
            inks.append(Text(x, middle + 3.9, label.words, STYLE.size, role, STYLE.weight, "middle"))
        box = _box(label.x, label.y, label.width, label.height)
        yield from self._group("label", f'{ends} data-box="{box}"', "", inks)

    # Inks -------------------------------------------------------------------------------------------------------

    def _ink(self, ink: Ink) -> str:
        match ink:
            case Text():
                return self._text(ink)
            case Box():
                radius = min(ink.radius, ink.height / 2)
                return (
                    f'<rect x="{number(ink.x)}" y="{number(ink.y)}" width="{number(ink.width)}" '
                    f'height="{number(ink.height)}" rx="{number(radius)}"{self._paint(ink.fill, ink.stroke)}'
                    f"{_thickness(ink.stroke, ink.thickness)}{_dashes(ink.dash)}/>"
                )
            case Stripe():
                return f'<path d="{_stripe(ink)}"{self._paint(ink.fill)}/>'
            case Stroke():
                path = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in ink.points) + ("Z" if ink.closed else "")
                return (
                    f'<path d="{path}"{self._paint(ink.fill, ink.role)} stroke-width="{number(ink.thickness)}"'
                    f'{_dashes(ink.dash)} stroke-linejoin="round"/>'
                )
            case Ring():
                return (
                    f'<circle cx="{number(ink.x)}" cy="{number(ink.y)}" r="{number(ink.radius)}"'
                    f"{self._paint(ink.fill, ink.stroke)}{_thickness(ink.stroke, ink.thickness)}/>"
                )
            case Sign():
                return "".join(self._ink(each) for each in sign(ink))

    def _text(self, ink: Text) -> str:
        anchor = "" if ink.anchor == "start" else f' text-anchor="{ink.anchor}"'
        body = _isolated(ink.words)
        fitted = ""
        if ink.tail:
            tail = ink.tail
            weight = f' font-weight="{tail.weight}"' if tail.weight != ink.weight else ""
            body += (
                f'\u00a0<tspan font-size="{number(tail.size)}"{weight}{self._paint(tail.role)}>'
                f"{_isolated(tail.words)}</tspan>"
            )
        elif ink.room and is_measured(ink.words) and width(ink.words, ink.size, ink.weight, "widest") > ink.room:
            # A viewer with a wider font than the text was wrapped for squeezes the line instead of leaving the card.
            length = min(ink.room, width(ink.words, ink.size, ink.weight, "inter"))
            fitted = f' textLength="{number(length)}" lengthAdjust="spacingAndGlyphs"'
        weight = "" if ink.weight == 400 else f' font-weight="{ink.weight}"'  # noqa: PLR2004 - what it is anyway
        return (
            f'<text x="{number(ink.x)}" y="{number(ink.y)}" font-size="{number(ink.size)}"'
            f"{weight}{anchor}{fitted}{self._paint(ink.role)}>{body}</text>"
        )

    def _paint(self, fill: str | None, stroke: str | None = None) -> str:
        names = [f"f-{fill}"] * (fill is not None) + [f"s-{stroke}"] * (stroke is not None)
        painted = f' class="{" ".join(names)}" fill="{colour(fill, self._theme) if fill else "none"}"'
        return painted + (f' stroke="{colour(stroke, self._theme)}"' if stroke else "")


def _isolated(words: str) -> str:
    """Escape words. A line that runs from right to left keeps its own order wherever it stands."""
    return f"{_ISOLATE}{escape(words)}{_END_OF_ISOLATE}" if is_right_to_left(words) else escape(words)


def _thickness(stroke: str | None, thickness: float) -> str:
    return f' stroke-width="{number(thickness)}"' if stroke else ""


def _dashes(dash: str) -> str:
    return f' stroke-dasharray="{dash}"' if dash else ""


def _box(x: float, y: float, wide: float, high: float) -> str:
    return " ".join(number(value) for value in (x, y, wide, high))


def _stripe(ink: Stripe) -> str:
    left, top, right, bottom, radius = ink.x, ink.y, ink.x + ink.width, ink.y + ink.height, ink.radius
    return (
        f"M{number(left + radius)} {number(top)}H{number(right)}V{number(bottom)}H{number(left + radius)}"
        f"A{number(radius)} {number(radius)} 0 0 1 {number(left)} {number(bottom - radius)}V{number(top + radius)}"
        f"A{number(radius)} {number(radius)} 0 0 1 {number(left + radius)} {number(top)}Z"
    )


def _curve(points: tuple[Point, ...]) -> str:
    written = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for (x, y), (to_x, to_y) in pairwise(points):
        if number(x) == number(to_x):
            written.append(f"V{number(to_y)}")
        else:
            reach = (to_y - y) * REACH
            handles = f"{number(x)} {number(y + reach)} {number(to_x)} {number(to_y - reach)}"
            written.append(f"C{handles} {number(to_x)} {number(to_y)}")
    return "".join(written)
