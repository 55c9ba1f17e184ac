"""A strategy in Graphviz's language, for people who go on from there: perspectives as clusters from top to bottom."""

from __future__ import annotations

from collections.abc import Mapping

from bsc_cli.stop import Stop
from bsc_cli.strategy import Strategy
from bsc_cli.view.map.badge import told
from bsc_cli.view.map.delta import Delta, DeltaKind, Deltas
from bsc_cli.view.map.hypothesis import Hypothesis
from bsc_cli.view.map.letters import clean, without_command
from bsc_cli.view.map.lines import Style, wrap
from bsc_cli.view.map.pill import texts
from bsc_cli.view.map.scene import Link, Node, Scene, scene
from bsc_cli.view.map.words import between

_TITLE = Style(12, 600)
_ROOM = 170.0
_FONT = "Helvetica"
_LINES: dict[DeltaKind, dict[str, str]] = {
    "added": {"color": "#a3197c", "fontcolor": "#8a1468"},
    "changed": {"color": "#a3197c", "fontcolor": "#8a1468"},
    "removed": {"color": "#75828f", "fontcolor": "#586572", "style": "dashed"},
}
_OUTLINES: dict[DeltaKind, dict[str, str]] = {
    "added": {"color": "#a3197c", "penwidth": "3"},
    "changed": {"color": "#a3197c", "penwidth": "1.8"},
    "removed": {"color": "#75828f", "fontcolor": "#586572", "style": "rounded,filled,dashed"},
}
_WIDTHS = {"weak": "0.8", "moderate": "1.4", "strong": "2.6"}


def dot(
    strategy: Strategy,
    *,
    focus: str | None = None,
    scorecard: str | None = None,
    depth: int | None = None,
    theme: str | None = None,
    hypotheses: Mapping[tuple[str, str], Hypothesis] | None = None,
    deltas: Deltas | None = None,
) -> str:
    """Return the DOT source of a strategy, or a part of it. All texts are plain labels; names are n0, n1 and so on.

    `hypotheses` say what is known of arrows, and `deltas` what a change does to what is shown, as for the map itself.
    """
    from graphviz import Digraph

    seen = scene(
        strategy,
        focus=focus,
        scorecard=scorecard,
        depth=depth,
        theme=theme,
        hypotheses=hypotheses,
        deltas=deltas,
    )
    graph = Digraph(
        graph_attr={
            "rankdir": "BT",
            "newrank": "true",
            "ranksep": "0.3",
            "labelloc": "t",
            "fontname": _FONT,
            "label": _label(seen),
        },
        node_attr={
            "shape": "box",
            "style": "rounded,filled",
            "fillcolor": "white",
            "fontname": _FONT,
            "fontsize": "11",
        },
        edge_attr={"fontname": _FONT, "fontsize": "9", "color": "#12395e"},
    )
    for number, band in enumerate(seen.bands):
        with graph.subgraph(name=f"cluster_{number}") as cluster:
            title = _text((clean(band.title) or band.id,))
            cluster.attr(label=title, labeljust="l", style="filled,rounded", color="#f2f5f8")
            for end in ("floor", "ceiling"):
                cluster.node(f"{end}{number}", label="", shape="point", style="invis", width="0", height="0")
            here = [index for index, node in enumerate(seen.nodes) if node.band == number]
            for index in here:
                cluster.node(f"n{index}", label=_card(seen.nodes[index]), **_outline(seen.nodes[index].delta))
        # Unseen edges through a floor and a ceiling keep each perspective wholly above the next.
        for index in here:
            graph.edge(f"floor{number}", f"n{index}", style="invis", weight="0")
            graph.edge(f"n{index}", f"ceiling{number}", style="invis", weight="0")
        graph.edge(f"floor{number}", f"ceiling{number}", style="invis", weight="0")
    for number in range(1, len(seen.bands)):
        graph.edge(f"ceiling{number}", f"floor{number - 1}", style="invis", weight="0")
    for link in seen.links:
        graph.edge(f"n{link.source}", f"n{link.target}", **_arrow(seen, link))
    for unit, above in seen.supports:
        graph.edge(f"n{unit}", f"n{above}", style="dotted", color="#7a5ea8", arrowhead="odot", constraint="false")
    source: str = graph.source
    return source


def render(dot_source: str, format: str) -> bytes:  # noqa: A002 - the word of the command's option
    """Return a picture of DOT source, drawn by the `dot` program, as "png" or "pdf" (or what else `dot` can write).

    Raises Stop when the program is not there or does not accept the source.
    """
    import graphviz

    try:
        picture: bytes = graphviz.pipe("dot", format, dot_source.encode(), quiet=True)
    except graphviz.ExecutableNotFound:
        raise Stop(
            f'A {format} needs the extra "{format}" (pip install "bsc-cli[{format}]"), or Graphviz, and its program '
            "`dot` is not on the PATH. Install Graphviz from https://graphviz.org/download/, or ask for an svg, which "
            "needs nothing else."
        ) from None
    except (graphviz.CalledProcessError, ValueError) as error:
        raise Stop(
            f"Graphviz could not draw a {format}: {_reason(error)} Ask for an svg, which needs no Graphviz."
        ) from None
    return picture


def _reason(error: Exception) -> str:
    written = getattr(error, "stderr", None)
    text = written.decode("utf-8", "replace") if isinstance(written, bytes) else str(error)
    return clean(text)[:300].rstrip(".") + "."


def _label(seen: Scene) -> str:
    vision = wrap(seen.vision, Style(12), 700, 4) if seen.vision else ()
    change = (between(seen.deltas),) if seen.deltas else ()
    return _text((f"{clean(seen.name)}: {clean(seen.subtitle)}", *change, *vision))


def _card(node: Node) -> str:
    owner = clean(node.owner or "") or "No owner"
    badge = (node.delta.badge,) if node.delta else ()
    changes = told(node.delta.words, _TITLE, _ROOM * 1.4) if node.delta else ()
    return _text((*badge, *wrap(clean(node.title) or node.id, _TITLE, _ROOM, 6), owner, *changes))


def _outline(delta: Delta | None) -> dict[str, str]:
    return _OUTLINES[delta.kind] if delta else {}


def _arrow(seen: Scene, link: Link) -> dict[str, str]:
    words = ["opposite"] * link.opposite + [each for each in texts(link, compact=True)[:1] if each]
    attributes = {"penwidth": _WIDTHS[link.strength]}
    runs_down = seen.nodes[link.source].band < seen.nodes[link.target].band
    if link.feedback:
        attributes |= {"style": "dashed", "color": "#5c6b7a", "arrowhead": "empty", "constraint": "false"}
    elif runs_down:
        attributes |= {"style": "dotted", "color": "#b3261e", "constraint": "false"}
    elif link.hypothesis and link.hypothesis.shown is Hypothesis.ASSUMED:
        attributes |= {"style": "dashed", "color": "#5c6b7a"}
    elif link.hypothesis is Hypothesis.CONTRADICTED:
        attributes |= {"style": "dotted", "color": "#b3261e"}
    if link.delta:
        attributes |= _LINES[link.delta.kind]
    words += ["contradicted"] * (link.hypothesis is Hypothesis.CONTRADICTED)
    if words:
        attributes["label"] = _text((", ".join(words),))
    return attributes


def _text(lines: tuple[str, ...]) -> str:
    """Return lines as one label in which nothing is markup or an escape but the ends of the lines."""
    from graphviz import escape, nohtml

    label: str = nohtml(without_command(r"\n".join(escape(clean(line)) for line in lines)))
    return label
