"""The worked history: what each of its branches does to the strategy is caught, and the decided one passes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bsc_cli.cli.app import run as bsc
from history import run

SCRIPT = Path(__file__).parents[1] / "examples" / "bad-quarter" / "make_history.py"
GUARDS = {
    "quietly": [
        "better-without-new-readings",
        "red-line-loosened",
        "target-loosened",
        "target-moved-after-miss",
    ],
    "rewritten": ["history-rewritten"],
    "dropped": ["better-without-new-readings", "metric-dropped-while-red", "metric-removed"],
    "decided": [],
}
"""What the README says is caught; that the version was not raised is said of the strategy as a whole."""


def made(folder: Path) -> Path:
    """Make the history in a folder."""
    subprocess.run([sys.executable, str(SCRIPT), str(folder)], check=True)  # noqa: S603 - our own script
    return folder


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the repository of the example."""
    return made(tmp_path_factory.mktemp("history") / "bad-quarter")


def compared(repository: Path, branch: str, style: str = "json", code: int = 0) -> str:
    """Return what `bsc diff main BRANCH` writes."""
    out = repository.parent / f"{branch}.{style}"
    assert bsc(["diff", "main", branch, "--strategy", str(repository), "--format", style, "-o", str(out)]) == code
    return out.read_text(encoding="utf-8")


@pytest.mark.parametrize("branch", GUARDS)
def test_what_each_branch_does_is_caught(branch: str, repository: Path) -> None:
    """Exactly the guards that its README names, and an exit code of 1 only for the past that was rewritten."""
    found = json.loads(compared(repository, branch, code=int(branch == "rewritten")))["findings"]
    caught = sorted({each["rule"] for each in found} - {"version-not-raised"})
    assert caught == GUARDS[branch]
    told = (SCRIPT.parent / "README.md").read_text(encoding="utf-8")
    [row] = [line for line in told.split("\n") if line.startswith(f"| `{branch}`")]
    assert [rule for rule in caught if f"`{rule}`" not in row] == []


def test_quietly_and_decided_loosen_the_same(repository: Path) -> None:
    """The one difference that counts is the decision: target and red line are the same in both."""
    loosened: list[list[Any]] = []
    for branch in ("quietly", "decided"):
        changes = json.loads(compared(repository, branch))["changes"]
        loosened.append(sorted((each["field"], each["new"]) for each in changes if each["effect"] == "loosened"))
    assert loosened[0] == loosened[1] == [("red_line", 5), ("target", 7)]


def test_the_score_moves_as_the_page_says(repository: Path) -> None:
    """74.4 to 93.1 without a new reading."""
    written = compared(repository, "quietly", "markdown")
    assert "| scorecard sales | ◆ near 74.4 | ◆ near 93.1 |" in written
    assert "This change turns 1 off into on target without a single new reading." in written


def test_the_comment_says_what_was_decided(repository: Path) -> None:
    """Why a target is loosened stands above the changes, in the words of the review."""
    written = compared(repository, "decided", "markdown")
    assert "| Give up the fairs, and get the licences with the money. | The meetings at fairs brought one" in written
    assert "Decided" not in compared(repository, "quietly", "markdown")


def test_a_rewritten_reading_is_said_first(repository: Path) -> None:
    """No word of the strategy changes, and yet the comment does not say that nothing does."""
    written = compared(repository, "rewritten", "markdown", code=1)
    assert "The strategy stays as it is; 1 past reading changed, from main to rewritten." in written
    assert "| sales/contracts 2026-Q2 | 7 | 10 |" in written


def test_the_strategy_that_was_decided_is_clear(repository: Path, tmp_path: Path) -> None:
    """Under every rule, readings included, the decided branch says nothing; the main branch has open questions."""
    run(repository, "worktree", "add", "-q", str(tmp_path / "decided"), "decided")
    assert bsc(["validate", str(tmp_path / "decided"), "--readings", "--fail-on", "info"]) == 0
    assert bsc(["validate", str(repository), "--readings", "--fail-on", "warning"]) == 1


def test_the_history_is_always_the_same(repository: Path, tmp_path: Path) -> None:
    """Made twice, each branch is the same commit; nothing of this machine is in it."""
    other = made(tmp_path / "again")
    for branch in ("main", *GUARDS):
        assert run(other, "rev-parse", branch) == run(repository, "rev-parse", branch)
    people = set(run(other, "log", "--all", "--format=%an <%ae> %cn <%ce>").split("\n"))
    roles = {"Strategy Office": "strategy-office", "Controller": "controller", "Export Lead": "export-lead"}
    assert people == {f"{role} <{mail}@example.org> {role} <{mail}@example.org>" for role, mail in roles.items()}


def test_it_overwrites_nothing(tmp_path: Path) -> None:
    """A folder that holds something stays as it is: exit code 2 and a sentence."""
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    asked = [sys.executable, str(SCRIPT), str(tmp_path)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603 - our own script
    assert done.returncode == 2
    assert "is there already" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
