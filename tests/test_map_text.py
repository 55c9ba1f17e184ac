"""Text of a map: cleaned, measured and wrapped, whatever it is."""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bsc_cli.view.map.letters import clean, escape, fitting, is_right_to_left, width
from bsc_cli.view.map.lines import Style, shorten, wrap
from map_maps import NAUGHTY

TEXT = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(["Grow", "revenue", "on-time", "cost/income", "\u6771\u4eac", "\U0001f680", "WWWWWWWWWWWWWWW"])
    ).map(" ".join),
    st.sampled_from(NAUGHTY),
)
STYLE = Style(13, 600)


@given(st.text())
@example("\u202eevil\u202c \x07 bell \x00 \ufeff \u0085 \ud83d")
def test_cleaned_text_is_one_plain_line(text: str) -> None:
    """Cleaned text has no control character, none that reorders, and cleaning it again changes nothing."""
    once = clean(text)
    assert not [letter for letter in once if unicodedata.category(letter) in ("Cc", "Cs")]
    assert not re.search("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", once)
    assert clean(once) == once


@given(TEXT)
def test_escaped_text_is_text_in_xml(text: str) -> None:
    """What is escaped reads back as the cleaned text, as content and as an attribute."""
    element = ET.fromstring(f'<a b="{escape(text)}">{escape(text)}</a>')  # noqa: S314 - our own
    assert element.get("b") == clean(text)
    assert (element.text or "") == clean(text)


@given(TEXT, st.floats(min_value=30, max_value=400), st.integers(min_value=1, max_value=5))
@example("A" * 300, 92.0, 4)
@example("\u202e", 92.0, 4)
def test_wrapped_lines_fit(text: str, room: float, most: int) -> None:
    """No line is wider than its room, and there are at most as many as allowed, at least one."""
    lines = wrap(text, STYLE, room, most)
    assert 1 <= len(lines) <= most
    assert all(STYLE.width(line) <= max(room, 2 * STYLE.size) + 0.001 for line in lines)


@given(TEXT, st.floats(min_value=60, max_value=400))
def test_nothing_is_lost_when_lines_suffice(text: str, room: float) -> None:
    """With lines enough, the letters of the lines are the letters of the text, but for hyphens at breaks."""
    lines = wrap(text, STYLE, room, 999)
    kept = "".join(lines).replace(" ", "").replace("-", "")
    assert kept == clean(text).replace(" ", "").replace("-", "")


def test_wrapping_evens_the_lines() -> None:
    """A title that needs two lines is cut near its middle, not after the last word that fits."""
    lines = wrap("Grow revenue from exports to the north", STYLE, 240, 3)
    assert len(lines) == 2
    assert abs(STYLE.width(lines[0]) - STYLE.width(lines[1])) < 60


def test_a_shortened_text_says_so() -> None:
    """What does not fit ends with an ellipsis, and is the beginning of the text."""
    short = shorten("Satisfy European distributors", Style(11), 90)
    assert short.endswith("\u2026")
    assert "Satisfy European distributors".startswith(short[:-1])
    assert Style(11).width(short) <= 90


NUMBER = re.compile(r"\d+(?:[ .,]\d+)*")


@pytest.mark.parametrize("number", ["12 900 000", "12,900,000.5", "1.5", "900", "12 900"])
@given(room=st.floats(min_value=10, max_value=200))
def test_a_number_is_there_whole_or_not_at_all(number: str, room: float) -> None:
    """An ellipsis never stands for the rest of a number, and no line ends within one that fits a line."""
    text = f"Earn {number} EUR in each of {number} years"
    assert set(NUMBER.findall(shorten(text, Style(11), room))) <= {number}
    for line in wrap(text, Style(11), max(room, 80), 3):
        assert set(NUMBER.findall(line)) <= {number}


def test_an_accent_stays_with_its_letter() -> None:
    """No line begins with an accent or the second half of an emoji, where there is room for one."""
    lines = wrap("e\u0301" * 40 + "\U0001f469\u200d\U0001f469\u200d\U0001f467" * 5, STYLE, 80, 99)
    assert not [line for line in lines if unicodedata.category(line[0]) in ("Mn", "Cf")]


@pytest.mark.parametrize(
    ("text", "expected"), [("12% \u05e9\u05dc\u05d5\u05dd", True), ("a \u05e9", False), ("12", False)]
)
def test_direction_is_that_of_the_first_strong_letter(text: str, expected: bool) -> None:  # noqa: FBT001 - a case's outcome
    """Digits and signs have no direction of their own."""
    assert is_right_to_left(text) is expected


def test_widths_are_those_of_the_fonts() -> None:
    """Arial's "A" is 667 thousandths, Inter's a little more; bold is wider; DejaVu wider still."""
    assert 6.6 < width("A", 10) < 8
    assert width("A", 10) < width("A", 10, 600) < width("A", 10, 600, "widest")


@given(TEXT, st.floats(min_value=0, max_value=300))
def test_what_fits_fits(text: str, room: float) -> None:
    """The letters that are said to fit do, and one more would not."""
    count = fitting(text, room, 12, table="widest")
    assert width(text[:count], 12, table="widest") <= room + 0.001
    assert count == len(text) or width(text[: count + 1], 12, table="widest") > room - 0.001
