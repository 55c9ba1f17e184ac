"""Numbers on a card, written alike whether they were measured or are planned: "1 500 EUR", "at least 85 %"."""

from __future__ import annotations

from bsc_cli.model import Range
from bsc_cli.view.numbers import shown


def with_unit(number: str, unit: str | None) -> str:
    """Return a number, or a range in words, with its unit behind it."""
    return f"{number} {unit}" if unit else number


def bounds(wanted: Range) -> str:
    """Return a range so that its unit can stand behind it: "2 to 4", "at least 2"."""
    if wanted.low is None:
        return f"at most {shown(wanted.high)}"
    return f"at least {shown(wanted.low)}" if wanted.high is None else f"{shown(wanted.low)} to {shown(wanted.high)}"
