"""Where a branch began, and where a folder lies in its repository."""

from __future__ import annotations

import shutil
from pathlib import Path

from bsc_cli.git.running import run, unrelated, why_not
from bsc_cli.stop import Stop

MAIN_BRANCHES = ("main", "origin/main", "master", "origin/master")
"""Where the agreed strategy is, whichever there is first: in a pull request's checkout often only at the remote."""
_KINDS = ("heads", "remotes")


def base_of(folder: Path) -> tuple[str, str]:
    """Return what the working tree is compared with when nobody says: a commit, and how to call it.

    It is where this branch left the main branch; without a main branch, the last commit.
    """
    names = run(
        folder,
        ["for-each-ref", "--format=%(refname)", *(f"refs/{kind}/{name}" for name in MAIN_BRANCHES for kind in _KINDS)],
        may_fail=True,
    )
    if names.code:
        raise Stop(why_not(folder, "HEAD", names.error))
    there = names.out.decode("utf-8", "replace").split("\n")
    main = next((name for name in MAIN_BRANCHES if any(f"refs/{kind}/{name}" in there for kind in _KINDS)), None)
    if main is None:
        return "HEAD", "HEAD"
    full = next(f"refs/{kind}/{main}" for kind in _KINDS if f"refs/{kind}/{main}" in there)
    answer = run(folder, ["merge-base", "--end-of-options", "HEAD", full], may_fail=True)
    commit = answer.out.decode("ascii", "replace").strip()
    if answer.code or not commit:
        raise Stop(unrelated(folder, main) if answer.code == 1 else why_not(folder, "HEAD", answer.error))
    return commit, f"{main} ({commit[:9]})"


def prefix_of(folder: Path) -> str | None:
    """Return the way from a repository's root to a folder, "" for the root; None where there is no repository."""
    if shutil.which("git") is None:
        return None
    answer = run(folder, ["rev-parse", "--show-prefix"], may_fail=True)
    if answer.code and "not a git repository" in answer.error:
        return None
    if answer.code:
        raise Stop(why_not(folder, "HEAD", answer.error))
    return answer.out.decode("utf-8", "surrogateescape").rstrip("\n").rstrip("/")
