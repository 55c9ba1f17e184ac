"""What is looked for in the text before the C parser sees it: characters that no line of YAML should have."""

from __future__ import annotations

import re

from bsc_cli.source.span import Fault, Span

# Characters that YAML does not allow in a stream: most controls, and the two non-characters of the base plane.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# A line end of its own to YAML, but not to git, to most editors or to a pull request: their line numbers would differ.
_LONE_RETURN = re.compile(r"\r(?!\n)")
_PLAIN = bytes([0x09, 0x0A, *range(0x20, 0x7F)])
"""What nearly all files consist of; deleting it tells of a whole file at once that there is nothing to look for."""


def guard(text: str) -> Fault | None:
    """Return what makes a text impossible to parse or to point into, or None. Linear in the length of the text."""
    if text.isascii() and not text.encode("ascii").translate(None, _PLAIN):
        return None
    if match := _CONTROL.search(text):
        code = ord(match.group())
        return Fault(
            "not-yaml",
            f"There is a control character here (U+{code:04X}), which YAML does not allow.",
            _span(text, match.start()),
            help="Delete it; it is often left behind by a copy from another program.",
        )
    if match := _LONE_RETURN.search(text):
        return Fault(
            "not-yaml",
            "This line ends in a carriage return without a line feed, which most programs do not take for a line end.",
            _span(text, match.start()),
            help="Save the file again with the line ends of Unix (LF) or Windows (CRLF).",
        )
    return None


def _span(text: str, offset: int) -> Span:
    line = text.count("\n", 0, offset) + 1
    return Span.point(line, offset - (text.rfind("\n", 0, offset) + 1) + 1)
