"""Elements of a strategy, one on each line: as an aligned table, JSON or CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from csv import writer
from io import StringIO

from bsc_cli.selection import Selectable, is_retired, objective_of, owner_of, title_of
from bsc_cli.selection.element import scorecard_of
from bsc_cli.strategy import Strategy
from bsc_cli.view.json_document import json_document
from bsc_cli.view.numbers import ABSENT
from bsc_cli.visible import in_csv, oneline

COLUMNS = (
    "kind",
    "id",
    "title",
    "owner",
    "scorecard",
    "objective",
    "perspective",
    "theme",
    "retired",
    "path",
    "line",
    "column",
)
_SHOWN = ("kind", "id", "owner", "perspective", "title")
_WIDEST = 60
_GAP = "  "


def json(strategy: Strategy, selected: Iterable[Selectable]) -> str:
    """Return the elements as one JSON object, described in docs/json.md; what is absent is null."""
    return json_document({"elements": [facts(strategy, each) for each in selected]})


def csv(strategy: Strategy, selected: Iterable[Selectable]) -> str:
    """Return one row for each element below a header. No cell is one that a spreadsheet takes for a formula."""
    text = StringIO()
    rows = writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows([_cell(value) for value in facts(strategy, each).values()] for each in selected)
    return text.getvalue()


def table(strategy: Strategy, selected: Iterable[Selectable]) -> str:
    """Return aligned columns; the place stands last. Titles longer than 60 columns are cut."""
    rows = [tuple(_row(facts(strategy, each))) for each in selected]
    widths = [max((_columns(row[number]) for row in rows), default=0) for number in range(len(_SHOWN))]
    return "".join(f"{_aligned(row, widths)}\n" for row in rows)


def facts(strategy: Strategy, element: Selectable) -> dict[str, object]:
    """Return what a list says of an element, by COLUMNS: owner as in the status, place as path, line and column."""
    objective = objective_of(strategy, element)
    around = objective if objective is not element else None
    place = strategy.locate(element)
    return {
        "kind": element.kind,
        "id": element.id,
        "title": title_of(element) or None,
        "owner": owner_of(strategy, element),
        "scorecard": scorecard_of(element),
        "objective": around.id if around else None,
        "perspective": objective.perspective if objective else None,
        "theme": objective.theme if objective else None,
        "retired": is_retired(strategy, element),
        "path": place.path,
        "line": place.line,
        "column": place.column,
    }


def _row(said: dict[str, object]) -> Iterator[str]:
    for name in _SHOWN:
        text = oneline(str(said[name] or ABSENT))
        text = f"{text} (retired)" if name == "id" and said["retired"] else text
        yield text if name == "id" else _fitted(text)
    yield oneline(f"{said['path']}:{said['line']}")


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return in_csv("" if value is None else str(value))


def _aligned(row: tuple[str, ...], widths: list[int]) -> str:
    cells = [text + " " * (width - _columns(text)) for text, width in zip(row, widths, strict=False)]
    return _GAP.join([*cells, row[-1]])


def _fitted(text: str) -> str:
    from rich.cells import set_cell_size

    return text if _columns(text) <= _WIDEST else set_cell_size(text, _WIDEST - 1).rstrip() + "…"


def _columns(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)
