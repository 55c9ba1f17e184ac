"""Every string of the big list of naughty strings, as title, owner, metric and vision: text, and nothing else."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

import chromium
from bsc_cli.load import load
from bsc_cli.strategy import Strategy
from bsc_cli.tree import Tree
from bsc_cli.view.map import Drawing, draw, page, svg
from bsc_cli.view.map.letters import clean
from map_checker import faults

CORPUS = Path(__file__).parents[2] / "shared" / "corpora" / "blns.json"
pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="the list of naughty strings is not beside the checkout")
_EACH = 30


@cache
def strategies() -> tuple[Strategy, ...]:
    """Return strategies that between them hold every string; one that YAML cannot hold is left out."""
    texts = [text for text in json.loads(CORPUS.read_text(encoding="utf-8")) if _is_legible(text)]
    assert len(texts) > 450
    return tuple(_strategy(texts[start : start + _EACH]) for start in range(0, len(texts), _EACH))


@cache
def drawings() -> tuple[Drawing, ...]:
    """Return their maps."""
    return tuple(map(draw, strategies()))


def _is_legible(text: str) -> bool:
    return load(Tree.of({"c.yaml": json.dumps(_card([text]), ensure_ascii=False)})).strategy is not None


def _card(texts: list[str]) -> dict[str, object]:
    objectives = {
        f"o{number}": {
            "perspective": ("financial", "customer", "process")[number % 3],
            "title": f"{text} ",
            "owner": text,
            "drives": {f"o{number - 1}": {"because": text}} if number % 3 else {},
            "metrics": {f"m{number}": {"title": f"{text} ", "unit": text or "x", "target": 3}},
        }
        for number, text in enumerate(texts)
    }
    return {"scorecard": "c", "title": texts[0], "vision": {"statement": f"{texts[-1]} "}, "objectives": objectives}


def _strategy(texts: list[str]) -> Strategy:
    strategy = load(Tree.of({"c.yaml": json.dumps(_card(texts), ensure_ascii=False)})).strategy
    assert strategy is not None
    return strategy


def test_every_string_is_text_on_a_map_without_fault() -> None:
    """Each map parses as XML and the checker finds nothing; each title stands whole in the title of its card."""
    for strategy, drawing in zip(strategies(), drawings(), strict=True):
        text = svg(drawing)
        assert faults(text) == []
        hints = [each.text or "" for each in ET.fromstring(text).iter("{http://www.w3.org/2000/svg}title")]  # noqa: S314 - ours
        for objective in strategy.objectives.values():
            assert any(clean(objective.title) in hint for hint in hints)


class Scripts(HTMLParser):
    """What could run in a page: elements, handlers and addresses."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note scripts, what loads something, handlers, and addresses that are no place on the page."""
        if tag in ("script", "iframe", "object", "embed", "img", "image", "link", "base", "form", "foreignobject"):
            self.found.append(tag)
        self.found += [name for name, _ in attrs if name.startswith("on")]
        self.found += [value or "" for name, value in attrs if name == "href" and not (value or "").startswith("#")]


def test_every_string_is_text_on_a_page() -> None:
    """No string becomes an element, a handler or an address: a page has its own two scripts and nothing else."""
    for drawing in drawings():
        assert Scripts(page(drawing)).found == ["script", "script"]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[chromium.Tab]:
    """One browser for the tests of this module."""
    with chromium.tab(tmp_path_factory.mktemp("profile")) as tab:
        yield tab


@pytest.mark.skipif(chromium.PROGRAM is None, reason="no Chromium is installed")
def test_no_string_runs_or_loads_anything_in_a_browser(browser: chromium.Tab, tmp_path: Path) -> None:
    """All maps on one page without any policy: no error, no request, no element that is not of a map."""
    file = tmp_path / "maps.html"
    pictures = "".join(map(svg, drawings()))
    head = "<!doctype html><meta charset=utf-8><script>alert = () => { document.title = 'hacked' }</script><body>"
    file.write_text(head + pictures, encoding="utf-8")
    browser.open(file.as_uri())
    count = sum(len(strategy.objectives) for strategy in strategies())
    assert browser.run("document.querySelectorAll('g.card').length") == count
    assert browser.run("document.title") != "hacked"
    assert browser.run("document.querySelectorAll('body script, img, image, iframe, foreignObject').length") == 0
    assert browser.faults == []
    assert [address for address in browser.asked if not address.startswith("file:")] == []
