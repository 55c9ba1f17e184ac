"""What each command imports, exactly: start-up is the whole bill on a small strategy.

A row that has to grow says that a command got slower; a command that needs no more is a row that may shrink.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import sound
from bsc_cli.cli import run
from bsc_cli.cli.app import run as in_full
from history import commit

WATCHED = frozenset(
    {
        "duckdb",
        "graphviz",
        "jsonschema",
        "networkx",
        "numpy",
        "pandas",
        "pydantic",
        "resvg_py",
        "rich",
        "ruamel",
        "typer",
    }
    | {"typst", "asyncio", "http", "multiprocessing", "sqlite3", "ssl", "unittest"}
)
"""The libraries of all commands, what tests use, and what takes as long in Python itself."""

_RULES = "config diff evaluation evidence finding forecast git history model readings report rule rules strategy tree"
_CHECKS = f"check cli load selection source stop {_RULES}"
_FINDS = "check cli config finding load model report rule rules source stop strategy tree"
_HOLDS = "check cli config evaluation finding forecast load model readings report rule rules source stop strategy tree"
_READS = "cli finding load model report source stop strategy tree"

COMMANDS: dict[str, tuple[str, str]] = {
    "--version": ("", ""),
    "--help": ("cli stop", ""),
    "explain too-many-objectives": ("cli finding rule rules stop strategy view", ""),
    "explain": (f"{_CHECKS} view", "pydantic typer"),
    "validate": (f"{_FINDS} cache graph visible", "pydantic ruamel typer"),
    "validate, again": ("cache cli finding report stop tree visible", ""),
    "validate --format sarif --no-cache": (f"{_FINDS} graph visible", "pydantic ruamel typer"),
    "list": (f"{_READS} selection view visible", "pydantic rich ruamel typer"),
    "show corporate/grow": (f"{_READS} selection view visible", "pydantic ruamel typer"),
    "map -o map.svg": (f"{_READS} view visible", "pydantic ruamel typer"),
    "status": (f"{_HOLDS} view visible", "pydantic rich ruamel typer"),
    "status --format json": (f"{_HOLDS} view visible", "pydantic ruamel typer"),
    "why grow": (f"{_HOLDS} view visible", "pydantic rich ruamel typer"),
    "diff HEAD": (f"{_FINDS} cache diff evaluation forecast git readings view visible", "pydantic ruamel typer"),
    "owners": (f"{_READS} selection view visible", "pydantic ruamel typer"),
    "schema": ("cli finding model report stop", "pydantic typer"),
    "init new": ("cli finding git model report stop template visible", "pydantic typer"),
}
"""Our own packages, and the watched ones of others, by what is asked."""


def imported(arguments: list[str], folder: Path) -> tuple[str, str]:
    """Run a command in a process of its own and return what it imported, as in COMMANDS."""
    code = (
        "import json, os, sys; before = set(sys.modules)\n"
        f"sys.argv = ['bsc', *{arguments!r}]\n"
        "from bsc_cli.__main__ import main\n"
        "os._exit = sys.exit  # this process has more to say\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print('\\n' + json.dumps(sorted(set(sys.modules) - before)), file=sys.stderr)"
    )
    command = [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{code}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder)  # noqa: S603 - our own code
    names = json.loads(done.stderr.rpartition("\n{")[2].splitlines()[-1])
    own = {name.split(".")[1] for name in names if name.startswith("bsc_cli.")} - {"__main__"}
    others = WATCHED & {name.split(".")[0] for name in names}
    return " ".join(sorted(own)), " ".join(sorted(others))


@pytest.mark.parametrize("asked", COMMANDS)
def test_a_command_imports_what_it_needs_and_nothing_else(
    asked: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The very set: a library more, or a package of ours, is seen here first."""
    monkeypatch.setenv("BSC_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "strategy"
    root.mkdir()
    readings = "metric,period,value,note\ncorporate/revenue,2026-Q1,5,\n"
    commit(root, {**sound.FILES, "readings/r.csv": readings})
    arguments = asked.removesuffix(", again").split()
    if asked != " ".join(arguments):
        imported(arguments, root)
    own, others = COMMANDS[asked]
    assert imported(arguments, root) == (" ".join(sorted(own.split())), " ".join(sorted(others.split())))


@pytest.mark.parametrize("columns", ["", "0", "79", "80", "200", "many"])
def test_the_help_that_stands_ready_is_that_of_the_library(
    columns: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """To the byte, on terminals of any width."""
    monkeypatch.setenv("COLUMNS", columns)
    assert run(["--help"]) == 0
    ready = capsysbinary.readouterr().out
    assert in_full(["--help"]) == 0
    assert capsysbinary.readouterr().out == ready


@pytest.mark.parametrize("arguments", [["explain", "orphan-objective"], ["explain", "no-such-rule"], ["explain", "-x"]])
def test_what_is_answered_at_once_is_what_is_answered_in_full(
    arguments: list[str], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The page of a rule, and every complaint."""
    at_once = run(arguments), capsysbinary.readouterr()
    assert (in_full(arguments), capsysbinary.readouterr()) == at_once
