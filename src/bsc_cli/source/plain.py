"""Plain data: what a YAML text says, with YAML 1.2 core semantics and exact numbers."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Self, TypeAlias

Plain: TypeAlias = "bool | int | Decimal | float | str | tuple[Plain, ...] | dict[str, Plain] | None"
"""Lists are tuples, keys are text as written, decimals are exact; a float is only ever NaN or an infinity."""

Route: TypeAlias = "tuple[str | int, ...]"
"""The way from the top of a document to a thing in it: keys and list positions."""

_WORDS: dict[str, bool | float | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
    **{sign + word: float("inf") for sign in ("", "+") for word in (".inf", ".Inf", ".INF")},
    **{"-" + word: float("-inf") for word in (".inf", ".Inf", ".INF")},
}
_INTEGER = re.compile(r"[-+]?[0-9]+", re.ASCII)
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+", re.ASCII)
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,9})?", re.ASCII)
_LONGEST_INT = 40  # a longer one stays a Decimal: turning text into int is quadratic in its length


class Spelt(int):
    """A whole number in other than plain digits: +3, 007, 0x1F. To a field of numbers it is one; as a text, as written.

    What is not just a number, a year, is then not taken for one.
    """

    written: str

    def __new__(cls, number: int, written: str) -> Self:
        """Make it of the number that it is."""
        made = super().__new__(cls, number)
        made.written = written
        return made

    def __str__(self) -> str:
        return self.written


def _whole(number: int, written: str) -> int:
    return number if str(number) == written else Spelt(number, written)


@lru_cache(maxsize=4096)
def plain_scalar(text: str) -> bool | int | Decimal | float | str | None:
    """Return the value of an unquoted scalar by the YAML 1.2 core schema (https://yaml.org/spec/1.2.2/#103-core-schema).

    `no`, `on` and `2026-07-15` are text; `0.1` is the exact decimal; a number of absurd length is a Decimal.
    """
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return _whole(int(text), text) if len(text) <= _LONGEST_INT else Decimal(text)
    if _OTHER_BASE.fullmatch(text) and len(text) <= _LONGEST_INT:
        return _whole(int(text[2:], 8 if text[1] == "o" else 16), text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    return text
