"""A file that is written beside another and takes its place when it is whole. Nothing here raises."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO


class Part:
    """What will be at a path, if all of it can be written and it is not longer than `most` bytes."""

    def __init__(self, path: Path, most: int) -> None:
        self.path, self._temporary = path, path.with_suffix(f".{os.getpid()}.part")
        self._most = most
        self._file: BinaryIO | None = None
        self._size = 0
        self._is_whole = True

    def add(self, body: bytes) -> int:
        """Write something down and return where it begins, in bytes."""
        start = self._size
        self._size += len(body)
        self._is_whole &= self._size <= self._most
        if self._is_whole:
            try:
                self._file = self._file or self._begun()
                self._file.write(body)
            except OSError:
                self._is_whole = False
        return start

    def _begun(self) -> BinaryIO:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # A new file, or none: never through a link that somebody put there.
        return os.fdopen(os.open(self._temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")

    def finish(self) -> bool:
        """Put the file in its place and return True; leave everything as it was when it is not whole."""
        if self._is_whole and self._file is not None:
            with suppress(OSError):
                self._file.close()
                self._temporary.replace(self.path)
                self._file = None
                return True
        self.drop()
        return False

    def drop(self) -> None:
        """Leave everything as it was."""
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
            with suppress(OSError):
                self._temporary.unlink()
            self._file = None


class Nameless:
    """A file without a name, which is gone with the last process that has it open; to be read by that process."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._size = 0
        self._is_whole = True

    def add(self, body: bytes) -> int:
        """Write something down and return where it begins, in bytes."""
        start = self._size
        self._size += len(body)
        try:
            self._file.write(body)
        except OSError:
            self._is_whole = False
        return start

    def finish(self) -> bool:
        """Let others read it, and return whether it is whole."""
        try:
            self._file.flush()
        except OSError:
            self._is_whole = False
        return self._is_whole

    def drop(self) -> None:
        """Leave it: what is not whole is not read."""
