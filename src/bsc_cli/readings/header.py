"""The first line of a readings file: which column is what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from bsc_cli.finding import Place, Problem, Spot
from bsc_cli.readings.table import Row
from bsc_cli.readings.written import oneline, read_number, read_period

REQUIRED = ("metric", "period", "value")
COLUMNS = (*REQUIRED, "note")
_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
_WRITE = "Write `metric,period,value` as the first line, with `,note` at its end if there are notes."


def columns(path: str, row: Row) -> tuple[Mapping[str, int], tuple[Problem, ...]]:
    """Return the position of each column by name, and what is wrong. Without all of the required ones it is empty."""
    if problem := _other_separator(path, row) or _no_header(path, row):
        return {}, (problem,)
    problems = list(_wrong_names(path, row))
    found = {name: row.cells.index(name) for name in COLUMNS if name in row.cells}
    return (found if all(name in found for name in REQUIRED) else {}), tuple(problems)


def empty_file(path: str) -> Problem:
    """Return the problem of a file without any line."""
    return _problem(path, Place(path, 1, 1, 1, 2), "This file is empty.", _WRITE)


def _other_separator(path: str, row: Row) -> Problem | None:
    for separator, name in _SEPARATORS.items():
        if sum(part.strip(' "').lower() in COLUMNS for part in row.text.split(separator)) > 1:
            column = row.text.index(separator) + 1
            return _problem(
                path,
                Place(path, row.line, column, row.line, column + 1),
                f"This file is separated by {name}, not by commas.",
                "Write a ',' between the cells and a '.' in decimals (in a spreadsheet: save as CSV UTF-8 with commas).",
            )
    return None


def _no_header(path: str, row: Row) -> Problem | None:
    if any(cell.lower() in COLUMNS for cell in row.cells):
        return None
    if any(read_period(cell)[0] or read_number(cell)[0] is not None for cell in row.cells):
        return _problem(path, row.place(path, 0), "This file has no header; its first line is a reading.", _WRITE)
    return None


def _wrong_names(path: str, row: Row) -> Iterator[Problem]:
    missing = [name for name in REQUIRED if name not in row.cells]
    unknown = [position for position, cell in enumerate(row.cells) if cell and cell not in COLUMNS]
    for position in unknown:
        cell = row.cells[position]
        near = get_close_matches(cell.lower()[:40], [*missing, *({"note"} - set(row.cells))], n=1)
        meant = near[0] if near else missing[0] if len(missing) == len(unknown) == 1 else None
        message = f'"{oneline(cell)}" is not a column of a readings file'
        yield _problem(
            path,
            row.place(path, position),
            f'{message}; did you mean "{meant}"?' if meant else f"{message}.",
            "It has metric, period and value, and note if there are notes." if meant is None else None,
        )
        missing = [name for name in missing if name != meant]
    for name in missing:
        yield _problem(path, row.place(path, 0), f'This file has no column "{name}".', _WRITE)
    for name in COLUMNS:
        if row.cells.count(name) > 1:
            again = row.cells.index(name, row.cells.index(name) + 1)
            yield _problem(path, row.place(path, again), f'The column "{name}" is there twice.', "Delete one of the two.")


def _problem(path: str, place: Place, message: str, hint: str | None) -> Problem:
    return Problem(Spot(f"{path}:header", place), message, help=hint)
