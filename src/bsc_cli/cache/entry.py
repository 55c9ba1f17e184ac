"""One entry of the cache: a file of JSON with a checksum, written in one step, read as text from anybody."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO
from zlib import crc32

Entry = Mapping[str, Any]
"""What an entry says: nothing is known of it but that it is JSON."""

MOST_BYTES = 8 * 1024 * 1024
"""Of one entry, if nothing else is said; a larger one is not written, and not read."""
MOST_ENTRIES = 200
"""In the folder; beyond them the oldest go. With MOST_IN_ALL, the bound of what the cache can take."""
MOST_IN_ALL = 256 * 1024 * 1024
_ENDING = ".json"
SHELF_ENDING = ".shelf"
_PART_ENDING = ".part"


def name_of(key: str, ending: str = _ENDING) -> str:
    """Return the name of the file for a key. Two keys may have the same: the whole key stands in the file."""
    data = key.encode("utf-8", "surrogatepass")
    return f"{crc32(data):08x}{crc32(data[::-1]):08x}{ending}"


def read_entry(folder: Path, key: str, most: int = MOST_BYTES) -> Entry | None:
    """Return what is kept under a key; None when it is not there, damaged, or of another key. Never raises."""
    try:
        data = _bytes(folder / name_of(key), most)
        head, _, body = data.partition(b"\n")
        if head != _checksum(body):
            return None
        entry = json.loads(body)
    except (OSError, ValueError, RecursionError):
        return None
    return entry if isinstance(entry, dict) and entry.get("key") == key else None


def write_entry(folder: Path, key: str, entry: Entry, most: int = MOST_BYTES) -> None:
    """Keep something under a key, whole or not at all; where that cannot be, nothing happens. Never raises."""
    body = json.dumps({**entry, "key": key}, separators=(",", ":")).encode("ascii")
    if len(body) > most:
        return
    from bsc_cli.cache.part import Part

    part = Part(folder / name_of(key), most + 64)
    part.add(_checksum(body) + b"\n" + body)
    if part.finish():
        prune(folder)


def _bytes(path: Path, most: int) -> bytes:
    with open_entry(path, most + 64) as file:
        return file.read()


def open_entry(path: Path, most: int) -> BinaryIO:
    """Open an ordinary file of at most so many bytes; raise ValueError for any other, OSError where there is none."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))  # a pipe would wait for ever
    file = os.fdopen(handle, "rb")
    known = os.fstat(handle)
    if not stat.S_ISREG(known.st_mode) or known.st_size > most:
        file.close()
        raise ValueError(path)
    return file


def _checksum(body: bytes) -> bytes:
    """Tell a damaged entry from a whole one; it does not keep anybody from writing one."""
    return f"{crc32(body):08x}".encode("ascii")


def prune(folder: Path) -> None:
    """Delete the oldest entries beyond what the cache may take, and what a killed run left half written."""
    files = []
    with suppress(OSError), os.scandir(folder) as found:
        files = [(each.stat(follow_symlinks=False), each.path) for each in found if each.is_file(follow_symlinks=False)]
    newest = sorted(((known.st_mtime_ns, known.st_size, path) for known, path in files), reverse=True)
    in_all = 0
    for number, (_, size, path) in enumerate(newest, 1):
        in_all += size
        left = path.endswith(_PART_ENDING) and number > len(newest) // 2
        if path.endswith((_ENDING, SHELF_ENDING, _PART_ENDING)) and (
            number > MOST_ENTRIES or in_all > MOST_IN_ALL or left
        ):
            with suppress(OSError):
                Path(path).unlink()
