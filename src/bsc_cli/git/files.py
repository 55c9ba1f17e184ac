"""The files of a commit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bsc_cli.git.running import guard, missing, run, talk, why_not
from bsc_cli.stop import Stop

LINK = "120000"
"""The mode of a symbolic link."""
_AT_ONCE = 500
"""So many names fit the pipe to git at once, so that it never waits for us while we wait for it."""
_HEAD = 3
"""Words before a content that git has: its name, kind and size. Of another one it says "NAME missing"."""


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
        out = run(self.folder, ["cat-file", "--batch"], "".join(f"{name}\n" for name in wanted).encode()).out
        return dict(_batch(wanted, out, self.folder))


def files_at(folder: Path, ref: str) -> Commit:
    """List the files below a folder in a commit; raise Stop when git cannot tell, with what to do about it."""
    guard(ref)
    asked = ["ls-tree", "-r", "-z", "-l", "--end-of-options", f"{ref}^{{commit}}"]
    answer = run(folder, asked, may_fail=True)
    if answer.code:
        raise Stop(why_not(folder, ref, answer.error))
    return Commit(folder, dict(_entry(line) for line in answer.out.split(b"\0") if line))


def is_commit(folder: Path, name: str) -> bool:
    """Whether a name is that of a commit, too; where there is no git or no repository, it is not."""
    try:
        guard(name)
        asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"]
        return run(folder, asked, may_fail=True).code == 0
    except Stop:
        return False


@contextmanager
def contents(folder: Path) -> Iterator[Callable[[Iterable[str]], dict[str, bytes]]]:
    """Give a way to get contents by their names, some at a time, all through one process."""
    with talk(folder, ["cat-file", "--batch"]) as (told, answered):

        def some(names: list[str]) -> Iterator[tuple[str, bytes]]:
            told.write("".join(f"{name}\n" for name in names).encode())
            told.flush()
            for name in names:
                head = answered.readline().split()
                if len(head) != _HEAD:
                    raise Stop(missing(folder))
                yield name, answered.read(int(head[2]) + 1)[:-1]

        def found(names: Iterable[str]) -> dict[str, bytes]:
            wanted = sorted(set(names))
            parts = (wanted[at : at + _AT_ONCE] for at in range(0, len(wanted), _AT_ONCE))
            return {name: data for part in parts for name, data in some(part)}

        yield found


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
        if len(head) != _HEAD:
            raise Stop(missing(folder))
        size = int(head[2])
        yield name, out[end + 1 : end + 1 + size]
        at = end + 1 + size + 1
