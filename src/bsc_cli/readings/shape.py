"""Rows whose cells do not fit the header: most often a comma inside a number."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bsc_cli.readings.table import Row

_LEAD = re.compile(r"[-+]?\d+", re.ASCII)
_REST = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)


def split_number(row: Row, column: Mapping[str, int]) -> str | None:
    """Return a number that its commas have split over several cells, as written; None when there is none.

    In a file with notes, a value of digits with a note of digits is one too: nobody means 1 with the note "234".
    """
    if not row.plain():
        return None
    first = column["value"]
    expected = len(column)
    parts = row.cells[first : first + 1 + max(len(row.cells) - expected, 1)]
    if len(parts) < 2 or not _LEAD.fullmatch(parts[0]) or not all(map(_REST.fullmatch, parts[1:])):  # noqa: PLR2004 - split means two at least
        return None
    if len(row.cells) <= expected and column.get("note") != first + 1:
        return None
    return ",".join(parts)


def joined(number: str) -> str:
    """Return what to write instead of a number split by commas."""
    if _THOUSANDS.fullmatch(number):
        return f"Write {number.replace(',', '')}, without the comma."
    if number.count(",") == 1 and "." not in number:
        return f"Write {number.replace(',', '.')}, with a point."
    return "Write it with a '.' before decimals and without commas."


def misfit(row: Row, column: Mapping[str, int], width: int) -> tuple[int, str, str] | None:
    """Return the cell, what is wrong and what to do when a row has more or fewer cells than the header has columns."""
    there = len(row.cells)
    if there > width and any(row.cells[width:]):
        return (
            width,
            f"This row has {there} cells, but the header has {width}.",
            'Put text that holds a comma into double quotes: "Easter, and a strike".',
        )
    lacking = [name for name, position in column.items() if position >= there and name != "note"]
    if lacking:
        message = f"This row has no {' and no '.join(lacking)}."
        return there, message, "Write metric, period and value, with commas between."
    return None
