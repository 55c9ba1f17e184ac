"""What git tells of when arrows were drawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bsc_cli.cli.output import note
from bsc_cli.cli.progress import Step, progress
from bsc_cli.stop import Stop

if TYPE_CHECKING:
    from bsc_cli.cli.opening import Opened
    from bsc_cli.evidence.drawn import Version
    from bsc_cli.evidence.since import History
    from bsc_cli.strategy import Strategy

_YAML = (".yaml", ".yml")


def arrow_history(
    opened: Opened, strategy: Strategy, at: str | None = None, *, quietly: bool = False
) -> History | None:
    """Return when the arrows of a strategy were drawn; None, with a word on stderr, when git cannot tell.

    `at` is the ref whose files the strategy was read from. It takes a handful of processes, however many commits.
    """
    from bsc_cli.evidence.drawn import drawn
    from bsc_cli.git import SHALLOW, is_shallow

    folder = Path(opened.tree.root) if opened.tree.root else None
    if folder is None:
        return None
    try:
        with progress(lambda done: f"Reading the history: commit {done}") as step:
            history = drawn(strategy, _versions(folder, at or "HEAD", step))
    except Stop as stop:
        if not quietly:
            note(f"When arrows were drawn only `declared_on` can tell: {_why_not(folder, stop)}")
        return None
    if is_shallow(folder) and not quietly:
        note(f"Arrows may be older than git can tell here, and more readings count for them then. {SHALLOW}")
    return history


def _why_not(folder: Path, stop: Stop) -> str:
    """Return why git cannot tell; where there is no git, what `bsc diff` could do without it is of no use here."""
    from bsc_cli.git import prefix_of

    try:
        outside = prefix_of(folder) is None
    except Stop:
        outside = False
    return f"{folder.absolute()} is in no git repository, or git is not on the PATH." if outside else str(stop)


def _versions(folder: Path, tip: str, step: Step) -> Iterator[Version]:
    """Yield the versions of all YAML files below a folder, the oldest first, along the first parents."""
    from bsc_cli.evidence.drawn import Version
    from bsc_cli.git import commit_at, contents, log

    commits = log(folder, commit_at(folder, tip).commit)
    with contents(folder) as found:
        for commit in reversed(commits):
            step(1)
            ours = [file for file in commit.files if file.path.endswith(_YAML)]
            texts = found(file.new for file in ours if file.new)
            files = {file.path: texts[file.new].decode("utf-8", "replace") if file.new else None for file in ours}
            if files:
                yield Version(commit.day, files)
