"""YAML 1.2 where the C parser follows YAML 1.1, without moving anything.

Inside braces and brackets 1.1 stops a plain value at `?` and at any `:`, so `{asks: Why?, at: 10:30}` would not be read
as people mean it; and everywhere it takes U+0085, U+2028 and U+2029 for line ends. So wherever 1.2 reads such a
character as text, it is replaced, one for one, by a stand-in that occurs nowhere in the text, and every scalar gets its
own back.
"""

from __future__ import annotations

import re

# A ':' is text when something other than a space, a flow indicator or the line's end follows; unless what precedes is a
# quoted key or a bracket, after which 1.2 wants no space.
_TEXT_COLON = re.compile(r"""(?<!["'\]}])(?<!["'\]}] ):(?=[^\s,\[\]{}])""")
# A '?' begins a complex key where a key or an item may begin, with a space after it (kept, as group 1); everywhere else
# it is text.
_QUESTION = re.compile(r"((?:^[ \t]*(?:[-?:][ \t]+)*|[{\[,][ \t]*|:[ \t]+)\?(?!\S))|\?", re.MULTILINE)
# What each of the two costs is looked for only where such a character is at all.
_COLON_IN_TEXT = re.compile(r":[^\s,\[\]{}]")
_NOT_BREAKS = "\x85\u2028\u2029"
_FIRST_PRIVATE, _LAST_PRIVATE = 0xE000, 0xF8FF


class Mask:
    """The stand-ins of one text: `masked` is what the parser gets, `unmask` gives a scalar its own text back."""

    __slots__ = ("_originals", "masked")

    def __init__(self, text: str) -> None:
        self.masked = text
        self._originals: dict[int, str] = {}
        wanted = [] if text.isascii() else [each for each in _NOT_BREAKS if each in text]
        if "{" in text or "[" in text:
            wanted += [":"] if _COLON_IN_TEXT.search(text) else []
            wanted += ["?"] if "?" in text else []
        if not wanted:
            return
        # An escape in double quotes ("\ue000") must not become a stand-in either.
        lower = text.lower()
        codes = (code for code in range(_FIRST_PRIVATE, _LAST_PRIVATE) if chr(code) not in text)
        free = (code for code in codes if f"{code:x}" not in lower)
        for original, code in zip(wanted, free, strict=False):
            self._originals[code] = original
            self.masked = _replaced(self.masked, original, chr(code))

    def unmask(self, scalar: str) -> str:
        """Return a scalar as it was written."""
        return scalar if scalar.isascii() else scalar.translate(self._originals)


def _replaced(text: str, original: str, stand_in: str) -> str:
    if original == ":":
        return _TEXT_COLON.sub(stand_in, text)
    if original == "?":
        return _QUESTION.sub(lambda match: match[1] or stand_in, text)
    return text.replace(original, stand_in)
