"""`bsc evidence` as people meet it: what it says, what it never says, when arrows were drawn, and wrong input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bsc_cli.cli.app import run as bsc
from bsc_cli.evidence import Drawn
from bsc_cli.evidence.drawn import Version, drawn
from history import commit, run
from measured import strategy_of
from simulated import card, driven, lines

ENDS = ("housing/repairs", "housing/tenants")


def table(strength: float = 0.6, months: int = 120) -> str:
    """Return a readings file of repairs that drive tenants."""
    cause, effect = driven(1, months, strength)
    rows = [*lines("housing/lead-days", 20 + cause), *lines("housing/satisfaction", 70 - effect)]
    return "\n".join(["metric,period,value", *rows]) + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a strategy on disk whose arrow was declared before the first reading."""
    (tmp_path / "readings").mkdir()
    (tmp_path / "scorecards").mkdir()
    (tmp_path / "bsc.yaml").write_text("strategy: Housing\n")
    (tmp_path / "readings" / "r.csv").write_text(table())
    arrows = "{tenants: {after: 3 months, declared_on: 2015-01-01}}"
    (tmp_path / "scorecards" / "housing.yaml").write_text(card("housing", arrows))
    return tmp_path


def asked(folder: Path, *arguments: str, code: int = 0) -> str:
    """Return what the command writes about the strategy in a folder, lines joined."""
    out = folder.parent / f"{folder.name}.out"
    assert bsc(["evidence", *arguments, "--strategy", str(folder), "-o", str(out)]) == code
    return " ".join(out.read_text(encoding="utf-8").split())


def arrow(folder: Path, *arguments: str) -> dict[str, Any]:
    """Return what the JSON says of the one arrow."""
    (found,) = json.loads(asked(folder, "--format", "json", *arguments))["arrows"]
    return dict(found)


def test_the_fixed_names_of_the_document(folder: Path) -> None:
    """Scripts find the verdict, the chance, both lags, the size and what it rests on."""
    found = arrow(folder)
    assert (found["from"], found["to"]) == ENDS
    assert (found["metric_from"], found["metric_to"]) == ("housing/lead-days", "housing/satisfaction")
    assert (found["verdict"], found["lag_months"], found["declared_lag_months"]) == ("supported", 3, 3)
    assert (found["units"], found["needed"]) == (1, None)
    assert found["probability"] > 0.95
    assert found["rows"] > 110
    assert found["effect"] < 0


@pytest.mark.parametrize("style", ["table", "markdown"])
def test_it_never_claims_too_much(folder: Path, style: str) -> None:
    """A supported arrow carries its caution; the words "proves" and "causes" are never used."""
    text = asked(folder, "--format", style)
    assert "supported (9" in text
    assert "A shared cause not in your data would look the same" in text
    assert "expected not to hold" in text
    assert "proves" not in text
    assert "causes" not in text


def test_one_unit_and_a_year_is_told_what_is_missing(folder: Path) -> None:
    """As of 2016 there is not enough data, and it says how far away that is."""
    text = asked(folder, "--as-of", "2016-06-30")
    assert "not enough data" in text
    assert "A verdict takes 24 readings of the effect at least" in text
    assert "units that draw the same arrow" in text


def test_the_day_of_the_commit_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without `declared_on` git tells: readings before the commit do not count; changing the lag starts anew."""
    files = {"bsc.yaml": "", "scorecards/housing.yaml": card("housing"), "readings/r.csv": table()}
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2016-02-10T12:00:00+0000")
    commit(tmp_path, files)
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2020-03-01T12:00:00+0000")
    commit(tmp_path, {"scorecards/housing.yaml": card("housing").replace("title: Repair", "title: Mend")})
    found = arrow(tmp_path)
    assert (found["since"], found["since_told_by"], found["verdict"]) == ("2016-02-10", "commit", "supported")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2023-05-01T12:00:00+0000")
    commit(tmp_path, {"scorecards/housing.yaml": card("housing").replace("3 months", "2 months")})
    found = arrow(tmp_path)
    assert (found["since"], found["verdict"]) == ("2023-05-01", "not enough data")
    assert found["rows"] == 20  # June 2023 to December 2024, and May, which began on the day
    assert found["history"]["rows"] > 100


def test_an_uncommitted_arrow_has_no_later_reading(tmp_path: Path) -> None:
    """An arrow that is only in the working tree is younger than every reading; `--history` counts them and says so."""
    plain = card("housing", "{}")
    commit(tmp_path, {"bsc.yaml": "", "scorecards/housing.yaml": plain, "readings/r.csv": table()})
    (tmp_path / "scorecards" / "housing.yaml").write_text(card("housing"))
    found = arrow(tmp_path)
    assert (found["verdict"], found["since_told_by"], found["rows"]) == ("not enough data", "not committed", 0)
    counted = arrow(tmp_path, "--history")
    assert (counted["verdict"], counted["counts_history"]) == ("supported", True)
    assert "weaker than it looks" in asked(tmp_path, "--history")


def test_at_a_commit_only_its_history_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--at` looks at the files of then, and at when arrows had been drawn by then."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2016-02-10T12:00:00+0000")
    commit(tmp_path, {"bsc.yaml": "", "scorecards/housing.yaml": card("housing"), "readings/r.csv": table()})
    run(tmp_path, "tag", "then")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2023-05-01T12:00:00+0000")
    commit(tmp_path, {"scorecards/housing.yaml": card("housing").replace("3 months", "2 months")})
    assert arrow(tmp_path, "--at", "then")["since"] == "2016-02-10"


def test_without_git_only_declared_on_tells(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Outside a repository it says so once; an arrow without a day has its whole past counted, and labelled."""
    assert arrow(folder)["since_told_by"] == "declared_on"
    assert "only `declared_on` can tell" in capfd.readouterr().err
    (folder / "scorecards" / "housing.yaml").write_text(card("housing"))
    found = arrow(folder)
    assert (found["since"], found["since_told_by"], found["counts_history"]) == (None, "unknown", True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--prior", "1"], "--prior is a chance from 0.05 to 0.95"),
        (["--prior", "nan"], "--prior is a chance"),
        (["--scorecard", "nope"], "is not a scorecard here"),
        (["tennants"], "did you mean"),
        (["--as-of", "soon"], "is not a day"),
        (["--format", "xml"], "xml"),
    ],
)
def test_a_request_that_cannot_be_met(
    folder: Path, arguments: list[str], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """A wrong option ends with 2 and a sentence."""
    assert bsc(["evidence", *arguments, "--strategy", str(folder)]) == 2
    assert said in capfd.readouterr().err


def test_without_the_extra_there_is_a_plain_message(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Without numpy it says what to install, and nothing else."""
    monkeypatch.setattr("bsc_cli.cli.extra.find_spec", lambda _name: None)
    assert bsc(["evidence", "--strategy", str(folder)]) == 2
    assert 'pip install "bsc-cli[evidence]"' in capfd.readouterr().err


def test_one_objective_or_metric_is_asked_about(folder: Path) -> None:
    """An id keeps the arrows at it."""
    assert arrow(folder, "tenants") == arrow(folder, "lead-days")
    assert json.loads(asked(folder, "--format", "json", "--scorecard", "housing"))["summary"]["hypotheses"] == 1


def test_when_arrows_were_drawn_is_told_from_versions() -> None:
    """Edits elsewhere, moves to another file and renames keep the day; taking away and drawing again does not."""
    first, later = date(2020, 1, 1), date(2021, 1, 1)
    now = card("housing").replace("title: Repair fast", "title: Repair at once")
    strategy = strategy_of(housing=now)
    edited = drawn(strategy, [Version(first, {"a.yaml": card("housing")}), Version(later, {"a.yaml": now})])
    moved = drawn(strategy, [Version(first, {"a.yaml": now}), Version(later, {"a.yaml": None, "b/c.yaml": now})])
    assert edited == moved == {ENDS: Drawn(first)}
    gone = card("housing", "{}")
    again = [Version(first, {"a.yaml": now}), Version(first, {"a.yaml": gone}), Version(later, {"a.yaml": now})]
    assert drawn(strategy, again) == {ENDS: Drawn(later)}
    old = now.replace("  repairs:\n", "  mending:\n")
    renamed = now.replace("  repairs:\n", "  repairs:\n    renamed_from: mending\n")
    assert drawn(strategy, [Version(first, {"a.yaml": old}), Version(later, {"a.yaml": renamed})]) == {
        ENDS: Drawn(first)
    }
    turned = now.replace("{after: 3 months}", "{after: 3 months, effect: opposite}")
    assert drawn(strategy_of(housing=turned), [Version(first, {"a.yaml": now})]) == {}
    assert drawn(
        strategy_of(housing=turned), [Version(first, {"a.yaml": now}), Version(later, {"a.yaml": turned})]
    ) == {ENDS: Drawn(first, later)}
    broken = [Version(first, {"a.yaml": "scorecard: housing\nobjectives: [\n"}), Version(later, {"a.yaml": now})]
    assert drawn(strategy, broken) == {ENDS: Drawn(later)}


def test_the_map_shows_what_the_readings_say(folder: Path) -> None:
    """`bsc map --evidence` draws the verdict as the line's style, in each format that has one."""
    out = folder / "map.json"
    assert bsc(["map", "--evidence", "--strategy", str(folder), "-o", str(out)]) == 0
    (edge,) = json.loads(out.read_text())["edges"]
    assert edge["hypothesis"] == "supported"
    for ending in ("svg", "mmd"):
        other = folder / f"map.{ending}"
        assert bsc(["map", "--evidence", "--strategy", str(folder), "-o", str(other)]) == 0
        assert "upported" in other.read_text()


def test_the_rules_about_arrows_run_with_the_readings(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """`bsc validate --readings` runs them; without the extra it says which were not run, in every report."""
    turned = card("housing", "{tenants: {after: 3 months, effect: opposite, declared_on: 2015-01-01}}")
    (folder / "scorecards" / "housing.yaml").write_text(turned)
    bsc(["validate", str(folder), "--readings"])
    assert "warning[arrow-contradicted]" in capfd.readouterr().out
    monkeypatch.setattr("bsc_cli.cli.extra.find_spec", lambda _name: None)
    for style in ("text", "json", "junit", "sarif", "markdown"):
        bsc(["validate", str(folder), "--readings", "--format", style])
        assert "arrow-contradicted" in capfd.readouterr().out
    bsc(["validate", str(folder)])
    assert "extra" not in capfd.readouterr().out


def test_the_bytes_depend_on_neither_threads_nor_processor(folder: Path) -> None:
    """One thread of a processor of 2008 and two of this one write the same document."""
    command = [sys.executable, "-m", "bsc_cli", "evidence", "--strategy", str(folder), "--format", "json"]
    old = {"OMP_NUM_THREADS": "1", "OPENBLAS_CORETYPE": "Nehalem"}
    documents = {
        subprocess.run(command, env={**os.environ, **more}, capture_output=True, check=True).stdout  # noqa: S603 - our own command
        for more in (old, {"OMP_NUM_THREADS": "2"})
    }
    assert len(documents) == 1


def test_q_values_are_given_on_request(folder: Path) -> None:
    """As a number in JSON, in the line of the arrow and with a sentence of what it is; `--plan` has none."""
    assert "q_value" not in arrow(folder)
    assert 0 < arrow(folder, "--q-values")["q_value"] < 0.01
    said = asked(folder, "--q-values")
    assert "; q under 0.001" in said
    assert "a tenth is to be expected by chance (Benjamini-Hochberg over the one that was weighed)" in said
    assert bsc(["evidence", "--plan", "--q-values", "--strategy", str(folder)]) == 2
