"""User text made safe: what is shown as a number, what stays, and that JSON gives it back."""

from __future__ import annotations

import json
import re
import sys
from unicodedata import category

from hypothesis import given
from hypothesis import strategies as st

from bsc_cli.visible import in_json, oneline, visible

SEEN = "\u200c\u200d\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
"""Format characters that stay: the joiners, and signs of Arabic, Syriac and Kaithi that a reader sees."""


def test_what_is_not_seen_is_shown() -> None:
    """Every control, format character, half of a character and line separator of Unicode, but the few that are seen."""
    egyptian = range(0x13430, 0x13440)  # they join hieroglyphs, and differ between versions of Unicode
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in SEEN and code not in egyptian:
            assert int(visible(character).lstrip("\\xuU"), 16) == code
            assert visible(character).isascii()
    assert visible(SEEN) == SEEN


def test_runners_see_no_command() -> None:
    """The second '#' of a command to a build server is spelt out; other ones stay."""
    assert visible("##vso[task] ##[group] ##TeamCity[x] ## [x] #[x]") == (
        "#\\x23vso[task] #\\x23[group] #\\x23TeamCity[x] ## [x] #[x]"
    )


@given(st.text(st.characters()))
def test_json_gives_text_back(text: str) -> None:
    """A document with nothing in it that a terminal would act on, and the same text for whoever parses it."""
    written = in_json(json.dumps({"said": [text]}, indent=2, ensure_ascii=False))
    assert json.loads(written) == {"said": [text]}
    assert all(visible(line) == line for line in written.split("\n"))


@given(st.text(st.characters()))
def test_one_line_is_one_line(text: str) -> None:
    """No line end, no run of spaces, nothing left to spell out; ordinary words are as they were."""
    line = oneline(text)
    assert line.splitlines() in ([], [line])
    assert not re.search(r"\s\s|^\s|\s$", line)
    assert visible(line) == line
    assert oneline(" two\n\twords ") == "two words"
