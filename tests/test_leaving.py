"""How a command leaves: at once, with all that it said and its exit code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ASKED = """
import atexit, sys
atexit.register(print, "taken apart")
{before}
from bsc_cli.__main__ import main
sys.argv = ["bsc", *{arguments!r}]
main()
"""


def left(folder: Path, arguments: list[str], before: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command in a process that says when it is taken apart in the usual way."""
    code = ASKED.format(before=before, arguments=arguments)
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - our own code


@pytest.mark.parametrize(("text", "code"), [("scorecard: a\nobjectives: {}\n", 0), ("scorecard: a\n", 1)])
def test_it_says_all_and_is_not_taken_apart(tmp_path: Path, text: str, code: int) -> None:
    """Into a pipe, which keeps what is written until it is flushed."""
    (tmp_path / "a.yaml").write_text(text)
    done = left(tmp_path, ["validate", "--no-cache", "--show", "error", "--fail-on", "error"])
    assert done.returncode == code
    assert done.stdout.strip()
    assert "taken apart" not in done.stdout


def test_one_that_cannot_run_says_why_on_stderr(tmp_path: Path) -> None:
    """Exit code 2."""
    done = left(tmp_path, ["validate"])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("bsc: ")


@pytest.mark.parametrize("name", ["setprofile", "settrace"])
def test_whoever_measures_or_traces_it_gets_the_end_of_it(tmp_path: Path, name: str) -> None:
    """A profiler writes what it has seen when the interpreter ends."""
    done = left(tmp_path, ["--help"], f"sys.{name}(lambda *_: None)")
    assert done.returncode == 0
    assert done.stdout.endswith("taken apart\n")
