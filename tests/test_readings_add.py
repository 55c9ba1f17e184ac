"""`bsc readings add`: one row more, nothing else changed, nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsc_cli.cli import run
from bsc_cli.readings import Entry, inserted, new_file, read, replaced
from measured import one_metric

CARD = """\
scorecard: {name}
objectives:
  o:
    perspective: process
    title: Do it
    metrics:
      m: {{unit: "%", better: higher, target: 90, every: month, limits: {{low: -10, high: 100}}}}
      n: {{better: lower, target: 9, every: quarter}}
      f: {{formula: m + 1}}
"""


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782000000")  # 2026-06-21


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a strategy of two scorecards and go there."""
    for name in ("a", "b"):
        (tmp_path / "scorecards").mkdir(exist_ok=True)
        (tmp_path / f"scorecards/{name}.yaml").write_text(CARD.format(name=name))
    (tmp_path / "bsc.yaml").write_text("strategy: Two\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(folder: Path, path: str, data: bytes) -> Path:
    """Write a readings file."""
    (folder / path).parent.mkdir(exist_ok=True)
    (folder / path).write_bytes(data)
    return folder / path


@pytest.mark.parametrize(
    ("before", "arguments", "after"),
    [
        (
            b"metric,period,value\na/m,2026-01,1\n",
            ["a/m", "2026-02", "2"],
            b"metric,period,value\na/m,2026-01,1\na/m,2026-02,2\n",
        ),
        (
            b"metric,period,value\na/m,2026-01,1",
            ["a/m", "2026-02", "2"],
            b"metric,period,value\na/m,2026-01,1\na/m,2026-02,2",
        ),
        (
            b"\xef\xbb\xbfmetric,period,value\r\na/m,2026-01,1\r\n",
            ["a/m", "2026-02", "2"],
            b"\xef\xbb\xbfmetric,period,value\r\na/m,2026-01,1\r\na/m,2026-02,2\r\n",
        ),
        (
            b'period,"metric", value,note\r2026-01,"a/m", 1,"x\ry"\r\r2026-01,a/n,1,\r',
            ["a/m", "2026-02", "-2.50", "--note", 'He said "so", twice'],
            (
                b'period,"metric", value,note\r2026-01,"a/m", 1,"x\ry"\r'
                b'2026-02,a/m,-2.50,"He said ""so"", twice"\r\r2026-01,a/n,1,\r'
            ),
        ),
        (
            b"metric,period,value\na/m,2026-03,1\na/m,2026-01,1\n",
            ["a/m", "2026-02", "2"],
            b"metric,period,value\na/m,2026-03,1\na/m,2026-02,2\na/m,2026-01,1\n",
        ),
        (
            b"metric,period,value\na/m,2026-03,1\n",
            ["a/m", "2026-02", "2"],
            b"metric,period,value\na/m,2026-02,2\na/m,2026-03,1\n",
        ),
        (
            b"metric,period,value\na/m,2026-01,1\n",
            ["a/m", "2026-02", "", "--note", "Strike"],
            b"metric,period,value,note\na/m,2026-01,1\na/m,2026-02,,Strike\n",
        ),
        (
            b"metric,period,value,note\na/m,2026-02,1,x\n",
            ["a/m", "2026-02", "2", "--replace"],
            b"metric,period,value,note\na/m,2026-02,2,x\n",
        ),
        (b"", ["a/m", "2026-02", "2"], b"metric,period,value,note\na/m,2026-02,2,\n"),
    ],
)
def test_one_row_and_nothing_else(folder: Path, before: bytes, arguments: list[str], after: bytes) -> None:
    """Line ends, a byte-order mark, quotes, spaces, blank lines and a missing last line end stay as they are."""
    file = put(folder, "readings/a.csv", before)
    assert run(["readings", "add", *arguments]) == 0
    assert file.read_bytes() == after


def test_which_file(folder: Path) -> None:
    """Where the metric's rows are, else where its scorecard's are, else readings/<scorecard>.csv."""
    put(folder, "readings/all.csv", b"metric,period,value\na/m,2026-01,1\n")
    assert run(["readings", "add", "a/m", "2026-02", "2"]) == 0
    assert run(["readings", "add", "a/n", "2026-Q1", "2"]) == 0
    assert run(["readings", "add", "b/m", "2026-02", "2"]) == 0
    assert run(["readings", "add", "b/n", "2026-Q1", "3", "-o", "readings/more.csv"]) == 0
    assert run(["readings", "add", "b/n", "2025-Q4", "3"]) == 0
    found = {file.name: file.read_text().splitlines()[1:] for file in (folder / "readings").iterdir()}
    assert found == {
        "all.csv": ["a/m,2026-01,1", "a/m,2026-02,2", "a/n,2026-Q1,2"],
        "b.csv": ["b/m,2026-02,2,"],
        "more.csv": ["b/n,2025-Q4,3,", "b/n,2026-Q1,3,"],
    }


def test_beside_a_scorecard_named_as_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Readings beside a single scorecard are seen, too: a second one for a period is refused."""
    (folder / "bsc.yaml").unlink()
    one = ["--strategy", "scorecards/a.yaml"]
    assert run(["readings", "add", "m", "2026-02", "2", *one]) == 0
    assert run(["readings", "add", "m", "2026-01", "1", *one]) == 0
    assert run(["readings", "add", "m", "2026-02", "3", *one]) == 2
    assert "already has the value 2" in capsys.readouterr().err
    lines = (folder / "scorecards/readings/a.csv").read_text().splitlines()
    assert lines[1:] == ["a/m,2026-01,1,", "a/m,2026-02,2,"]


def test_every_command_sees_what_is_beside_a_scorecard_named_as_a_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The readings there, and neither other scorecards there nor readings that are a link to elsewhere."""
    (folder / "bsc.yaml").unlink()
    one = ["--strategy", "scorecards/a.yaml"]
    assert run(["readings", "add", "m", "2026-02", "2", *one]) == 0
    (folder / "scorecards/readings/b.yaml").write_text(CARD.format(name="c"))
    for command in ("status --format csv", "readings check", "why o", "ahead", "validate --readings"):
        capsys.readouterr()
        assert run([*command.split(), *one]) < 2, command
        told = "".join(capsys.readouterr())
        assert not any(other in told for other in ("b/m", "b.yaml", "c/m")), command
    assert run(["readings", "template", "--as-of", "2026-03-31", *one]) == 0
    told = capsys.readouterr().out
    assert "a/m,2026-03," in told
    assert "a/m,2026-02," not in told
    (folder / "scorecards/readings").rename(folder / "elsewhere")
    (folder / "scorecards/readings").symlink_to(folder / "elsewhere")
    assert run(["status", *one]) == 2
    assert "There are no readings to look at" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a/m", "2026-02", "12%"], "Write 12;"),
        (["a/m", "2026-02", "1,234"], "Write 1234, without the comma"),
        (["a/m", "2026-02", "101"], 'above 100, the most that "a/m" can be'),
        (["a/m", "Mar 2026", "1"], "Write 2026-03."),
        (["a/m", "2026-13", "1"], "there is no month 13"),
        (["a/m", "2026-Q1", "1"], "measured every month"),
        (["a/m", "2027-01", "1"], "has not begun"),
        (["a/m", "2026-02", ""], "no note says why"),
        (["a/f", "2026-02", "1"], "computed by its formula"),
        (["a/k", "2026-02", "1"], "is not a metric here; did you mean"),
        (["m", "2026-02", "1"], "in several scorecards; write one of a/m, b/m"),
        (
            ["a/m", "2026-01", "2"],
            "already has the value 1 for 2026-01 (readings/a.csv:2). --replace writes 2 instead.",
        ),
        (["b/m", "2026-01", "2", "-o", "readings/bad.csv"], "bad.csv:1:5:"),
        (["b/m", "2026-01", "2", "-o", "readings/torn.csv"], "never closed"),
        (["b/m", "2026-01", "2", "-o", "readings/latin.csv"], "is not UTF-8"),
    ],
)
def test_what_is_refused(folder: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What a readings file would be told of is refused in the same words, with exit code 2, and nothing is written."""
    put(folder, "readings/a.csv", b"metric,period,value\na/m,2026-01,1\n")
    put(folder, "other/bad.csv", b"when;what\n")
    for name, data in {
        "bad": b"when;what\n",
        "torn": b'metric,period,value\nb/n,2026-Q1,"1\n',
        "latin": b"\xff\n",
    }.items():
        if any(name in each for each in arguments):
            put(folder, f"readings/{name}.csv", data)
    before = {file: file.read_bytes() for file in (folder / "readings").iterdir()}
    assert run(["readings", "add", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert {file: file.read_bytes() for file in (folder / "readings").iterdir()} == before


def test_ten_at_once_lose_nothing(folder: Path) -> None:
    """Commands that write to one file at the same time take turns: every row is there, no other file is left."""
    months = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 6)]
    started = [
        subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "bsc_cli", "readings", "add", "a/m", month, "1"], cwd=folder, stderr=subprocess.PIPE
        )
        for month in months
    ]
    said = [process.communicate()[1] for process in started]
    assert [process.returncode for process in started] == [0] * len(months), said
    lines = (folder / "readings/a.csv").read_text().splitlines()
    assert lines == ["metric,period,value,note", *(f"a/m,{month},1," for month in months)]
    assert os.listdir(folder / "readings") == ["a.csv"]  # noqa: PTH208 - hidden files, too


_CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)


@given(
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    mark=st.sampled_from(["", "\ufeff"]),
    last=st.booleans(),
    notes=st.lists(_CELLS, min_size=1, max_size=5),
    note=_CELLS,
    at=st.integers(0, 4),
)
def test_the_rest_stays(end: str, mark: str, last: bool, notes: list[str], note: str, at: int) -> None:  # noqa: FBT001 - drawn
    """Whatever the notes hold, the text is the old one with a piece put in, the readings the old ones and the new."""
    strategy = one_metric("unit: x")
    lines = [
        new_file(Entry("c/m", f"2026-{month:02}", "1", note)).split("\n", 1)[1][:-1]
        for month, note in enumerate(notes, 1)
    ]
    text = mark + end.join(["metric,period,value,note", *lines]) + (end if last else "")
    before = read({"r.csv": text}, strategy)
    after = before.rows["c/m"][min(at, len(notes) - 1)].line
    longer, line = inserted("r.csv", text, Entry("c/m", "2025-12", "7.0", note), after)
    added = read({"r.csv": longer}, strategy)
    assert added.rows["c/m"][0].line == line
    assert [row[1:4] for row in added.rows["c/m"][1:]] == [row[1:4] for row in before.rows["c/m"]]
    start = next(
        index for index in range(len(longer)) if longer[:index] + longer[index + len(longer) - len(text) :] == text
    )
    assert longer[:start] + longer[start + len(longer) - len(text) :] == text
    again = replaced("r.csv", longer, Entry("c/m", "2025-12", "8"), line)
    assert [row.value for row in read({"r.csv": again}, strategy).rows["c/m"]] == [8, *(1 for _ in notes)]
