"""User text made safe to print: control characters are shown, not sent."""

from __future__ import annotations

import re
from unicodedata import category, east_asian_width

from bsc_cli.finding import Place

# C0 and C1 controls, line and paragraph separators, the marks that reorder text on a screen, and what is no character
# of XML; and the second '#' of "##[", "##vso[" and "##teamcity[", by which the runners of GitHub, Azure and TeamCity
# know a command anywhere in a line (https://github.com/actions/runner, ActionCommand.cs: TryParse).
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
    "|(?<=#)#(?=(?:vso|teamcity)?\\[)",
    re.IGNORECASE,
)


def visible(text: str) -> str:
    r"""Return text on one line without anything a terminal would act on: an escape is shown as `\x1b`."""
    return _UNSAFE.sub(lambda match: _shown(ord(match.group())), text)


def where(place: Place) -> str:
    """Return "path:line:column" as text that may begin a line.

    In a workflow's log, a line that begins with "::" is a command; so no name of a file may begin one.
    """
    written = f"{visible(place.path)}:{place.line}:{place.column}"
    return f"./{written}" if written.lstrip().startswith("::") else written


def in_json(document: str) -> str:
    r"""Return a JSON document with the same characters as `\u` escapes: a reader of JSON gets them as they were."""
    return "\n".join(_UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", line) for line in document.split("\n"))


def _shown(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"  # noqa: PLR2004 - one byte


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes: wide characters two, combining and joining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if category(each) in ("Mn", "Me", "Cf") else 2 if east_asian_width(each) in "WF" else 1 for each in text
    )
