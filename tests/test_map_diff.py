"""`bsc map --diff`: a change of the strategy drawn on its map, in every form, and never by colour alone."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from bsc_cli.cli.app import run as bsc
from bsc_cli.diff import both, diff
from bsc_cli.strategy import Strategy
from bsc_cli.view.diff import Compared
from bsc_cli.view.map import Deltas, draw, mermaid, svg
from bsc_cli.view.map.badge import OUTLINES, told
from bsc_cli.view.map.delta import SIGNS, Delta
from bsc_cli.view.map.deltas import deltas_of
from bsc_cli.view.map.lines import SMALL, wrap
from bsc_cli.view.map.palette import Theme, colour
from bsc_cli.view.map.pill import texts
from bsc_cli.view.map.scene import scene
from history import commit
from map_checker import contrast, faults
from map_maps import generated, one, strategy
from test_diff_properties import Plain, trees
from test_diff_properties import strategy as from_plain

BEFORE = """\
scorecard: sales
vision: {statement: Be there by 2029.}
objectives:
  grow:
    perspective: financial
    title: Grow revenue
    owner: cfo
    metrics: {revenue: {better: higher, target: 12, every: quarter}}
  win:
    perspective: customer
    title: Win distributors
    owner: cso
    drives: {grow: {after: 2 quarters, because: They list our range.}}
    metrics: {contracts: {better: higher, target: 10, every: quarter}}
  promise:
    perspective: process
    title: Promise dates that hold
    owner: coo
    drives: {win: {after: 1 month, because: Dates win trust.}}
    metrics: {kept: {unit: "%", better: higher, target: 95, red_line: 90, every: quarter}}
  train:
    perspective: learning
    title: Train sellers
    owner: cso
    drives: {promise: {after: 1 month, because: They know the dates.}}
"""
AFTER = """\
scorecard: sales
vision: {statement: Be there by 2030.}
objectives:
  grow:
    perspective: financial
    title: Grow revenue
    owner: cfo
    metrics: {revenue: {better: higher, target: 12, every: quarter}}
  win:
    perspective: customer
    title: Win distributors
    owner: cso
    drives: {grow: {after: 3 quarters, because: They list our range.}}
    metrics: {contracts: {better: higher, target: 7, every: quarter}}
  listen:
    perspective: process
    title: Listen to distributors
    owner: cso
    drives: {win: {after: 1 quarter, because: Who is heard signs.}}
  train:
    perspective: learning
    title: Train sellers
    owner: cso
    drives: {}
"""
READINGS = "metric,period,value\nsales/contracts,2026-Q1,7\nsales/kept,2026-Q1,80\nsales/revenue,2026-Q1,12\n"


def compared(before: str, after: str) -> Compared:
    """Compare two versions of one scorecard."""
    return Compared(diff(strategy({"a.yaml": before}), strategy({"a.yaml": after})), "v1", "v2")


def marked(before: str, after: str) -> Deltas:
    """Return what the map says became of things between two versions of one scorecard."""
    return deltas_of(compared(before, after))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a strategy of which the older version is committed and the newer one lies there."""
    made = tmp_path / "strategy"
    made.mkdir()
    commit(made, {"bsc.yaml": "", "scorecards/sales.yaml": BEFORE, "readings/2026.csv": READINGS})
    (made / "scorecards/sales.yaml").write_text(AFTER, encoding="utf-8")
    return made


def drawn(folder: Path, ending: str, *more: str) -> str:
    """Return the map of the change since the last commit, in a form."""
    out = folder.parent / f"map.{ending}"
    assert bsc(["map", "--strategy", str(folder), "--diff", "HEAD", "-o", str(out), *more]) == 0
    return out.read_text(encoding="utf-8")


def test_each_thing_is_marked_as_what_became_of_it() -> None:
    """Objectives and arrows: added, removed, changed; what stayed has no mark."""
    deltas = marked(BEFORE, AFTER)
    assert {name: (each.kind, each.words) for name, each in deltas.objectives.items()} == {
        "sales/win": ("changed", ("target: 10 → 7, loosened",)),
        "sales/listen": ("added", ()),
        "sales/promise": ("removed", ()),
    }
    assert {ends: each.kind for ends, each in deltas.arrows.items()} == {
        ("sales/win", "sales/grow"): "changed",
        ("sales/listen", "sales/win"): "added",
        ("sales/promise", "sales/win"): "removed",
        ("sales/train", "sales/promise"): "removed",
    }
    assert deltas.elsewhere == ("vision of sales",)


RETIRED = BEFORE.replace("title: Train", "retired: {on: 2026-04-01, because: It is done.}\n    title: Train")
RENAMED = BEFORE.replace("  train:", "  teach:").replace("title: Train", "renamed_from: train\n    title: Train")


@pytest.mark.parametrize(
    ("before", "after", "kind", "word"),
    [
        (BEFORE, RETIRED, "removed", "Retired"),
        (RETIRED, BEFORE, "added", "Revived"),
        (BEFORE, RENAMED, "changed", "Changed"),
        (BEFORE, BEFORE.replace("perspective: learning", "perspective: process"), "changed", "Changed"),
    ],
    ids=["retired", "revived", "renamed", "moved"],
)
def test_one_objective_keeps_one_card(before: str, after: str, kind: str, word: str) -> None:
    """A retired one is gone, a revived one new; one that is renamed or moved has only changed, and stands once."""
    found = compared(before, after)
    [(name, delta)] = [
        pair for pair in deltas_of(found).objectives.items() if pair[0] in ("sales/train", "sales/teach")
    ]
    assert (delta.kind, delta.word) == (kind, word)
    assert len(both(found.diff).objectives) == 4
    assert name in both(found.diff).objectives
    assert not delta.sentence.endswith("..")


def test_the_picture_says_it_in_words_and_shapes(folder: Path) -> None:
    """Badges with sign and word on cards and arrows, dashes on what is gone, and a legend of just what occurs."""
    text = drawn(folder, "svg")
    said = re.findall(r">([^<>]+)</text>", text)
    for badge in ("+ Added", "\u2212 Removed", "\u0394 Changed"):
        assert said.count(badge) == 2  # on its card and in the legend
    assert "\u0394 changed: 2 q → 3 q" in said
    assert "+ added: 1 q" in said
    assert said.count("\u2212 removed: 1 mo") == 2
    assert "target: 10 → 7, loosened" in " ".join(said)
    assert "Changes from HEAD to the working tree" in said
    assert re.search(r"1 change is not on this map \(vision of sales\)", " ".join(said))
    gone = re.search(r'<g class="card"[^>]*data-id="sales/promise"[^>]*data-change="removed".*?</g>', text, re.DOTALL)
    assert gone
    assert "Promise dates that hold" in gone[0]
    assert f'stroke-dasharray="{OUTLINES["removed"][2]}"' in gone[0]
    kinds = {"added", "removed", "changed"}
    assert set(re.findall(r'data-from="[^"]+" data-to="[^"]+" data-kind="drives" data-change="(\w+)"', text)) == kinds
    legend = text.split('<g class="legend"')[1]
    for kind, sign in SIGNS.items():  # without colour an arrow that is new looks like any other
        assert legend.index(f"{sign} {kind}<") < legend.index(f"Arrow {kind}<")
    (folder / "scorecards/sales.yaml").write_text(BEFORE.replace("target: 10", "target: 7"), encoding="utf-8")
    legend = drawn(folder, "svg").split('<g class="legend"')[1]
    assert "\u0394 Changed" in legend
    assert not re.search("Added|Removed|Arrow removed|Arrow added", legend)


def test_every_other_form_says_it_too(folder: Path) -> None:
    """The page in its table, Mermaid and DOT in their cards and classes, JSON by name."""
    table = drawn(folder, "html").split("<table>")[1]
    assert '<th scope="col">Change</th>' in table
    assert (
        ">Changed: target: 10 → 7, loosened. Arrow to Grow revenue: Changed: after: 2 quarters → 3 quarters.</td>"
        in table
    )
    assert ">Removed. Arrow to Win distributors: Removed.</td>" in table
    chart = drawn(folder, "mmd")
    number = {title: re.search(rf'(n\d+)\["[^"]*{title}', chart) for title in ("Listen", "Promise", "Win")}
    node = {title: found[1] for title, found in number.items() if found}
    assert f"class {node['Listen']} added" in chart
    assert f"class {node['Promise']} removed" in chart
    assert f"class {node['Win']} changed" in chart
    assert f'{node["Listen"]}["#43; Added<br/>' in chart
    dot = drawn(folder, "dot")
    assert re.search('label="\u2212 Removed.*Promise dates that.*style="rounded,filled,dashed"', dot)
    data = json.loads(drawn(folder, "json"))
    assert (data["base"], data["head"]) == ("HEAD", "the working tree")
    assert {each["id"]: each["change"] for each in data["nodes"]} == {
        "sales/grow": None,
        "sales/win": "changed",
        "sales/listen": "added",
        "sales/promise": "removed",
        "sales/train": None,
    }
    assert {each["change"] for each in data["edges"]} == {"added", "removed", "changed"}


def test_mermaid_marks_the_arrows_that_it_means() -> None:
    """The numbers of `linkStyle` count every line that joins nodes, as Mermaid does, from 0."""
    found = compared(BEFORE, AFTER)
    chart = mermaid(both(found.diff), deltas=deltas_of(found))
    joined = [line for line in chart.split("\n") if re.search(r" (~~~|-->|-\.->|==>|-\.-o)", line)]
    styled = {
        kind: [joined[int(number)] for number in style[1].split(",")]
        for kind, mark in (("added", "4px"), ("removed", "8 4"), ("changed", "2px"))
        if (style := re.search(rf"linkStyle ([\d,]+) \S*{mark}", chart))
    }
    assert {kind: len(lines) for kind, lines in styled.items()} == {"added": 1, "removed": 2, "changed": 1}
    assert all(kind in line for kind, lines in styled.items() for line in lines)


def test_with_readings_what_is_gone_shows_how_it_stood(folder: Path) -> None:
    """A card that is gone has its last status; one that the change alone turned says so; no band counts it."""
    text = drawn(folder, "svg", "--status", str(folder / "readings"))
    said = " ".join(re.findall(r">([^<>]+)<", text))
    assert "off → on target on the same readings" in said
    gone = re.search(r'data-id="sales/promise".*?</g>', text, re.DOTALL)
    assert gone
    assert "Off target" in gone[0]
    band = text.split('<g class="band" data-id="process"')[1].split("</g>")[0]
    assert "off-sign" not in band


def test_what_is_gone_has_no_colour_of_a_status(folder: Path) -> None:
    """The shape says how it stood, in grey: of the roles of a status only texts that are grey too are left."""
    text = drawn(folder, "svg", "--status", str(folder / "readings"))
    gone = re.search(r'<g class="card"[^>]*data-id="sales/promise".*?</g>', text, re.DOTALL)
    assert gone
    roles = set(re.findall(r"[fs]-([a-z-]+)", " ".join(re.findall(r'class="([^"]*)"', gone[0]))))
    assert roles <= {"gone", "gone-text", "page", "none-mark"}


def test_why_something_was_retired_is_said_to_the_end() -> None:
    """A reason has as many lines as several changes have together; of several each has two."""
    reason = "Two of the four fairs were given up, and the meetings there brought one contract in a year and a half."
    retired = f"retired: {{on: 2026-05, because: '{reason}'}}\n    title: Promise dates that hold"
    found = compared(BEFORE, BEFORE.replace("title: Promise dates that hold", retired))
    text = svg(draw(both(found.diff), deltas=deltas_of(found)))
    assert reason in " ".join(re.findall(r">([^<>]+)</text>", text))
    assert told([reason], SMALL, 100) == [*wrap(reason, SMALL, 100, 5)]
    assert told([reason, "weight 1 → 2"], SMALL, 100)[2:] == ["weight 1 → 2"]


@pytest.mark.parametrize("lag", ["{}", "{after: 2 quarters}", "{after: 2 quarters, effect: opposite}"])
@pytest.mark.parametrize("delta", [Delta("added", "Added"), Delta("removed", "Removed"), Delta("changed", "Changed")])
def test_the_sign_of_a_change_has_its_word(lag: str, delta: Delta) -> None:
    """However short a label has to be, a minus alone never stands for "removed": that is an opposite effect."""
    text = f"scorecard: c\nobjectives:\n  a: {{perspective: customer, title: A, drives: {{b: {lag}}}}}\n"
    found = scene(one(f"{text}  b: {{perspective: financial, title: B}}\n"))
    for compact in (False, True):
        options = texts(replace(found.links[0], delta=delta), compact=compact)
        assert all(each.startswith(f"{SIGNS[delta.kind]} {delta.kind}") for each in options)


def test_a_part_of_the_change(folder: Path) -> None:
    """One can focus on what is gone, and fold; the legend counts the changes that the part leaves out."""
    text = drawn(folder, "svg", "--focus", "promise", "--depth", "1")
    assert set(re.findall(r'class="card"[^>]* data-id="([^"]+)"', text)) == {
        "sales/promise",
        "sales/win",
        "sales/train",
    }
    assert "changes are not on this map" in text
    everything = drawn(folder, "json", "--scorecard", "sales")
    assert len(json.loads(everything)["nodes"]) == 5


def test_an_objective_that_lost_its_only_arrow_is_an_orphan(folder: Path) -> None:
    """The ghost of an arrow ties nothing to the map; what is gone is no orphan."""
    text = drawn(folder, "svg")
    assert "Orphan" in "".join(re.findall(r'data-id="sales/train".*?</g>', text, re.DOTALL)[:1])
    assert "Orphan" not in "".join(re.findall(r'data-id="sales/promise".*?</g>', text, re.DOTALL)[:1])


def test_a_whole_unit_and_its_perspective_can_go() -> None:
    """What is gone keeps its column and its band, between those that it stood between."""
    settings_ = "perspectives: {top: {title: Results}, middle: {title: Middle}, low: {title: Roots}}\n"
    card = "scorecard: {}\nobjectives: {{o: {{title: Do it, perspective: {}}}}}\n"
    old = {
        "bsc.yaml": settings_,
        "scorecards/a.yaml": card.format("a", "top"),
        "scorecards/b.yaml": card.format("b", "middle"),
    }
    new = {
        "bsc.yaml": settings_.replace("middle: {title: Middle}, ", ""),
        "scorecards/a.yaml": old["scorecards/a.yaml"],
    }
    found = Compared(diff(strategy(old), strategy(new)), "a", "b")
    drawing = draw(both(found.diff), deltas=deltas_of(found))
    assert [band.id for band in drawing.bands] == ["top", "middle", "low"]
    assert [card.id for card in drawing.cards if card.node.is_gone] == ["b/o"]


def test_nothing_changed_says_so(folder: Path) -> None:
    """A map of no change has no mark, and one sentence."""
    (folder / "scorecards/sales.yaml").write_text(BEFORE, encoding="utf-8")
    text = drawn(folder, "svg")
    assert "Nothing changed in the strategy." in text
    assert "data-change" not in text


def test_what_cannot_be_compared_says_why(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A base that is not there is exit 2 with what to do; a strategy that cannot be read is exit 1 with findings."""
    asked = ["map", "--strategy", str(folder), "-o", str(folder.parent / "map.svg"), "--diff"]
    assert bsc([*asked, "nowhere"]) == 2
    assert 'There is no commit "nowhere" here.' in capsys.readouterr().err
    assert bsc([*asked, "auto"]) == 0  # on the main branch it left the main branch here
    (folder / "scorecards/sales.yaml").write_text("scorecard: sales\nobjectives: 7\n", encoding="utf-8")
    assert bsc([*asked, "HEAD"]) == 1
    assert "invalid-value" in capsys.readouterr().err


def test_what_moves_changes_where_it_was_and_where_it_is() -> None:
    """A metric that moves to another objective marks both, whichever of them is new."""

    def version(train: Mapping[str, Plain], *others: str) -> Strategy:
        card = {"perspective": "learning", "title": "Train"}
        objectives = {
            "train": {**card, "metrics": train},
            **{each: {**card, "metrics": {"sales": {}}} for each in others},
        }
        return from_plain({"scorecards/c.yaml": {"scorecard": "c", "objectives": objectives}})

    alone, moved = version({"sales": {}}), version({}, "grow")
    there, back = (deltas_of(Compared(diff(*pair), "a", "b")).objectives for pair in ((alone, moved), (moved, alone)))
    assert {full: each.kind for full, each in there.items()} == {"c/train": "changed", "c/grow": "added"}
    assert {full: each.kind for full, each in back.items()} == {"c/train": "changed", "c/grow": "removed"}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(trees(), trees())
def test_nothing_is_lost_and_the_way_back_is_mirrored(before: Mapping[str, Plain], after: Mapping[str, Plain]) -> None:
    """Both versions in one: all that lives now and all that is gone, no more; added one way is removed the other."""
    old, new = from_plain(dict(before)), from_plain(dict(after))
    there, back = diff(old, new), diff(new, old)
    in_head = there.pairs.in_head
    was = {in_head("objective", each) for each in old.objectives}
    arrows = {(in_head("objective", each.source), in_head("objective", each.target)) for each in old.arrows}
    whole = both(there)
    assert set(whole.objectives) == was | set(new.objectives)
    assert sorted((each.source, each.target) for each in whole.arrows) == sorted(
        arrows | {(each.source, each.target) for each in new.arrows}
    )
    one, other = (deltas_of(Compared(each, "a", "b")) for each in (there, back))
    for kind, mirrored in (("added", "removed"), ("removed", "added"), ("changed", "changed")):
        assert _count(one, kind) == _count(other, mirrored)


def _count(deltas: Deltas, kind: str) -> tuple[int, int]:
    return tuple(sum(each.kind == kind for each in group.values()) for group in (deltas.objectives, deltas.arrows))  # type: ignore[return-value] # two groups


@pytest.mark.parametrize("seed", range(12))
def test_the_map_keeps_its_promises(seed: int) -> None:
    """Two random strategies as versions of one: no text leaves a card, no card meets another, no arrow a card."""
    old, new = generated(seed)[0], generated(seed + 100)[0]
    found = Compared(diff(old, new), "v1 <b>", "v2")
    deltas = deltas_of(found)
    drawing = draw(both(found.diff), deltas=replace(deltas, elsewhere=("x" * 400,)))
    assert faults(svg(drawing)) == []


MARKS: dict[str, tuple[str, ...]] = {
    "delta": ("card", "page", "band-even", "band-odd"),
    "gone": ("card", "page", "band-even"),
}
TEXTS: dict[str, tuple[str, ...]] = {"delta-text": ("card", "page"), "gone-text": ("card", "page"), "page": ("delta",)}


@pytest.mark.parametrize("theme", ["light", "dark", "grey"])
def test_its_colours_have_contrast(theme: Theme) -> None:
    """Text at least 4.5 to 1 on what it stands on, outlines and arrows at least 3 to 1 (WCAG 2.2)."""
    weak = [
        (role, ground)
        for least, pairs in ((4.5, TEXTS), (3.0, MARKS))
        for role, grounds in pairs.items()
        for ground in grounds
        if contrast(colour(role, theme), colour(ground, theme)) < least
    ]
    assert weak == []


def test_user_text_stays_text(folder: Path) -> None:
    """A title that holds markup, moved between the versions, is text in every form."""
    hostile = "</text><script>alert(1)</script> --> `x` @everyone"
    (folder / "scorecards/sales.yaml").write_text(
        AFTER.replace("title: Win distributors", f"title: '{hostile}'"), encoding="utf-8"
    )
    for ending in ("svg", "html", "mmd"):
        assert "<script>alert" not in drawn(folder, ending)


def test_the_readings_are_those_of_the_newer_version(folder: Path) -> None:
    """With `--at` they are those of that commit, whatever lies in the folder meanwhile."""
    commit(folder, {"readings/2026.csv": READINGS.replace("contracts,2026-Q1,7", "contracts,2026-Q1,99")}, "Rewritten")
    (folder / "readings/2026.csv").write_text(READINGS, encoding="utf-8")
    out = folder.parent / "map.svg"
    asked = ["map", "--strategy", str(folder), "--diff", "HEAD~1", "--at", "HEAD", "--status", str(folder / "readings")]
    assert bsc([*asked, "-o", str(out)]) == 0
    assert ">99" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("more", [[], ["--diff", "HEAD"]])
def test_readings_that_cannot_be_used_are_told_of(
    folder: Path, more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The map is drawn all the same; nobody takes a value that is missing for one that was never read."""
    table = folder / "readings/2026.csv"
    table.write_text(READINGS.replace("Q1,7", "Q1,seven"), encoding="utf-8")
    out = folder.parent / "map.svg"
    assert bsc(["map", "--strategy", str(folder), "--status", str(table), "-o", str(out), *more]) == 1
    assert "reading-malformed" in capsys.readouterr().err
    assert "<svg" in out.read_text(encoding="utf-8")
