"""Run a command again and again, each time killed (kill -9) some steps later in its writing; print what it leaves.

A script of its own, because it forks. Standard input is {"call", "pristine", "folder", "step"} as JSON; standard
output is a list of {"left", "again", "code", "said"}: the files after the kill, the files after the same command ran
whole, its exit code and what it said. The last entry is of a run that was not killed.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from types import FrameType
from typing import Any

from bsc_cli.cli import output
from every_command import ran


def files(folder: Path) -> dict[str, str]:
    """Return the texts of all files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode("latin-1")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git/" not in path.as_posix()
    }


def die_at(step: int) -> None:
    """Let this process be killed at the given one of all calls of C functions that it makes while it writes files.

    The first thing that a write does is to make its temporary file; only from there on Python tells of every call.
    """
    count, make = 0, tempfile.mkstemp

    def look(frame: FrameType, event: str, _about: object) -> None:
        nonlocal count
        if event == "return" and frame.f_code is output.write_file.__code__:
            sys.setprofile(None)
        if event == "c_call":
            count += 1
            if count == step:
                os.kill(os.getpid(), signal.SIGKILL)

    def watched(**options: Any) -> tuple[int, str]:  # noqa: ANN401 - those of the real one
        sys.setprofile(look)
        return make(**options)

    tempfile.mkstemp = watched  # type: ignore[assignment] # only in this process, and it dies soon


def main() -> None:
    """Kill it at every step until it lives."""
    asked = json.load(sys.stdin)
    call, pristine, folder = asked["call"], Path(asked["pristine"]), Path(asked["folder"])
    told, alive, step = [], False, 1
    while not alive:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(pristine, folder)
        child = os.fork()
        if not child:
            die_at(step)
            ran(call)
            os._exit(0)
        alive = not os.WIFSIGNALED(os.waitpid(child, 0)[1])
        left = files(folder)
        done = ran(call)
        told.append({"left": left, "again": files(folder), "code": done.code, "said": done.err.decode()})
        step += asked["step"]
    json.dump(told, sys.stdout)


main()
