"""The commits that changed the files of a folder: along the first parents, each with who wrote what it brought."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from bsc_cli.git.running import guard, run, why_not
from bsc_cli.stop import Stop

_FIELDS = ("%x01%H", "%P", "%aN", "%cI", "%s")
_ASKED = ("--raw", "-r", "-z", "--no-renames", "--no-abbrev", "--relative", "--encoding=UTF-8", "--no-show-signature")
_FILE = "100"
"""How the mode of a regular file begins."""
_NO_MOMENT = "1970-01-01T00:00:00+00:00"
"""What git itself shows for a date that it cannot read."""


class Touched(NamedTuple):
    """A file that a commit changed: its path below the folder, and the names of its content before and after.

    A name is empty where there is no file; a link counts as none.
    """

    path: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Logged:
    """A commit: its name, its parents' names, who wrote it, when it was recorded, its first line, and what it changed.

    Of a merge `author` made the merge; `writers` wrote the commits that it brought, as far as they touch these files.
    Anything may stand for a date in a commit; one that no calendar has counts as the first of January 1970.
    """

    commit: str
    parents: tuple[str, ...]
    author: str
    moment: str
    subject: str
    files: tuple[Touched, ...] = ()
    writers: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        """The day on which it was recorded, where that was done."""
        return date.fromisoformat(self.moment[:10])


def commit_at(folder: Path, ref: str) -> Logged:
    """Return the commit that a ref names, without its files; raise Stop when there is none, with what to do."""
    guard(ref)
    asked = ["log", "-1", "-s", f"--format={_format()}", "-z", "--encoding=UTF-8", "--no-show-signature"]
    answer = run(folder, [*asked, "--end-of-options", f"{ref}^{{commit}}", "--"], may_fail=True)
    found = None if answer.code else next(_logged(answer.out), None)
    if found is None:
        raise Stop(why_not(folder, ref, answer.error))
    return found


def log(folder: Path, tip: str, since: str | None = None) -> tuple[Logged, ...]:
    """Return the commits up to `tip` and not up to `since` that changed files below a folder, the newest first.

    Both are names of commits. Only first parents are followed: what a merge brought is told once, with the merge. It
    takes one process; two more where there are merges.
    """
    ends = [tip, *([f"^{since}"] if since else [])]
    span = [*ends, "--", "."]
    asked = ["log", *_ASKED, f"--format={_format()}"]
    chain = tuple(_logged(run(folder, [*asked, "--first-parent", "--diff-merges=first-parent", *span]).out))
    if not any(len(each.parents) > 1 for each in chain):
        return tuple(replace(each, writers=(each.author,)) for each in chain)
    every = _logged(run(folder, [*asked, "--no-merges", "--full-history", *span]).out)
    brought = _brought(_parents(run(folder, ["rev-list", "--parents", *ends]).out), tip)
    by_merge: dict[str, list[Logged]] = {}
    for each in every:
        by_merge.setdefault(brought.get(each.commit, each.commit), []).insert(0, each)
    return tuple(replace(each, writers=_writers(each, by_merge.get(each.commit, ()))) for each in chain)


def _writers(commit: Logged, parts: list[Logged] | tuple[()]) -> tuple[str, ...]:
    touched = {file.path for file in commit.files}
    names = [each.author for each in parts if any(file.path in touched for file in each.files)]
    return tuple(dict.fromkeys(names)) or (commit.author,)


def _brought(parents: Mapping[str, tuple[str, ...]], tip: str) -> Mapping[str, str]:
    """Return by which commit of the line of first parents each other one was brought in."""
    line: list[str] = []
    here: str | None = tip
    while here is not None and here in parents:
        line.append(here)
        here = next(iter(parents[here]), None)
    found = {each: each for each in line}
    for merge in reversed(line):  # the oldest first: what it brought, no later one brings
        waiting = list(parents[merge][1:])
        while waiting:
            each = waiting.pop()
            if each not in found and each in parents:
                found[each] = merge
                waiting += parents[each]
    return found


def _parents(out: bytes) -> dict[str, tuple[str, ...]]:
    lines = (line.split() for line in out.decode("ascii").splitlines())
    return {commit: tuple(parents) for commit, *parents in lines}


def _format() -> str:
    return "%x00".join(_FIELDS)


def _logged(out: bytes) -> Iterator[Logged]:
    """Read what `git log -z --raw` writes: the fields of a commit, then for each file its contents and its path."""
    parts = iter(out.split(b"\0"))
    part = next(parts, b"")
    while part.startswith(b"\x01"):
        commit, parents, author, moment, subject = (
            each.decode("utf-8", "replace") for each in (part[1:], *(next(parts) for _ in _FIELDS[1:]))
        )
        files = []
        part = next(parts, b"")
        while part.lstrip(b"\n").startswith(b":"):
            was, now, old, new, _ = part.decode("ascii").strip("\n:").split()
            path = next(parts).decode("utf-8", "surrogateescape")
            files.append(Touched(path, _content(was, old), _content(now, new)))
            part = next(parts, b"")
        yield Logged(commit, tuple(parents.split()), _told(author), _moment(moment), _told(subject), tuple(files))


def _told(field: str) -> str:
    """Return what a commit says; nothing where it lacks the line, for which git repeats what it was asked for."""
    return "" if field in ("%aN", "%s") else field


def _moment(text: str) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return _NO_MOMENT
    return text


def _content(mode: str, name: str) -> str:
    return name if mode.startswith(_FILE) else ""
