"""One entry of the cache: a file of JSON with a checksum, written in one step, read as text from anybody."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

Entry = Mapping[str, Any]
"""What an entry says: nothing is known of it but that it is JSON."""

MOST_BYTES = 8 * 1024 * 1024
"""Of one entry; a larger one is not written, and not read."""
MOST_ENTRIES = 200
"""In the folder; beyond them the oldest go. With MOST_IN_ALL, the bound of what the cache can take."""
MOST_IN_ALL = 64 * 1024 * 1024
_ENDING = ".json"


def name_of(key: str) -> str:
    """Return the name of the file for a key. Two keys may have the same: the whole key stands in the entry."""
    data = key.encode("utf-8", "surrogatepass")
    return f"{crc32(data):08x}{crc32(data[::-1]):08x}{_ENDING}"


def read_entry(folder: Path, key: str) -> Entry | None:
    """Return what is kept under a key; None when it is not there, damaged, or of another key. Never raises."""
    try:
        data = _bytes(folder / name_of(key))
        head, _, body = data.partition(b"\n")
        if head != _checksum(body):
            return None
        entry = json.loads(body)
    except (OSError, ValueError, RecursionError):
        return None
    return entry if isinstance(entry, dict) and entry.get("key") == key else None


def write_entry(folder: Path, key: str, entry: Entry) -> None:
    """Keep something under a key, whole or not at all; where that cannot be, nothing happens. Never raises."""
    body = json.dumps({**entry, "key": key}, separators=(",", ":")).encode("ascii")
    if len(body) > MOST_BYTES:
        return
    target = folder / name_of(key)
    temporary = target.with_suffix(f".{os.getpid()}.part")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # A new file, or none: never through a link that somebody put there.
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(_checksum(body) + b"\n" + body)
        temporary.replace(target)
        _prune(folder)
    except OSError:
        with suppress(OSError):
            temporary.unlink()


def _bytes(path: Path) -> bytes:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))  # a pipe would wait for ever
    with os.fdopen(handle, "rb") as file:
        known = os.fstat(handle)
        if not stat.S_ISREG(known.st_mode) or known.st_size > MOST_BYTES + 64:
            raise ValueError(path)
        return file.read()


def _checksum(body: bytes) -> bytes:
    """Tell a damaged entry from a whole one; it does not keep anybody from writing one."""
    return f"{crc32(body):08x}".encode("ascii")


def _prune(folder: Path) -> None:
    """Delete the oldest entries beyond what the cache may take, and what a killed run left half written."""
    with os.scandir(folder) as found:
        files = [(each.stat(follow_symlinks=False), each.path) for each in found if each.is_file(follow_symlinks=False)]
    newest = sorted(((known.st_mtime_ns, known.st_size, path) for known, path in files), reverse=True)
    in_all = 0
    for number, (_, size, path) in enumerate(newest, 1):
        in_all += size
        left = path.endswith(".part") and number > len(newest) // 2
        if path.endswith((_ENDING, ".part")) and (number > MOST_ENTRIES or in_all > MOST_IN_ALL or left):
            with suppress(OSError):
                Path(path).unlink()
