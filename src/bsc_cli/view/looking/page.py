"""What is to be said of a look along the arrows, before it becomes text or Markdown."""

from __future__ import annotations

from typing import NamedTuple

from bsc_cli.evaluation import Status


class Entry(NamedTuple):
    """One objective at its depth in a tree, from 0: where it stands, its name, what matters most, and what else.

    All text is user text as it was written; without a status the name stands alone.
    """

    depth: int
    status: Status | None
    name: str
    remark: str = ""
    about: tuple[str, ...] = ()


class Section(NamedTuple):
    """A heading, and trees one below the other."""

    heading: str
    entries: tuple[Entry, ...]


class Page(NamedTuple):
    """A title, sentences, sections, and the command that draws it; without a command nothing is to be drawn."""

    title: str
    sentences: tuple[str, ...]
    sections: tuple[Section, ...]
    command: str | None
