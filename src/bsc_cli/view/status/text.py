"""User text made safe for each place it goes to."""

from __future__ import annotations

import re
from unicodedata import category

_SAFE_FORMAT = "\u200c\u200d"  # joiners, which scripts and emoji need
_COMMAND = re.compile(r"(?<=#)#(?=(?:vso|teamcity)?\[)", re.IGNORECASE)
_ONE_BYTE = 0x100
_TWO_BYTES = 0x10000


def oneline(text: str) -> str:
    """Return text on one line with nothing in it that a terminal would act on.

    Runs of white space become one space; controls, marks that reorder text and halves of characters are spelt out as
    their number in hexadecimal. So is the second '#' of "##[", "##vso[" and "##teamcity[": the runners of GitHub, Azure
    and TeamCity know a command by it anywhere in a line.
    """
    text = _COMMAND.sub(r"\\x23", " ".join(text.split()))
    return text if text.isascii() and text.isprintable() else "".join(map(_visible, text))


def _visible(character: str) -> str:
    if category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp") or character in _SAFE_FORMAT:
        return character
    code = ord(character)
    if code < _ONE_BYTE:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < _TWO_BYTES else f"\\U{code:08x}"


_NO_BREAK = "&#8203;"
_MARKUP = {character: f"&#{ord(character)};" for character in "\\`*_[]<>&|~$"}
# Mentions, issue numbers, emoji names and addresses are looked for after entities are gone: a space without width, or
# a dot that is an entity when the address is looked for, stops that.
_MAGIC = (
    (re.compile(r"([@#])"), rf"\1{_NO_BREAK}"),
    (re.compile(r":(?=[\w/+-])"), f":{_NO_BREAK}"),
    (re.compile(r"\b(www)\.", re.IGNORECASE), r"\1&#46;"),
)


def in_markdown(text: str) -> str:
    """Return text for a Markdown heading or table cell: no markup, HTML, link, mention or end of the cell is in it."""
    escaped = oneline(text)
    parts = re.split("([" + re.escape("".join(_MARKUP)) + "])", escaped)
    return "".join(_MARKUP.get(part) or _without_magic(part) for part in parts)


def _without_magic(text: str) -> str:
    for pattern, instead in _MAGIC:
        text = pattern.sub(instead, text)
    return text


def in_csv(text: str) -> str:
    """Return text for a CSV cell that no spreadsheet takes for a formula."""
    text = oneline(text)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
