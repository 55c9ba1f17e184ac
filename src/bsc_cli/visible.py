"""User text made safe for each place it goes to: a terminal, a log, a table, a JSON document.

Whoever writes a title or a note may not command the terminal, the build server or the spreadsheet of its reader.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache

# Controls (C0, C1), line and paragraph separators, marks that reorder text on a screen or are not seen at all, halves
# of characters, and what is no character of XML. The joiners U+200C and U+200D stay: scripts and emoji need them; so
# do the few signs of Arabic and other scripts that Unicode counts as format characters but that are seen.
# And the second '#' of "##[", "##vso[" and "##teamcity[", by which the runners of GitHub, Azure and TeamCity know a
# command anywhere in a line (https://github.com/actions/runner, ActionCommand.cs: TryParse).
_UNSAFE = (
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
    "|(?<=#)#(?=(?:vso|teamcity)?\\[)"
)
_ONE_BYTE = 0x100
_TWO_BYTES = 0x10000


@lru_cache(maxsize=1)
def _unsafe() -> re.Pattern[str]:
    return re.compile(_UNSAFE, re.IGNORECASE)


def _is_plain(text: str) -> bool:
    """Whether there is nothing to look for, as in nearly all texts."""
    return text.isascii() and text.isprintable() and "##" not in text


def visible(text: str) -> str:
    r"""Return text without anything a terminal would act on: an escape is shown as `\x1b`, a line end as `\x0a`."""
    return text if _is_plain(text) else _unsafe().sub(_shown, text)


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
    if _is_plain(document.replace("\n", "")):
        return document
    lines = document.split("\n")
    return "\n".join([line if _is_plain(line) else _unsafe().sub(_escaped, line) for line in lines])


def _escaped(match: re.Match[str]) -> str:
    character = match.group()
    return f"\\u{ord(character):04x}" if character < "\x80" else json.dumps(character)[1:-1]


NO_WIDTH = "&#8203;"
"""A space without width, as Markdown has it."""
# What GitHub and GitLab look for in finished text, after escapes and entities are gone, so that only a space without
# width stops them: mentions, numbers of issues, requests, milestones, labels and epics, names of emoji, addresses,
# advisories, and what may be a commit (seven hex digits or more).
MAGIC = r"""[@#]|[!%~&^](?=[\w"])|:(?=[\w/+-])|\bwww(?=\.)|\b(?:GH|CVE|GHSA)-(?=\w)|\b[0-9a-f]{7,40}\b"""
_MARKUP = {character: f"&#{ord(character)};" for character in "\\`*_[]<>&|~$"}
_TOKEN = f"(?P<magic>{MAGIC})|[{re.escape(''.join(_MARKUP))}]"
_ADDRESS = rf"(www{NO_WIDTH})\."
_HEX = r"[0-9a-f]{7,40}"
# Patterns are compiled, and kept, by `re` when they are first used: most commands write no Markdown.


def in_markdown(text: str) -> str:
    """Return text for a Markdown heading or table cell: no markup, HTML, link, mention or end of the cell is in it."""
    safe = re.sub(_TOKEN, _harmless, oneline(text), flags=re.IGNORECASE)
    return re.sub(_ADDRESS, r"\1&#46;", safe, flags=re.IGNORECASE)


def _harmless(match: re.Match[str]) -> str:
    if match["magic"]:
        return without_magic(match[0], _MARKUP.get(match[0], match[0]))
    return _MARKUP[match[0]]


def without_magic(found: str, written: str) -> str:
    """Return what MAGIC has found, `written` as its place needs it, so that no forge acts on it."""
    if re.fullmatch(_HEX, found, re.IGNORECASE):
        return NO_WIDTH.join(found[at : at + 6] for at in range(0, len(found), 6))
    return written + NO_WIDTH


def in_csv(text: str) -> str:
    """Return text for a CSV cell that no spreadsheet takes for a formula."""
    text = oneline(text)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes: wide characters two, combining and joining ones none."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(
        0 if category(each) in ("Mn", "Me", "Cf") else 2 if east_asian_width(each) in "WF" else 1 for each in text
    )
