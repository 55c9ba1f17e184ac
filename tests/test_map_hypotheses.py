"""The lines of a map show what is known of the hypotheses, in every format."""

from __future__ import annotations

import re

import pytest

from bsc_cli.view.map import Hypothesis, dot, draw, geometry, mermaid, page, svg
from map_checker import SVG, Picture, faults
from map_maps import one, strategy

CHAIN = """\
scorecard: c
objectives:
  grow: {perspective: financial, title: Grow}
  please: {perspective: customer, title: Please, drives: {grow: {after: 1 quarter, strength: strong}}}
  keep: {perspective: customer, title: Keep, drives: {grow: {}}}
  work: {perspective: process, title: Work, drives: {please: {effect: opposite}, keep: {}}}
  learn: {perspective: learning, title: Learn, drives: {work: {}}}
"""
KNOWN = {
    ("c/please", "c/grow"): Hypothesis.CONTRADICTED,
    ("c/keep", "c/grow"): Hypothesis.SUPPORTED,
    ("c/work", "c/please"): Hypothesis.CONTRADICTED,
    ("c/work", "c/keep"): Hypothesis.NOT_SUPPORTED,
}


def looks(text: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the colour by its role and the dashes of each arrow, read back from a map."""
    found = {}
    for group in Picture.read(text).root.iter(f"{SVG}g"):
        if group.get("class") == "arrow":
            line = group.find(f"{SVG}path")
            assert line is not None
            ends = group.get("data-from", ""), group.get("data-to", "")
            found[ends] = (line.get("class", ""), line.get("stroke-dasharray", ""))
    return found


def legend(text: str) -> set[str]:
    """Return the words of the legend."""
    groups = [each for each in Picture.read(text).root.iter(f"{SVG}g") if each.get("class") == "legend"]
    return {"".join(line.itertext()) for line in groups[0].iter(f"{SVG}text")}


def test_each_verdict_has_a_line_of_its_own() -> None:
    """Supported is whole; not supported, and not named, is dashed as assumed; contradicted is dotted."""
    text = svg(draw(one(CHAIN), hypotheses=KNOWN))
    assert faults(text) == []
    assert looks(text) == {
        ("c/please", "c/grow"): ("s-contradicted", "1.5 4"),
        ("c/keep", "c/grow"): ("s-arrow", ""),
        ("c/work", "c/please"): ("s-contradicted", "1.5 4"),
        ("c/work", "c/keep"): ("s-assumed", "5 4"),
        ("c/learn", "c/work"): ("s-assumed", "5 4"),
    }


def test_dashes_differ_whatever_the_colour() -> None:
    """In grey no two kinds of line have the same dashes, but supported ones and those of a map without evidence."""
    back = """  top: {perspective: financial, title: Top, drives: {grow: {}, work: {feedback: true}, learn: {}}}\n"""
    text = svg(draw(one(CHAIN + back), hypotheses=KNOWN), "grey")
    dashes = {dash for _, dash in looks(text).values()}
    assert len(dashes) == 5


def test_a_contradicted_arrow_carries_a_cross() -> None:
    """Its label has a cross, beside the time and the minus; also where it has neither."""
    drawing = draw(one(CHAIN), hypotheses={**KNOWN, ("c/learn", "c/work"): Hypothesis.CONTRADICTED})
    signs = {(label.source, label.target): (label.words, label.minus, label.cross) for label in drawing.labels}
    assert signs == {
        ("c/please", "c/grow"): ("1 quarter", False, True),
        ("c/work", "c/please"): ("", True, True),
        ("c/learn", "c/work"): ("", False, True),
    }


def test_the_legend_names_what_occurs() -> None:
    """Only the verdicts of this map; without evidence none."""
    every = {"Supported by readings, after the time shown", "Assumed", "Contradicted by readings"}
    assert every <= legend(svg(draw(one(CHAIN), hypotheses=KNOWN)))
    assert not {"Drives"} & legend(svg(draw(one(CHAIN), hypotheses=KNOWN)))
    assert {"Assumed, after the time shown"} == {
        words for words in legend(svg(draw(one(CHAIN), hypotheses={}))) if "ssumed" in words or "readings" in words
    }
    plain = svg(draw(one(CHAIN)))
    assert "Drives, after the time shown" in legend(plain)
    assert "hypothesis" not in plain


def test_a_cross_on_feedback_is_explained() -> None:
    """An arrow that runs back keeps its line; its cross is in the legend."""
    back = "  top: {perspective: financial, title: Top, drives: {work: {feedback: true}}}\n"
    text = svg(draw(one(CHAIN + back), hypotheses={("c/top", "c/work"): Hypothesis.CONTRADICTED}))
    assert looks(text)["c/top", "c/work"][0] == "s-feedback"
    assert {"Feedback", "Contradicted by readings"} <= legend(text)


@pytest.mark.parametrize("known", Hypothesis)
def test_every_verdict_is_said_on_hovering(known: Hypothesis) -> None:
    """The title of an arrow says the verdict in a sentence, also on the page, whose table has the word."""
    drawing = draw(one(CHAIN), hypotheses={("c/keep", "c/grow"): known})
    hints = re.findall(r'data-from="c/keep"[^>]*><title>([^<]*)', svg(drawing))
    assert [known.words in hint for hint in hints] == [True]
    assert known.words in page(drawing)
    assert f">Grow ({known})</td>" in page(drawing)


def test_strength_stays_the_width() -> None:
    """What is known changes the dashes and the colour, not how wide a line is."""
    assert [each.thickness for each in draw(one(CHAIN), hypotheses=KNOWN).arrows] == [
        each.thickness for each in draw(one(CHAIN)).arrows
    ]


def test_scripts_get_the_verdict() -> None:
    """`hypothesis` of an edge is the word, and null where nobody asked."""
    edges = geometry(draw(one(CHAIN), hypotheses=KNOWN))["edges"]
    assert isinstance(edges, list)
    assert [edge["hypothesis"] for edge in edges] == [
        "contradicted",
        "supported",
        "contradicted",
        "not supported",
        "assumed",
    ]
    edges = geometry(draw(one(CHAIN)))["edges"]
    assert isinstance(edges, list)
    assert {edge["hypothesis"] for edge in edges} == {None}


def test_mermaid_and_dot_show_the_verdicts() -> None:
    """Assumed is dotted in Mermaid and dashed in DOT; contradicted ends in a cross, is dotted, and says so."""
    source = mermaid(one(CHAIN), hypotheses=KNOWN)
    assert '--x|"1 q, contradicted"|' in source
    assert '-->|"supported"|' in source
    assert source.count("-.->") == 2
    source = dot(one(CHAIN), hypotheses=KNOWN)
    assert source.count("style=dashed") == 2
    assert source.count("style=dotted") == 2
    assert "1 q, contradicted" in source
    assert "style=d" not in dot(one(CHAIN)).split("n1 -> n0")[1].split("]")[0]


def test_folded_arrows_say_what_holds_for_all() -> None:
    """Several arrows as one have the verdict that all have; else the line is assumed and its title counts them."""
    unit = "perspective: process, title: T, drives: {c/a: {}}"
    files = {
        "c.yaml": "scorecard: c\nobjectives: {a: {perspective: customer, title: A}}\n",
        "u.yaml": f"scorecard: u\nparent: c\nobjectives:\n  x: {{{unit}}}\n  y: {{{unit}}}\n",
    }
    ends = ("u/x", "c/a"), ("u/y", "c/a")
    for verdicts, shown, told in (
        ((Hypothesis.SUPPORTED, Hypothesis.SUPPORTED), Hypothesis.SUPPORTED, "2 supported"),
        ((Hypothesis.SUPPORTED, Hypothesis.CONTRADICTED), Hypothesis.ASSUMED, "1 supported, 1 contradicted"),
    ):
        known = dict(zip(ends, verdicts, strict=True))
        (arrow,) = draw(strategy(files), fold="units", hypotheses=known).arrows
        assert arrow.hypothesis is shown
        assert told in arrow.hint
