"""Numbers and periods as people and spreadsheets write them, and what to write instead."""

from __future__ import annotations

import re
from decimal import Decimal

from bsc_cli.model import Period

_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d{1,3})?", re.ASCII)
_MOST_DIGITS = 18  # as for the numbers in a scorecard
_FIRST_YEAR = 1000  # a year of three digits is a slip; so calendars need not care about the first one
_SPACES = re.compile(r"[\s_'\u2019]")
_UNIT = re.compile(r"^([-+]?)(?:[^\W\d_]|[$\u20ac\u00a3\u00a5])+|(?:[^\W\d_]|[$\u20ac\u00a3\u00a5%\u2030\u00b0/])+$")
_MINUS = str.maketrans("\u2212\u2013\u2012\ufe63\uff0d", "-----")
NOTHING = frozenset(
    {"-", "--", ".", "..", "?", "x", "n/a", "#n/a", "na", "n.a.", "null", "none", "nil", "missing", "tbd"}
)
NO_NUMBER = frozenset(
    {"nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity", "#div/0!", "#value!", "#ref!"}
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def oneline(text: str, most: int = 40) -> str:
    """Return text for a message: on one line and not too long."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}\u2026"


def read_number(text: str) -> tuple[Decimal | None, str, str]:
    """Read a value; return (number, "", "") or (None, what is wrong, what to write instead). The text is not empty."""
    if _NUMBER.fullmatch(text):
        number = Decimal(text)
        if len(text) <= _MOST_DIGITS and "e" not in text and "E" not in text:
            return number, "", ""  # too short to be too long: nearly all are
        exponent = number.as_tuple().exponent
        if number and (number.adjusted() >= _MOST_DIGITS or (isinstance(exponent, int) and exponent < -_MOST_DIGITS)):
            return (
                None,
                f'"{oneline(text)}" has more than {_MOST_DIGITS} digits before or after the point.',
                "Write it in a larger unit, or with fewer digits.",
            )
        return number, "", ""
    return None, f'"{oneline(text)}" is not a number.', _instead(text)


def _instead(text: str) -> str:
    plain = text.lower()
    if plain in NO_NUMBER or plain in NOTHING or plain.translate(_MINUS) in NOTHING:
        return "Leave the value empty, and say in the note why there is none."
    groups = re.fullmatch(r"([-+]?\d{1,3}),(\d{3})", text, re.ASCII)
    if groups:
        return f"Write {groups[1]}{groups[2]}, without the comma (or {groups[1]}.{groups[2]} if it is a decimal comma)."
    number = _number_within(text)
    if number is None:
        return "Write digits, with a '.' before decimals; words belong in the note."
    if "%" in text:
        return f"Write {number}; that it is in % is said once, in the metric's `unit`."
    if re.search(r"[^\W\d_]|[$\u20ac\u00a3\u00a5]", text):
        return f"Write {number}; the unit is said once, in the metric's `unit`."
    return f"Write {number}."


def _number_within(text: str) -> str | None:
    """Return the number that a text most likely means, as it should be written."""
    bare = _SPACES.sub("", text.translate(_MINUS))
    negative = re.fullmatch(r"\((.+)\)", bare)
    bare = _UNIT.sub(r"\1", f"-{negative[1]}" if negative else bare)
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", bare, re.ASCII):
        bare = bare.replace(",", "")
    elif re.fullmatch(r"[-+]?\d{1,3}(\.\d{3})+,\d+", bare, re.ASCII) or re.fullmatch(r"[-+]?\d*,\d+", bare, re.ASCII):
        bare = bare.replace(".", "").replace(",", ".")
    bare = bare.removesuffix(".")
    return bare if _NUMBER.fullmatch(bare) and not re.search("[eE]", bare) else None


def read_period(text: str) -> tuple[Period | None, str, str]:
    """Read a period; return (period, "", "") or (None, what is wrong, what to write instead)."""
    if not text:
        return None, "This row has no period.", "Write 2026, 2026-H1, 2026-Q3, 2026-07, 2026-W31 or 2026-07-15."
    try:
        period = Period.read(text)
    except ValueError as error:
        message, _, choices = str(error).partition(": ")
        meant = None if _YEARS.fullmatch(text) else period_meant(text)
        if message.endswith("is not a period") and choices.startswith("write "):
            hint = f"Write {meant}." if meant else _years_instead(text) or f"W{choices[1:]}."
            return None, f'"{oneline(text)}" is not a period.', hint
        what = message.rpartition("' ")[2]
        return None, f'"{oneline(text)}" {what}: {choices}.', "Write a day, week or month that the calendar has."
    if period.year < _FIRST_YEAR:
        return None, f'"{oneline(text)}" is in the year {period.year}.', "Write the year in full: 2026."
    return period, "", ""


_YEARS = re.compile(r"(\d{4})\s?[/\u2013-]\s?(\d{4}|\d{2})", re.ASCII)


def _years_instead(text: str) -> str:
    """Return what to write for a span of years; 2000/01 may also mean a month."""
    match = _YEARS.fullmatch(text)
    if match is None:
        return ""
    first, last = match[1], match[2] if len(match[2]) == 4 else f"{match[1][:2]}{match[2]}"  # noqa: PLR2004 - a year in full
    if int(last) == int(first) + 1 or (last[2:] == "00" and first.endswith("99")):
        month = f", {first}-{match[2]} for the month" if len(match[2]) == 2 and 1 <= int(match[2]) <= 12 else ""  # noqa: PLR2004 - two digits
        return f"Write {first} for the fiscal year that begins in {first} (`fiscal_year_starts`){month}."
    if len(match[2]) == 2:  # noqa: PLR2004 - a month
        meant = period_meant(text)
        return f"Write {meant}." if meant else ""
    return f"Write {last}, the year in which it ends, and say in the note that it covers {first} to {last}."


_PERIODS: tuple[tuple[str, str], ...] = (
    (r"(?P<y>\d{4})[-/. ]?(?P<l>[hqw])(?P<n>\d{1,2})", "{y}-{l}{n}"),
    (r"(?P<l>[hq])(?P<n>\d)[-/. ]?(?P<y>\d{4})", "{y}-{l}{n}"),
    (r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})", "{y}-{m}"),
    (r"(?P<m>\d{1,2})[-/.](?P<y>\d{4})", "{y}-{m}"),
    (r"(?P<y>\d{4})(?P<m>\d{2})", "{y}-{m}"),
    (r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:[t ].*)?", "{y}-{m}-{d}"),
    (r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})", "{y}-{m}-{d}"),
    (r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})", "{y}-{m}-{d}"),
    (r"(?P<w>[a-z]{3})[a-z]*[-/. ](?P<y>\d{4})", "{y}-{m}"),
    (r"(?:fy ?)(?P<y>\d{4})", "{y}"),
)


def period_meant(text: str) -> str | None:
    """Return the period that a text most likely means; dates such as 3/4/2026, which mean two, are not guessed."""
    for pattern, form in _PERIODS:
        match = re.fullmatch(pattern, text.lower(), re.ASCII)
        if match is None:
            continue
        parts = match.groupdict()
        if "w" in parts:
            parts["m"] = str(MONTHS.index(parts["w"]) + 1) if parts["w"] in MONTHS else "0"
        letter = (parts.get("l") or "").upper()
        meant = form.format(
            y=parts["y"],
            l=letter,
            n=(parts.get("n") or "").zfill(2) if letter == "W" else (parts.get("n") or "").lstrip("0"),
            m=(parts.get("m") or "").zfill(2),
            d=(parts.get("d") or "").zfill(2),
        )
        try:
            return str(Period.read(meant))
        except ValueError:
            return None
    return None
