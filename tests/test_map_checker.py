"""The checker of maps finds each planted defect, so that its silence means something."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import pytest

from bsc_cli.view.map import Mark, MetricLine, draw, svg
from map_checker import faults
from map_maps import one

MAP = """\
scorecard: corporate
title: Expand
vision: {statement: Earn a fifth of revenue in Europe by 2029.}
objectives:
  grow: {perspective: financial, title: Grow revenue in Europe, owner: Chief Financial Officer}
  cut: {perspective: financial, title: Cut the cost to serve}
  satisfy:
    perspective: customer
    title: Satisfy distributors
    drives: {grow: {after: 2 quarters}, cut: {after: 1 month, effect: opposite}}
  shorten: {perspective: process, title: Shorten lead time, drives: {satisfy: {after: 1 quarter}}}
  train: {perspective: learning, title: Train the sales team, drives: {shorten: {}}}
"""


@lru_cache(maxsize=1)
def drawn() -> str:
    """Draw a map with everything that can be spoiled."""
    marks = {"corporate/grow": Mark("on-target", (MetricLine("Export revenue", "9%", "15%"),))}
    return svg(draw(one(MAP), marks))


def test_the_sound_map_has_no_fault() -> None:
    """The checker is silent on the map before it is spoiled."""
    assert faults(drawn()) == []


def _spoil(pattern: str, put: str | Callable[[re.Match[str]], str], count: int = 1) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, put, text, count=count, flags=re.DOTALL)


def _box_of(name: str, put: str) -> Callable[[str], str]:
    return _spoil(rf'(data-id="corporate/{name}" data-box=")[^"]*', rf"\g<1>{put}")


def _grow(text: str) -> tuple[float, float, float, float]:
    found = re.search(r'data-id="corporate/grow" data-box="([^"]*)', text)
    assert found
    x, y, wide, high = map(float, found[1].split())
    return x, y, wide, high


def _at(x: float, y: float, wide: float, high: float) -> str:
    return f"{x} {y} {wide} {high}"


def _beside_grow(text: str) -> str:
    x, y, wide, high = _grow(text)
    return _box_of("cut", _at(x + wide + 5, y, wide, high))(text)


def _second_head(text: str) -> str:
    """Let another arrow reach a card 3 pixels beside the first."""
    arrow = re.search(r'<g class="arrow" data-from="corporate/train".*?</g>', text, flags=re.DOTALL)
    assert arrow
    moved = re.sub(r' d="M([\d.]+) ', lambda found: f' d="M{float(found[1]) + 3} ', arrow[0])
    return text.replace(arrow[0], arrow[0] + moved)


def _over_a_head(text: str) -> str:
    """Return a box on the head of an arrow, just below its card."""
    x, y, wide, high = _grow(text)
    return _at(x, y + high + 0.5, wide, 16)


LABEL = r'(class="label"[^>]*data-box=")[^"]*'
DEFECTS: dict[str, tuple[Callable[[str], str], str]] = {
    "a card on another": (lambda text: _box_of("cut", _at(*_grow(text)))(text), "overlaps card"),
    "a card outside its band": (_box_of("train", "400 -200 200 80"), "not inside a band"),
    "cards too near": (_beside_grow, "apart"),
    "an arrow that goes down": (
        _spoil(r'(data-kind="drives".*? d=")M([\d.]+) ([\d.]+)V([\d.]+)"', r'\1M\2 \4V\3"'),
        "does not go up",
    ),
    "an arrow through a card": (
        _spoil(r'(data-from="corporate/satisfy".*? d=")[^"]*"', lambda found: f'{found[1]}M650 900V10"'),
        "passes through",
    ),
    "an arrow that ends in the air": (
        _spoil(r'(data-from="corporate/satisfy".*? d=")M[\d.]+', lambda found: f"{found[1]}M5"),
        "does not meet",
    ),
    "a head on a head": (_second_head, "heads at"),
    "a label on a label": (_spoil(LABEL, r"\g<1>300 300 60 16", 9), "labels overlap"),
    "a label on a card": (lambda text: _spoil(LABEL, rf"\g<1>{_at(*_grow(text))}")(text), "covers card"),
    "a label on a head": (lambda text: _spoil(LABEL, rf"\g<1>{_over_a_head(text)}", 9)(text), "hides the head"),
    "a text too long": (
        _spoil(">Satisfy distributors</text>", ">Satisfy distributors in Europe and in all other markets</text>"),
        "leaves its card",
    ),
    "a text on a text": (_spoil(r'(y=")[\d.]+("[^>]*>No owner)', r"\g<1>1\2"), "leaves its card"),
    "a text too small": (_spoil(r'font-size="11"', 'font-size="9"'), "smaller than"),
    "pale text": (lambda text: text.replace("#4a5866", "#b0b8c0"), "contrast"),
    "pale text in the dark": (lambda text: text.replace("#a9b6c3", "#3a4653"), "contrast"),
    "the same id twice": (_spoil(r'id="m\w+-(title|desc)"', 'id="x"', 2), "twice"),
    "a script": (lambda text: text.replace("</svg>", "<script>1</script></svg>"), "<script>"),
    "a handler": (lambda text: text.replace('role="img"', 'role="img" onload="x()"'), "onload"),
    "a link": (lambda text: text.replace('class="head"', 'class="head" href="javascript:x"'), "href"),
    "no title": (_spoil(r"<title id=.*?</title>", ""), "no title"),
    "no description": (_spoil(r"<desc.*?</desc>", ""), "no desc"),
    "no role": (lambda text: text.replace('role="img"', ""), "no role"),
}


@pytest.mark.parametrize("name", DEFECTS)
def test_a_planted_defect_is_found(name: str) -> None:
    """Each way to spoil a map changes it, and the checker says what is wrong."""
    spoil, word = DEFECTS[name]
    spoiled = spoil(drawn())
    assert spoiled != drawn()
    assert [fault for fault in faults(spoiled) if word in fault]
