"""Which program an answer is of: this version of bsc, of the interpreter and of the libraries that read files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from bsc_cli import __file__ as _own
from bsc_cli import __version__
from bsc_cli.cache.files import digest_of, stamp

_LIBRARIES = ("numpy", "pydantic", "ruamel")
_INSTALLED = frozenset({"site-packages", "dist-packages"})


def program(*, by_content: bool) -> str:
    """Return what tells one program from another.

    An installed one is known by its version and by when it was installed; one that is being worked on by all its
    files. `by_content` looks at what they say instead of at their times, which differ on each machine of a CI.
    """
    package = Path(_own).parent
    if by_content:
        own = digest_of("".join(digest_of(path.read_bytes()) for path in _sources(package)).encode())
    elif _INSTALLED.isdisjoint(package.parts):
        own = digest_of("".join(f"{path.name}{stamp(path)}" for path in _sources(package)).encode())
    else:
        own = str(stamp(_own))
    return " ".join([__version__, own, sys.version, *_libraries()])


def _sources(package: Path) -> list[Path]:
    return sorted(package.rglob("*.py"))


def _libraries() -> Iterator[str]:
    """Yield the names of the folders in which pip notes which version of a library is installed."""
    for place in sys.path:
        if _INSTALLED.isdisjoint(Path(place).parts):
            continue
        try:
            found = os.listdir(place)  # noqa: PTH208 - hundreds of names, of which a few are wanted
        except OSError:
            continue
        yield from sorted(name for name in found if name.startswith(_LIBRARIES) and name.endswith(".dist-info"))
