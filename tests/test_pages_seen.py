"""The status page and the tables of the map's page as a browser shows them: on a phone, a tablet, a desk and paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import chromium
from bsc_cli.cli import run
from bsc_cli.evaluation import Evaluation
from bsc_cli.view.status import Arrangement
from bsc_cli.view.status.html_format import html
from measured import standing, strategy_of

EXAMPLES = Path(__file__).parents[1] / "examples"
ARRANGEMENTS = [Arrangement(), Arrangement(sort="worst"), Arrangement(by="unit")]
NEEDS_BROWSER = pytest.mark.skipif(chromium.PROGRAM is None, reason="no Chromium is installed")
WIDTHS = (320, 400, 705, 800, 1200)
LONG = "Donaudampfschifffahrtsgesellschaft" * 5
CARD = f"""
scorecard: c
title: {LONG}
owner: {LONG}
objectives:
  o:
    perspective: customer
    title: {LONG}
    metrics:
      m: {{title: {LONG}, unit: {LONG}, better: higher, target: 1234500, red_line: 0, owner: {LONG}}}
      n: {{title: Short, better: within, target_range: {{low: 1200, high: 1300}}, every: month}}
"""
SPLIT = """
[...document.querySelectorAll('.number, .whole')].filter(cell => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  const lines = [...range.getClientRects()].filter(box => box.width > 1 && box.height > 1).map(box => box.bottom);
  return lines.length && Math.max(...lines) - Math.min(...lines) > 12;
}).map(cell => cell.textContent)
"""
"""The numbers that stand on two lines."""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[chromium.Tab]:
    """Start one browser for this module."""
    with chromium.tab(tmp_path_factory.mktemp("profile")) as tab:
        yield tab


def long_words() -> Evaluation:
    """Return an evaluation in which every text is one word that is wider than a phone."""
    return standing(strategy_of(c=CARD), f"c/m,2026-06,1234567,{LONG}", "c/n,2026-04,1250,")


def status_of(folder: str, path: Path, *more: str) -> Path:
    """Write the status page of an example."""
    assert run(["status", "--strategy", str(EXAMPLES / folder), "--format", "html", "-o", str(path), *more]) == 0
    return path


def map_of(path: Path) -> Path:
    """Write the map's page with forecasts."""
    where = EXAMPLES / "logistics"
    assert (
        run(["map", "--strategy", str(where), "--status", str(where / "readings"), "--forecast", "-o", str(path)]) == 0
    )
    return path


@NEEDS_BROWSER
@pytest.mark.parametrize("arrangement", ARRANGEMENTS, ids=str)
def test_a_page_of_long_words_is_as_wide_as_the_window(
    browser: chromium.Tab, tmp_path: Path, arrangement: Arrangement
) -> None:
    """Whatever the texts are the page does not scroll sideways: words break, and a wide table scrolls by itself."""
    (tmp_path / "page.html").write_text(html(long_words(), arrangement), "utf-8")
    for width in WIDTHS:
        browser.sized(width)
        browser.open((tmp_path / "page.html").as_uri())
        assert browser.run(SIDEWAYS) == 0, width
        assert browser.run("[...document.querySelectorAll('h1, h2, li, p')].every(e => e.scrollWidth <= innerWidth)")


@NEEDS_BROWSER
@pytest.mark.parametrize("more", [(), ("--forecast",), ("--sort", "worst"), ("--by", "unit")], ids=str)
def test_the_status_at_every_width(browser: chromium.Tab, tmp_path: Path, more: tuple[str, ...]) -> None:
    """The page is as wide as the window, no number is on two lines, notes have room, and rows are low."""
    page = status_of("logistics", tmp_path / "page.html", *more)
    for width in WIDTHS:
        browser.sized(width)
        browser.open(page.as_uri())
        assert browser.run(SIDEWAYS) == 0, width
        assert browser.run(SPLIT) == [], width
        notes = "[...document.querySelectorAll('.note')].filter(e => e.textContent && e.clientWidth < 240)"
        assert browser.run(f"{notes}.map(e => e.textContent)") == [], width
        if width > 704:
            assert browser.run("Math.max(...[...document.querySelectorAll('tr')].map(e => e.offsetHeight))") < 100


@NEEDS_BROWSER
def test_a_desk_and_a_sheet_of_paper_show_all_of_a_table(browser: chromium.Tab, tmp_path: Path) -> None:
    """With chances, too, the table needs no scrolling at 1200 pixels, and nothing is cut off on A4."""
    page = status_of("logistics", tmp_path / "page.html", "--forecast")
    for width, paper in ((1200, False), (1032, True)):
        browser.sized(width, paper=paper)
        browser.open(page.as_uri())
        tables = "[...document.querySelectorAll('.table')].every(e => e.scrollWidth <= e.clientWidth)"
        assert browser.run(tables), width


@NEEDS_BROWSER
def test_on_a_phone_each_cell_says_what_it_is(browser: chromium.Tab, tmp_path: Path) -> None:
    """Where rows are blocks every value has its label; where there are headings it has none."""
    page = status_of("logistics", tmp_path / "page.html")
    label = "getComputedStyle(document.querySelector('.metric td.value'), '::before').content"
    for width, shown in ((400, True), (1200, False)):
        browser.sized(width)
        browser.open(page.as_uri())
        assert ("Value" in browser.run(label)) is shown
        assert (browser.run("document.querySelector('thead').offsetHeight") < 2) is shown


@NEEDS_BROWSER
def test_only_rows_have_the_ground_of_a_band(browser: chromium.Tab, tmp_path: Path) -> None:
    """The name of a scorecard in a cell stands on the page's own ground; a row of a scorecard has that of a band."""
    ground = "[...document.querySelectorAll('{}')].map(e => getComputedStyle(e).backgroundColor)"
    for more, selector, plain in (
        (("--sort", "worst"), "td.scorecard", True),
        (("--by", "unit"), "tr.scorecard", False),
    ):
        page = status_of("european-expansion", tmp_path / "page.html", *more)
        browser.sized(400)
        browser.open(page.as_uri())
        found = browser.run(ground.format(selector))
        assert found
        assert {each == "rgba(0, 0, 0, 0)" for each in found} == {plain}


@NEEDS_BROWSER
def test_the_tables_of_the_map_at_every_width(browser: chromium.Tab, tmp_path: Path) -> None:
    """The page of the map is as wide as the window, and no number is parted from its unit."""
    page = map_of(tmp_path / "map.html")
    for width in WIDTHS:
        browser.sized(width)
        browser.open(page.as_uri())
        assert browser.run(SIDEWAYS) == 0, width
        assert browser.run(SPLIT) == [], width
    assert browser.faults == []


def cells_in(row: str) -> int:
    """Return how many columns the cells of a row take."""
    spans = [re.search(r'colspan="(\d+)"', cell) for cell in re.findall(r"<t[hd][^>]*>", row)]
    return sum(int(span[1]) if span else 1 for span in spans)


@pytest.mark.parametrize("more", [(), ("--forecast",), ("--sort", "worst"), ("--by", "unit")], ids=str)
def test_every_row_fills_its_table(tmp_path: Path, more: tuple[str, ...]) -> None:
    """Rows have as many columns as the headings, also where what is said takes several of them."""
    written = status_of("european-expansion", tmp_path / "page.html", *more).read_text("utf-8")
    for table in re.findall(r"<table.*?</table>", written, re.DOTALL):
        rows = re.findall(r"<tr.*?</tr>", table, re.DOTALL)
        assert {cells_in(row) for row in rows} == {cells_in(rows[0])}


def test_the_headings_of_the_map_begin_with_one_title(tmp_path: Path) -> None:
    """A reader of screens finds the title of the map, the sections below it, and tables that name their headings."""
    written = map_of(tmp_path / "map.html").read_text("utf-8")
    assert re.findall(r"<(h\d)", written) == ["h1", "h2", "h2"]
    assert '<h1 class="unseen">Freight on the road' in written
    tables = re.findall(r"<table>.*?</table>", written, re.DOTALL)
    assert len(tables) == written.count('<div class="table" role="region" aria-label="') == 2
    for table in tables:
        rows = re.findall(r"<tr.*?</tr>", table, re.DOTALL)
        assert {cells_in(row) for row in rows} == {cells_in(rows[0])}
        assert all('<th scope="' in row for row in rows if "colspan" not in row)
    assert ">Contributes to<" not in written  # no objective does
    assert '<span class="whole">95.1 %</span> (expected <span class="whole">94.38 %</span>, target <span' in written
