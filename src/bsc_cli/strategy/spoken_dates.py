"""Dates as a sentence speaks of them: "by Q4 2028", "31 December 2028", "FY28", "2028-12-31", "by 2028".

Four digits alone may be a quantity ("Serve 2000 guests a day"). They are a year after a word such as "by" or "until",
and where no word follows that could say what is counted.
"""

from __future__ import annotations

import re
from functools import lru_cache

_YEAR = r"(?:19|20|21)\d\d"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_PARTS = rf"(?:Q[1-4]|H[12]|FY|{_MONTH}(?: \d\d?(?:st|nd|rd|th)?,?)?|\d\d?(?:st|nd|rd|th|\.)? (?:of )?{_MONTH},?)"
_WITHIN = r"(?:-(?:Q[1-4]|H[12]|W?\d\d(?:-\d\d)?)|/\d\d(?:\d\d)?)\b"
_BEFORE = (
    "by|in|until|till|before|during|year|jahr|bis|early|mid|late|as of"
    "|(?:end|ende|close|start|summer|autumn|winter|spring)(?: of)?"
)
_DATE = re.compile(
    rf"\b{_YEAR}{_WITHIN}"
    rf"|\b{_PARTS}[ /-]?{_YEAR}\b"
    rf"|\b\d\d?[./]\d\d?[./]{_YEAR}\b"
    r"|\bFY ?'?\d\d\b"
    rf"|\b(?:{_BEFORE})[ -](?:the )?{_YEAR}(?:{_WITHIN}|(?![\w%]|[.,]\d))"
    rf"|(?<![\d€$£#.,-])(?<!\bof )(?<!\bto )(?<!\bthan )(?<!\bleast )(?<!\bover )\b{_YEAR}(?! ?[\w%€$£]|[.,]\d)",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)  # several rules ask of each vision
def without_dates(sentence: str) -> str:
    """Return a sentence without the dates that it speaks of."""
    return _DATE.sub(" ", sentence)


@lru_cache(maxsize=1024)
def last_year(sentence: str) -> int | None:
    """Return the last year that a sentence speaks of; None: of none."""
    return max((_year(found) for found in _DATE.findall(sentence)), default=None)


def _year(date: str) -> int:
    written = re.findall(_YEAR, date)
    return int(written[-1]) if written else 2000 + int(date[-2:])
