"""Where the cache lies: in the folder that the system has for such things, never in a strategy's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

VARIABLE = "BSC_CACHE_DIR"


def folder(environment: Mapping[str, str], platform: str) -> Path | None:
    """Return the folder of the cache, which need not be there; None where there is no place for one.

    BSC_CACHE_DIR names it; empty, there is none. Else by the conventions of the platform (`sys.platform`): the XDG Base
    Directory Specification, Apple's File System Programming Guide, or Microsoft's known folder for local data.
    """
    if VARIABLE in environment:
        named = environment[VARIABLE]
        return Path(named).absolute() if named else None
    if platform == "win32":
        return _below(environment.get("LOCALAPPDATA"), "bsc", "Cache")
    if platform == "darwin":
        return _below(environment.get("HOME"), "Library", "Caches", "bsc")
    return _below(environment.get("XDG_CACHE_HOME"), "bsc") or _below(environment.get("HOME"), ".cache", "bsc")


def _below(base: str | None, *parts: str) -> Path | None:
    """Return a folder below another one, which must be named from the root: a relative one is to be ignored."""
    return Path(base, *parts) if base and Path(base).is_absolute() else None
