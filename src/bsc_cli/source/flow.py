"""YAML 1.2 inside braces and brackets: `{asks: Why?, at: 10:30, source: https://erp}`.

The C parser follows YAML 1.1 there and stops a plain value at `?` and at any `:`. So these characters are replaced,
one for one, by stand-ins that occur nowhere in the text wherever 1.2 reads them as text; no position moves, and every
scalar gets them back.
"""

from __future__ import annotations

import re

# A ':' is text when something other than a space, a flow indicator or the line's end follows, unless a quote precedes.
_TEXT_COLON = re.compile(r"""(?<!["']):(?=[^\s,\[\]{}])""")
# A '?' begins a complex key only at the start of a line or item, with a space after it; everywhere else it is text.
_QUESTION = re.compile(r"((?:^|[-{\[,:?])[ \t]*)?\?(?(1)(?=\S))", re.MULTILINE)
_FIRST_PRIVATE, _LAST_PRIVATE = 0xE000, 0xF8FF


class Mask:
    """The stand-ins of one text: `masked` is what the parser gets, `unmask` gives a scalar its own text back."""

    __slots__ = ("_colon", "_question", "masked")

    def __init__(self, text: str) -> None:
        self.masked = text
        self._colon = self._question = ""
        if "{" not in text and "[" not in text:
            return
        free = (chr(code) for code in range(_FIRST_PRIVATE, _LAST_PRIVATE) if chr(code) not in text)
        self._colon, self._question = next(free, ""), next(free, "")
        if self._question:
            masked = _TEXT_COLON.sub(self._colon, text)
            self.masked = _QUESTION.sub(lambda match: (match[1] or "") + self._question, masked)

    def unmask(self, scalar: str) -> str:
        """Return a scalar as it was written."""
        if self._question and not scalar.isascii():
            return scalar.replace(self._colon, ":").replace(self._question, "?")
        return scalar
