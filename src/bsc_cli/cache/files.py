"""Whether files are what they were: by what the system knows of them where that is certain, else by their content.

A file counts as unchanged when its size, its times and its number are the same and its times lie well before they were
taken: one that was written within the same tick of the clock would look the same (git calls it racy). For all others,
and for all files after a checkout, whose times mean nothing, the content decides.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from bsc_cli.tree import Tree, Unreadable

SETTLED = 2_000_000_000
"""Nanoseconds: the coarsest times that file systems keep (FAT)."""

Stamp = tuple[int, ...]
"""Size, time of the last change of content and of status in nanoseconds, and number of a file."""


def stamp(path: str | os.PathLike[str]) -> Stamp | None:
    """Return what the system knows of an ordinary file; None for a link, a pipe, or nothing at all."""
    try:
        known = os.lstat(path)
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(known.st_mode):
        return None
    return (known.st_size, known.st_mtime_ns, known.st_ctime_ns, known.st_ino)


def is_settled(known: Stamp, taken: int) -> bool:
    """Whether a stamp that was taken at a time, in nanoseconds, can tell a file from what it becomes afterwards."""
    return max(known[1:3]) < taken - SETTLED


class Files(NamedTuple):
    """The files that an answer depends on: all that are listed, and of those that were read what they were like."""

    listed: tuple[str, ...]
    read: Mapping[str, tuple[Stamp | None, str]]
    """Stamp, None where it tells nothing, and digest of the content, by path."""

    def as_plain(self) -> dict[str, Any]:
        """Return them as JSON can hold them."""
        return {"listed": self.listed, "read": {path: [stamp, digest] for path, (stamp, digest) in self.read.items()}}

    @classmethod
    def of(cls, plain: object) -> Files | None:
        """Read them from JSON that anybody may have written; None when it does not say what it must."""
        listed, read = (plain.get("listed"), plain.get("read")) if isinstance(plain, dict) else (None, None)
        if (
            not isinstance(listed, list)
            or not isinstance(read, dict)
            or not all(isinstance(each, str) for each in listed)
        ):
            return None
        found: dict[str, tuple[Stamp | None, str]] = {}
        for path, about in read.items():
            if not isinstance(about, list) or len(about) != 2 or not isinstance(about[1], str):  # noqa: PLR2004 - a pair
                return None
            known = about[0]
            if known is not None and not (isinstance(known, list) and all(type(each) is int for each in known)):
                return None
            found[path] = (None if known is None else tuple(known), about[1])
        return cls(tuple(listed), found)

    def are_in(self, tree: Tree) -> bool:
        """Whether a tree has just these files, and those that were read are what they were."""
        if tree.closed or names(tree) != self.listed:
            return False
        for path, (known, digest) in self.read.items():
            if known is not None and known == stamp(os.path.join(tree.root, path)):  # noqa: PTH118 - a thousand of them
                continue
            try:
                if digest_of(tree.data(path)) != digest:
                    return False
            except Unreadable:
                return False
        return True


class Noted:
    """A tree that takes note of what is read of it."""

    def __init__(self, tree: Tree) -> None:
        self._taken = time.time_ns()
        self._stamps = {path: stamp(os.path.join(tree.root, path)) for path in names(tree)}  # noqa: PTH118 - as above
        self._digests: dict[str, str] = {}
        self._is_whole = not tree.closed
        self._listed = names(tree)
        self.tree = tree._replace(read=self._noting(tree.read))

    def _noting(self, read: Callable[[str, int | None], bytes]) -> Callable[[str, int | None], bytes]:
        def noting(path: str, most: int | None) -> bytes:
            try:
                data = read(path, most)
            except Unreadable:
                self._is_whole = False
                raise
            digest = digest_of(data)
            # Too large, and only a part was read; changed meanwhile, and it was two: nothing can be said of either.
            self._is_whole &= self._digests.setdefault(path, digest) == digest and (most is None or len(data) <= most)
            return data

        return noting

    def files(self) -> Files | None:
        """Return the files as they were read; None when that is not certain for one of them."""
        if not self._is_whole:
            return None
        return Files(self._listed, {path: (self._sure(path), digest) for path, digest in self._digests.items()})

    def _sure(self, path: str) -> Stamp | None:
        """Return the stamp of a file that was settled before it was read; None where only the content can tell."""
        known = self._stamps.get(path)
        return known if known is not None and is_settled(known, self._taken) else None


def names(tree: Tree) -> tuple[str, ...]:
    """Return the paths that an answer without readings can depend on."""
    return tuple([path for path in tree.paths if not path.endswith(".csv")])


def digest_of(data: bytes) -> str:
    """Return what tells contents apart: SHA-256, as 64 hex digits."""
    from hashlib import sha256

    return sha256(data).hexdigest()
