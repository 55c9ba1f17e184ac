"""The map as a page: one file with everything in it, that lights the causes and effects of what one points at."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from re import findall

from bsc_cli.view.map.drawing import Drawing
from bsc_cli.view.map.letters import clean, escape
from bsc_cli.view.map.link import checked
from bsc_cli.view.map.page_script import SCRIPT
from bsc_cli.view.map.page_style import MARGIN, PAPERS, style
from bsc_cli.view.map.page_table import table
from bsc_cli.view.map.palette import Theme
from bsc_cli.view.map.svg import svg
from bsc_cli.visible import in_json


def page(drawing: Drawing, theme: Theme = "auto", *, link_base: str | None = None, more: str = "") -> str:
    """Return an HTML page of a drawing, ending with a new line; `more` are sections to stand below its table.

    It asks for nothing from anywhere: its policy forbids every source but the one script and the two style sheets in
    it, each named by its hash. Texts of the strategy stand in it as text and as JSON only. With a `link_base` the
    table links each objective to its line below that address. Raises Stop when the base is not one for links.
    """
    base = None if link_base is None else checked(link_base)
    picture = svg(replace(drawing, paper=None), theme, reachable=True)
    paper = _paper(drawing)
    sheet = style(drawing.width, theme, paper)
    styles = " ".join(_hash(each) for each in (sheet, *findall(r"<style>(.*?)</style>", picture)))
    policy = f"default-src 'none'; style-src {styles}; script-src {_hash(SCRIPT)}; base-uri 'none'; form-action 'none'"
    choices = "".join(
        f'<option value="{name}"{" selected" if name == paper else ""}>{words}</option>'
        for name, (words, _, _) in PAPERS.items()
    )
    title = escape(drawing.title)
    return f"""\
<!doctype html>
<html lang="en" data-paper="{paper}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{sheet}</style>
</head>
<body>
<div class="bar" hidden><output aria-live="polite"></output>
<p>Point at an objective or move with Tab and the arrow keys; Enter keeps it, Escape lets go.</p>
<label>Paper <select autocomplete="off">{choices}</select></label></div>
<main>
<h1 class="unseen">{title}</h1>
{picture}</main>
<section>
<h2>The map as a table</h2>
{table(drawing, base)}
</section>
{more}<script type="application/json" id="map-data">{_data(drawing)}</script>
<script>{SCRIPT}</script>
</body>
</html>
"""


def traces(drawing: Drawing) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return what leads to each objective of a drawing, and what follows from it, by full id.

    Causal arrows and contributions count, feedback does not: with it everything would lead to everything.
    """
    from bsc_cli.graph import CausalGraph

    ids = [card.id for card in drawing.cards]
    graph = CausalGraph(ids, _ties(drawing))
    return {each: graph.leading_to(each) for each in ids}, {each: graph.following_from(each) for each in ids}


def _ties(drawing: Drawing) -> list[tuple[str, str]]:
    arrows = [(arrow.source, arrow.target) for arrow in drawing.arrows if arrow.kind != "feedback"]
    return arrows + [(support.source, support.target) for support in drawing.supports]


def _data(drawing: Drawing) -> str:
    """Write what the script needs as JSON in which no character could end the element or begin markup."""
    cards = drawing.cards
    number = {card.id: at for at, card in enumerate(cards)}
    causes, effects = traces(drawing)
    drives: list[list[int]] = [[] for _ in cards]
    driven: list[list[int]] = [[] for _ in cards]
    for source, target in _ties(drawing):
        drives[number[source]].append(number[target])
        driven[number[target]].append(number[source])
    data = {
        "ids": [card.id for card in cards],
        "titles": [clean(card.node.title) or card.id for card in cards],
        "causes": [sorted(number[each] for each in causes[card.id]) for card in cards],
        "effects": [sorted(number[each] for each in effects[card.id]) for card in cards],
        "drives": [sorted(set(each)) for each in drives],
        "driven": [sorted(set(each)) for each in driven],
        "bands": [[at for at, other in enumerate(cards) if other.perspective == card.perspective] for card in cards],
    }
    text = in_json(json.dumps(data, separators=(",", ":")))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _paper(drawing: Drawing) -> str:
    """Return the paper that the drawing was laid out for, else A4 the way on which the map comes out larger."""
    if drawing.paper:
        size = drawing.paper.width, drawing.paper.height
        return next(name for name, (_, *sides) in PAPERS.items() if tuple(sides) == size)

    def scale(name: str) -> float:
        _, wide, high = PAPERS[name]
        return min((wide - 2 * MARGIN) / drawing.width, (high - 2 * MARGIN) / drawing.height)

    return max(("a4-landscape", "a4-portrait"), key=scale)


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
