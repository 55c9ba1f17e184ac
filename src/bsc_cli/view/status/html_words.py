"""Text on the status page: escaped, with a shape and a word for each status."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from bsc_cli.evaluation import Status
from bsc_cli.view.numbers import ABSENT
from bsc_cli.view.status.paint import STYLES
from bsc_cli.view.status.words import SHAPES, WORDS
from bsc_cli.visible import oneline

NONE = f'<span aria-hidden="true">{ABSENT}</span><span class="hidden">none</span>'
"""What is absent: a dash for the eye, a word for the ear."""


def text(words: str) -> str:
    """Return text for the page; what is on its right and left keeps its place when it is read from right to left."""
    words = escape(oneline(words))
    return words if words.isascii() or not words else f"<bdi>{words}</bdi>"


def spoken(status: Status, words: str) -> str:
    """Return words in the colour of a status behind its shape, which is not read aloud."""
    shape = f'<span aria-hidden="true">{SHAPES[status]}</span>'
    return f'<span class="{STYLES.get(status, "quiet")}">{shape} {words}</span>'


def counted(counts: Mapping[Status, int]) -> str:
    """Return the counts that are not 0."""
    return ", ".join(spoken(status, f"{number} {WORDS[status]}") for status, number in counts.items() if number)
