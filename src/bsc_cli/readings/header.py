"""The first line of a readings file: which column is what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from bsc_cli.finding import Place, Problem, Spot
from bsc_cli.readings.table import Row
from bsc_cli.readings.written import oneline, read_number, read_period

REQUIRED = ("metric", "period", "value")
COLUMNS = (*REQUIRED, "note")
_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
_SHOWN = 4
_TIMES = {"year", "month", "date", "day", "week", "quarter", "period", "time", "sasdate"}
_COMMAS = "Write a ',' between the cells and a '.' in decimals (in a spreadsheet: save as CSV with commas)."
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
        ours = sum(part.strip(' "').lower() in COLUMNS for part in row.text.split(separator)) > 1
        if ours or (row.text.count(separator) > row.text.count(",") and not set(row.cells) & set(COLUMNS)):
            column = row.text.index(separator) + 1
            return _problem(
                path,
                Place(path, row.line, column, row.line, column + 1),
                f"This file is separated by {name}, not by commas.",
                _COMMAS if ours else _import(path),
            )
    return None


def _import(path: str, example: str = "") -> str:
    """Return what to do with a table that is no readings file."""
    name = path if re.fullmatch(r"[\w./-]+", path) else "FILE"
    return f"`bsc readings import {name}{example}` turns a table into readings. Or: {_WRITE[0].lower()}{_WRITE[1:]}"


def _no_header(path: str, row: Row) -> Problem | None:
    if any(get_close_matches(cell.lower()[:40], COLUMNS, n=1) for cell in row.cells):
        return None
    reading = any(read_period(cell)[0] or read_number(cell)[0] is not None for cell in row.cells)
    what = "it is a reading" if reading else f'it begins with "{oneline(row.cells[0])}"'
    return _problem(path, row.place(path, 0), f"The first line of this file is not a header; {what}.", _WRITE)


def _wrong_names(path: str, row: Row) -> Iterator[Problem]:
    missing = [name for name in REQUIRED if name not in row.cells]
    unknown = {position: cell for position, cell in enumerate(row.cells) if cell and cell not in COLUMNS}
    meant = {position: _meant(cell, row.cells, missing) for position, cell in unknown.items()}
    if len(missing) == len(unknown) == 1:
        meant = dict.fromkeys(unknown, missing[0])
    lacking = [name for name in missing if name not in meant.values()]
    if lacking:
        names = " and no column ".join(f'"{name}"' for name in lacking)
        yield _problem(path, row.place(path, 0), f"This file has no column {names}{_instead(row)}.", _hint(path, row))
        return
    for position, cell in unknown.items():
        message, right = f'"{oneline(cell)}" is not a column of a readings file', meant[position]
        yield _problem(
            path,
            row.place(path, position),
            f'{message}; did you mean "{right}"?' if right else f"{message}.",
            None if right else "It has metric, period and value, and note if there are notes.",
        )
    for name in COLUMNS:
        if row.cells.count(name) > 1:
            again = row.cells.index(name, row.cells.index(name) + 1)
            message = f'The column "{name}" is there twice.'
            yield _problem(path, row.place(path, again), message, "Delete one of the two.")


def _instead(row: Row) -> str:
    """Return what a header has instead, as the end of a sentence."""
    if any(cell in COLUMNS for cell in row.cells):
        return ""
    there = [f'"{oneline(cell, 24)}"' for cell in row.cells if cell]
    more = f" and {len(there) - _SHOWN} more" if len(there) > _SHOWN else ""
    return f"; it has {', '.join(there[:_SHOWN])}{more}"


def _hint(path: str, row: Row) -> str:
    """Return what to do about a header that lacks something: what looks like a table with periods is one to import."""
    lower = [cell.lower() for cell in row.cells]
    if not any(name in _TIMES or read_period(cell)[0] for name, cell in zip(lower, row.cells, strict=True)):
        return _WRITE
    value = next((cell for cell in row.cells if cell.lower() == "value"), None)
    return _import(path, f" --map {value}=METRIC" if value and "metric" not in lower else "")


def _meant(cell: str, cells: list[str], missing: list[str]) -> str | None:
    free = [*missing, *(() if "note" in cells else ("note",))]
    return next(iter(get_close_matches(cell.lower()[:40], free, n=1)), None)


def _problem(path: str, place: Place, message: str, hint: str | None) -> Problem:
    return Problem(Spot(f"{path}:header", place), message, help=hint)
