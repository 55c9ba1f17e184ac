"""How a command leaves: at once, with all that it said and its exit code."""

from __future__ import annotations

import os
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


BROKEN, SOUND = "scorecard: a\n", "scorecard: a\nobjectives: {}\n"


@pytest.mark.parametrize(("text", "code"), [(SOUND, 0), (BROKEN, 1)])
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


@pytest.mark.skipif(sys.platform == "win32", reason="numbers of POSIX")
@pytest.mark.parametrize(("text", "code"), [(SOUND, 0), (BROKEN, 1)])
@pytest.mark.parametrize("closed", ["behind a pipe", "from the start"])
def test_where_nobody_reads_the_exit_code_still_tells(tmp_path: Path, closed: str, text: str, code: int) -> None:
    """`bsc validate | true` and `bsc validate >&-` end without a word, and with what was found."""
    (tmp_path / "a.yaml").write_text(text)
    reading, writing = os.pipe()
    os.close(reading)

    def close() -> None:
        os.close(1)

    command = [sys.executable, "-m", "bsc_cli", "validate", "--no-cache", "--fail-on", "error"]
    done = subprocess.run(  # noqa: S603 - our own code; no threads in it
        command,
        cwd=tmp_path,
        stdout=writing,
        stderr=subprocess.PIPE,
        preexec_fn=close if closed == "from the start" else None,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (code, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="numbers of POSIX")
@pytest.mark.parametrize("asked", ["--version", "--help", "explain orphan-objective", "schema", "validate -"])
def test_no_stream_needs_to_be_there(tmp_path: Path, asked: str) -> None:
    """A program that starts it may have closed all three: nothing to read is an empty text."""

    def close() -> None:
        os.closerange(0, 3)

    command = [sys.executable, "-m", "bsc_cli", *asked.split()]
    done = subprocess.run(command, cwd=tmp_path, preexec_fn=close, check=False)  # noqa: S603 - as above
    assert done.returncode == (1 if asked == "validate -" else 0)


def test_a_stdout_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """One that was opened to be read."""
    with Path(os.devnull).open(encoding="utf-8") as only_read:
        command = [sys.executable, "-m", "bsc_cli", "schema"]
        done = subprocess.run(command, cwd=tmp_path, stdout=only_read, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603 - as above
    assert (done.returncode, done.stderr) == (2, "bsc: The output cannot be written: Bad file descriptor.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
@pytest.mark.parametrize("asked", ["status", "list", "map", "why a/b", "validate --strategy nowhere"])
def test_where_nobody_reads_stderr_the_exit_code_still_tells(tmp_path: Path, asked: str) -> None:
    """`bsc status 2>&1 >/dev/null | true` does not call a broken strategy sound."""
    (tmp_path / "a.yaml").write_text(BROKEN)
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "bsc_cli", *asked.split()]
    done = subprocess.run(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=writing, check=False)  # noqa: S603 - as above
    os.close(writing)
    assert done.returncode == (2 if "nowhere" in asked else 1)
