"""Maps in a real browser: every text is in its place, in whatever font, and a PNG is what the browser shows."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import chromium
from bsc_cli.load import load
from bsc_cli.strategy import Strategy
from bsc_cli.tree import Tree
from bsc_cli.view.map import draw, picture, svg
from bsc_cli.view.map.font import FILES
from map_maps import generated, known, stress

pytestmark = pytest.mark.skipif(chromium.PROGRAM is None, reason="no Chromium is installed")

FAMILIES = ("", "Inter", "'Liberation Sans'", "'Noto Sans'", "'DejaVu Sans'")
SEEDS = (0, 3, 5, 7, 9)
EXAMPLES = sorted(path.parent for path in (Path(__file__).parents[1] / "examples").glob("*/bsc.yaml"))

MEASURE = """
(() => {
const faults = [], overlap = (a, b) => [Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x),
  Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)];
for (const svg of document.querySelectorAll('svg')) for (const family of %s) {
  if (family) svg.setAttribute('font-family', family);
  const [left, top, wide, high] = svg.getAttribute('viewBox').split(' ').map(Number);
  for (const group of svg.querySelectorAll('g')) {
    const texts = [...group.querySelectorAll(':scope > text, :scope > a > text')].map(text => [text, text.getBBox()]);
    let holder = [left, top, wide, high];
    if (['card', 'label'].includes(group.getAttribute('class'))) holder = group.dataset.box.split(' ').map(Number);
    if (group.getAttribute('class') === 'band') {
      const label = [...group.children].find(each => each.tagName === 'path').getBBox();
      holder = [label.x, label.y, label.width, label.height];
    }
    for (const [text, box] of texts) {
      if (!box.width) continue;
      const slack = Math.min(box.x - holder[0], holder[0] + holder[2] - box.x - box.width,
        box.y - holder[1] + 1, holder[1] + holder[3] + 2 - box.y - box.height);
      if (slack < 0) faults.push([family, group.getAttribute('class'), text.textContent, slack]);
      for (const [other, its] of texts) {
        const [x, y] = overlap(box, its);
        if (text !== other && x > 0.5 && y > 4.5) faults.push([family, 'overlap', text.textContent, other.textContent]);
      }
    }
  }
}
return faults;
})()
"""

COMPARE = """
(async () => {
const shown = async address => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const [wide, high] = [%d, %d], canvas = new OffscreenCanvas(wide, high), context = canvas.getContext('2d');
  context.filter = 'blur(2px)';
  context.drawImage(image, 0, 0, wide, high);
  return context.getImageData(0, 0, wide, high).data;
};
const [one, other] = await Promise.all(['%s', '%s'].map(shown));
let differ = 0;
for (let at = 0; at < one.length; at += 4) {
  const grey = data => 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2];
  differ += Math.abs(grey(one) - grey(other)) > 40;
}
return differ / (one.length / 4);
})()
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[chromium.Tab]:
    """One browser for the tests of this module."""
    with chromium.tab(tmp_path_factory.mktemp("profile")) as tab:
        yield tab


def example(folder: Path) -> Strategy:
    """Load an example."""
    strategy = load(Tree.below(folder)).strategy
    assert strategy is not None
    return strategy


def test_no_text_leaves_its_place_in_a_browser(browser: chromium.Tab, tmp_path: Path) -> None:
    """Measured by Chromium in five settings of the font: all text inside its card, pill, band label and sheet, none on
    another; and no script of a title runs.
    """  # noqa: D205 - one sentence
    drawings = [draw(*generated(seed), hypotheses=known(generated(seed)[0], 1)) for seed in SEEDS]
    drawings += [draw(example(folder)) for folder in EXAMPLES] + [draw(stress())]
    file = tmp_path / "maps.html"
    file.write_text("<!doctype html><meta charset=utf-8><body>" + "".join(map(svg, drawings)), encoding="utf-8")
    browser.open(file.as_uri())
    assert browser.run("document.querySelectorAll('g.card').length") == sum(len(each.cards) for each in drawings)
    assert browser.run(MEASURE % json.dumps(FAMILIES)) == []
    spoiled = browser.run(
        "document.querySelectorAll('g.card text').forEach(text => text.setAttribute('font-size', 17))"
    )
    assert spoiled is None
    assert len(browser.run(MEASURE % json.dumps(FAMILIES[:1]))) > 20  # the measure finds what is planted
    assert browser.faults == []
    assert [address for address in browser.asked if not address.startswith(("file:", "data:"))] == []


def address(data: bytes, kind: str) -> str:
    """Write data as an address."""
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


@pytest.mark.parametrize("name", ["european-expansion", "checklist"])
def test_a_png_is_what_a_browser_shows(browser: chromium.Tab, tmp_path: Path, name: str) -> None:
    """Of the pixels of a PNG at most 0.15% differ from the SVG in Chromium, after a blur of two pixels."""
    drawing = draw(example(Path(__file__).parents[1] / "examples" / name))
    faces = "".join(
        f"@font-face{{font-family:Inter;font-weight:{weight};src:url({address(file.read_bytes(), 'font/ttf')})}}"
        for file, weight in zip(FILES, (400, 600), strict=True)
    )
    text = svg(drawing, "light").replace("<g ", f"<style>{faces}</style><g ", 1)
    file = tmp_path / "empty.html"
    file.write_text("<!doctype html>", encoding="utf-8")
    browser.open(file.as_uri())
    ours = address(picture(drawing, "png", "light").data, "image/png")
    theirs = address(text.encode(), "image/svg+xml")
    differ = browser.run(COMPARE % (round(drawing.width), round(drawing.height), ours, theirs))
    assert differ <= 0.0015
    moved = address(text.replace('font-size="13"', 'font-size="17"').encode(), "image/svg+xml")
    assert browser.run(COMPARE % (round(drawing.width), round(drawing.height), ours, moved)) > 0.0015
