"""What git knows of a folder, asked through its command line: the only module that runs it.

Whatever a ref or a repository says, git gets no option from it, starts nothing else and uses no network.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bsc_cli.stop import Stop

LINK = "120000"
"""The mode of a symbolic link."""
MAIN_BRANCHES = ("main", "origin/main", "master", "origin/master")
"""Where the agreed strategy is, whichever there is first: in a pull request's checkout often only at the remote."""
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


class Entry(NamedTuple):
    """A file of a commit: its mode as git writes it ("100644"), the name of its content, and its size in bytes."""

    mode: str
    content: str
    size: int


@dataclass(frozen=True)
class Commit:
    """The files below a folder as they were in a commit, by path relative to the folder.

    Bytes of a path that are no UTF-8 are surrogates.
    """

    folder: Path
    entries: Mapping[str, Entry]

    def contents(self, names: Iterable[str]) -> dict[str, bytes]:
        """Return contents by their names, all through one process."""
        wanted = sorted(set(names))
        if not wanted:
            return {}
        out = _run(self.folder, ["cat-file", "--batch"], "".join(f"{name}\n" for name in wanted).encode()).out
        return dict(_batch(wanted, out, self.folder))


def files_at(folder: Path, ref: str) -> Commit:
    """List the files below a folder in a commit; raise Stop when git cannot tell, with what to do about it."""
    _guard(ref)
    asked = ["ls-tree", "-r", "-z", "-l", "--end-of-options", f"{ref}^{{commit}}"]
    answer = _run(folder, asked, may_fail=True)
    if answer.code:
        raise Stop(_why_not(folder, ref, answer.error))
    return Commit(folder, dict(_entry(line) for line in answer.out.split(b"\0") if line))


def base_of(folder: Path) -> tuple[str, str]:
    """Return what the working tree is compared with when nobody says: a commit, and how to call it.

    It is where this branch left the main branch; without a main branch, the last commit.
    """
    names = _run(
        folder,
        ["for-each-ref", "--format=%(refname)", *(f"refs/{kind}/{name}" for name in MAIN_BRANCHES for kind in _KINDS)],
        may_fail=True,
    )
    if names.code:
        raise Stop(_why_not(folder, "HEAD", names.error))
    there = names.out.decode("utf-8", "replace").split("\n")
    main = next((name for name in MAIN_BRANCHES if any(f"refs/{kind}/{name}" in there for kind in _KINDS)), None)
    if main is None:
        return "HEAD", "HEAD"
    full = next(f"refs/{kind}/{main}" for kind in _KINDS if f"refs/{kind}/{main}" in there)
    answer = _run(folder, ["merge-base", "--end-of-options", "HEAD", full], may_fail=True)
    commit = answer.out.decode("ascii", "replace").strip()
    if answer.code or not commit:
        raise Stop(_unrelated(folder, main) if answer.code == 1 else _why_not(folder, "HEAD", answer.error))
    return commit, f"{main} ({commit[:9]})"


_KINDS = ("heads", "remotes")


class _Answer(NamedTuple):
    code: int
    out: bytes
    error: str


def _run(folder: Path, arguments: list[str], told: bytes = b"", *, may_fail: bool = False) -> _Answer:
    program = shutil.which("git")
    if program is None:
        raise Stop("git is not on this machine, or not on the PATH; install it, or name two folders.")
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
    command = [program, "--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false", *arguments]
    done = subprocess.run(  # noqa: S603 - a fixed command; refs are guarded and follow --end-of-options
        command, cwd=folder, input=told, capture_output=True, env=kept | _QUIET, check=False
    )
    answer = _Answer(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace").strip())
    if answer.code and not may_fail:
        raise Stop(_said(answer.error))
    return answer


def _guard(ref: str) -> None:
    if not ref.strip() or ref.startswith("-") or _CONTROL.search(ref) or len(ref) > _LONGEST_REF:
        raise Stop(f'"{ref[:60]}" cannot be a git ref; name a commit, a branch or a tag, as in HEAD~1 or main.')


def _entry(line: bytes) -> tuple[str, Entry]:
    about, path = line.split(b"\t", 1)
    mode, _kind, content, size = about.decode("ascii").split()
    return path.decode("utf-8", "surrogateescape"), Entry(mode, content, int(size) if size.isdigit() else 0)


def _batch(wanted: list[str], out: bytes, folder: Path) -> Iterable[tuple[str, bytes]]:
    """Yield the contents of a batch: for each, a line "name kind size", the bytes, and a line end."""
    at = 0
    for name in wanted:
        end = out.index(b"\n", at)
        head = out[at:end].split()
        if len(head) != 3:  # noqa: PLR2004 - "name missing"
            raise Stop(_missing(folder))
        size = int(head[2])
        yield name, out[end + 1 : end + 1 + size]
        at = end + 1 + size + 1


def _missing(folder: Path) -> str:
    return (
        f"git does not have all files of that commit in {folder}: this is a partial clone. "
        "Fetch them with `git fetch --refetch --no-filter`, or clone without a filter."
    )


def _why_not(folder: Path, ref: str, error: str) -> str:
    if "not a git repository" in error:
        return (
            f"{folder.absolute()} is not in a git repository, so there is no earlier version to look at. "
            "Begin one with `git init`, or name two folders: bsc diff BEFORE AFTER."
        )
    if "dubious ownership" in error:
        return (
            "git does not trust this folder because it belongs to another user. "
            f"Say that it may: git config --global --add safe.directory {folder.absolute()}"
        )
    if "promisor" in error or "lazy" in error:
        return _missing(folder)
    known = _run(folder, ["rev-list", "-n", "1", "--all"], may_fail=True).out.strip()
    if not known:
        return "This repository has no commit yet, so there is no earlier version to look at; make one first."
    return f'There is no commit "{ref}" here.{_deepen(folder)}'


def _unrelated(folder: Path, main: str) -> str:
    return f'Git finds no commit that this branch and "{main}" have in common.{_deepen(folder)}'


def _deepen(folder: Path) -> str:
    shallow = _run(folder, ["rev-parse", "--is-shallow-repository"], may_fail=True).out.strip() == b"true"
    if not shallow:
        return " `git log --oneline` lists the commits, `git branch --all` the branches."
    return (
        " This is a shallow clone, which holds only the newest commits. Fetch the others with `git fetch --unshallow`; "
        "in GitHub Actions set `fetch-depth: 0` for actions/checkout, in GitLab `GIT_DEPTH: 0`."
    )


def _said(error: str) -> str:
    return f"git could not answer: {error.splitlines()[-1][:300] if error else 'it did not say why'}"
