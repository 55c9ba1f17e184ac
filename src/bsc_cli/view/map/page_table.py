"""The map as a table on its page: what the picture shows, for readers of screens and of print, and with links."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from bsc_cli.view.map.amount import with_unit
from bsc_cli.view.map.drawing import Card, Drawing
from bsc_cli.view.map.letters import clean, escape
from bsc_cli.view.map.link import link
from bsc_cli.view.map.mark import MetricLine

_HEADS = ("Perspective", "Status", "Owner", "Metrics", "Driven by", "Drives", "Contributes to", "Change", "Written in")

_LONG = 12
"""Letters of a word that would make a narrow cell wide."""


def table(drawing: Drawing, base: str | None) -> str:
    """Return a row for each objective, linked to its line below the address `base`.

    A column without a word is left out. The table scrolls by itself. Each cell says in `data-label` what it is
    called, for where the page is narrow.
    """
    titles = _titles(drawing)
    rows = list(_rows(drawing, titles, base))
    used = [at for at, _ in enumerate(_HEADS) if any(row[at] for row in rows)]
    heads = "".join(f'<th scope="col">{each}</th>' for each in ("Objective", *(_HEADS[at] for at in used)))
    body = []
    for card, row in zip(drawing.cards, rows, strict=True):
        title = f'<a href="#{escape(quote(card.id))}">{escape(titles[card.id])}</a>'
        told = "".join(f'<td data-label="{_HEADS[at]}">{row[at]}</td>' for at in used)
        body.append(f'<tr><th scope="row">{title}</th>{told}</tr>')
    lines = "\n".join(body)
    return (
        '<div class="table" role="region" aria-label="The map as a table" tabindex="0">\n'
        f"<table>\n<caption>{escape(drawing.title)}</caption>\n<thead><tr>{heads}</tr></thead>\n"
        f"<tbody>\n{lines}\n</tbody>\n</table>\n</div>"
    )


def _titles(drawing: Drawing) -> dict[str, str]:
    return {card.id: clean(card.node.title) or card.id for card in drawing.cards}


def _rows(drawing: Drawing, titles: dict[str, str], base: str | None) -> Iterator[tuple[str, ...]]:
    """Yield what stands beside each objective, as markup; nothing where there is nothing to say."""
    bands = {band.id: band.title for band in drawing.bands}
    driven: dict[str, list[str]] = {each: [] for each in titles}
    drives: dict[str, list[str]] = {each: [] for each in titles}
    for arrow in drawing.arrows:
        known = f" ({arrow.hypothesis})" if arrow.hypothesis else ""
        driven[arrow.target].append(titles[arrow.source] + known)
        drives[arrow.source].append(titles[arrow.target] + known)
    for card in drawing.cards:
        node = card.node
        texts = (
            bands.get(card.perspective, card.perspective),
            node.mark.word if node.mark else "",
            node.owner or ("No owner" if node.is_answered_for else ""),
            "; ".join(driven[card.id]),
            "; ".join(drives[card.id]),
            "; ".join(node.contributes_to),
            _changes(drawing, card, titles) if drawing.between else "",
        )
        target = link(base, node) if base else None
        place = f'<a href="{escape(target)}">{escape(node.path)}, line {node.line}</a>' if target else ""
        band, status, owner, *rest = map(escape, texts)
        yield (band, status, owner, "; ".join(map(_metric, node.metrics)), *rest, place)


def _changes(drawing: Drawing, card: Card, titles: dict[str, str]) -> str:
    """Return what became of an objective and of the arrows that leave it."""
    own = [card.node.delta.sentence] if card.node.delta else []
    leaving = [arrow for arrow in drawing.arrows if arrow.source == card.id and arrow.delta]
    return " ".join(
        [*own, *(f"Arrow to {titles[each.target]}: {each.delta.sentence}" for each in leaving if each.delta)]
    )


def _metric(line: MetricLine) -> str:
    """Return a metric as markup in which no number is parted from its unit."""
    value = f": {_amount(line.value, line.unit)}" if line.value else ""
    aims = (("expected", line.expected), ("target", line.target))
    told = ", ".join(f"{what} {_amount(number, line.unit)}" for what, number in aims if number)
    return escape(line.title) + value + (f" ({told})" if told else "")


def _amount(number: str, unit: str | None) -> str:
    """Return a number that stays on one line with the first word of its unit, unless that is a long one."""
    word, _, more = clean(unit or "").partition(" ")
    if len(word) > _LONG:
        word, more = "", clean(unit or "")
    return f'<span class="whole">{escape(with_unit(number, word))}</span>' + (f" {escape(more)}" if more else "")
