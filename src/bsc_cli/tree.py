"""Files as path -> text: the only module that reads the disk; what it reads of a commit comes through `git`.

Paths are relative to the root, with '/', in alphabetical order. Nothing outside the root is read: links that lead out
are refused when the file is asked for. What cannot be read raises Unreadable, which `load` turns into a finding.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from posixpath import normpath
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bsc_cli.git import Commit

SUFFIXES = (".yaml", ".yml", ".csv")
BASELINE = ".bsc/baseline.json"
"""What `bsc baseline` writes."""
MAP_LOCK = ".bsc/map.json"
"""What `bsc map --lock` writes."""
_KEPT = (BASELINE, MAP_LOCK)
"""The hidden files that are listed."""
MAX_YAML_BYTES = 1024 * 1024
_MOST_LINKS = 8
# Between the look at a file and its opening a link or a pipe may have taken its place: one leads out, one would block.
_OPENING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_SKIPPED = frozenset({"node_modules", "__pycache__", "venv"})


class Unreadable(Exception):  # noqa: N818 - not an error of the program: a fact about a file
    """A file cannot be read as text: a full sentence, what to do, and the place (line and column from 1).

    `legible` is what can be made out all the same, for telling what kind of file it was meant to be.
    """

    def __init__(self, message: str, help: str, line: int = 1, column: int = 1, legible: str = "") -> None:  # noqa: A002 - the field's name everywhere
        super().__init__(message)
        self.message, self.help, self.line, self.column, self.legible = message, help, line, column, legible


class Tree(NamedTuple):
    """A set of text files. `root` is what people are shown, never part of a path."""

    paths: tuple[str, ...]
    read: Callable[[str, int | None], bytes]
    root: str = ""
    version: str = ""
    """How people call the commit that the files are of; empty: the files as they are now."""
    place: Callable[[str], Path] | None = None
    closed: Mapping[str, str] = MappingProxyType({})
    """Folders that may not be read, each with the system's reason: what lies in them is not among the paths."""

    @classmethod
    def of(cls, files: Mapping[str, str | bytes]) -> Tree:
        """Make a tree of texts at hand: an example of a rule, a test."""
        held = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}
        return cls(tuple(sorted(held)), lambda path, _most: held[path])

    @classmethod
    def below(cls, folder: Path) -> Tree:
        """List all YAML and CSV files below a folder, without following links to folders or entering hidden ones."""
        refused: list[OSError] = []
        found = [_relative(folder, here, name) for here, names in _walk(folder, refused.append) for name in names]
        found += [name for name in _KEPT if os.path.lexists(folder / name)]
        return cls._at(folder, found, _refusals(folder, refused))

    @classmethod
    def at(cls, folder: Path, ref: str) -> Tree:
        """List the same files as `below`, as they were in a commit; raise Stop when git has no such commit.

        Git is asked twice: for the names and, when the first text is wanted, for all texts.
        """
        from bsc_cli.git import files_at

        commit = files_at(folder, ref)
        shown = {_as_text(path): path for path in commit.entries if is_listed(path)}
        return cls(tuple(sorted(shown)), _reader_of(commit, shown), str(folder))

    @classmethod
    def only(cls, folder: Path, files: Iterable[Path], tables: str | None = None) -> Tree:
        """List just these files, which must lie below the folder; and the CSV files below its folder `tables`."""
        refused: list[OSError] = []
        found = {file.relative_to(folder).as_posix() for file in files}
        if tables is not None and os.path.isdir(folder / tables) and not os.path.islink(folder / tables):  # noqa: PTH112, PTH114 - says no where Path raises
            walked = _walk(folder / tables, refused.append)
            found.update(_relative(folder, here, name) for here, names in walked for name in names if is_table(name))
        return cls._at(folder, found, _refusals(folder, refused))

    @classmethod
    def _at(cls, folder: Path, found: Iterable[str], closed: Mapping[str, str] | None = None) -> Tree:
        shown = {_as_text(path): path for path in found}
        unnamed = frozenset(path for path, name in shown.items() if path != name)
        refused = {_as_text(path): reason for path, reason in (closed or {}).items()}
        placed = _placer(folder, unnamed)
        return cls(tuple(sorted(shown)), _reader(placed), str(folder), place=placed, closed=refused)

    def file(self, path: str) -> Path | None:
        """Return where on the disk a file is, no link left; None when it is not there: of a commit, or at hand.

        Raise Unreadable when it may not, or cannot, be read.
        """
        return None if self.place is None else self.place(path)

    def data(self, path: str) -> bytes:
        """Return a file's bytes as they are; raise Unreadable when it cannot be read."""
        return self.read(path, None)

    def text(self, path: str) -> str:
        """Return a file's text without a byte-order mark; raise Unreadable when it is not UTF-8 text of a sane size."""
        most = MAX_YAML_BYTES if path.endswith((".yaml", ".yml")) else None
        data = self.read(path, most)
        if most is not None and len(data) > most:
            raise Unreadable(
                "This file is larger than 1 MiB, which no scorecard written by people is.",
                "Split it: one file for each unit.",
                legible=data.decode("utf-8", "replace"),
            )
        return _decoded(data)


def _walk(folder: Path, refuse: Callable[[OSError], None]) -> Iterable[tuple[str, list[str]]]:
    for here, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED)
        yield here, [name for name in names if name.endswith(SUFFIXES) and not name.startswith(".")]


def _refusals(folder: Path, refused: Iterable[OSError]) -> dict[str, str]:
    return {_relative(folder, each.filename, ""): each.strerror or "" for each in refused}


def _relative(folder: Path, here: str, name: str) -> str:
    return Path(here, name).relative_to(folder).as_posix()


def is_table(path: str) -> bool:
    """Whether a file may hold readings."""
    return path.endswith(".csv")


def is_listed(path: str) -> bool:
    """Whether a file of a commit would be listed: YAML and CSV, and nothing hidden."""
    *folders, name = path.split("/")
    entered = not any(each.startswith(".") or each in _SKIPPED for each in folders)
    return path in _KEPT or (entered and name.endswith(SUFFIXES) and not name.startswith("."))


def _as_text(path: str) -> str:
    """Return a path as it can be shown: the bytes of a name that is not UTF-8 as escapes."""
    return path.encode("utf-8", "backslashreplace").decode()


def _placer(folder: Path, unnamed: frozenset[str]) -> Callable[[str], Path]:
    root = os.path.realpath(folder)
    inside = os.path.join(root, "")  # noqa: PTH118 - as below
    real: dict[str, str] = {}  # each folder is followed to where it really is only once

    def followed(path: str) -> str:
        around, _, name = path.rpartition("/")
        if around not in real:
            real[around] = os.path.realpath(os.path.join(root, around), strict=True)  # noqa: PTH118 - see below
        return os.path.join(real[around], name)  # noqa: PTH118 - ten times faster than Path, for each of thousands

    def placed(path: str) -> Path:
        if path in unnamed:
            raise Unreadable("The name of this file is not UTF-8 text.", "Give it another name.")
        try:
            file = followed(path)
            mode = os.lstat(file).st_mode
            is_link = stat.S_ISLNK(mode)
            if is_link:
                file = os.path.realpath(file, strict=True)
            if not file.startswith(inside):
                raise Unreadable("This is a link to a file outside the strategy's folder.", "Put the file itself here.")
            if not stat.S_ISREG(os.stat(file).st_mode if is_link else mode):  # noqa: PTH116 - likewise
                raise Unreadable("This is not a regular file.", "Put a text file here, or delete it.")
        except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links, before Python 3.13
            raise _refused(error) from None
        return Path(file)

    return placed


def _reader(placed: Callable[[str], Path]) -> Callable[[str, int | None], bytes]:
    def read(path: str, most: int | None) -> bytes:
        try:
            with os.fdopen(os.open(placed(path), _OPENING), "rb") as opened:
                if most is None:
                    return opened.read()
                size = os.fstat(opened.fileno()).st_size
                data = opened.read(min(size, most) + 1)  # no room for a MiB, of which a hundredth is needed
                return data if len(data) <= size else data + opened.read(most + 1 - len(data))
        except OSError as error:
            raise _refused(error) from None

    return read


def _refused(error: Exception) -> Unreadable:
    reason = getattr(error, "strerror", None) or "a loop of links"
    return Unreadable(f"This file cannot be read: {reason}.", "Check that it exists and may be read.")


def _reader_of(commit: Commit, shown: Mapping[str, str]) -> Callable[[str, int | None], bytes]:
    """Return a reader of a commit's files. The texts come all at once; what is too large to be one is not fetched."""
    held: dict[str, bytes] = {}

    def wanted() -> Iterable[str]:
        for path in shown.values():
            entry = commit.entries[path]
            if path.endswith(".csv") or entry.size <= MAX_YAML_BYTES:
                yield entry.content

    def read(path: str, most: int | None) -> bytes:
        if shown[path] != path:
            raise Unreadable("The name of this file is not UTF-8 text.", "Give it another name.")
        if not held:
            held.update(commit.contents(wanted()))
        entry = commit.entries[_followed(commit, path, held)]
        if entry.content not in held and (most is None or entry.size <= most):
            held.update(commit.contents([entry.content]))
        return held.get(entry.content, bytes(MAX_YAML_BYTES + 1))  # of what is too large, only that is told

    return read


def _followed(commit: Commit, path: str, held: dict[str, bytes]) -> str:
    """Return the path of the file that a path of a commit leads to, along links that stay below the folder."""
    from bsc_cli.git import LINK

    for _ in range(_MOST_LINKS):
        entry = commit.entries[path]
        if entry.mode != LINK:
            return path
        if entry.content not in held:
            held.update(commit.contents([entry.content]))
        path = normpath(f"{path}/../{held[entry.content].decode('utf-8', 'surrogateescape')}")
        if path not in commit.entries:
            raise Unreadable("This is a link to no file of this commit.", "Put the file itself here.")
    raise Unreadable("This file cannot be read: a loop of links.", "Put the file itself here.")


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(
            "This file is saved as UTF-16, not as UTF-8.",
            "Save it again with the encoding UTF-8 (Excel: CSV UTF-8).",
            legible=data.decode("utf-16", "replace"),
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]  # without a byte-order mark
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        raise Unreadable(
            f"This file is not UTF-8 text: the byte 0x{error.object[error.start]:02X} stands here.",
            "Save it again with the encoding UTF-8.",
            before.count(b"\n") + 1,
            column,
            data.decode("utf-8", "replace"),
        ) from None
