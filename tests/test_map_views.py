"""Parts and forms of a map: a depth, columns by choice, folded units, paper, links."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from bsc_cli.cli import run
from bsc_cli.stop import Stop
from bsc_cli.strategy import Strategy
from bsc_cli.view.map import Drawing, Mark, dot, draw, mermaid, points, svg
from bsc_cli.view.map.ink import Ink, Text
from bsc_cli.view.map.paper import SIZES
from map_checker import faults
from map_maps import generated, one, strategy

CHAIN = "scorecard: c\nobjectives:\n" + "".join(
    f"  o{number}: {{perspective: customer, title: T{number}, drives: {{{f'o{number + 1}: {{}}' * (number < 6)}}}}}\n"
    for number in range(7)
)
PERSPECTIVES = ("financial", "customer", "process", "learning")
STATUSES = ("on-target", "near", "off", "late")


def large(units: int, each: int) -> tuple[Strategy, dict[str, Mark]]:
    """Make a company with so many units of so many objectives: arrows within, between and up, and contributions."""
    rnd = random.Random(units)  # noqa: S311 - a fixed seed gives the same map
    names = [f"u{unit}/o{number}" for unit in range(units + 1) for number in range(each)]
    files = {"bsc.yaml": "strategy: Halden Valves\n"}
    for unit in range(units + 1):
        objectives: dict[str, object] = {}
        for number in range(each):
            drives: dict[str, object] = {f"o{number - 1}": {"after": "1 quarter"}} if number else {}
            drives[rnd.choice([name for name in names if not name.startswith(f"u{unit}/")] or [names[-1]])] = {
                "effect": rnd.choice(("same", "opposite"))
            }
            objectives[f"o{number}"] = {
                "perspective": PERSPECTIVES[number * 4 // each],
                "title": f"Improve thing {number} of unit {unit}",
                "drives": drives,
                "supports": [f"u0/o{rnd.randrange(each)}"] if unit else [],
            }
        card: dict[str, object] = {"scorecard": f"u{unit}", "title": f"Unit {unit}", "objectives": objectives}
        files[f"scorecards/u{unit:02}.yaml"] = json.dumps(card | ({"parent": "u0"} if unit else {}))
    marks = {name: Mark(rnd.choice(STATUSES)) for name in names}
    return strategy(files), marks | {f"u{unit}": Mark("near") for unit in range(units + 1)}


def ids(drawing: Drawing) -> set[str]:
    """Return the ids of the cards."""
    return {card.id for card in drawing.cards}


# Part ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("depth", [1, 2, 3, 9])
def test_a_depth_keeps_what_is_so_many_steps_away(depth: int) -> None:
    """On a chain of seven, the steps below and above the one in the middle."""
    shown = ids(draw(one(CHAIN), focus="o3", depth=depth))
    assert shown == {f"c/o{number}" for number in range(7) if abs(number - 3) <= depth}


def test_a_depth_needs_a_focus() -> None:
    """Steps are counted from somewhere."""
    with pytest.raises(Stop, match="--focus"):
        draw(one(CHAIN), depth=2)


def test_columns_are_what_is_asked_for() -> None:
    """One scorecard with themes has columns by theme, or by scorecard when asked; without themes that is refused."""
    themed = strategy(
        {
            "bsc.yaml": "themes: {west: {title: Go West}, east: {title: Go East}}\n",
            "scorecards/c.yaml": "scorecard: c\ntitle: Company\nobjectives:\n"
            "  a: {perspective: customer, title: A, theme: west}\n"
            "  b: {perspective: customer, title: B, theme: east}\n",
        }
    )
    plain, by_card = svg(draw(themed)), svg(draw(themed, by="scorecard"))
    assert ">THEME<" in plain
    assert ">SCORECARD<" in by_card
    assert plain == svg(draw(themed, by="theme"))
    with pytest.raises(Stop, match="no objective that is shown has a theme"):
        draw(one(CHAIN), by="theme")


# Fold ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["units", "perspectives"])
def test_two_hundred_objectives_fit_a_sheet_when_folded(how: str) -> None:
    """25 units of eight objectives: no wider than a sheet, and all the guarantees of a drawing hold."""
    whole, marks = large(25, 8)
    for given in (marks, None):
        drawing = draw(whole, given, fold="units" if how == "units" else "perspectives")
        assert drawing.width <= 1200
        assert drawing.height <= 1900
        assert faults(svg(drawing)) == []


def test_folded_cards_hold_all_objectives_once() -> None:
    """Of units or perspectives, the folded cards hold every objective below the root, counted by how they stand."""
    whole, marks = large(5, 8)
    root = {f"u0/o{number}" for number in range(8)}
    units = draw(whole, marks, fold="units")
    assert ids(units) == root | {f"u{number}" for number in range(1, 6)}
    bands = draw(whole, marks, fold="perspectives")
    assert ids(bands) == root | {f"(units):{name}" for name in PERSPECTIVES}
    below = Counter(mark.look for name, mark in marks.items() if "/" in name and name not in root)
    for drawing in (units, bands):
        held: Counter[str] = Counter()
        for card in drawing.cards:
            held.update(dict(card.node.counts))
        assert held == below
        assert sum(card.node.holds for card in drawing.cards) == 40
    assert {card.look for card in units.cards if card.node.holds} == {"near"}
    assert "8 objectives" in svg(units)


def test_bands_and_folded_cards_show_how_many_stand_how() -> None:
    """Beside the signs in the label of a band are the numbers of its objectives with each look, folded ones too."""
    whole, marks = large(5, 8)
    looks = ("ok", "near", "off", "none")
    for drawing in (draw(whole, marks), draw(whole, marks, fold="perspectives")):
        for band in drawing.bands:
            here = [name for name, each in whole.objectives.items() if each.perspective == band.id]
            expected = [sum(marks[name].look == look for name in here) for look in looks]
            assert numbers(band.inks) == [count for count in expected if count]
    for card in draw(whole, marks, fold="units").cards:
        if card.node.holds:
            names = [name for name in whole.objectives if name.startswith(f"{card.id}/")]
            expected = [sum(marks[name].look == look for name in names) for look in looks]
            assert numbers(card.inks) == [count for count in expected if count]


def numbers(inks: tuple[Ink, ...]) -> list[int]:
    """Return the numbers among the texts, in the order in which they were written."""
    return [int(ink.words) for ink in inks if isinstance(ink, Text) and ink.words.isdecimal()]


def test_folded_arrows_say_what_they_stand_for() -> None:
    """What leads up from a unit is one arrow for each objective it leads to; the rest but inner ones is counted."""
    whole, _ = large(4, 8)
    drawing = draw(whole, fold="units")
    ends = [(arrow.source.split("/")[0], arrow.target) for arrow in whole.arrows if arrow.source != arrow.target]
    up = {(source, target) for source, target in ends if source != "u0" and target.startswith("u0/")}
    assert {(each.source, each.target) for each in drawing.arrows if each.source in {"u1", "u2", "u3", "u4"}} == up
    hidden = [
        (source, target) for source, target in ends if not target.startswith("u0/") and source != target.split("/")[0]
    ]
    assert f"{len(hidden)} arrows are not drawn" in svg(drawing).replace("\n", " ")
    above = {(unit.scorecard_id, over.id) for unit, over in whole.supports}
    assert {(support.source, support.target) for support in drawing.supports} == above


THEMES = {
    "bsc.yaml": "themes: {dark: {title: Dark stores}, sell: {}}\n",
    "scorecards/c.yaml": (
        "scorecard: c\ntitle: Shops\nobjectives:\n"
        "  top: {perspective: financial, title: Top}\n"
        "  a: {perspective: customer, theme: dark, title: A, drives: {top: {}}}\n"
        "  b: {perspective: process, theme: dark, title: B, drives: {a: {}, s: {}}}\n"
        "  s: {perspective: customer, theme: sell, title: S, drives: {top: {}}}\n"
    ),
}


def test_one_theme_of_the_strategy_is_a_view() -> None:
    """Only its objectives and the arrows between them, in every format; the heading says which."""
    drawing = draw(strategy(THEMES), theme="dark")
    assert {card.id for card in drawing.cards} == {"c/a", "c/b"}
    assert [(arrow.source, arrow.target) for arrow in drawing.arrows] == [("c/b", "c/a")]
    assert drawing.title == "Shops: Strategy map, theme: Dark stores"
    assert draw(strategy(THEMES), theme="sell").title == "Shops: Strategy map, theme: sell"
    for source in (dot(strategy(THEMES), theme="dark"), mermaid(strategy(THEMES), theme="dark")):
        assert ("Top" in source, "n1" in source, "n2" in source) == (False, True, False)
    with pytest.raises(Stop, match='no objective of the theme "light"; there is dark, sell'):
        draw(strategy(THEMES), theme="light")
    with pytest.raises(Stop, match="no objective has a theme"):
        draw(one("scorecard: c\nobjectives: {a: {perspective: customer, title: A}}"), theme="sell")


def test_colours_and_a_theme_of_the_strategy_are_told_apart(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """`--theme` is colours, also where the strategy has a theme of that name; another word is told where to go."""
    for path, text in THEMES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    place = ["map", "--strategy", str(tmp_path)]
    assert run([*place, "--theme", "dark"]) == 0
    assert b'data-id="c/top"' in capfdbinary.readouterr().out
    assert run([*place, "--strategic-theme", "dark"]) == 0
    assert b'data-id="c/top"' not in capfdbinary.readouterr().out
    assert run([*place, "--theme", "sell"]) == 2
    assert b"one theme of the strategy is shown by --strategic-theme" in capfdbinary.readouterr().err


def test_nothing_to_fold_is_said() -> None:
    """A single scorecard has no units."""
    with pytest.raises(Stop, match="nothing to fold"):
        draw(one(CHAIN), fold="units")


@pytest.mark.parametrize("first", range(4))
def test_folded_generated_maps_keep_the_guarantees(first: int) -> None:
    """Odd titles, loops and all: where a generated strategy has units, its folded map has no fault."""
    with_units = [made for made in map(generated, range(first, 40, 4)) if made[0].has_units]
    assert with_units
    for whole, marks in with_units:
        assert faults(svg(draw(whole, marks, fold="units"))) == []
        assert faults(svg(draw(whole, marks, fold="perspectives"))) == []


# Paper --------------------------------------------------------------------------------------------------------------


def test_a_map_on_paper_is_as_large_as_the_paper() -> None:
    """The SVG is the sheet in millimetres; the drawing lies within its margins; the text is easy to read."""
    drawing = draw(one(CHAIN), paper="a4")
    text = svg(drawing)
    size = re.match(r'<svg [^>]*width="(\d+)mm" height="(\d+)mm" viewBox="(\S+) (\S+) (\S+) (\S+)"', text)
    assert size
    wide, high, left, top, width, height = map(float, size.groups())
    assert {wide, high} == {210, 297}
    per_mm = width / wide
    assert height / high == pytest.approx(per_mm, rel=0.001)
    assert left <= -7.9 * per_mm
    assert top <= -7.9 * per_mm
    assert left + width >= drawing.width + 7.9 * per_mm
    assert top + height >= drawing.height + 7.9 * per_mm
    smallest = min(map(float, re.findall(r'font-size="([\d.]+)"', text)))
    assert points(drawing) == pytest.approx(smallest / per_mm / 25.4 * 72, rel=0.001)
    assert points(drawing) >= 6


@pytest.mark.parametrize("seed", [4, 6])
def test_text_on_paper_is_never_too_small(seed: int) -> None:
    """Each map is laid out without a fault at 5 points or more, or refused with what to do instead."""
    for paper in SIZES:
        try:
            drawing = draw(*generated(seed), paper=paper)
        except Stop as stop:
            refused = str(stop)
        else:
            assert points(drawing) >= 5
            assert faults(svg(replace(drawing, paper=None))) == []
            continue
        assert f"On {paper.upper()} the smallest text would be" in refused
        assert "--paper a3" not in refused or paper == "a4"


@pytest.mark.parametrize("seed", range(4))
def test_sixteen_objectives_are_read_without_effort_on_a4(seed: int) -> None:
    """Four in each perspective, each with a metric, arrows to the perspective above: no text below six points."""
    rnd = random.Random(seed)  # noqa: S311 - a fixed seed gives the same map
    objectives = {}
    for number in range(16):
        above = [f"o{each}" for each in range(16) if each // 4 == number // 4 - 1]
        objectives[f"o{number}"] = {
            "perspective": ("financial", "customer", "process", "learning")[number // 4],
            "title": " ".join(rnd.choices(["grow", "revenue", "from", "European", "exports", "on", "time"], k=7)),
            "owner": "Chief Operating Officer",
            "drives": {
                each: {"after": "2 quarters"} for each in rnd.sample(above, min(len(above), rnd.choice((1, 2))))
            },
            "metrics": {f"m{number}": {"title": "Distributors who rate us 4 or 5 of 5", "target": 90}},
        }
    text = json.dumps({"scorecard": "c", "vision": {"statement": "Be first in Europe."}, "objectives": objectives})
    drawing = draw(one(text), paper="a4")
    assert points(drawing) >= 6
    assert any(isinstance(ink, Text) and "Distributors" in ink.words for card in drawing.cards for ink in card.inks)
    assert faults(svg(replace(drawing, paper=None))) == []


def test_larger_paper_has_larger_text() -> None:
    """A map that is easy to read on A4 is easier on A3, because it is larger."""
    small, large = (points(draw(one(CHAIN), paper=paper)) for paper in ("a4", "a3"))
    assert 6 <= small < large


def test_two_hundred_objectives_are_not_shrunk_onto_paper() -> None:
    """What nobody could read is refused on either paper, with the ways out."""
    whole, marks = large(25, 8)
    with pytest.raises(Stop, match=r"On A4 .*: draw a part .*--fold"):
        draw(whole, marks, paper="a4")
    with pytest.raises(Stop, match=r"On A3 .*: draw a part"):
        draw(whole, marks, paper="a3")


# Links --------------------------------------------------------------------------------------------------------------


def test_cards_link_to_their_line() -> None:
    """Each card is a link to the line of its objective; but for links and role the picture is the same."""
    drawing = draw(one(CHAIN))
    linked = svg(drawing, link_base="https://example.org/r/blob/main/plan/")
    targets = re.findall(r'<a href="([^"]*)">', linked)
    assert targets == [
        f"https://example.org/r/blob/main/plan/corporate.yaml#L{int(card.id[-1]) + 3}" for card in drawing.cards
    ]
    assert 'role="group"' in linked
    plain = re.sub(r"</?a( href=[^>]*)?>", "", linked).replace('role="group"', 'role="img"')
    assert plain == svg(drawing)
    assert faults(plain) == []


def test_odd_paths_are_encoded() -> None:
    """Spaces, signs and letters of a path are no part of the address's own syntax."""
    whole = strategy({"scorecards/a b#?&é.yaml": CHAIN})
    assert '<a href="../scorecards/a%20b%23%3F%26%C3%A9.yaml#L3">' in svg(draw(whole), link_base="..")


@pytest.mark.parametrize(
    "base",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "file:///etc",
        "//example.org",
        "\\\\example.org",
        "/\\example.org",
        "https://",
        "https:",
        "https:///x",
        "http:example.org",
        "",
    ],
)
def test_no_other_address_becomes_a_link(base: str) -> None:
    """Only http, https and what is relative to the picture; all else is refused before anything is drawn."""
    with pytest.raises(Stop, match="cannot be the beginning of links"):
        svg(draw(one(CHAIN)), link_base=base)


@pytest.mark.parametrize("base", ["https://example.org/a", "http://localhost:8000", "../blob/main", "/plan", "plan"])
def test_usual_addresses_become_links(base: str) -> None:
    """Absolute and relative ones."""
    assert f'<a href="{base}/corporate.yaml#L3">' in svg(draw(one(CHAIN)), link_base=base)


# Command ------------------------------------------------------------------------------------------------------------


def test_the_command_has_all_of_it(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Each option draws another map; one that a format would leave out is refused and named."""
    for name, text in {
        "bsc.yaml": "themes: {west: {}}\n",
        "scorecards/c.yaml": CHAIN.replace("title: T3", "theme: west, title: T3"),
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    at = ["map", "--strategy", str(tmp_path)]
    made = []
    for options in (
        [],
        ["--focus", "o3"],
        ["--focus", "o3", "--depth", "1"],
        ["--by", "scorecard"],
        ["--paper", "a4"],
        ["--paper", "a3"],
        ["--theme", "mono"],
        ["--link-base", "https://example.org"],
    ):
        assert run([*at, *options]) == 0
        made.append(capfdbinary.readouterr().out)
    assert len(set(made)) == len(made)
    for options in (["--depth", "1"], ["--fold", "units"], ["--format", "dot", "--by", "theme"]):
        assert run([*at, *options]) == 2
    assert run([*at, "--format", "mermaid", "--paper", "a4"]) == 2
    assert b"--paper has no place in mermaid; it is for svg, png, pdf, html." in capfdbinary.readouterr().err
