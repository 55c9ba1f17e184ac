"""Forecasts as a part of a web page: a table with a fan for each metric.

It needs no script, and of the page's style only that `number` and `whole` keep a cell on one line, that `table` scrolls
by itself, and that `data-label` stands by a cell where the page is narrow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from bsc_cli.forecast import Forecast, Outlook
from bsc_cli.view.forecast.fan import fan
from bsc_cli.view.forecast.words import cells, columns_of, footnotes, name, summary
from bsc_cli.visible import oneline

_METRIC, _FAN, _OWNER = "metric", "what may come", "owner"
_CLASSES = {
    **dict.fromkeys(("target", "now", "chance", "with arrows", "by then"), "number"),
    **dict.fromkeys(("due", "8 in 10 between", "pace needed"), "whole"),
}
"""Columns whose cells are not broken: numbers, which stand at the right, and a day or a few numbers in words."""


def html_part(outlook: Outlook) -> str:
    """Return a section of a page. All user text is escaped; columns without a word are left out."""
    columns = (_FAN, *columns_of(outlook.forecasts), _OWNER)
    rows = [
        (each, _cells(each, fan(forecasts) if number == 0 else ""))
        for forecasts in outlook.by_metric.values()
        for number, each in enumerate(forecasts)
    ]
    used = [column for column in columns if any(told[column] for _, told in rows)]
    heads = "".join(f'<th scope="col"{_kept(each)}>{each[0].upper()}{each[1:]}</th>' for each in (_METRIC, *used))
    body = "\n".join(_row(each, told, used) for each, told in rows)
    table = (
        '<div class="table" role="region" aria-label="How likely the targets are met" tabindex="0">\n'
        f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n</div>\n"
    )
    said = "".join(f"<p>{escape(sentence)}</p>\n" for sentence in summary(outlook))
    notes = "".join(f"<p>{escape(sentence)}</p>\n" for sentence in footnotes(outlook.forecasts))
    return f"<section>\n<h2>How likely the targets are met</h2>\n{said}{table if rows else ''}{notes}</section>\n"


def _cells(forecast: Forecast, picture: str) -> Mapping[str, str]:
    """Return the cells of a forecast as markup, by the names of their columns."""
    told = {column: escape(text) for column, text in cells(forecast).items()}
    return {_FAN: picture, **told, _OWNER: escape(oneline(forecast.result.owner or ""))}


def _row(forecast: Forecast, told: Mapping[str, str], columns: Sequence[str]) -> str:
    values = "".join(f'<td{_kept(each)} data-label="{each[0].upper()}{each[1:]}">{told[each]}</td>' for each in columns)
    row = f'<th scope="row">{escape(name(forecast))}</th>{values}</tr>'
    if not forecast.lacking:
        return f"<tr>{row}"
    said = f"Chance not stated: {escape(oneline(forecast.lacking))}"  # in a column it would be one word wide
    return f'<tr class="noted">{row}\n<tr><td colspan="{len(columns) + 1}">{said}</td></tr>'


def _kept(column: str) -> str:
    return f' class="{_CLASSES[column]}"' if column in _CLASSES else ""
