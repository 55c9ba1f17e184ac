"""The paths of a command line: read from it, and written into what can be pasted into one."""

from __future__ import annotations

from pathlib import Path

from bsc_cli.stop import Stop


def path_of(written: str) -> Path:
    """Return the path that was written; raise Stop for an empty one, which would silently mean the working folder."""
    if not written:
        raise Stop('An empty name ("") names no file or folder; for the working folder, write a dot.')
    return Path(written)


def typed(path: str) -> str:
    """Return a path as it is typed in a shell: in quotes where they are needed, and never taken for an option."""
    import shlex

    return shlex.quote(f"./{path}" if path.startswith("-") else path)
