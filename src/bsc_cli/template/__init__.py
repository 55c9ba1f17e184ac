"""What `bsc init` writes: a small strategy that validates clean, its readings, a review and a pull-request workflow.

The files lie beside this module as people will see them, so that they can be read and tested as a strategy.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

# ".github" lies here as "dot-github": tools that pack a wheel or search a folder pass over hidden ones.
_HIDDEN = "dot-"
_SHARED = "shared"


class Template(StrEnum):
    """The kind of organisation that the strategy is of; each is a folder beside this module."""

    COMPANY = "company"
    PUBLIC_SERVICE = "public-service"


def files(template: Template = Template.COMPANY) -> dict[str, str]:
    """Return a template's files: path relative to the strategy's folder, with '/', -> text; in alphabetical order."""
    from importlib.resources import files as package_files

    here = package_files(__name__)
    return dict(sorted(pair for folder in (_SHARED, template.value) for pair in _below(here.joinpath(folder), "")))


def _below(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        name = f".{entry.name.removeprefix(_HIDDEN)}" if entry.name.startswith(_HIDDEN) else entry.name
        if entry.is_dir():
            yield from _below(entry, f"{prefix}{name}/")
        else:
            yield f"{prefix}{name}", entry.read_text(encoding="utf-8")
