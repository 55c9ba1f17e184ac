"""A JSON document as bsc writes it: with its head, readable, and with nothing in it that a terminal would act on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal

from bsc_cli import __version__
from bsc_cli.visible import in_json

FORMAT_VERSION = "1.0"


def json_document(body: Mapping[str, object]) -> str:
    """Return a document with `format_version` and `tool` before its own fields. Decimals become JSON numbers."""
    head = {"format_version": FORMAT_VERSION, "tool": {"name": "bsc", "version": __version__}}
    return json_text({**head, **body})


def json_text(body: Mapping[str, object]) -> str:
    """Return data as JSON; Decimals become JSON numbers to the digit."""
    mark = "\x01"  # stands around digits until they are JSON: no number of JSON's own has more than a float can hold
    while True:
        writer = _Writer(mark)
        text = json.dumps(body, indent=2, ensure_ascii=False, default=writer)
        inside = json.dumps(mark)[1:-1]
        if not writer.marked or text.count(inside) == 2 * writer.marked:
            break
        mark += "\x01"  # somebody wrote the mark
    if writer.marked:
        text = text.replace(f'"{inside}', "").replace(f'{inside}"', "")
    return in_json(text) + "\n"


def json_number(number: Decimal) -> int | float | Decimal:
    """Return a number as the encoder of JSON takes it; one that a float would change stays what it is."""
    if number == number.to_integral_value():
        return int(number)
    held = float(number)
    return held if Decimal(repr(held)) == number else number


class _Writer:
    """Tells the encoder what to do with a Decimal, and counts those whose digits are marked."""

    def __init__(self, mark: str) -> None:
        self._mark, self.marked = mark, 0

    def __call__(self, value: object) -> int | float | str:
        """Return a Decimal as the encoder takes it."""
        if not isinstance(value, Decimal):
            raise TypeError(value)
        number = json_number(value)
        if not isinstance(number, Decimal):
            return number
        self.marked += 1
        return f"{self._mark}{number:f}{self._mark}"
