"""What the README and the docs show is what happens: their console blocks are run, their YAML is read."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bsc_cli.source import read

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_YAML = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


def commands(page: Path) -> Iterator[tuple[str, str]]:
    """Yield each command of a page's console blocks with the output that the page shows."""
    for block in _CONSOLE.findall(page.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


def matches(shown: str, real: str) -> bool:
    """Whether output is as shown; `...` stands for anything, on a line or over lines."""
    pattern = ".*".join(re.escape(piece) for piece in shown.strip().split("..."))
    return re.fullmatch(pattern, real.strip(), re.DOTALL) is not None


@pytest.mark.parametrize(
    "page", [page for page in PAGES if "```console" in page.read_text(encoding="utf-8")], ids=lambda page: page.name
)
def test_console_blocks_do_what_they_show(page: Path, tmp_path: Path) -> None:
    """Every command of a page, run one after the other in an empty folder, prints what the page shows."""
    folder = tmp_path
    ran = 0
    for command, shown in commands(page):
        words = shlex.split(command)
        if words[0] == "cd":
            folder = folder / words[1]
            continue
        if words[0] == "bsc":
            words = [sys.executable, "-m", "bsc_cli", *words[1:]]
        process = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8")  # noqa: S603 - the README's own commands
        assert process.returncode in {0, 1}, process.stderr
        if shown.strip():
            assert matches(shown, process.stdout), f"{command}\n{process.stdout}"
        ran += 1
    assert ran


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_yaml_blocks_can_be_read(page: Path) -> None:
    """Every YAML block of a page is YAML as bsc reads it."""
    for block in _YAML.findall(page.read_text(encoding="utf-8")):
        assert not read(str(page), block).faults, block


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of a page leads to a file or folder of the project."""
    missing = [link for link in _LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()]
    assert missing == []
