"""What a cell of a table says of a metric: a number in its unit, nothing, or something that is not certain."""

from __future__ import annotations

import re
from typing import NamedTuple

from bsc_cli.model import Metric
from bsc_cli.readings.wide.notation import Decimals, as_written, digits_of
from bsc_cli.readings.written import NO_NUMBER, NOTHING, oneline, read_number

_LETTERS = re.compile(r"[^\W\d_%\u2030]+|[$\u20ac\u00a3\u00a5]")
_CURRENCIES = {
    "$": ("usd", "dollar"),
    "\u20ac": ("eur", "euro"),
    "\u00a3": ("gbp", "pound"),
    "\u00a5": ("jpy", "yen", "cny"),
}
_ERRORS = ("#n/a", "#div", "#val", "#ref", "#name")
_SCALES = {"k": "thousands", "m": "millions", "mio": "millions", "mrd": "billions", "bn": "billions", "b": "billions"}


class Said(NamedTuple):
    """A value as a readings file writes it; or none, and what is wrong and what to do."""

    text: str | None
    message: str = ""
    help: str = ""


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is no value: empty, n/a, a dash, or the error of a formula."""
    bare = text.strip().lower().replace("\u2013", "-").replace("\u2014", "-")
    return not bare or bare in NOTHING or bare in NO_NUMBER or bare.startswith(_ERRORS)


def value_of(text: str, metric: Metric, decimals: Decimals | None) -> Said:
    """Read a cell that is not nothing. What stands around the number must be what the metric is measured in."""
    unit = (metric.unit or "").lower()
    shown = oneline(text)
    if "%" in text and "%" not in unit and "percent" not in unit:
        measured = f'measured in "{metric.unit}"' if metric.unit else "without a unit"
        return Said(None, f'"{shown}" is in %, but "{metric.id}" is {measured}.', "Write it in the metric's unit.")
    for word in _LETTERS.findall(text):
        if word.lower() in unit or any(name in unit for name in _CURRENCIES.get(word, ())):
            continue
        scale = _SCALES.get(word.lower())
        what = f"is in {scale}" if scale else f'has "{word}" in it'
        measured = f'measured in "{metric.unit}"' if metric.unit else "without a unit"
        return Said(
            None, f'"{shown}" {what}, but "{metric.id}" is {measured}.', "Write the number in the metric's unit."
        )
    plain = as_written(text, decimals)
    if plain is None:
        return _unsure(text, decimals)
    _, message, hint = read_number(plain)
    return Said(None, message, hint) if message else Said(plain)


def _unsure(text: str, decimals: Decimals | None) -> Said:
    ways = [as_written(text, each) for each in (Decimals.POINT, Decimals.COMMA)]
    shown = oneline(text)
    if decimals is None and all(ways):
        return Said(
            None,
            f'"{shown}" is {ways[0]} or {ways[1]}; no number of this table shows which.',
            "Say --decimal point or --decimal comma, or write one of the two.",
        )
    if any(ways):
        word = "a point" if decimals is Decimals.POINT else "a comma"
        return Said(
            None, f'"{shown}" does not fit a table with {word} before decimals.', f"Write {ways[0] or ways[1]}."
        )
    if not digits_of(text)[:1].isdecimal():
        return Said(None, f'"{shown}" is not a number.', "Leave it empty, or put it into a column of notes.")
    _, message, hint = read_number(text.strip())
    return Said(None, message or f'"{shown}" is not a number.', hint or "Write digits, with a '.' before decimals.")
