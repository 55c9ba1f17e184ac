"""The other forms of a map: DOT, Mermaid, and geometry for scripts."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from bsc_cli.stop import Stop
from bsc_cli.view.map import dot, draw, geometry, mermaid, render
from map_maps import NAUGHTY, generated, one

SMALL = """\
scorecard: c
objectives:
  a: {perspective: customer, title: Satisfy distributors, drives: {b: {after: 2 quarters, effect: opposite}}}
  b: {perspective: financial, title: Grow revenue, drives: {a: {feedback: true}}}
"""
NEEDS_DOT = pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")


def naughty() -> str:
    """Write a scorecard with a title and an owner for each naughty string."""
    objectives = {
        f"o{number}": {
            "perspective": "customer",
            "title": text,
            "owner": text,
            "drives": {f"o{(number + 1) % len(NAUGHTY)}": {}},
        }
        for number, text in enumerate(NAUGHTY)
    }
    return json.dumps({"scorecard": "c", "title": NAUGHTY[0], "objectives": objectives}, ensure_ascii=False)


def test_geometry_has_the_fixed_names() -> None:
    """Nodes, edges and bands, as plain numbers that JSON can hold."""
    data = geometry(draw(one(SMALL)))
    assert json.loads(json.dumps(data)) == data
    assert isinstance(data["nodes"], list)
    assert isinstance(data["edges"], list)
    assert isinstance(data["bands"], list)
    assert {tuple(node) for node in data["nodes"]} == {("id", "perspective", "x", "y", "width", "height")}
    assert [(edge["from"], edge["to"], edge["kind"], edge["feedback"]) for edge in data["edges"]] == [
        ("c/a", "c/b", "drives", False),
        ("c/b", "c/a", "drives", True),
    ]
    assert [band["id"] for band in data["bands"]] == ["financial", "customer", "process", "learning"]
    boxes = {node["id"]: node for node in data["nodes"]}
    first, last = data["edges"][0]["points"][0], data["edges"][0]["points"][-1]
    assert first[1] == pytest.approx(boxes["c/a"]["y"], abs=0.11)
    assert last[1] == pytest.approx(boxes["c/b"]["y"] + boxes["c/b"]["height"], abs=0.11)


def test_dot_has_clusters_from_top_to_bottom() -> None:
    """Perspectives are clusters in their order; lags are labels; feedback does not pull its effect up."""
    source = dot(one(SMALL))
    clusters = re.findall(r'label="?([\w& ]+)"? .*labeljust', source)
    assert clusters == ["Financial", "Customer", "Internal process", "Learning & growth"]
    assert 'label="opposite, 2 q"' in source
    assert "arrowhead=empty" in source


@NEEDS_DOT
def test_dot_reads_every_text_as_text() -> None:
    """Graphviz accepts the source of any title, and shows each letter of it; nothing becomes markup or an escape."""
    picture = render(dot(one(naughty())), "svg").decode()
    shown = "".join(re.findall(r">([^<]*)</text>", picture))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown.replace("&#45;", "-")
    assert r"\N \E \G" in shown
    assert "<image" not in picture
    assert "<b>" not in picture


@NEEDS_DOT
def test_dot_puts_perspectives_one_above_the_other() -> None:
    """However its arrows run, Graphviz draws each objective of an upper perspective above all of the lower ones."""
    strategy, _ = generated(5)
    plain = render(dot(strategy), "plain").decode()
    height = {int(number): float(y) for number, y in re.findall(r"^node n(\d+) \S+ (\S+)", plain, flags=re.MULTILINE)}
    rank = list(strategy.perspectives)
    bands: dict[int, list[float]] = {}
    for number, objective in enumerate(strategy.objectives.values()):
        bands.setdefault(rank.index(objective.perspective), []).append(height[number])
    order = [bands[band] for band in sorted(bands)]
    assert len(order) > 2
    assert all(min(upper) > max(lower) for upper, lower in pairwise(order))


@NEEDS_DOT
def test_dot_accepts_generated_strategies() -> None:
    """Units, loops and feedback included, the source is one that Graphviz reads."""
    for seed in range(8):
        strategy, _ = generated(seed)
        done = subprocess.run(["dot", "-Tcanon"], input=dot(strategy).encode(), capture_output=True, check=False)  # noqa: S607 - whichever is installed
        assert (done.returncode, done.stderr) == (0, b"")


def test_a_picture_without_graphviz_is_refused_with_a_way_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without `dot` the request ends with what to install, or what to ask for instead."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Stop, match=r"Install Graphviz .* or ask for an svg"):
        render("digraph {}", "png")


@NEEDS_DOT
def test_render_makes_a_picture() -> None:
    """A png begins as a png does; a format that Graphviz does not know is refused in words."""
    assert render(dot(one(SMALL)), "png").startswith(b"\x89PNG")
    with pytest.raises(Stop, match="Ask for an svg"):
        render(dot(one(SMALL)), "nonsense")


def test_mermaid_is_a_flowchart_from_the_bottom_up() -> None:
    """A subgraph for each perspective that has objectives, the lowest first, then the arrows with their lags."""
    lines = [line.strip() for line in mermaid(one(SMALL)).splitlines()]
    assert lines[0] == "flowchart BT"
    assert [line for line in lines if line.startswith("subgraph")] == [
        'subgraph p1["Customer"]',
        'subgraph p0["Financial"]',
    ]
    assert 'n0 -->|"opposite, 2 q"| n1' in lines
    assert 'n1 -.->|"feedback"| n0' in lines
    assert "p1 ~~~ p0" in lines


def test_mermaid_holds_no_text_that_means_anything() -> None:
    """Between quotes stand letters, digits, plain punctuation, entities and line ends only; ids are ours."""
    for line in mermaid(one(naughty())).splitlines():
        for quoted in re.findall(r'"([^"]*)"', line):
            plain = re.sub(r"#\d+;|<br/>", "", quoted)
            assert not re.search(r"[<>&#;{}\[\]|`\\$@\"'_~^=*!?]", plain)
        assert re.fullmatch(
            r'  \s*(subgraph p\d+|n\d+\[|end|p\d+ ~~~ p\d+|n\d+ .*n\d+|style .*|class.*)?(\[?"[^"]*"\]?)?|flowchart BT',
            line,
        )


def test_mermaid_stays_within_its_limit() -> None:
    """More arrows than Mermaid draws are left out, and a comment says how many."""
    objectives = {
        f"o{number}": {"perspective": "customer", "title": "T", "drives": {f"o{other}": {} for other in range(number)}}
        for number in range(34)
    }
    text = mermaid(one(json.dumps({"scorecard": "c", "objectives": objectives})))
    assert text.count(" --> ") == 480
    assert f"%% {34 * 33 // 2 - 480} arrows are left out" in text
