"""One case of fuzzing: files on the disk, commands run on them, and what must hold of each run."""

from __future__ import annotations

import shutil
import time
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path

from every_command import Ran, Target, ran
from fuzzing import FOUND, LONGEST


class Failures:
    """What went wrong, the first case of each kind kept with its files."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.kinds: dict[str, str] = {}

    def add(self, kind: str, call: Sequence[str], files: Mapping[str, bytes], said: str = "") -> None:
        """Keep the first case of a kind of failure below fuzz/found/."""
        if kind in self.kinds:
            return
        folder = FOUND / f"{self.name}-{len(self.kinds)}"
        shutil.rmtree(folder, ignore_errors=True)
        write(folder / "strategy", files)
        (folder / "case.txt").write_text(f"{kind}\n{' '.join(map(str, call))}\n{said}\n", "utf-8", "surrogateescape")
        self.kinds[kind] = f"{' '.join(map(str, call))} -> {folder}"


def write(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Make a folder that holds these files and no others."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def tried(call: Sequence[str], files: Mapping[str, bytes], failures: Failures, stdin: bytes = b"") -> Ran | None:
    """Run a command; note a mistake of ours, an exit code that is none, a traceback, or too long a time."""
    begin = time.process_time()
    try:
        done = ran(call, stdin)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        last = traceback.extract_tb(error.__traceback__)[-1]
        kind = f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}"
        failures.add(kind, call, files, "".join(traceback.format_exception(error)))
        return None
    taken = time.process_time() - begin
    if done.code not in (0, 1, 2):
        failures.add(f"exit code {done.code} of {call[0]}", call, files)
    if b"Traceback (most recent" in done.err:
        failures.add(f"traceback of {call[0]}", call, files, done.err.decode("utf-8", "replace"))
    if taken > LONGEST:
        failures.add(f"{call[0]} takes more than {LONGEST:g} s", call, files, f"{taken:.1f} s")
    return done


def target(folder: Path, card: str = "corporate", objective: str = "grow", metric: str = "revenue") -> Target:
    """Name the folders of a case."""
    return Target(
        folder / "strategy", folder / "older", folder / "out", folder / "strategy/readings", card, objective, metric
    )
