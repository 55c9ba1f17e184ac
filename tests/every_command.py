"""Every command of the tool with arguments to try it by: what holds for one command is tried on all of them.

The commands come from the application itself. A new one needs a line in CALLS, and a test says so.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, get_args, get_type_hints

import typer
from typer.models import OptionInfo

from bsc_cli.cli import run
from bsc_cli.cli.app import assembled
from bsc_cli.report import FORMATS

T = TypeVar("T")

CALLS: Mapping[str, tuple[str, ...]] = {
    "init": ("{out}/new",),
    "validate": (
        "--strategy {strategy}",
        "--strategy {strategy} --readings --preview --show info --as-of 2026-06-30",
        "-",
    ),
    "baseline": ("--strategy {strategy}", "--strategy {strategy} --update", "--strategy {strategy} --prune"),
    "explain": ("", "orphan-objective"),
    "list": (
        "--strategy {strategy} --retired",
        "arrows --strategy {strategy} --select owner:cfo --select +{objective}",
    ),
    "show": ("{objective} --strategy {strategy}", "{metric} --strategy {strategy}", "{card} --strategy {strategy}"),
    "map": (
        "--strategy {strategy}",
        "--strategy {strategy} --status {readings}",
        "--strategy {strategy} --focus {objective} --depth 2",
        "--strategy {strategy} --by theme --fold units --paper a4 -o {out}/map.svg",
    ),
    "status": (
        "--strategy {strategy}",
        "--strategy {strategy} --by unit --sort worst --fail-on off {readings}",
        "--strategy {strategy} --as-of 2026-06-30 --select +{objective}",
    ),
    "why": ("{objective} --strategy {strategy}", "{metric} {readings} --strategy {strategy}"),
    "ahead": ("--strategy {strategy}", "{objective} --strategy {strategy}"),
    "diff": ("{older} {strategy}", "{strategy} {older}", "--strategy {strategy}"),
    "evidence": ("--strategy {strategy} --history", "{objective} {readings} --strategy {strategy} --as-of 2026-06-30"),
    "forecast": ("--strategy {strategy}", "{readings} --strategy {strategy} --as-of 2026-06-30 --select +{objective}"),
    "log": ("--strategy {strategy}", "{objective} --strategy {strategy} --limit 3"),
    "owners": ("--strategy {strategy}", "--strategy {strategy} --codeowners --sections"),
    "schema": ("", "bsc --draft draft-07"),
    "readings check": ("--strategy {strategy}", "{readings} --strategy {strategy} --show info --as-of 2026-06-30"),
    "readings add": (
        "{metric} 2026-Q1 -5.5 --strategy {strategy} --replace --note =cmd",
        "{metric} 2026-02 7 --strategy {strategy} -o {out}/added.csv",
    ),
    "readings import": (
        "{readings}/r.csv --strategy {strategy} --dry-run",
        "{readings}/r.csv --strategy {strategy} --append -o {out}/imported.csv",
    ),
    "readings template": ("--strategy {strategy} --as-of 2026-06-30", "--strategy {strategy} --owner cfo"),
}
"""Arguments by command, as they are typed; each word in braces is a field of Target."""


WHOLE = bool(os.environ.get("WHOLE"))
"""Whether everything is tried (`make fuzz`), not a share."""


def share(cases: Sequence[T], each: int, first: int = 0) -> Sequence[T]:
    """Return every so many-th of some cases, from one of the first on; all of them where WHOLE is set."""
    return cases if WHOLE else cases[first % each :: each]


class Target(NamedTuple):
    """What the commands are tried on: folders, and ids that the strategy has (or not, when it is hostile)."""

    strategy: Path
    older: Path
    out: Path
    readings: Path
    card: str = "corporate"
    objective: str = "grow"
    metric: str = "revenue"


class Ran(NamedTuple):
    """What a command did: its exit code and what it wrote."""

    code: int
    out: bytes
    err: bytes


def commands() -> dict[str, Any]:
    """Return the function behind each command by its name as typed; "readings add" for one in a group."""
    return dict(_commands(assembled(), ""))


def _commands(group: typer.Typer, prefix: str) -> Iterator[tuple[str, Any]]:
    for command in group.registered_commands:
        yield f"{prefix}{command.name}", command.callback
    for inner in group.registered_groups:
        if inner.typer_instance is not None:
            yield from _commands(inner.typer_instance, f"{prefix}{inner.typer_instance.info.name} ")


def formats(command: str) -> tuple[str, ...]:
    """Return the values that a command's `--format` takes; none where it has no such option."""
    hints = get_type_hints(commands()[command], include_extras=True)
    for hint in hints.values():
        kind, *about = get_args(hint) or (hint,)
        if any(
            "--format" in (each.default, *(each.param_decls or ())) for each in about if isinstance(each, OptionInfo)
        ):
            choices = next((each for each in (kind, *get_args(kind)) if isinstance(each, type)), str)
            return tuple(choices) if issubclass(choices, StrEnum) else FORMATS
    return ()


def calls(target: Target, command: str) -> list[list[str]]:
    """Return all the ways to call a command on a target, without `--format`; none of one that CALLS does not know."""
    fields = {name: str(value) for name, value in target._asdict().items()}
    return [
        [*command.split(), *(word.format(**fields) for word in arguments.split())]
        for arguments in CALLS.get(command, ())
    ]


def every_call(target: Target) -> Iterator[list[str]]:
    """Yield every command in every way to call it and in every format it has."""
    for command in commands():
        for call in calls(target, command):
            yield from ([*call, "--format", form] for form in formats(command)) if formats(command) else [call]


def some_calls(target: Target) -> Iterator[list[str]]:
    """Yield every command in every way to call it and in every format, each at least once; all together if WHOLE."""
    if WHOLE:
        yield from every_call(target)
        return
    for command in commands():
        ways, forms = calls(target, command), [["--format", form] for form in formats(command)] or [[]]
        for number in range(max(len(ways), len(forms)) if ways else 0):
            yield [*ways[number % len(ways)], *forms[number % len(forms)]]


def ran(arguments: Sequence[str], stdin: bytes = b"") -> Ran:
    """Run a command in this process; a mistake of ours is raised, so that a test shows where it is."""
    with _streams(stdin) as (out, err):
        code = run(list(arguments))
    return Ran(code, out.getvalue(), err.getvalue())


@contextmanager
def _streams(stdin: bytes) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    """Put buffers in the place of the three streams, of the same kind as a process has them, and BSC_DEBUG=1."""
    out, err = io.BytesIO(), io.BytesIO()
    kept = sys.stdin, sys.stdout, sys.stderr
    debug = os.environ.get("BSC_DEBUG")
    os.environ["BSC_DEBUG"] = "1"
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
    sys.stdout = io.TextIOWrapper(out, "utf-8", write_through=True)
    sys.stderr = io.TextIOWrapper(err, "utf-8", write_through=True)
    try:
        yield out, err
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.detach()
        sys.stdin, sys.stdout, sys.stderr = kept
        if debug is None:
            del os.environ["BSC_DEBUG"]
        else:
            os.environ["BSC_DEBUG"] = debug
