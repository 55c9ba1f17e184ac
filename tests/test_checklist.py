"""What bsc says of four unrelated sets of numbers: the golden file is read in review whenever a rule changes it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bsc_cli.cli import run

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden" / "checklist.txt"


def test_the_checklist_is_seen_for_what_it_is(capfd: pytest.CaptureFixture[str]) -> None:
    """The findings on examples/checklist are those of the golden file; BSC_UPDATE_GOLDEN=1 writes it anew."""
    code = run(["validate", str(ROOT / "examples" / "checklist"), "--show", "info", "--format", "text"])
    said = capfd.readouterr().out
    if os.environ.get("BSC_UPDATE_GOLDEN") == "1":
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(said, encoding="utf-8")
    assert code == 1
    assert said == GOLDEN.read_text(encoding="utf-8")


def test_the_checklist_has_a_status_all_the_same(capfd: pytest.CaptureFixture[str]) -> None:
    """A list of numbers is still a dashboard: it has a status, and no score that hides what is missing."""
    assert run(["status", "--strategy", str(ROOT / "examples" / "checklist"), "--fail-on", "none"]) == 0
    assert "no target" in capfd.readouterr().out
