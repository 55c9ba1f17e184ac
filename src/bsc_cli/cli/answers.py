"""The answer of `bsc validate`, kept for when the same is asked again and nothing has changed.

What is kept is what was found, not what was printed: it goes through the same reports, with the same care for what it
says. The options come from the command line as they were read then; the same words mean the same to the same program.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from bsc_cli.cli.reporting import Level, fails, from_severity, read_formats, tell

if TYPE_CHECKING:
    from bsc_cli.cache.shelf import Shelf
    from bsc_cli.finding import Result
    from bsc_cli.load import Memory
    from bsc_cli.tree import Tree

NO_CACHE = "--no-cache"
_NEED_PAGES = frozenset({"sarif"})
"""The formats that show the pages of rules."""


class Request(NamedTuple):
    """What `bsc validate` was asked for, of what matters for showing an answer."""

    paths: tuple[str, ...]
    strategy: str | None
    formats: tuple[str, ...]
    fail_on: str
    show: str
    color: str

    @classmethod
    def of(cls, plain: object) -> Request | None:
        """Read a request from JSON that anybody may have written; None when it is none."""
        if not isinstance(plain, dict) or set(plain) != set(cls._fields):
            return None
        several = (plain["paths"], plain["formats"])
        if not all(isinstance(each, list) and all(isinstance(word, str) for word in each) for each in several):
            return None
        if not isinstance(plain["strategy"], str | None) or not isinstance(plain["color"], str):
            return None
        levels = {str(level) for level in Level}
        if plain["fail_on"] not in levels or plain["show"] not in levels:
            return None
        return cls(**{**plain, "paths": tuple(plain["paths"]), "formats": tuple(plain["formats"])})

    def tell(self, result: Result, texts: Mapping[str, str], root: str) -> int:
        """Show a result as asked, and return the exit code."""
        tell(from_severity(Level(self.show), result), texts, root, read_formats(self.formats, None), self.color)
        return fails(result, Level(self.fail_on))


def answered(arguments: Sequence[str]) -> int | None:
    """Answer as the last time when nothing has changed since; None when it has to be worked out, nothing written."""
    if arguments[:1] != ["validate"] or NO_CACHE in arguments:
        return None
    try:
        known = _known(arguments)
    except Exception:  # noqa: BLE001 - whatever it is, working it out will tell
        return None
    return known and known[0].tell(*known[1:])


def _known(arguments: Sequence[str]) -> tuple[Request, Result, dict[str, str], str] | None:
    from bsc_cli.cache import Files, as_result, read_entry, rule_infos
    from bsc_cli.cli.opening import find

    folder = _folder()
    entry = read_entry(folder, _key(arguments)) if folder else None
    request = Request.of(entry.get("request")) if entry else None
    if entry is None or request is None:
        return None
    files, result = Files.of(entry.get("files")), as_result(entry.get("result"))
    tree, _ = find([Path(each) for each in request.paths or filter(None, [request.strategy])])
    if files is None or result is None or not files.are_in(tree):
        return None
    if any(each.partition("=")[0] in _NEED_PAGES for each in request.formats):
        result = result._replace(rules=rule_infos(result.rules))
    shown = {
        place.path for found in result.findings for place in (found.place, *(each.place for each in found.related))
    }
    return request, result, {path: tree.text(path) for path in shown.intersection(files.read)}, tree.root


class Keeper:
    """Keeps what comes of one request: the tree is read through it, then it is given the result."""

    def __init__(self, arguments: Sequence[str] | None, request: Request) -> None:
        self._arguments, self._request = arguments, request
        self._noted: Any = None
        self.shelf: Shelf | None = None
        """What is known of the files by their content, once the tree is known."""
        self._left = ExitStack()

    def noting(self, tree: Tree) -> Tree:
        """Return the same tree, of which it is noted what is read."""
        from bsc_cli.cache import Noted

        self._noted = Noted(tree)
        noted: Tree = self._noted.tree
        return noted

    def memory(self, tree: Tree) -> Memory | None:
        """Return what is known of the files of the tree, or will be when they are needed."""
        from bsc_cli.cli.remembering import helped, shelf_of

        self.shelf = shelf_of(tree, writes=True)
        if self.shelf:
            self._left.enter_context(self.shelf)
        second = helped(tree, self.shelf)
        return self._left.enter_context(second) if second else self.shelf

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nothing half written, and nothing running."""
        self._left.close()

    def keep(self, result: Result) -> None:
        """Keep a result, if it is certain what it depends on and there is a place to keep it. Never raises."""
        from bsc_cli.cache import as_plain, write_entry

        if self.shelf:
            self.shelf.save()
        folder = _folder()
        files = self._noted.files() if self._noted else None
        if folder is None or files is None or self._arguments is None:
            return
        entry = {"request": self._request._asdict(), "files": files.as_plain(), "result": as_plain(result)}
        with suppress(OSError):  # the working folder may be gone
            write_entry(folder, _key(self._arguments), entry)


def _folder() -> Path | None:
    from bsc_cli.cache import folder

    return folder(os.environ, sys.platform)


def _key(arguments: Sequence[str]) -> str:
    """Return what an answer is kept under: what was asked, where, on which day, of which program."""
    from bsc_cli.cache import program

    # The day as `today` has it, without what it takes to reckon with days.
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    day = time.strftime("%Y-%m-%d", time.gmtime(int(epoch) if epoch.isdigit() else None))
    return json.dumps([*arguments, str(Path.cwd()), day, program(by_content="CI" in os.environ)])
