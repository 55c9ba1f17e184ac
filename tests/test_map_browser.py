"""A map in a real browser: every text is where the font table says it is, in whatever font."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bsc_cli.view.map import draw, svg
from map_maps import generated

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FAMILIES = ("", "Inter", "'Liberation Sans'", "'Noto Sans'", "'DejaVu Sans'")
SEEDS = (0, 3, 5, 7, 9)

MEASURE = """
const faults = [];
for (const svg of document.querySelectorAll('svg')) for (const family of %s) {
  if (family) svg.setAttribute('font-family', family);
  for (const card of svg.querySelectorAll('g.card')) {
    const [x, y, width, height] = card.dataset.box.split(' ').map(Number);
    for (const text of card.querySelectorAll('text')) {
      const box = text.getBBox();
      if (box.width && (box.x < x || box.x + box.width > x + width || box.y + box.height > y + height + 2))
        faults.push([family, card.dataset.id, text.textContent, box.x - x, x + width - box.x - box.width]);
    }
  }
}
document.title = 'measured';
document.body.dataset.faults = JSON.stringify(faults);
"""


@pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
def test_no_text_leaves_its_card_in_a_browser(tmp_path: Path) -> None:
    """Measured by Chromium in five settings of the font: no text of a card leaves it, and no script of a title runs."""
    pictures = "".join(svg(draw(*generated(seed))) for seed in SEEDS)
    page = tmp_path / "maps.html"
    script = MEASURE % json.dumps(FAMILIES)
    page.write_text(f"<!doctype html><meta charset=utf-8><body>{pictures}<script>{script}</script>", encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - the browser that was found
        [
            str(BROWSER),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            f"--user-data-dir={tmp_path / 'profile'}",
            "--dump-dom",
            page.as_uri(),
        ],
        capture_output=True,
        check=True,
        text=True,
        timeout=120,
    )
    assert "<title>measured</title>" in done.stdout
    found = re.search(r'data-faults="([^"]*)"', done.stdout)
    assert found
    assert (
        json.loads(found[1].replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
        == []
    )
