"""The status as one web page: nothing to run in it, nothing to load for it, tables that a screen reader can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from itertools import pairwise

from bsc_cli.evaluation import Evaluation, Status
from bsc_cli.view.forecast.fan import fan
from bsc_cli.view.numbers import ABSENT, shown, shown_score
from bsc_cli.view.status.html_style import style
from bsc_cli.view.status.line import Line, Section
from bsc_cli.view.status.lines import USUAL, Arrangement, sections
from bsc_cli.view.status.order import moves
from bsc_cli.view.status.paint import STYLES
from bsc_cli.view.status.recent import LATEST, level
from bsc_cli.view.status.units import UNITS
from bsc_cli.view.status.words import SHAPES, WORDS
from bsc_cli.visible import oneline

_HEADINGS: Mapping[str, str] = {
    "value": "Value",
    "expected": "Expected",
    "score": "Score",
    "status": "Status",
    "chance": "Chance",
    "progress": "Progress",
    "trend": "Trend",
    "recent": "Recent",
    "owner": "Owner",
    "read": "Read",
    "scorecard": "Scorecard",
    "covered": "Covered",
    "metrics": "Metrics",
}
_NUMBERS = ("value", "expected", "score", "progress", "covered")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_NONE = f'<span aria-hidden="true">{ABSENT}</span><span class="hidden">none</span>'
_STEP, _HEIGHT, _EDGE = 6, 22, 3
"""Of a sparkline, in pixels."""


def html(evaluation: Evaluation, arrangement: Arrangement = USUAL) -> str:
    """Return a whole page. All user text is escaped, and stands apart from what is around it in its direction."""
    name = _text(evaluation.strategy.name) or "Status"
    day = f"As of {evaluation.as_of}" if evaluation.as_of else "Nothing was ever read"
    day += (
        f", with all files as they were at {_text(evaluation.strategy.version)}" if evaluation.strategy.version else ""
    )
    body = [f"<h1>{name}</h1>", f"<p>{day}. 100 is the target, 50 the red line.</p>", _counts(evaluation.counts)]
    body += _moves(evaluation)
    for section in sections(evaluation, arrangement):
        body += _section(section, evaluation)
    head = [
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(oneline(evaluation.strategy.name)) or 'Status'}</title>",
        f"<style>\n{style()}</style>",
    ]
    parts = ["<!DOCTYPE html>", '<html lang="en">', "<head>", *head, "</head>", "<body>", "<main>"]
    return "\n".join([*parts, *body, "</main>", "</body>", "</html>"]) + "\n"


def _counts(counts: Mapping[Status, int]) -> str:
    items = [f"<li>{_spoken(status, f'{n} {WORDS[status]}')}</li>" for status, n in counts.items() if n]
    return f'<ul class="counts">{"".join(items) or "<li>no metrics</li>"}</ul>'


def _moves(evaluation: Evaluation) -> Iterator[str]:
    worst, more = moves(evaluation)
    if worst:
        yield "<h2>Whose move it is</h2>"
        yield "<ol>"
        for result in worst:
            score = _spoken(Status.OFF, f"off, score {shown_score(result.score)}")
            title = f"{_text(result.title)} ({_text(result.metric.scorecard_id)})"
            yield f"<li>{_text(result.owner or 'no owner')}: {title}, {score}</li>"
        yield "</ol>"
    if more:
        yield f"<p>And {more} more {'is' if more == 1 else 'are'} off.</p>"


def _section(section: Section, evaluation: Evaluation) -> Iterator[str]:
    title = section.title or "All metrics, the worst first"
    columns, kind = section.columns, "nested" if section.title else "flat"
    if columns != UNITS:
        at = columns.index("trend")
        columns = (*columns[:at], "progress", *columns[at:])
    day = f"as of {evaluation.as_of}" if evaluation.as_of else "before anything was read"
    caption = f"Where each stands {day}"
    if section.top is not None:
        caption = f"{_status(section.top)}, score {section.top.cells['score']}{_said(section.top)}"
    yield f"<h2>{_text(title)}</h2>"
    yield f'<div class="table" role="region" aria-label="{escape(oneline(title))}" tabindex="0">'
    yield f'<table class="{kind}">'
    yield f"<caption>{caption}</caption>"
    heads = "".join(f'<th scope="col"{_class(name)}>{_HEADINGS[name]}</th>' for name in columns)
    first = "Unit or objective" if columns == UNITS else "Metric" if kind == "flat" else "What it is about"
    yield f'<thead><tr><th scope="col">{first}</th>{heads}<th scope="col">Note</th></tr></thead>'
    yield "<tbody>"
    for before, line in pairwise((None, *section.lines)):
        if line is not None:
            if before is not None and line.kind == "perspective":
                yield "</tbody>"
                yield "<tbody>"
            yield _row(line, columns)
    yield "</tbody>"
    yield "</table>"
    yield "</div>"


def _row(line: Line, columns: tuple[str, ...]) -> str:
    scope = "rowgroup" if line.kind == "perspective" else "row"
    inset = f' style="padding-left:{0.6 + 1.2 * min(line.depth, 12):.1f}rem"' if line.kind == "scorecard" else ""
    level_ = f'<span class="hidden">level {line.depth + 1}: </span>' if line.kind == "scorecard" else ""
    cells = "".join(f"<td{_class(name)}>{_cell(name, line)}</td>" for name in columns)
    note = _said(line).removeprefix(" · ")
    name = f'<th scope="{scope}"{inset}>{level_}{_text(line.name)}</th>'
    return f'<tr class="{line.kind}">{name}{cells}<td class="note">{note}</td></tr>'


def _cell(name: str, line: Line) -> str:
    text = line.cells.get(name, "")
    if name == "status" and line.status is not None:
        return _status(line)
    if name == "recent":
        return _sparkline(line)
    if name == "chance" and line.forecasts:
        return f"{_text(text) if text != ABSENT else _NONE}{fan(line.forecasts)}"
    if name == "metrics" and line.counts is not None:
        return _counted(line.counts) or _NONE
    if text == ABSENT:
        return _NONE
    return _text(text)


def _said(line: Line) -> str:
    """Return what else there is to say of a line, with counts in words."""
    about = f" · {_text(line.about)}" if line.about else ""
    return about + ("" if line.counts is None or "metrics" in line.cells else " · " + _counted(line.counts))


def _counted(counts: Mapping[Status, int]) -> str:
    return ", ".join(_spoken(status, f"{number} {WORDS[status]}") for status, number in counts.items() if number)


def _status(line: Line) -> str:
    words = line.cells["status"].split(" ", 1)[1]
    return _spoken(line.status, words) if line.status is not None else _text(words)


def _spoken(status: Status, words: str) -> str:
    shape = f'<span aria-hidden="true">{SHAPES[status]}</span>'
    return f'<span class="{STYLES.get(status, "quiet")}">{shape} {words}</span>'


def _sparkline(line: Line) -> str:
    """Return the newest values as a line that is broken where one is not known, with all of them in words."""
    there = [value for value in line.latest if value is not None]
    if not there:
        return ""
    low, high = min(there), max(there)
    steps = _HEIGHT - 2 * _EDGE
    runs: list[list[str]] = [[]]
    for number, value in enumerate(line.latest):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(f"{_EDGE + _STEP * number},{_HEIGHT - _EDGE - level(value, low, high, steps)}")
    drawn = "".join(f'<polyline points="{" ".join(run)}"/>' if len(run) > 1 else _dot(run[0]) for run in runs if run)
    words = ", ".join("not known" if value is None else shown(value) for value in line.latest)
    width = _STEP * (LATEST - 1) + 2 * _EDGE
    size = f'width="{width}" height="{_HEIGHT}" viewBox="0 0 {width} {_HEIGHT}"'
    return f'<svg {size} role="img" aria-label="{words}">{drawn}</svg>'


def _dot(point: str) -> str:
    x, y = point.split(",")
    return f'<circle cx="{x}" cy="{y}" r="1"/>'


def _class(name: str) -> str:
    return ' class="number"' if name in _NUMBERS else f' class="{name}"'


def _text(text: str) -> str:
    """Return text for the page; what is on its right and left keeps its place when it is read from right to left."""
    text = escape(oneline(text))
    return text if text.isascii() or not text else f"<bdi>{text}</bdi>"
