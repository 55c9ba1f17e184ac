"""The time machine: every command looks at the files as they were in a commit, all of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bsc_cli.cli.app import run as bsc
from history import commit, run

CARD = """\
scorecard: sales
objectives:
  win-distributors:
    perspective: customer
    title: Win European distributors
    owner: cso
    metrics:
      contracts: {better: higher, target: %s, red_line: %s, every: quarter}
"""
CARDS = "strategy/scorecards/sales.yaml"
READINGS = "strategy/readings/a.csv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a strategy in a folder of a repository: a target of 10 and 7 contracts, then a target of 7 and 9."""
    commit(tmp_path, {"README.md": "Soon.\n"})
    commit(tmp_path, {"strategy/bsc.yaml": "", CARDS: CARD % (10, 8), READINGS: _readings("2026-Q3,7")})
    run(tmp_path, "tag", "v1")
    commit(tmp_path, {CARDS: CARD % (7, 5), READINGS: _readings("2026-Q3,7", "2026-Q4,9")})
    return tmp_path / "strategy"


def _readings(*rows: str) -> str:
    return "metric,period,value\n" + "".join(f"sales/contracts,{row}\n" for row in rows)


def asked(folder: Path, *arguments: str, code: int = 0) -> str:
    """Return what a command writes about the strategy in a folder."""
    out = folder.parent / "out"
    assert bsc([*arguments, "--strategy", str(folder), "-o", str(out)]) == code
    return out.read_text(encoding="utf-8")


def metric(folder: Path, *arguments: str) -> dict[str, Any]:
    """Return the one metric of a status."""
    answer: dict[str, Any] = json.loads(asked(folder, "status", "--format", "json", "--fail-on", "none", *arguments))
    (found,) = answer["metrics"]
    return {**found, "at": answer["at"], "as_of": answer["as_of"]}


def test_a_status_at_a_tag_is_the_one_of_then(folder: Path) -> None:
    """Targets and readings are those of then: 7 of 10 with a red line of 8 scores 100 - 50*3/2 = 25."""
    then, now = metric(folder, "--at", "v1"), metric(folder)
    assert (then["value"], then["target"], then["score"], then["as_of"]) == (7, 10, 25, "2026-09-30")
    assert (now["value"], now["target"], now["score"], now["as_of"]) == (9, 7, 150, "2026-12-31")
    named = run(folder, "rev-parse", "--short=9", "v1")
    assert then["at"].startswith(f"v1 ({named}, 20")
    assert now["at"] is None
    assert metric(folder, "--at", named)["at"].startswith(f"{named} (20")


def test_readings_in_the_folder_are_of_then_and_others_of_now(folder: Path, tmp_path: Path) -> None:
    """Readings that are named are of then where they lie in the strategy's folder; elsewhere they are as they are."""
    elsewhere = tmp_path / "elsewhere.csv"
    elsewhere.write_text(_readings("2026-Q4,9"))
    assert metric(folder, str(folder / "readings"), "--at", "v1")["value"] == 7
    assert metric(folder, str(folder / "readings/a.csv"), "--at", "v1")["value"] == 7
    again = metric(folder, str(elsewhere), "--at", "v1")
    assert (again["value"], again["target"], again["score"]) == (9, 10, 75)


def test_the_document_says_what_it_shows(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each page and map says from when it is, and so does stderr."""
    for style in ("table", "markdown", "html"):
        assert "as they were at v1 (" in asked(folder, "status", "--format", style, "--at", "v1", "--fail-on", "none")
    assert "as it was at v1 (" in asked(folder, "map", "--format", "svg", "--at", "v1")
    capsys.readouterr()
    asked(folder, "why", "win-distributors", "--at", "v1")
    assert "All files as they were at v1 (" in capsys.readouterr().err


def test_every_command_that_reads_can_look_back(folder: Path) -> None:
    """What was renamed since is found under its name of then."""
    commit(folder.parent, {CARDS: (CARD % (7, 5)).replace("contracts:", "deals: {renamed_from: contracts} #")})
    for arguments in (["show", "metric:contracts"], ["list"], ["why", "contracts"], ["ahead", "contracts"]):
        assert "contracts" in asked(folder, *arguments, "--at", "v1", "--format", "json")
    assert "10" in asked(folder, "show", "contracts", "--at", "v1")


def test_a_map_at_a_tag_shows_the_status_of_then(folder: Path) -> None:
    """The readings that --status names in the strategy's folder are of then, too."""
    picture = asked(folder, "map", "--status", str(folder / "readings"), "--at", "v1", "--format", "svg")
    assert "Readings as of 2026-09-30" in picture


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--at", "--help"], "cannot be a git ref"),
        (["--at", ""], "cannot be a git ref"),
        (["--at", "no-such"], 'There is no commit "no-such" here.'),
        (["--at", "v1~1"], "There was no strategy in"),
        (["{folder}/readings/b.csv", "--at", "v1"], "There were no readings in"),
        (["--at", "v1", "--watch"], "--watch"),
    ],
)
def test_what_cannot_be_looked_at_says_why(
    folder: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """No commit, no strategy in it, no readings: exit 2 and what is the matter."""
    asked_for = [each.replace("{folder}", str(folder)) for each in arguments]
    assert bsc(["status", *asked_for, "--strategy", str(folder)]) == 2
    assert said in capsys.readouterr().err


def test_outside_a_repository_and_from_stdin(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a repository there is nothing to look back to; stdin has no history."""
    (tmp_path / "a.yaml").write_text(CARD % (10, 8))
    assert bsc(["list", "--strategy", str(tmp_path / "a.yaml"), "--at", "HEAD"]) == 2
    assert "not in a git repository" in capsys.readouterr().err
    assert bsc(["validate", "-", "--at", "HEAD"]) == 2
    assert "stdin has no history" in capsys.readouterr().err


def test_one_file_alone(tmp_path: Path) -> None:
    """A file without a bsc.yaml above it is a strategy of its own at every commit."""
    commit(tmp_path, {"a.yaml": CARD % (10, 8), "b.yaml": "scorecard: ["})
    (tmp_path / "a.yaml").write_text("scorecard: [")
    assert "10" in asked(tmp_path / "a.yaml", "show", "contracts", "--at", "HEAD")
