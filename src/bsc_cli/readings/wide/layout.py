"""How a table is laid out: periods across, metrics across, or a row for each value."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Literal

from bsc_cli.readings.table import Row
from bsc_cli.readings.wide.moment import looks_like_one, names_one
from bsc_cli.readings.wide.notation import digits_of

Kind = Literal["periods", "metrics", "rows"]
_METRIC = ("metric", "kpi", "measure", "indicator", "metric id", "id", "name", "objective/metric")
_VALUE = ("value", "actual", "result", "reading", "measured", "wert", "ist")
_NOTE = ("note", "notes", "comment", "comments", "remark", "remarks")
_LOOKED_AT = 40


@dataclass(frozen=True, slots=True)
class Layout:
    """A table: its header, the rows below it, and the columns (from 0) of what there is one column for.

    `across` are the columns with values, each headed by a period or by what a metric is called.
    """

    kind: Kind
    header: Row
    rows: Sequence[Row]
    across: tuple[int, ...]
    metric: int | None = None
    period: int | None = None
    note: int | None = None


def layout_of(rows: Sequence[Row], given: Container[str] = ()) -> Layout | None:
    """Return how a table is laid out; None when it has no periods where they would be expected.

    The header is the first row with several cells; above it are titles. `given` are headers that a person said are
    metrics.
    """
    start = next((place for place, row in enumerate(rows) if sum(map(bool, row.cells)) > 1), None)
    if start is None:
        return None
    header, below = rows[start], rows[start + 1 :]
    names = [cell.strip().lower() for cell in header.cells]
    metric, value = _first(names, _METRIC), _first(names, _VALUE)
    note = _first(names, _NOTE)
    across = tuple(place for place, cell in enumerate(header.cells) if place and looks_like_one(cell))
    if len(across) > 1 or (across and value is None):
        return Layout(
            "periods", header, below, across, metric if metric is not None else _names(below, across[0]), None, note
        )
    period = next((place for place, name in enumerate(header.cells) if names_one(name)), None)
    if period is None:
        period = next((place for place in range(len(names)) if _holds_periods(below, place)), None)
    if period is None:
        return None
    if metric is not None and value is not None:
        return Layout("rows", header, below, (value,), metric, period, note)
    filled = tuple(
        place
        for place, name in enumerate(header.cells)
        if place != period and (name in given or holds_numbers(below, place))
    )
    return Layout("metrics", header, below, filled, None, period, note)


def _first(names: Sequence[str], wanted: Sequence[str]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)


def _names(rows: Sequence[Row], before: int) -> int:
    """Return the column, before the first period, with the most different texts."""
    return max(range(before), key=lambda place: (len({cell_of(row, place) for row in rows}), -place), default=0)


def _holds_periods(rows: Sequence[Row], place: int) -> bool:
    cells = [cell for row in rows[:_LOOKED_AT] if (cell := cell_of(row, place))]
    return bool(cells) and 5 * sum(map(looks_like_one, cells)) >= 4 * len(cells)  # four in five


def holds_numbers(rows: Sequence[Row], place: int) -> bool:
    """Whether a number stands in a column."""
    return any(digits_of(cell)[:1].isdecimal() for row in rows if (cell := cell_of(row, place)))


def cell_of(row: Row, place: int | None) -> str:
    """Return a cell of a row, empty where the row has none."""
    return row.cells[place] if place is not None and place < len(row.cells) else ""
