"""Histories without git: versions of files, one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from bsc_cli.git import Logged, Touched
from bsc_cli.history import History, history, walk
from bsc_cli.load import load
from bsc_cli.tree import Tree


def history_of(versions: Sequence[Mapping[str, str | None]]) -> History:
    """Return the history of versions, the oldest first: each says which files are otherwise, None for one that went."""
    now: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    log: list[Logged] = []
    for number, files in enumerate(versions):
        touched = []
        for path, text in files.items():
            old = now.get(path)
            touched.append(Touched(path, _name(old, contents), _name(text, contents)))
            now = {**now, path: text} if text is not None else {each: now[each] for each in now if each != path}
        parents = (f"c{number - 1}",) if number else ()
        log.insert(
            0, Logged(f"c{number}", parents, "cso", f"2026-01-{number + 1:02}T12:00:00+01:00", "", tuple(touched))
        )
    settings = now.get("bsc.yaml")
    steps = walk(
        log, lambda names: {name: contents[name] for name in names}, settings.encode() if settings is not None else None
    )
    strategy = load(Tree.of(now)).strategy
    assert strategy is not None
    return history(strategy, steps, None, None, first="c0")


def _name(text: str | None, contents: dict[str, bytes]) -> str:
    if text is None:
        return ""
    name = sha256(text.encode()).hexdigest()
    contents[name] = text.encode()
    return name
