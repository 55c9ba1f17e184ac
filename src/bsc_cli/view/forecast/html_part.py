"""Forecasts as a part of a web page: a table with a fan for each metric.

It needs no script, and of the page's style only that `number` keeps a cell on one line.
"""

from __future__ import annotations

from html import escape

from bsc_cli.forecast import Forecast, Outlook
from bsc_cli.view.forecast.fan import fan
from bsc_cli.view.forecast.words import cells, columns_of, footnotes, name, summary
from bsc_cli.visible import oneline

_FAN = "what may come"
_WHOLE = frozenset({"due", "target", "now", "chance", "with arrows", "by then"})
"""Columns whose cells are not broken: a day, a number."""


def html_part(outlook: Outlook) -> str:
    """Return a section of a page. All user text is escaped."""
    columns = columns_of(outlook.forecasts)
    heads = "".join(f'<th scope="col"{_kept(each)}>{each}</th>' for each in ("metric", _FAN, *columns, "owner", "note"))
    rows = [
        _row(each, fan(forecasts) if number == 0 else "", columns)
        for forecasts in outlook.by_metric.values()
        for number, each in enumerate(forecasts)
    ]
    body = "\n".join(rows)
    table = f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n" if rows else ""
    said = "".join(f"<p>{escape(sentence)}</p>\n" for sentence in summary(outlook))
    notes = "".join(f"<p>{escape(sentence)}</p>\n" for sentence in footnotes(outlook.forecasts))
    return f"<section>\n<h2>How likely the targets are met</h2>\n{said}{table}{notes}</section>\n"


def _row(forecast: Forecast, picture: str, columns: tuple[str, ...]) -> str:
    told = cells(forecast)
    values = "".join(f"<td{_kept(each)}>{escape(told[each])}</td>" for each in columns)
    ends = "".join(f"<td>{escape(oneline(each))}</td>" for each in (forecast.result.owner or "", forecast.lacking))
    return f'<tr><th scope="row">{escape(name(forecast))}</th><td>{picture}</td>{values}{ends}</tr>'


def _kept(column: str) -> str:
    return ' class="number"' if column in _WHOLE else ""
