"""The head of a map: name and vision whole where the sheet has room for them, and nothing on anything else."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bsc_cli.view.map import draw, svg
from bsc_cli.view.map.layout import lay_out
from bsc_cli.view.map.scene import Scene, scene
from bsc_cli.view.map.sheet import sheet
from map_checker import faults
from map_maps import one

MAP = "scorecard: c\nobjectives: {a: {perspective: customer, title: A}}\n"
DAY = "Readings as of 2026-06-30"


def seen(name: str, subtitle: str = "Sales abroad", vision: str = "Be there by 2029.") -> Scene:
    """Return a small scene with these words in its head."""
    return replace(scene(one(MAP)), name=name, subtitle=subtitle, vision=vision, as_of="2026-06-30")


def head(text: str) -> list[tuple[float, str]]:
    """Return the lines of a map's head, with the height of their baselines."""
    found = text.split('<g class="head">')[1].split("</g>", maxsplit=1)[0]
    lines = re.findall(r'<text[^>]* y="([\d.]+)"[^>]*>(.*?)</text>', found)
    return [(float(y), re.sub(r"<[^>]*>", "", words).replace("\u00a0", " ")) for y, words in lines]


@pytest.mark.parametrize(
    ("name", "wide", "beside"),
    [("Halden Valves abroad", 1200, True), ("Halden Valves abroad", 500, False), ("Halden " * 6, 800, False)],
)
def test_a_name_is_not_cut_for_the_day_of_the_readings(name: str, wide: float, beside: bool) -> None:  # noqa: FBT001 - a case's outcome
    """The day stands beside the name where both fit, else below it."""
    text = svg(sheet(lay_out(seen(name.strip()), wide)))
    lines = {words: y for y, words in head(text)}
    assert (lines[DAY] == lines[f"{name.strip()} Sales abroad"]) is beside
    assert faults(text) == []


def test_a_name_that_is_too_long_leaves_something_of_the_subtitle() -> None:
    """Both end with an ellipsis then, and each has a part of the line."""
    lines = [words for _, words in head(svg(sheet(lay_out(seen("Halden " * 30, "Sales abroad " * 20)))))]
    assert re.fullmatch(r"(Halden ){6,}.*… (Sales abroad ){2,}.*…", lines[0])
    short = head(svg(sheet(lay_out(seen("Halden " * 30, "Sales")))))[0][1]
    assert short.endswith("… Sales")
    assert short.count("Halden") > lines[0].count("Halden")


def test_a_long_vision_is_there_to_its_end() -> None:
    """Six lines on a narrow sheet hold what a wide one has in three."""
    vision = "Be the first choice of nine in ten customers in the north, with no accident and no complaint; " * 4
    for wide in (1200, 800):
        text = svg(sheet(lay_out(seen("Halden", vision=vision), wide)))
        assert (
            " ".join(words for y, words in head(text) if words not in ("VISION", DAY))[7:]
            == f"Sales abroad {vision}".strip()
        )
        assert faults(text) == []
    assert "…" in svg(sheet(lay_out(seen("Halden", vision=vision * 4)))).split('<g class="band"')[0]


def test_a_head_without_readings_has_no_line_for_them() -> None:
    """Without readings and without a change the vision follows the name."""
    bare = draw(one(MAP))
    assert len(head(svg(bare))) == 3
