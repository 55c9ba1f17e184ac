"""The map as a page: complete in itself, safe with any text, and driven in a real browser with mouse and keys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import networkx as nx
import pytest

import chromium
from bsc_cli.cli import run
from bsc_cli.view.map import Drawing, draw, page
from map_maps import NAUGHTY, generated, one, strategy

NEEDS_BROWSER = pytest.mark.skipif(chromium.PROGRAM is None, reason="no Chromium is installed")

CHAIN = """\
scorecard: c
title: A chain
objectives:
  profit: {perspective: financial, title: Grow profit, drives: {people: {feedback: true}}}
  trust: {perspective: customer, title: Win trust, drives: {profit: {after: 1 quarter}}}
  price: {perspective: customer, title: Hold prices, drives: {profit: {}}}
  speed: {perspective: process, title: Deliver faster, drives: {trust: {}, price: {}}}
  people: {perspective: learning, title: Train people, drives: {speed: {}}}
  alone: {perspective: learning, title: Stand alone}
"""


class Read(HTMLParser):
    """What stands in a page, by element."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.within: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and its attributes."""
        self.tags.append((tag, dict(attrs)))
        self.within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        while self.within and self.within.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Note a text by the element it stands in."""
        if self.within:
            self.texts.setdefault(self.within[-1], []).append(data)


def data_of(text: str) -> dict[str, list[list[int]]]:
    """Read the data for the script back."""
    found = re.search(r'<script type="application/json" id="map-data">(.*?)</script>', text)
    assert found
    data: dict[str, list[list[int]]] = json.loads(found[1])
    return data


def reached(drawing: Drawing) -> nx.DiGraph[str]:
    """Build the graph of what a drawing shows, by its own arrows and contributions without feedback."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(card.id for card in drawing.cards)
    graph.add_edges_from((each.source, each.target) for each in drawing.arrows if each.kind != "feedback")
    graph.add_edges_from((each.source, each.target) for each in drawing.supports)
    return graph


@pytest.mark.parametrize("seed", range(12))
def test_what_is_lit_is_what_the_graph_says(seed: int) -> None:
    """For each objective the causes in the page are its ancestors, the effects its descendants."""
    drawing = draw(*generated(seed))
    data = data_of(page(drawing))
    ids = [str(each) for each in data["ids"]]
    graph = reached(drawing)
    for number, name in enumerate(ids):
        assert {ids[each] for each in data["causes"][number]} == nx.ancestors(graph, name)
        assert {ids[each] for each in data["effects"][number]} == nx.descendants(graph, name)
        assert {ids[each] for each in data["drives"][number]} == set(graph.successors(name))
        assert {ids[each] for each in data["driven"][number]} == set(graph.predecessors(name))


def test_a_page_is_complete_in_itself() -> None:
    """Nothing is loaded: no address in it but those of names, and a policy that forbids all but its own parts."""
    text = page(draw(*generated(3)))
    read = Read(text)
    assert {name for name, _ in read.tags}.isdisjoint({"link", "img", "iframe", "object", "embed", "base", "form"})
    assert [attributes.get("src") for _, attributes in read.tags if attributes.get("src")] == []
    policy = next(
        attributes["content"]
        for name, attributes in read.tags
        if name == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "@import" not in text
    assert "url(" not in text


def test_no_text_becomes_markup_or_script() -> None:
    """With every hostile title there are two scripts, no handler, and each title stands in the table as written."""
    objectives = {f"o{number}": {"perspective": "customer", "title": text} for number, text in enumerate(NAUGHTY)}
    drawing = draw(
        one(json.dumps({"scorecard": "c", "title": NAUGHTY[0], "objectives": objectives}, ensure_ascii=False))
    )
    text = page(drawing)
    read = Read(text)
    assert [name for name, _ in read.tags].count("script") == 2
    assert [attribute for _, attributes in read.tags for attribute in attributes if attribute.startswith("on")] == []
    assert not re.search(r"[<>&]", re.search(r"map-data\">(.*?)</script>", text)[1])  # type: ignore[index] # it is there
    assert NAUGHTY[0] in read.texts["a"]
    assert page(drawing) == text


def test_the_table_says_what_the_map_shows() -> None:
    """A row for each objective with its perspective, its owner, what drives it and what it drives."""
    read = Read(page(draw(one(CHAIN))))
    rows = list(read.texts["td"])
    assert read.texts["caption"] == ["A chain: Strategy map"]
    assert {"Customer", "No owner", "Deliver faster", "Win trust; Hold prices"} <= set(rows)
    assert ("a", {"href": "#c/speed"}) in read.tags


def test_links_lead_to_the_line_of_an_objective() -> None:
    """With a base the table names file and line; the page has no other address."""
    text = page(draw(one(CHAIN)), link_base="https://example.org/blob/main/")
    assert '<a href="https://example.org/blob/main/corporate.yaml#L7">corporate.yaml, line 7</a>' in text
    assert set(re.findall(r"https?://[^\s\"'<]+", text)) == {"http://www.w3.org/2000/svg"} | {
        f"https://example.org/blob/main/corporate.yaml#L{line}" for line in range(4, 10)
    }


def test_the_command_writes_a_page_by_its_ending(tmp_path: Path) -> None:
    """`-o x.html` and `--format html` give the same page."""
    file = tmp_path / "c.yaml"
    file.write_text(CHAIN, encoding="utf-8")
    assert run(["map", "--strategy", str(file), "-o", str(tmp_path / "map.html")]) == 0
    assert run(["map", "--strategy", str(file), "-o", str(tmp_path / "map"), "--format", "html"]) == 0
    text = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert text == (tmp_path / "map").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[chromium.Tab]:
    """Start one browser for this module."""
    with chromium.tab(tmp_path_factory.mktemp("profile")) as tab:
        yield tab


def lit(tab: chromium.Tab) -> set[str]:
    """Return the names of the cards that are lit."""
    return set(tab.run("[...document.querySelectorAll('g.card.lit')].map(card => card.dataset.id)"))


@NEEDS_BROWSER
def test_pointing_lights_causes_and_effects(browser: chromium.Tab, tmp_path: Path) -> None:
    """Under the mouse, and no longer when it leaves; a click keeps it and shows in the address; nothing is loaded."""
    file = tmp_path / "map.html"
    file.write_text(page(draw(one(CHAIN))), encoding="utf-8")
    browser.asked.clear()
    browser.open(file.as_uri())
    browser.point('g.card[data-id="c/trust"]')
    assert lit(browser) == {"c/trust", "c/profit", "c/speed", "c/people"}
    arrows = "[...document.querySelectorAll('g.arrow.lit')].map(a => a.dataset.from + ' ' + a.dataset.to)"
    assert set(browser.run(arrows)) == {"c/trust c/profit", "c/speed c/trust", "c/people c/speed"}
    assert browser.run("document.querySelector('output').textContent") == "Win trust: 2 causes below, 1 effect above."
    faded = "getComputedStyle(document.querySelector('g.card[data-id=\"c/alone\"]')).transitionProperty"
    assert browser.run(faded) == "opacity"
    browser.point("output")
    assert lit(browser) == set()
    browser.point('g.card[data-id="c/price"]', click=True)
    browser.point("output")
    assert lit(browser) == {"c/price", "c/profit", "c/speed", "c/people"}
    assert browser.run("location.hash") == "#c/price"
    browser.press("Escape")
    assert lit(browser) == set()
    assert browser.run("location.hash") == ""
    assert browser.faults == []
    assert browser.asked == [file.as_uri()]


@NEEDS_BROWSER
def test_keys_walk_along_the_arrows(browser: chromium.Tab, tmp_path: Path) -> None:
    """Tab reaches the cards; up leads to an effect, right to its neighbour, down to a cause; Enter keeps."""
    file = tmp_path / "keys.html"
    file.write_text(page(draw(one(CHAIN))), encoding="utf-8")
    browser.open(f"{file.as_uri()}#c/speed")
    assert lit(browser) == {"c/speed", "c/trust", "c/price", "c/profit", "c/people"}
    here = "document.activeElement.dataset.id"
    browser.press("Escape")
    browser.run("document.querySelector('select').focus()")
    browser.press("Tab")
    assert browser.run(here) == "c/profit"
    assert lit(browser) == {"c/speed", "c/trust", "c/price", "c/profit", "c/people"}
    walked = []
    for key in ("ArrowDown", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp"):
        browser.press(key)
        walked.append(browser.run(here))
    causes = ["c/trust", "c/price"]
    assert set(walked[:2]) == set(causes)
    assert walked[2:6] == ["c/speed", "c/people", "c/people", "c/speed"]
    assert walked[6] in causes
    assert walked[7] == "c/profit"
    browser.press("Enter")
    assert browser.run("document.activeElement.getAttribute('aria-pressed')") == "true"
    assert browser.faults == []


@NEEDS_BROWSER
def test_every_card_lights_the_graph_in_the_browser(browser: chromium.Tab, tmp_path: Path) -> None:
    """On a generated map with units, loops and odd titles, focus lights just what the graph says."""
    drawing = draw(*generated(2))
    file = tmp_path / "generated.html"
    file.write_text(page(drawing), encoding="utf-8")
    browser.open(file.as_uri())
    graph = reached(drawing)
    for card in drawing.cards:
        browser.run(f"document.querySelector('g.card[data-id=\"{card.id}\"]').focus()")
        assert lit(browser) == {card.id} | nx.ancestors(graph, card.id) | nx.descendants(graph, card.id)
    assert browser.faults == []


@NEEDS_BROWSER
def test_a_page_prints_on_one_sheet(browser: chromium.Tab, tmp_path: Path) -> None:
    """On A4 by itself, on A3 when that is chosen, the map is one page and nothing else is printed."""
    file = tmp_path / "print.html"
    file.write_text(page(draw(one(CHAIN))), encoding="utf-8")
    browser.open(file.as_uri())
    for paper, size in (("", (842, 595)), ("a3-landscape", (1191, 842)), ("a3-portrait", (842, 1191))):
        if paper:
            browser.run(f"document.documentElement.dataset.paper = '{paper}'")
        pdf = browser.printed()
        boxes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
        assert [(round(float(wide)), round(float(high))) for wide, high in boxes] == [size]


@NEEDS_BROWSER
def test_the_page_is_dark_where_the_system_is(browser: chromium.Tab, tmp_path: Path) -> None:
    """The page and the card in it take their dark colours."""
    file = tmp_path / "dark.html"
    file.write_text(page(draw(strategy({"c.yaml": CHAIN}))), encoding="utf-8")
    browser.open(file.as_uri())
    background = "getComputedStyle(document.body).backgroundColor"
    assert browser.run(background) == "rgb(255, 255, 255)"
    browser.dark()
    assert browser.run(background) == "rgb(15, 21, 28)"
    card = "getComputedStyle(document.querySelector('g.card rect')).fill"
    assert browser.run(card) == "rgb(28, 39, 50)"
