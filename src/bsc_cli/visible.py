"""User text made safe for each place it goes to: a terminal, a log, a table, a JSON document.

Whoever writes a title or a note may not command the terminal, the build server or the spreadsheet of its reader.
"""

from __future__ import annotations

import json
import re
from unicodedata import category, east_asian_width

# Controls (C0, C1), line and paragraph separators, marks that reorder text on a screen or are not seen at all, halves
# of characters, and what is no character of XML. The joiners U+200C and U+200D stay: scripts and emoji need them; so
# do the few signs of Arabic and other scripts that Unicode counts as format characters but that are seen.
# And the second '#' of "##[", "##vso[" and "##teamcity[", by which the runners of GitHub, Azure and TeamCity know a
# command anywhere in a line (https://github.com/actions/runner, ActionCommand.cs: TryParse).
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
    "|(?<=#)#(?=(?:vso|teamcity)?\\[)",
    re.IGNORECASE,
)
_ONE_BYTE = 0x100
_TWO_BYTES = 0x10000


def visible(text: str) -> str:
    r"""Return text without anything a terminal would act on: an escape is shown as `\x1b`, a line end as `\x0a`."""
    return _UNSAFE.sub(_shown, text)


def oneline(text: str) -> str:
    """Return text on one line, each run of white space as one space, without anything a terminal would act on."""
    return visible(" ".join(text.split()))


def _shown(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < _ONE_BYTE:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < _TWO_BYTES else f"\\U{code:08x}"


def in_json(document: str) -> str:
    r"""Return a JSON document with the same characters as `\u` escapes: a reader of JSON gets them as they were."""
    return "\n".join(_UNSAFE.sub(_escaped, line) for line in document.split("\n"))


def _escaped(match: re.Match[str]) -> str:
    character = match.group()
    return f"\\u{ord(character):04x}" if character < "\x80" else json.dumps(character)[1:-1]


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
    parts = re.split("([" + re.escape("".join(_MARKUP)) + "])", oneline(text))
    return "".join(_MARKUP.get(part) or _without_magic(part) for part in parts)


def _without_magic(text: str) -> str:
    for pattern, instead in _MAGIC:
        text = pattern.sub(instead, text)
    return text


def in_csv(text: str) -> str:
    """Return text for a CSV cell that no spreadsheet takes for a formula."""
    text = oneline(text)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes: wide characters two, combining and joining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if category(each) in ("Mn", "Me", "Cf") else 2 if east_asian_width(each) in "WF" else 1 for each in text
    )
