"""One whole process, measured: what it cost in processor time, in time by the clock, and in memory."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median


def _nothing() -> None:
    """Nothing has to be prepared."""


@dataclass(frozen=True)
class Command:
    """A command to measure: its arguments, where it runs, and what is made ready before each run, not measured."""

    arguments: tuple[str, ...]
    folder: Path
    before: Callable[[], object] = _nothing
    codes: frozenset[int] = frozenset({0})
    """The exit codes with which it did what it was to do."""
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sample:
    """What one run cost: seconds of processor time (all its processes), seconds by the clock, MiB at the most.

    The memory is that of its largest process.
    """

    cpu: float
    wall: float
    memory: float


def run(command: Command) -> Sample:
    """Run a command once; raise RuntimeError with what it said when it fails, for then its figures mean nothing."""
    command.before()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("BSC_", "PYTHON"))}
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - the commands of the cases
        command.arguments,
        cwd=command.folder,
        env={**environment, **command.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    with process:
        said = process.stdout.read() if process.stdout else b""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in command.codes:
        raise RuntimeError(f"{' '.join(command.arguments)[:200]} failed with {process.returncode}:\n{_tail(said)}")
    return Sample(used.ru_utime + used.ru_stime, time.perf_counter() - began, used.ru_maxrss / 1024)


def interleaved(commands: Mapping[str, Command], rounds: int) -> dict[str, Sample]:
    """Run all commands in turn, `rounds` times, after one run each that is not counted; return the medians by name."""
    for command in commands.values():
        run(command)
    samples = [{name: run(command) for name, command in commands.items()} for _ in range(rounds)]
    return {name: middle(each[name] for each in samples) for name in commands}


def middle(samples: Iterable[Sample]) -> Sample:
    """Return the medians of what several runs cost, each figure by itself."""
    runs = list(samples)
    return Sample(median(each.cpu for each in runs), median(each.wall for each in runs), median(s.memory for s in runs))


def _tail(said: bytes) -> str:
    return "\n".join(said.decode("utf-8", "replace").splitlines()[-12:])
