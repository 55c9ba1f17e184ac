"""One section of the status page: a heading, and a table that scrolls by itself or, where it is narrow, folds up."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import pairwise

from bsc_cli.view.forecast.fan import fan
from bsc_cli.view.numbers import ABSENT
from bsc_cli.view.status.actions import is_of_actions
from bsc_cli.view.status.html_sparkline import sparkline
from bsc_cli.view.status.html_style import HEADINGS, NUMBERS
from bsc_cli.view.status.html_words import NONE, counted, spoken, text
from bsc_cli.view.status.line import Line, Section
from bsc_cli.view.status.units import UNITS
from bsc_cli.visible import oneline


def section(part: Section, day: str) -> Iterator[str]:
    """Yield the lines of a section; `day` says of when it is where no line speaks for all of it."""
    title = part.title or "All metrics, the worst first"
    columns, kind = part.columns, "nested" if part.title else "flat"
    about = "Unit or objective" if columns == UNITS else "Metric" if kind == "flat" else "What it is about"
    if "trend" in columns:
        at = columns.index("trend")
        columns = (*columns[:at], "progress", *columns[at:])
    caption = f"Where each stands {day}"
    if is_of_actions(part):
        about, caption = "Initiative", f"What is being done {day}, what is late first"
    if part.top is not None:
        caption = f"{_status(part.top)}, score\u00a0{part.top.cells['score']}{_said(part.top)}"
    yield f"<h2>{text(title)}</h2>"
    yield f'<div class="table" role="region" aria-label="{escape(oneline(title))}" tabindex="0">'
    yield f'<table class="{kind}">'
    yield f"<caption>{caption}</caption>"
    heads = "".join(f'<th scope="col"{_class(name)}>{HEADINGS[name]}</th>' for name in columns)
    yield f'<thead><tr><th scope="col">{about}</th>{heads}</tr></thead>'
    yield "<tbody>"
    for before, line in pairwise((None, *part.lines)):
        if line is not None:
            if before is not None and line.kind == "perspective":
                yield "</tbody>"
                yield "<tbody>"
            yield _row(line, columns)
    yield "</tbody>"
    yield "</table>"
    yield "</div>"


def _row(line: Line, columns: tuple[str, ...]) -> str:
    """Return the row of a line. What else there is to say takes the cells it leaves free at its end, or a row below.

    In a column of its own, empty in most rows, it would be one word wide.
    """
    taken = max((at for at, name in enumerate(columns, 1) if name in line.cells), default=0)
    note = _said(line).removeprefix(" · ")
    free = len(columns) - taken
    scope = "rowgroup" if line.kind == "perspective" else "row"
    inset = f' style="padding-left:{0.6 + 1.2 * min(line.depth, 12):.1f}rem"' if line.kind == "scorecard" else ""
    level = f'<span class="hidden">level {line.depth + 1}: </span>' if line.kind == "scorecard" else ""
    alone = f' colspan="{free + 1}"' if not taken and not note else ""
    name = f'<th scope="{scope}"{alone}{inset}>{level}{text(line.name)}</th>'
    cells = "".join(f"<td{_class(column)}>{_cell(column, line)}</td>" for column in columns[:taken])
    if free and not alone:
        cells += f'<td class="note" colspan="{free}">{note}</td>'
    below = f'\n<tr class="said"><td class="note" colspan="{len(columns) + 1}">{note}</td></tr>'
    apart = note and not free
    return f'<tr class="{line.kind}{" noted" if apart else ""}">{name}{cells}</tr>{below if apart else ""}'


def _cell(name: str, line: Line) -> str:
    words = line.cells.get(name, "")
    if name == "status" and line.status is not None:
        return _status(line)
    if name == "recent":
        # A fan begins with the newest readings: both pictures would say the same twice.
        return fan(line.forecasts) or sparkline(line.latest)
    if name == "metrics" and line.counts is not None:
        return counted(line.counts) or NONE
    if name == "read":
        # The period and its age may part, "2026-06" and "61 d" may not.
        return (
            NONE if words == ABSENT else ", ".join(f'<span class="whole">{each}</span>' for each in words.split(", "))
        )
    return NONE if words == ABSENT else text(words)


def _said(line: Line) -> str:
    """Return what else there is to say of a line, with counts in words."""
    about = f" · {text(line.about)}" if line.about else ""
    return about + ("" if line.counts is None or "metrics" in line.cells else " · " + counted(line.counts))


def _status(line: Line) -> str:
    words = line.cells["status"].split(" ", 1)[1]
    return spoken(line.status, words) if line.status is not None else text(words)


def _class(name: str) -> str:
    return f' class="number {name}"' if name in NUMBERS else f' class="{name}"'
