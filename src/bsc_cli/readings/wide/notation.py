"""Whether 1,234 is a thousand or one and a bit in a table: told from all its numbers together, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

_SPACES = "[\\s\u00a0\u202f'\u2019_]"
_MINUS = str.maketrans("\u2212\u2013\ufe63\uff0d", "----")
_SIGNS = r"$\u20ac\u00a3\u00a5"
_AROUND = re.compile(
    rf"^\s*[-+]?\s*(?:[^\W\d_]{{1,3}}|[{_SIGNS}])?\s*[-+]?(.*?)\s*(?:[^\W\d_][^\d]*|[%\u2030{_SIGNS}])?\s*$"
)
_CERTAIN = {
    # A point or a comma with one, two or more than three digits behind it ends the whole; so does one behind a 0, and
    # one behind groups that the other one parts. Two groups of three or more are groups.
    ".": r"\d*\.(?:\d{1,2}|\d{4,})|0+\.\d+|\d{4,}\.\d+|\d{1,3}(?:,\d{3})+\.\d*|\d{1,3}(?:,\d{3}){2,}",
    ",": r"\d*,(?:\d{1,2}|\d{4,})|0+,\d+|\d{4,},\d+|\d{1,3}(?:\.\d{3})+,\d*|\d{1,3}(?:\.\d{3}){2,}",
}
_PATTERNS = {mark: re.compile(pattern, re.ASCII) for mark, pattern in _CERTAIN.items()}
_UNSURE = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_PLAIN = re.compile(r"\d+", re.ASCII)


class Decimals(Enum):
    """What stands before the decimals."""

    POINT = "."
    COMMA = ","


class Evidence(NamedTuple):
    """What a table writes before decimals, where that can be told; and the numbers that show each, as written."""

    decimals: Decimals | None
    points: tuple[str, ...]
    commas: tuple[str, ...]
    unsure: tuple[str, ...]


def evidence(texts: Iterable[str]) -> Evidence:
    """Look at all numbers of a table. With numbers that show one and others that show the other, nothing is told."""
    found: dict[str, list[str]] = {".": [], ",": [], "?": []}
    for text in texts:
        digits = digits_of(text)
        if _UNSURE.fullmatch(digits):
            found["?"].append(text)
            continue
        for mark, pattern in _PATTERNS.items():
            if pattern.fullmatch(digits):
                found[mark].append(text)
    points, commas, unsure = map(tuple, found.values())
    decimals = None if bool(points) == bool(commas) else Decimals.POINT if points else Decimals.COMMA
    return Evidence(decimals, points, commas, unsure)


def digits_of(text: str) -> str:
    """Return the digits of a number with its points and commas, without sign, unit, brackets and spaces between."""
    bare = text.translate(_MINUS).strip()
    bare = bare[1:-1] if bare.startswith("(") and bare.endswith(")") else bare
    match = _AROUND.match(bare)
    inner = match[1] if match else bare
    return re.sub(f"(?<=\\d){_SPACES}(?=\\d{{3}}(?!\\d))", "", inner)


def is_negative(text: str) -> bool:
    """Whether a number is below 0: after a minus, or in brackets as accountants write it."""
    bare = text.translate(_MINUS).strip()
    return bare.startswith("-") or (bare.startswith("(") and bare.endswith(")"))


def as_written(text: str, decimals: Decimals | None) -> str | None:
    """Return a number as a readings file writes it; None when it is not certain, or not a number."""
    digits = digits_of(text)
    own = next((mark for mark, pattern in _PATTERNS.items() if pattern.fullmatch(digits)), None)
    if _PLAIN.fullmatch(digits):
        plain = digits
    elif _UNSURE.fullmatch(digits) and decimals is not None:
        plain = _with_point(digits, decimals.value)
    elif own is not None and not _UNSURE.fullmatch(digits) and (decimals is None or own == decimals.value):
        plain = _with_point(digits, own)
    else:
        return None
    return f"-{plain}" if is_negative(text) else plain


def _with_point(digits: str, mark: str) -> str:
    other = "," if mark == "." else "."
    bare = digits.replace(other, "").replace(mark, ".").removesuffix(".")
    return f"0{bare}" if bare.startswith(".") else bare
