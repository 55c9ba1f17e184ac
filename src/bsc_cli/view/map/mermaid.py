"""A strategy as a Mermaid flowchart, as GitHub shows it in a file or a comment."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from bsc_cli.stop import Stop
from bsc_cli.strategy import Strategy
from bsc_cli.view.map.badge import told as told_in_short
from bsc_cli.view.map.delta import DeltaKind, Deltas
from bsc_cli.view.map.hypothesis import Hypothesis
from bsc_cli.view.map.letters import clean
from bsc_cli.view.map.lines import Style, wrap
from bsc_cli.view.map.pill import texts
from bsc_cli.view.map.scene import Link, Node, Scene, scene

_TITLE = Style(14)
_ROOM = 170.0
# Mermaid's own entity codes; letters, digits and plain punctuation stay readable in the source.
_CODED = re.compile(r"[^\w\s.,:()/+%…·-]")
_LOOKS: dict[DeltaKind, str] = {
    "added": "stroke:#c2389b,stroke-width:4px",
    "changed": "stroke:#c2389b,stroke-width:2px",
    "removed": "stroke:#75828f,stroke-width:1.5px,stroke-dasharray:8 4",
}
"""How what a change touches is drawn, for cards and for arrows; the words in them say the same."""
_MOST_ARROWS = 480
"""Mermaid refuses 500 edges and more unless told otherwise, which a file cannot do on GitHub."""
_MOST_CHARACTERS = 50_000
"""Likewise for longer sources (`maxTextSize`)."""

_TOLD = (Hypothesis.SUPPORTED, Hypothesis.CONTRADICTED)


def mermaid(
    strategy: Strategy,
    *,
    focus: str | None = None,
    scorecard: str | None = None,
    depth: int | None = None,
    theme: str | None = None,
    hypotheses: Mapping[tuple[str, str], Hypothesis] | None = None,
    deltas: Deltas | None = None,
    only: Collection[str] | None = None,
) -> str:
    """Return the flowchart of a strategy, or a part of it, a subgraph for each perspective.

    `deltas` say what a change does to what is shown; `only` leaves out all other objectives.

    No user's text is ever an id, markup or a directive: ids are n0, n1 and so on, and what is not a letter, a digit
    or plain punctuation is written as an entity. No links and no HTML but line ends, which GitHub would drop.
    `hypotheses` say what is known of arrows, as for the map itself; a contradicted one ends in a cross. Where that is
    longer than Mermaid takes, cards have their titles alone; raises Stop when even so it is.
    """
    seen = scene(
        strategy,
        focus=focus,
        scorecard=scorecard,
        depth=depth,
        theme=theme,
        hypotheses=hypotheses,
        deltas=deltas,
        only=only,
    )
    text = _flowchart(seen, short=False)
    if len(text) > _MOST_CHARACTERS:
        text = _flowchart(seen, short=True)
    if len(text) > _MOST_CHARACTERS:
        raise Stop(
            f"Mermaid takes no more than {_MOST_CHARACTERS:,} characters, and this map needs {len(text):,}: draw a "
            "part (--scorecard, --focus, --strategic-theme), or ask for an svg."
        )
    return text


def _flowchart(seen: Scene, *, short: bool) -> str:
    lines = ["flowchart BT"]
    # Bottom first: with BT later subgraphs are drawn higher.
    bands = [number for number in range(len(seen.bands) - 1, -1, -1) if any(node.band == number for node in seen.nodes)]
    for number in bands:
        title = clean(seen.bands[number].title) or seen.bands[number].id
        lines.append(f'  subgraph p{number}["{_coded(title)}"]')
        lines += [
            f'    n{index}["{_card(node, short=short)}"]'
            for index, node in enumerate(seen.nodes)
            if node.band == number
        ]
        lines.append("  end")
    lines += [f"  p{lower} ~~~ p{upper}" for lower, upper in pairwise(bands)]
    shown = seen.links[:_MOST_ARROWS]
    lines += [f"  n{link.source} {_arrow(link)} n{link.target}" for link in shown]
    lines += [f"  n{unit} -.-o n{above}" for unit, above in seen.supports[: _MOST_ARROWS - len(shown)]]
    lines += _changed(seen, shown, len(bands) - 1)
    orphans = [f"n{index}" for index, node in enumerate(seen.nodes) if node.orphan and not node.delta]
    if orphans:
        lines += ["  classDef orphan stroke:#8f5100,stroke-dasharray:6 4", f"  class {','.join(orphans)} orphan"]
    lines += [f"  style p{number} fill:transparent,stroke:#8fa1b3,stroke-width:1px" for number in bands]
    left_out = len(seen.links) + len(seen.supports) - _MOST_ARROWS
    if left_out > 0:
        lines.append(f"  %% {left_out} arrows are left out: Mermaid draws no more than {_MOST_ARROWS}.")
    return "\n".join(lines) + "\n"


def _changed(seen: Scene, shown: Sequence[Link], before: int) -> Iterator[str]:
    """Yield the classes of what a change touches; `before` is how many lines stand before those of the arrows."""
    for kind, look in _LOOKS.items():
        nodes = [f"n{index}" for index, node in enumerate(seen.nodes) if node.delta and node.delta.kind == kind]
        if nodes:
            yield f"  classDef {kind} {look}"
            yield f"  class {','.join(nodes)} {kind}"
        arrows = [str(before + at) for at, link in enumerate(shown) if link.delta and link.delta.kind == kind]
        if arrows:
            yield f"  linkStyle {','.join(arrows)} {look}"


def _card(node: Node, *, short: bool) -> str:
    """Write a card; in short, its title alone."""
    badge = (node.delta.badge,) if node.delta else ()
    title = wrap(clean(node.title) or node.id, _TITLE, _ROOM, 2 if short else 5)
    if short:
        return "<br/>".join(_coded(line) for line in (*badge, *title))
    owner = clean(node.owner or "") or "No owner"
    told = told_in_short(node.delta.words, _TITLE, _ROOM) if node.delta else ()
    return "<br/>".join(_coded(line) for line in (*badge, *title, owner, *told))


def _arrow(link: Link) -> str:
    words = ["opposite"] * link.opposite + [each for each in texts(link, compact=True)[:1] if each]
    words += ["feedback"] * link.feedback + ([str(link.hypothesis.shown)] if link.hypothesis in _TOLD else [])
    line = "==>" if link.strength == "strong" else "-->"
    if link.hypothesis is Hypothesis.CONTRADICTED:
        line = "--x"
    elif link.feedback or (link.hypothesis and link.hypothesis.shown is Hypothesis.ASSUMED):
        line = "-.->"
    return f'{line}|"{_coded(", ".join(words))}"|' if words else line


def _coded(text: str) -> str:
    """Return text in which nothing means anything to Mermaid, Markdown or HTML."""
    coded = _CODED.sub(lambda found: f"#{ord(found.group())};", clean(text))
    # "1. " at the start would become a list, "end" alone a keyword, "_" emphasis, "://" a link.
    coded = re.sub(r"^(\d+)([.)])", lambda found: f"{found[1]}#{ord(found[2])};", coded)
    coded = re.sub(r"^[-+]", lambda found: f"#{ord(found.group())};", coded)
    return coded.replace("_", "#95;").replace("://", "#58;//").replace("www.", "www#46;")
