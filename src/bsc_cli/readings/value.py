"""The cell of a value: the number it holds or why it cannot be used, and where it stands."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from bsc_cli.model import Metric
from bsc_cli.readings.shape import joined
from bsc_cli.readings.table import Row
from bsc_cli.readings.written import oneline, read_number


class Trouble(NamedTuple):
    """Why a value cannot be used, and the note that stands for it."""

    rule: str
    message: str
    help: str
    note: str

    @classmethod
    def of_split(cls, written: str) -> Trouble:
        """Return the trouble of a number whose comma was taken for the end of its cell."""
        return cls(
            "reading-malformed",
            f"The comma in {oneline(written)} splits the number in two.",
            joined(written),
            f"{oneline(written)} is split by its comma",
        )


def value_of(metric: Metric, written: str) -> tuple[Decimal | None, Trouble | None]:
    """Return the number that a cell holds, or why it cannot be used."""
    value, message, hint = read_number(written)
    if value is None:
        return None, Trouble("reading-malformed", message, hint, f'"{oneline(written)}" cannot be read as a number')
    limits = metric.limits
    beyond = None
    if limits is not None and limits.low is not None and value < limits.low:
        beyond = f"below {limits.low:f}, the least"
    elif limits is not None and limits.high is not None and value > limits.high:
        beyond = f"above {limits.high:f}, the most"
    if beyond is None:
        return value, None
    return None, Trouble(
        "reading-outside-limits",
        f'"{written}" is {beyond} that "{metric.id}" can be.',
        "Correct the value, or the metric's `limits`.",
        f"{written} is outside the metric's limits",
    )


def place_of_value(path: str, row: Row, cell: int, split: str | None) -> tuple[str, int, int, int]:
    """Return path, line, column and end column of a value, quickly for the plain rows that nearly all are."""
    if row.plain() and " " not in row.text and "\t" not in row.text:
        column = sum(len(each) + 1 for each in row.cells[:cell]) + 1
        return path, row.line, column, column + max(len(split or row.cells[cell]), 1)
    place = row.place(path, cell)
    return path, place.line, place.column, place.end_column if place.end_line == place.line else place.column + 1
