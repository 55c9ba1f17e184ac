"""`--scorecard` means the same on every command: what is in it, and what is about something of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import sound
from bsc_cli.cli import run
from history import commit
from test_cli import written

READINGS = """\
metric,period,value
corporate/lead-time,2026-05,19
corporate/lead-time,2026-06,22
sales/contracts,2026-05,1
sales/contracts,2026-06,1
"""
CHANGED = {
    "scorecards/corporate.yaml": sound.CORPORATE.replace("version: 3", "version: 4").replace(
        "target: 10", "target: 12"
    ),
    "scorecards/sales.yaml": sound.SALES.replace("target: 10", "target: 8"),
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a strategy of two scorecards with readings."""
    monkeypatch.chdir(tmp_path)
    return written(tmp_path, {**sound.FILES, "readings/r.csv": READINGS})


def shown(capfd: pytest.CaptureFixture[str], *arguments: str) -> Any:  # noqa: ANN401 - JSON
    """Return a command's document."""
    capfd.readouterr()
    assert run([*arguments, "--format", "json"]) in (0, 1)
    return json.loads(capfd.readouterr().out)


@pytest.mark.parametrize("command", ["validate", "list", "ahead", "diff HEAD", "log", "status", "evidence", "forecast"])
def test_one_that_is_not_there_is_refused(command: str, here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Nothing at all would be taken for good news."""
    commit(here, {})
    assert run([*command.split(), "--scorecard", "salse"]) == 2
    assert '"salse" is not a scorecard here' in capfd.readouterr().err


def test_the_list(capfd: pytest.CaptureFixture[str]) -> None:
    """A scorecard, all that is in it, and its reviews."""
    elements = shown(capfd, "list", "--scorecard", "corporate")["elements"]
    assert {each["kind"] for each in elements} >= {"scorecard", "objective", "metric", "review"}
    assert elements == shown(capfd, "list", "--select", "scorecard:corporate")["elements"]


def test_findings_and_the_exit_code(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Both parts together are all that is about scorecards; what is not of this one does not make it fail."""
    (here / "readings" / "r.csv").write_text(READINGS + "sales/contracts,2026-06,3\n")
    ways = ("validate", "--readings", "--show", "info")
    sales, corporate = (shown(capfd, *ways, "--scorecard", card)["findings"] for card in ("sales", "corporate"))
    every = shown(capfd, *ways)["findings"]
    assert sales
    assert corporate
    assert [each for each in every if each in sales or each in corporate] == [
        each for each in every if each["path"] != "bsc.yaml"
    ]
    assert not [each for each in sales if each in corporate]
    assert ("duplicate-reading", "readings/r.csv") in {(each["rule"], each["path"]) for each in sales}
    assert run([*ways, "--scorecard", "sales"]) == 1
    assert run([*ways, "--scorecard", "corporate"]) == 0


def test_what_was_kept_is_kept_for_the_part_that_was_asked(capfd: pytest.CaptureFixture[str]) -> None:
    """The same question is answered the same, at once or not; another one is another one."""
    for _ in range(2):
        parts = [shown(capfd, "validate", "--show", "info", "--scorecard", card) for card in ("sales", "corporate")]
        assert parts[0]["findings"] != parts[1]["findings"]
        assert len(shown(capfd, "validate", "--show", "info")["findings"]) > len(parts[0]["findings"])


def test_of_what_cannot_be_read_everything_is_shown(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Nobody can tell what belongs to which scorecard then."""
    (here / "scorecards" / "sales.yaml").write_text("scorecard: [\n")
    [found] = shown(capfd, "validate", "--scorecard", "corporate")["findings"]
    assert found["rule"] == "not-yaml"


def test_what_is_ahead(capfd: pytest.CaptureFixture[str]) -> None:
    """What is at risk in it, wherever that comes from; and what has turned in it."""
    document = shown(capfd, "ahead", "--scorecard", "corporate")
    assert [each["id"] for each in document["paths"]] == ["corporate/grow"]
    assert {each["metric"] for each in document["turned"]} == {"sales/contracts", "corporate/lead-time"}
    document = shown(capfd, "ahead", "--scorecard", "sales")
    assert document["paths"] == []
    assert document["arrows"] == []
    assert [each["metric"] for each in document["turned"]] == ["sales/contracts"]


def test_a_change(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Its changes, its score, its guards; a unit is still told that what is above it changed."""
    commit(here, {})
    written(here, CHANGED)
    every = shown(capfd, "diff", "HEAD")
    sales, corporate = (shown(capfd, "diff", "HEAD", "--scorecard", card) for card in ("sales", "corporate"))
    for part, card in ((sales, "sales"), (corporate, "corporate")):
        assert part["changes"]
        assert part["changes"] == [each for each in every["changes"] if each["element"].split("/")[0] == card]
        assert part["findings"] == [each for each in every["findings"] if card in each["path"]]
        assert part["score_impact"] == [each for each in every["score_impact"] if each["id"].split("/")[0] == card]
        assert part["to_confirm"] == every["to_confirm"] != []
    assert len(sales["changes"]) + len(corporate["changes"]) == len(every["changes"])


def test_a_history(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """As that of the scorecard itself; an id beside it would be two questions."""
    commit(here, {})
    commit(here, CHANGED)
    alone = shown(capfd, "log", "--scorecard", "sales")
    assert alone == shown(capfd, "log", "scorecard:sales")
    assert len(alone["steps"]) == 2
    assert run(["log", "lead-time", "--scorecard", "sales"]) == 2
