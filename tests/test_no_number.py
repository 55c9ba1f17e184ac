"""No number is not a bad number: each kind of it goes through roll-up, counts, map and exit code without counting."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bsc_cli.cli import run

CARD = """\
scorecard: a
objectives:
  money:
    perspective: financial
    title: Earn more
    metrics:
      known: {{better: higher, target: 100, red_line: 50, every: month}}
      other: {other}
"""
KNOWN = "a/known,2026-05,100,\na/known,2026-06,100,\n"
KINDS = {
    "no-target": ("{better: higher, every: month}", "a/other,2026-06,1,\n"),
    "not-due": ("{better: higher, targets: {2028-Q4: 9}, every: month}", "a/other,2026-06,1,\n"),
    "late": ("{better: higher, target: 9, every: month}", "a/other,2026-04,1,\n"),
    "missing": ("{better: higher, target: 9, every: month}", "a/other,2026-06,,The meter broke\n"),
    "never-measured": ("{better: higher, target: 9, every: month}", ""),
    "no-score": ("{better: lower, target: 0, every: month}", "a/other,2026-06,5,\n"),
    "retired": (
        "{better: higher, target: 9, every: month, retired: {on: 2026-05, because: It counted effort.}}",
        "a/other,2026-04,1,\n",
    ),
}
"""Each status without a score: a metric that comes to it, and its readings; each would be off if it counted."""


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Write a strategy with one metric on target and one of this kind, and go there."""
    other, rows = KINDS[request.param]
    (tmp_path / "a.yaml").write_text(CARD.format(other=other))
    (tmp_path / "readings").mkdir()
    (tmp_path / "readings" / "r.csv").write_text("metric,period,value,note\n" + KNOWN + rows)
    monkeypatch.chdir(tmp_path)
    return str(request.param)


def status(capfd: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Return the status as JSON."""
    run(["status", "--strategy", "a.yaml", "readings", "--format", "json", "--fail-on", "none"])
    document: dict[str, Any] = json.loads(capfd.readouterr().out)
    return document


def test_it_has_its_own_word_and_no_score(kind: str, capfd: pytest.CaptureFixture[str]) -> None:
    """The metric is counted under its own status, and neither as a hit nor as a miss."""
    document = status(capfd)
    (other,) = [metric for metric in document["metrics"] if metric["id"] == "a/other"]
    assert (other["status"], other["score"]) == (kind, None)
    counts = {name: number for name, number in document["summary"].items() if number}
    assert counts == {"on-target": 1, kind: 1}


def test_the_roll_up_leaves_it_out(kind: str, capfd: pytest.CaptureFixture[str]) -> None:
    """The objective's score is that of the known metric; coverage says that half is not known, of what still lives."""
    (objective,) = status(capfd)["objectives"]
    assert objective["score"] == 100
    assert objective["coverage"] == (100 if kind == "retired" else 50)


def test_the_exit_code_does_not_count_it(kind: str) -> None:
    """`--fail-on off` fails on what is off, and this is not; an error about the metric itself is another thing."""
    assert run(["status", "--strategy", "a.yaml", "readings", "--fail-on", "off"]) == 0, kind


def test_the_map_shows_the_objective_on_target(kind: str, capfd: pytest.CaptureFixture[str]) -> None:
    """The card's status is that of what is known."""
    assert run(["map", "--strategy", "a.yaml", "--status", "readings"]) == 0, kind
    picture = capfd.readouterr().out
    assert "On target" in picture
    assert "Off target" not in picture


def test_alone_it_is_shown_as_itself(kind: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """With nothing else to go by, the objective has no score, and no colour on the map."""
    rows = (tmp_path / "readings" / "r.csv").read_text().replace(KNOWN, "")
    (tmp_path / "readings" / "r.csv").write_text(rows)
    text = (tmp_path / "a.yaml").read_text()
    (tmp_path / "a.yaml").write_text("\n".join(line for line in text.split("\n") if "known:" not in line))
    if kind == "never-measured":  # a strategy without any reading has nothing to look at
        assert run(["status", "--strategy", "a.yaml", "readings"]) == 2
        return
    assert run(["map", "--strategy", "a.yaml", "--status", "readings", "--as-of", "2026-06-30"]) == 0
    picture = capfd.readouterr().out
    assert "On target" not in picture
    assert "Off target" not in picture
