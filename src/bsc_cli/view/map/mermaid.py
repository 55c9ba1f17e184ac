"""A strategy as a Mermaid flowchart, as GitHub shows it in a file or a comment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from bsc_cli.strategy import Strategy
from bsc_cli.view.map.hypothesis import Hypothesis
from bsc_cli.view.map.letters import clean
from bsc_cli.view.map.lines import Style, wrap
from bsc_cli.view.map.pill import short_lag
from bsc_cli.view.map.scene import Link, Node, scene

_TITLE = Style(14)
_ROOM = 170.0
# Mermaid's own entity codes; letters, digits and plain punctuation stay readable in the source.
_CODED = re.compile(r"[^\w\s.,:()/+%…·-]")
_MOST_ARROWS = 480
"""Mermaid refuses 500 edges and more unless told otherwise, which a file cannot do on GitHub."""

_TOLD = (Hypothesis.SUPPORTED, Hypothesis.CONTRADICTED)


def mermaid(
    strategy: Strategy,
    *,
    focus: str | None = None,
    scorecard: str | None = None,
    depth: int | None = None,
    hypotheses: Mapping[tuple[str, str], Hypothesis] | None = None,
) -> str:
    """Return the flowchart of a strategy, or a part of it, a subgraph for each perspective.

    No user's text is ever an id, markup or a directive: ids are n0, n1 and so on, and what is not a letter, a digit
    or plain punctuation is written as an entity. No links and no HTML but line ends, which GitHub would drop.
    `hypotheses` say what is known of arrows, as for the map itself; a contradicted one ends in a cross.
    """
    seen = scene(strategy, focus=focus, scorecard=scorecard, depth=depth, hypotheses=hypotheses)
    lines = ["flowchart BT"]
    # Bottom first: with BT later subgraphs are drawn higher.
    bands = [number for number in range(len(seen.bands) - 1, -1, -1) if any(node.band == number for node in seen.nodes)]
    for number in bands:
        title = clean(seen.bands[number].title) or seen.bands[number].id
        lines.append(f'  subgraph p{number}["{_coded(title)}"]')
        lines += [f'    n{index}["{_card(node)}"]' for index, node in enumerate(seen.nodes) if node.band == number]
        lines.append("  end")
    lines += [f"  p{lower} ~~~ p{upper}" for lower, upper in pairwise(bands)]
    shown = seen.links[:_MOST_ARROWS]
    lines += [f"  n{link.source} {_arrow(link)} n{link.target}" for link in shown]
    lines += [f"  n{unit} -.-o n{above}" for unit, above in seen.supports[: _MOST_ARROWS - len(shown)]]
    orphans = [f"n{index}" for index, node in enumerate(seen.nodes) if node.orphan]
    if orphans:
        lines += ["  classDef orphan stroke:#8f5100,stroke-dasharray:6 4", f"  class {','.join(orphans)} orphan"]
    lines += [f"  style p{number} fill:transparent,stroke:#8fa1b3,stroke-width:1px" for number in bands]
    left_out = len(seen.links) + len(seen.supports) - _MOST_ARROWS
    if left_out > 0:
        lines.append(f"  %% {left_out} arrows are left out: Mermaid draws no more than {_MOST_ARROWS}.")
    return "\n".join(lines) + "\n"


def _card(node: Node) -> str:
    title = wrap(clean(node.title) or node.id, _TITLE, _ROOM, 5)
    owner = clean(node.owner or "") or "No owner"
    return "<br/>".join(_coded(line) for line in (*title, owner))


def _arrow(link: Link) -> str:
    words = ["opposite"] * link.opposite + ([short_lag(link.lag.number, link.lag.unit)] if link.lag else [])
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
