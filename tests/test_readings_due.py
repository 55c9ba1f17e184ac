"""`bsc readings template` and `check`: what is due, and what is wrong."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from bsc_cli.cli import run
from bsc_cli.evaluation import due
from measured import standing, strategy_of

CARD = """\
scorecard: c
owner: boss
objectives:
  o:
    perspective: process
    title: Do it
    metrics:
      daily: {better: lower, target: 9, every: day, owner: clerk}
      monthly: {title: "=Monthly", unit: days, better: lower, target: 9, every: month}
      quarterly: {better: higher, target: 9, every: quarter}
      never: {better: higher, target: 9, every: half-year}
      sometimes: {better: higher, target: 9}
      computed: {formula: monthly * 2, every: month}
      gone: {every: month, retired: {on: 2025-12, because: Nobody used it.}}
"""
ROWS = (
    "metric,period,value,note\ndaily,2026-05-29,1,\nmonthly,2026-02,15.50,\nquarterly,2026-01,3,\n"
    "quarterly,2026-02,,lost\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a strategy with its readings and go there."""
    (tmp_path / "scorecards").mkdir()
    (tmp_path / "readings").mkdir()
    (tmp_path / "bsc.yaml").write_text("strategy: One\n")
    (tmp_path / "scorecards/c.yaml").write_text(CARD)
    (tmp_path / "readings/c.csv").write_text(ROWS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")  # 2026-06-01
    return tmp_path


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (
            "2026-05-31",
            {
                "daily": ["2026-05-30", "2026-05-31"],
                "monthly": ["2026-03", "2026-04", "2026-05"],
                "quarterly": [],
                "never": ["2025-H2"],
            },
        ),
        ("2026-03-30", {"daily": ["2026-03-30"], "monthly": [], "quarterly": [], "never": ["2025-H2"]}),
        (
            "2026-06-30",
            {
                "daily": [f"2026-06-{day}" for day in range(19, 31)],
                "monthly": ["2026-03", "2026-04", "2026-05", "2026-06"],
                "quarterly": ["2026-Q2"],
                "never": ["2026-H1"],
            },
        ),
    ],
)
def test_what_is_due(day: str, expected: dict[str, list[str]]) -> None:
    """All periods since the newest reading that are over; a quarter of which a month was read is not due."""
    strategy = strategy_of(c=CARD)
    until = date.fromisoformat(day)
    lines = ROWS.splitlines()[1:]
    found = {
        each.result.metric.name: [*map(str, each.periods)] for each in due(standing(strategy, *lines, as_of=day), until)
    }
    assert {name: found.get(name, []) for name in expected} == expected
    assert set(found) <= set(expected)


def test_the_template_is_a_readings_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Filled in, it is read as it is; not filled in, each row is told of, and none passes for a known gap."""
    assert run(["readings", "template", "--owner", "boss", "-o", "readings/due.csv"]) == 0
    due_file = folder / "readings/due.csv"
    assert due_file.read_text().splitlines() == [
        "metric,period,value,note",
        "c/monthly,2026-03,,",
        "c/monthly,2026-04,,",
        "c/monthly,2026-05,,",
        "c/never,2025-H2,,",
    ]
    assert run(["readings", "check"]) == 0
    assert capsys.readouterr().out.count("missing-without-note") == 4
    due_file.write_text(due_file.read_text().replace(",,", ",4,"))
    assert run(["readings", "check"]) == 0
    assert "missing-without-note" not in capsys.readouterr().out
    assert run(["readings", "template", "--owner", "boss"]) == 0
    assert capsys.readouterr().out == "metric,period,value,note\n"


def test_the_sheet_and_the_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They say what is asked for; a title is no formula; numbers are exact."""
    del folder
    assert run(["readings", "template", "--owner", "boss", "--format", "sheet"]) == 0
    rows = list(csv.DictReader(StringIO(capsys.readouterr().out)))
    assert [*rows[0].values()] == ["c/monthly", "2026-03", "", "", "'=Monthly", "days", "boss", "15.50", "2026-02"]
    assert run(["readings", "template", "--owner", "clerk", "--format", "json"]) == 0
    captured = capsys.readouterr()
    assert [each["period"] for each in json.loads(captured.out)["due"]] == ["2026-05-30", "2026-05-31", "2026-06-01"]
    assert "1 metric does not say how often" in captured.err


def test_no_such_owner(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An owner of nothing is refused, with those that there are."""
    del folder
    assert run(["readings", "template", "--owner", "x"]) == 2
    assert "there is boss, clerk" in capsys.readouterr().err


def test_check_speaks_of_readings_only(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is wrong with the strategy is for `validate`; the exit code is that of the findings."""
    assert run(["readings", "check", "--show", "info"]) == 0
    said = capsys.readouterr().out
    assert "late-reading" in said
    assert "no-width" not in said
    (folder / "readings/c.csv").write_text("metric;period;value\nmonthly;2026-01;1\n")
    assert run(["readings", "check", "--format", "json"]) == 1
    [found] = json.loads(capsys.readouterr().out)["findings"]
    assert (found["rule"], found["path"], found["line"]) == ("reading-malformed", "readings/c.csv", 1)
    assert run(["readings", "check", "--format", "json", "readings/none.csv"]) == 2
