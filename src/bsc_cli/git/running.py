"""Running git: with a quiet environment, guarded refs, and an answer in words when it cannot tell."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from bsc_cli.stop import Stop

_LONGEST_REF = 250
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# Left in the environment, these would make git look at another repository, another configuration or another place.
_QUIET = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
}
# What the repository's own configuration may say otherwise. The third one: files of a pull request that together look
# like a repository, put into the strategy's folder, must not be taken for the history that a change is held against.
_OURS = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "safe.bareRepository": "explicit",
    "log.showSignature": "false",
}

SHALLOW = (
    "This is a shallow clone, which holds only the newest commits. Fetch the others with `git fetch --unshallow`; "
    "in GitHub Actions set `fetch-depth: 0` for actions/checkout, in GitLab `GIT_DEPTH: 0`."
)
"""What to say where commits are missing."""


class Answer(NamedTuple):
    """What git wrote and said, and its exit code."""

    code: int
    out: bytes
    error: str


def run(folder: Path, arguments: list[str], told: bytes = b"", *, may_fail: bool = False) -> Answer:
    """Run git in a folder to its end; raise Stop when it fails, unless it may."""
    done = subprocess.run(  # noqa: S603 - a fixed command; refs are guarded and follow --end-of-options
        _command(arguments), cwd=folder, input=told, capture_output=True, env=_environment(), check=False
    )
    answer = Answer(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace").strip())
    if answer.code and not may_fail:
        raise Stop(_said(answer.error))
    return answer


@contextmanager
def talk(folder: Path, arguments: list[str]) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Start git in a folder for as long as it is needed: what it is told, and what it answers."""
    with subprocess.Popen(  # noqa: S603 - a fixed command, told names of contents only
        _command(arguments),
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise TypeError(arguments)
        yield process.stdin, process.stdout


def _command(arguments: list[str]) -> list[str]:
    program = shutil.which("git")
    if program is None:
        raise Stop("git is not on this machine, or not on the PATH; install it, or name two folders.")
    options = [part for name, value in _OURS.items() for part in ("-c", f"{name}={value}")]
    return [program, "--no-pager", "--literal-pathspecs", *options, *arguments]


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
    return kept | _QUIET


def guard(ref: str) -> None:
    """Raise Stop for what cannot be a ref, before git sees it."""
    if not ref.strip() or ref.startswith("-") or _CONTROL.search(ref) or len(ref) > _LONGEST_REF:
        raise Stop(f'"{ref[:60]}" cannot be a git ref; name a commit, a branch or a tag, as in HEAD~1 or main.')


def missing(folder: Path) -> str:
    """Return what to say when git lacks a content that a commit names."""
    return (
        f"git does not have all files of that commit in {folder}: this is a partial clone. "
        "Fetch them with `git fetch --refetch --no-filter`, or clone without a filter."
    )


def why_not(folder: Path, ref: str, error: str) -> str:
    """Return what to say when git has no such commit: why, and what to do."""
    if "not a git repository" in error:
        return (
            f"{folder.absolute()} is not in a git repository, so there is no earlier version to look at. "
            "Begin one with `git init`; `bsc diff BEFORE AFTER` compares two folders without it."
        )
    if "dubious ownership" in error:
        return (
            "git does not trust this folder because it belongs to another user. "
            f"Say that it may: git config --global --add safe.directory {folder.absolute()}"
        )
    if "safe.bareRepository" in error:
        return (
            f"{folder.absolute()} lies in a git repository without a working tree, or has files in it that look like "
            "one; their history is not believed. Look from a checkout, and delete such files from the folder."
        )
    if "promisor" in error or "lazy" in error:
        return missing(folder)
    known = run(folder, ["rev-list", "-n", "1", "--all"], may_fail=True).out.strip()
    if not known:
        return "This repository has no commit yet, so there is no earlier version to look at; make one first."
    named = run(folder, ["rev-parse", "-q", "--verify", "--end-of-options", f"{ref}^{{commit}}"], may_fail=True)
    unshown = f'"{ref}" is a commit that git itself does not show: {_said(error)}.'
    return f'There is no commit "{ref}" here.{_deepen(folder)}' if named.code else unshown


def unrelated(folder: Path, main: str) -> str:
    """Return what to say when two branches have no commit in common."""
    return f'Git finds no commit that this branch and "{main}" have in common.{_deepen(folder)}'


def _deepen(folder: Path) -> str:
    if not is_shallow(folder):
        return " `git log --oneline` lists the commits, `git branch --all` the branches."
    return f" {SHALLOW}"


def is_shallow(folder: Path) -> bool:
    """Whether only the newest commits were fetched."""
    return run(folder, ["rev-parse", "--is-shallow-repository"], may_fail=True).out.strip() == b"true"


def _said(error: str) -> str:
    return f"git could not answer: {error.splitlines()[-1][:300] if error else 'it did not say why'}"
