"""`bsc map --lock`: the places on the map, kept in a file beside the strategy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bsc_cli.cli.kept import kept_file
from bsc_cli.cli.output import note, write_file
from bsc_cli.stop import Stop
from bsc_cli.tree import MAP_LOCK, Unreadable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bsc_cli.cli.map_options import By
    from bsc_cli.cli.map_subject import Subject
    from bsc_cli.view.map import Engine, Lock


def lock_of(shown: Subject) -> Lock | None:
    """Return the lock that stands beside the strategy, of the same version; raise Stop when it cannot be read."""
    tree = shown.opened.tree
    if MAP_LOCK not in tree.paths:
        return None
    from bsc_cli.view.map import read_lock

    try:
        text = tree.text(MAP_LOCK)
    except Unreadable as reason:
        raise Stop(f"{MAP_LOCK}: {reason.message} {reason.help}") from None
    return read_lock(text, MAP_LOCK)


def write_lock(shown: Subject, path: str | None, by: By | None, engines: Sequence[Engine]) -> Lock:
    """Lay the whole map out anew, asking Graphviz too where it is installed, and write its places down."""
    from bsc_cli.view.map import installed, locked, read_lock

    if shown.opened.tree.version or shown.deltas is not None:
        raise Stop("A lock is for the map as it is now: leave out --at and --diff.")
    target = kept_file(shown.opened, path, MAP_LOCK, "A lock of the map")
    asked = engines or installed()
    text = locked(shown.strategy, shown.marks, by=by.value if by else None, engines=asked)
    write_file(target, text.encode())
    note(f"Wrote {MAP_LOCK}; asked: {', '.join(asked)}. Commit it with the strategy; to be rid of it, delete it.")
    return read_lock(text, MAP_LOCK)
