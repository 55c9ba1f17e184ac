"""What the files of a large strategy say, kept by their content, so that after a change only what changed is read anew.

One file: the plain data of each text as JSON, one after the other as they were read; then a list of them, with what
rules found that look at one scorecard; then where that list begins, with its checksum. The file is written beside the
old one and takes its place at the end. It is read as text from anybody: whatever does not fit counts as not there.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, Self
from zlib import crc32

from bsc_cli.cache.entry import SHELF_ENDING, name_of, open_entry, prune
from bsc_cli.cache.part import Nameless, Part
from bsc_cli.cache.plain_json import has_spelt, in_json, plain_of
from bsc_cli.cache.result import finding_of, plain_finding

if TYPE_CHECKING:
    from bsc_cli.finding import Finding
    from bsc_cli.source import Document

MOST_BYTES = 128 * 1024 * 1024
_TRAILER = 24
"""Characters at the end: where the list begins and its checksum, in 16 and 8 hexadecimal digits."""


class _Kept(NamedTuple):
    """What is known of a file: where its data lies in the shelf, and what was found under which settings."""

    digest: str
    start: int
    length: int
    checksum: int
    doubtful: bool
    under: str = ""
    found: tuple[Any, ...] = ()


class Shelf:
    """What is kept of one strategy. Nothing here raises; without a place to keep it, nothing is."""

    def __init__(self, key: str, old: BinaryIO | None, new: Part | Nameless | None) -> None:
        self._key, self._old, self._new = key, old, new
        self._kept: dict[str, _Kept] = {}
        self._current: dict[str, _Kept] = {}
        self._is_old = True
        if old is not None:
            with suppress(AttributeError, KeyError, OSError, RecursionError, TypeError, ValueError):
                self._open(old)

    @classmethod
    def within(cls, folder: Path, key: str, *, writes: bool) -> Shelf:
        """Open what is kept under a key in the cache's folder, to be replaced if it `writes`."""
        path = folder / name_of(key, SHELF_ENDING)
        old = None
        with suppress(OSError, ValueError):
            old = open_entry(path, MOST_BYTES)
        return cls(key, old, Part(path, MOST_BYTES) if writes else None)

    def _open(self, file: BinaryIO) -> None:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _TRAILER))
        trailer = file.read()
        start, checksum = int(trailer[:16], 16), int(trailer[16:], 16)
        file.seek(start)
        body = file.read(size - start - _TRAILER)
        listed = json.loads(body) if crc32(body) == checksum else {}
        if listed.get("key") == self._key:
            self._kept = {path: _Kept(*each) for path, each in listed["files"].items() if _is_sound(*each)}

    def document(self, path: str, text: str) -> tuple[Mapping[str, Any], bool] | None:
        """Return the data of a text that was read before, lists as lists, and whether it is doubtful; None: unknown."""
        return self.adopt(path, text, self)

    def adopt(self, path: str, text: str, other: Shelf) -> tuple[Mapping[str, Any], bool] | None:
        """Return what another shelf has of a text, and keep it here."""
        known = other._kept.get(path)
        if known is None or known.digest != _digest_of(text):
            return None
        body = other._body(known)
        data: Any = None
        with suppress(ValueError, RecursionError):
            data = plain_of(body)
        if crc32(body) != known.checksum or not isinstance(data, dict):
            return None
        self._is_old &= other is self
        self._current[path] = known if self._new is None else known._replace(start=self._new.add(body))
        return data, known.doubtful

    def _body(self, known: _Kept) -> bytes:
        if self._old is not None:
            with suppress(OSError, ValueError):
                self._old.seek(known.start)
                return self._old.read(known.length)
        return b""

    def unknown(self, paths: Iterable[str]) -> list[str]:
        """Return the paths of files of which nothing is known."""
        return [path for path in paths if path not in self._kept]

    def keep_document(self, document: Document) -> None:
        """Keep what a text says, once it is known to be sound."""
        data = document.data
        if self._new is None or not isinstance(data, dict) or (document.doubtful and has_spelt(data)):
            return
        if (body := in_json(data)) is None:
            return
        self._is_old = False
        start = self._new.add(body)
        digest = _digest_of(document.text)
        self._current[document.path] = _Kept(digest, start, len(body), crc32(body), document.doubtful)

    def findings(self, path: str, under: str) -> tuple[Finding, ...] | None:
        """Return what was found in a file as it is, under the same settings; None: unknown."""
        known = self._current.get(path)
        if known is None or known.under != under:
            return None
        try:
            return tuple([finding_of(each) for each in known.found])
        except (TypeError, ValueError):
            return None

    def keep_findings(self, path: str, under: str, found: Iterable[Finding]) -> None:
        """Keep what was found in a file under these settings."""
        known = self._current.get(path)
        if self._new is not None and known is not None:
            self._is_old = False
            self._current[path] = known._replace(under=under, found=tuple(map(plain_finding, found)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave what was there as it was, if it was not saved."""
        if self._old is not None:
            self._old.close()
            self._old = None
        if self._new is not None:
            self._new.drop()

    def save(self) -> None:
        """Write down what was kept, where that is another thing than what was there."""
        if self._new is None:
            return
        if self._is_old and self._current.keys() == self._kept.keys():
            self._new.drop()
        else:
            body = json.dumps({"key": self._key, "files": self._current}, separators=(",", ":")).encode("ascii")
            start = self._new.add(body)
            self._new.add(f"{start:016x}{crc32(body):08x}".encode("ascii"))
            if self._new.finish() and isinstance(self._new, Part):
                prune(self._new.path.parent)


def _is_sound(digest: object, *rest: object) -> bool:
    """Whether this is what _Kept is made of: anybody may have written it."""
    *numbers, doubtful, under, found = rest
    return (
        isinstance(digest, str)
        and len(numbers) == 3  # noqa: PLR2004 - where it begins, how long it is, its checksum
        and all(type(each) is int and each >= 0 for each in numbers)
        and isinstance(doubtful, bool)
        and isinstance(under, str)
        and isinstance(found, list)
    )


def _digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()
