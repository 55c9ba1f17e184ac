"""Text for a picture: made safe, measured, and told from right to left. Widths are in pixels at a size in pixels."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from bsc_cli.view.map import advance

FONTS = "Inter,'Segoe UI',Roboto,'Helvetica Neue',Arial,'Noto Sans','Liberation Sans','DejaVu Sans',sans-serif"
"""What a viewer is asked for. The tables of `advance` cover the ones that differ most in width."""

Table = Literal["usual", "widest", "inter"]

BOLD = 600
"""From this weight on a font's bold is what a viewer shows."""

# Control characters, halves of surrogate pairs and noncharacters: XML 1.0 forbids them, or nothing can show them.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufff9-\uffff\ud800-\udfff\ufeff\u00ad]")
# Characters that reorder their neighbours ("Trojan Source", CVE-2021-42574): what is read must be what is written.
_REORDERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ACCENT = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILED = re.compile(f"({_ACCENT}{{2}}){_ACCENT}+")
# Ligatures of whole Arabic phrases, one of them wider than a card: written out.
_PHRASES = re.compile("[\ufbb2-\ufdff]")
_COMMAND = re.compile(r"(?<=#)#(?=(?:vso|teamcity)?\[)", re.IGNORECASE)
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """Return the text in one line, composed (NFC), without what cannot be shown or would reorder its neighbours.

    Of marks piled on one letter two are kept, so that no line grows into the next.
    """
    text = _REORDERING.sub("", _UNSEEN.sub("", re.sub(r"\s", " ", text)))
    text = _PHRASES.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    text = _PILED.sub(r"\1", unicodedata.normalize("NFC", text))
    return " ".join(text.split())


def escape(text: str) -> str:
    """Return cleaned text in which no character is markup, for the content or an attribute of an XML element."""
    return without_command("".join(_ESCAPES.get(letter, letter) for letter in clean(text)))


def without_command(text: str) -> str:
    """Return text in which "##[", "##vso[" and "##teamcity[" are written so that only a reader of entities sees them.

    A picture may go to the log of a build server, whose runner obeys them anywhere in a line (see `visible`).
    """
    return _COMMAND.sub("&#35;", text)


@lru_cache(maxsize=1)
def _tables() -> dict[tuple[Table, bool], dict[str, int]]:
    letters = [chr(code) for first, last in advance.RANGES for code in range(first, last + 1)]
    written: dict[tuple[Table, bool], str] = {
        ("usual", False): advance.USUAL_REGULAR,
        ("usual", True): advance.USUAL_BOLD,
        ("widest", False): advance.WIDEST_REGULAR,
        ("widest", True): advance.WIDEST_BOLD,
        ("inter", False): advance.INTER_REGULAR,
        ("inter", True): advance.INTER_BOLD,
    }
    return {
        key: {letter: int(width) for letter, width in zip(letters, numbers.split(), strict=True) if width != "0"}
        for key, numbers in written.items()
    }


@lru_cache(maxsize=16384)
def _advance(letter: str, table: Table, bold: bool) -> int:  # noqa: FBT001 - part of the key of a cache
    measured = _tables()[table, bold].get(letter)
    if measured is not None:
        return measured
    code = ord(letter)
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        estimate = 0
    elif code >= 0x1F000 or 0x2600 <= code < 0x2800:  # noqa: PLR2004 - emoji, symbols and dingbats
        estimate = 1400
    elif unicodedata.east_asian_width(letter) in "WF":
        estimate = 1050
    elif unicodedata.bidirectional(letter) in ("R", "AL"):
        estimate = 720
    elif code >= 0x2000:  # noqa: PLR2004 - punctuation, arrows, mathematics: up to a full square
        estimate = 1100
    else:
        estimate = 900 if bold else 800
    return estimate


def is_measured(text: str) -> bool:
    """Tell whether every letter is in the tables, so that widths are measured and not estimated from above."""
    return all(letter in _tables()["usual", False] for letter in text)


@lru_cache(maxsize=16384)
def width(text: str, size: float, weight: int = 400, table: Table | None = None) -> float:
    """Return how wide a text is at most, in the unit of `size`.

    Left out, the table is "usual" for text that the tables know and "widest" for other scripts, which get no help
    from `textLength` when a viewer's font is wider than expected.
    """
    chosen = table or ("usual" if is_measured(text) else "widest")
    bold = weight >= BOLD
    return sum(_advance(letter, chosen, bold) for letter in text) * size / 1000


def fitting(text: str, room: float, size: float, weight: int = 400, table: Table | None = None) -> int:
    """Return how many letters from the beginning fit a room, by the widths of the whole text's table."""
    chosen = table or ("usual" if is_measured(text) else "widest")
    left = room * 1000 / size
    for number, letter in enumerate(text):
        left -= _advance(letter, chosen, weight >= BOLD)
        if left < 0:
            return number
    return len(text)


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter with a direction runs from right to left (rule P2 of Unicode's UAX 9)."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def is_ideograph(letter: str) -> bool:
    """Tell whether a line may break before and after this letter, as in Chinese, Japanese and Korean."""
    return unicodedata.east_asian_width(letter) in "WF" and ord(letter) < 0x1F000  # noqa: PLR2004 - emoji from there


def joins_previous(letter: str) -> bool:
    """Tell whether a letter belongs to the one before: an accent, a joiner, a variation or skin-tone sign."""
    return unicodedata.category(letter) in ("Mn", "Me", "Cf") or "\U0001f3fb" <= letter <= "\U0001f3ff"
