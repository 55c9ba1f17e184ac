"""How far something long has come is shown on a terminal, in nobody's way, and is gone when it is through."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import sound
from bsc_cli.cli import run
from history import commit
from test_cli import written


class Terminal(io.TextIOWrapper):
    """What is written to a terminal, and what is seen on it at the end."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), "utf-8", write_through=True)

    def isatty(self) -> bool:
        """Say that it is one."""
        return True

    @property
    def written(self) -> str:
        """All that was ever written."""
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue().decode()

    @property
    def seen(self) -> list[str]:
        """The lines at the end, with what was written over gone."""
        lines = []
        for line in self.written.split("\n"):
            shown = ""
            for part in line.split("\r"):
                shown = part + shown[len(part) :]
            lines.append(shown.rstrip())
        return lines


@pytest.fixture(autouse=True)
def _everything_is_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder, where nobody has patience and few files are many."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("bsc_cli.cli.progress.PATIENCE", -1)
    monkeypatch.setattr("bsc_cli.cli.progress._EVERY", -1)
    monkeypatch.setattr("bsc_cli.cli.opening.MANY_FILES", 2)
    monkeypatch.setenv("TERM", "xterm")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def on_a_terminal(arguments: Sequence[str], monkeypatch: pytest.MonkeyPatch, code: int = 0) -> Terminal:
    """Run a command with a terminal as its stderr."""
    with monkeypatch.context() as there:
        terminal = Terminal()
        there.setattr(sys, "stderr", terminal)
        assert run(arguments) == code, terminal.written
    return terminal


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["validate", "--no-cache"], ["Reading 1 of 4 files", "Checking "]),
        (["diff", "HEAD"], ["Reading 1 of 4 files"]),
        (["log"], ["Reading 1 commit: ", " versions of files"]),
        (["evidence"], ["Reading the history: commit 1"]),
    ],
)
def test_it_is_shown_and_taken_back(
    arguments: list[str], said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of it is left on the screen when the command is through, and none of it on stdout."""
    commit(written(tmp_path, sound.FILES), {"readings/r.csv": "metric,period,value\ncorporate/revenue,2026-Q1,9\n"})
    terminal = on_a_terminal(arguments, monkeypatch)
    assert all(each in terminal.written for each in said), terminal.written
    assert not any(each.startswith(("Reading", "Checking")) for each in terminal.seen)


def test_a_message_stands_on_a_line_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """What is to be said is said where the line was; stdout has the document alone."""
    written(tmp_path, sound.FILES)
    terminal = on_a_terminal(["show", "nothing-like-it"], monkeypatch, code=2)
    assert "Reading" in terminal.written
    assert next(each for each in terminal.seen if each).startswith("bsc: ")
    capfd.readouterr()
    run(["list"])
    alone = capfd.readouterr().out
    on_a_terminal(["list"], monkeypatch)
    assert capfd.readouterr().out == alone


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_nothing_is_shown_where_it_could_not_be_taken_back(
    name: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor for whoever asked for plain text."""
    written(tmp_path, sound.FILES)
    monkeypatch.setenv(name, value)
    assert on_a_terminal(["list"], monkeypatch).written == ""


def test_nothing_is_shown_without_a_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A log of a build has no use for it."""
    written(tmp_path, sound.FILES)
    assert run(["list"]) == 0
    assert capfd.readouterr().err == ""


def test_short_work_shows_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that flashes up would be noise: few files are read before anybody wonders, and so are many at times."""
    written(tmp_path, sound.FILES)
    monkeypatch.setattr("bsc_cli.cli.progress.PATIENCE", 1e9)
    assert on_a_terminal(["list"], monkeypatch).written == ""
    monkeypatch.setattr("bsc_cli.cli.progress.PATIENCE", -1)
    monkeypatch.setattr("bsc_cli.cli.opening.MANY_FILES", 500)
    assert on_a_terminal(["list"], monkeypatch).written == ""


def test_very_many_readings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a large table it is said how large it is, for how far it has come nobody can tell."""
    written(tmp_path, sound.FILES)
    (tmp_path / "readings").mkdir(exist_ok=True)
    rows = "".join(f"corporate/revenue,{2000 + at // 4}-Q{at % 4 + 1},{at},{'x' * 90_000}\n" for at in range(60))
    (tmp_path / "readings" / "r.csv").write_text(f"metric,period,value,note\n{rows}")
    terminal = on_a_terminal(["status", "--no-cache", "--fail-on", "none"], monkeypatch)
    assert "Reading 5 MiB of readings" in terminal.written
    assert not any(each.startswith("Reading") for each in terminal.seen)
