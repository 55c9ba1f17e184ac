"""Forecasts as a table for a terminal or a log, from 24 columns up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import TypeAlias

from bsc_cli.forecast import Forecast, Outlook
from bsc_cli.view.forecast.words import cells, columns_of, footnotes, name, summary
from bsc_cli.view.numbers import ABSENT
from bsc_cli.view.status.paint import BOLD, QUIET, Piece, columns, fitted, painted, wrapped
from bsc_cli.visible import oneline

_NARROWEST = 24
_LEAST_NAME, _MOST_NAME = 28, 60
_GAP = 2
_Row: TypeAlias = "tuple[Forecast, Mapping[str, str]]"
_TURNED, _SURE = Decimal("0.5"), Decimal("0.8")


def table(outlook: Outlook, width: int, *, colour: bool = False) -> str:
    """Return the forecasts as text whose lines take at most `width` columns, and no fewer than 24.

    Where there is room numbers stand in columns, else in words below each metric.
    """
    return painted(_pieces(outlook, max(width, _NARROWEST)), colour=colour)


def _pieces(outlook: Outlook, width: int) -> Iterator[list[Piece]]:
    evaluation = outlook.evaluation
    day = f"as of {evaluation.as_of}" if evaluation.as_of else "nothing was ever read"
    yield from _wrapped(oneline(evaluation.strategy.name), width, BOLD)
    yield from _wrapped(day, width, QUIET)
    for sentence in summary(outlook):
        yield from _wrapped(sentence, width)
    rows = [(each, cells(each)) for each in outlook.forecasts]
    if not rows:
        return
    widths = {
        head: max(map(columns, (head, *(row[head] for _, row in rows)))) for head in columns_of(outlook.forecasts)
    }
    room = width - sum(widths.values()) - _GAP * len(widths)
    longest = max(columns(name(each)) for each, _ in rows)
    wide = room >= min(longest, _LEAST_NAME)
    first = min(room, longest, _MOST_NAME)
    yield []
    if wide:
        line = [" " * _GAP + fitted(head, size, right=True) for head, size in widths.items()]
        yield [Piece(" " * first + "".join(line), QUIET)]
    several = len({each.result.metric.scorecard_id for each, _ in rows}) > 1
    for card, below in groupby(rows, key=lambda row: row[0].result.metric.scorecard_id):
        if several:
            yield from _wrapped(oneline(evaluation.strategy.scorecards[card].title or card), width, BOLD)
        for _, group in groupby(below, key=lambda row: row[0].id):
            told = tuple(group)
            shown = told if any(not each.lacking for each, _ in told) else told[:1]  # what is missing is said once
            if wide:
                yield from _in_columns(shown, widths, first)
            else:
                yield from _stacked(shown, tuple(widths), width)
    yield []
    for sentence in footnotes(outlook.forecasts):
        yield from _wrapped(sentence, width, QUIET)


def _in_columns(rows: tuple[_Row, ...], widths: Mapping[str, int], first: int) -> Iterator[list[Piece]]:
    title, *rest = wrapped(name(rows[0][0]), first, _GAP)
    for forecast, row in rows:
        line = [Piece(fitted(title, first))]
        for head, size in widths.items():
            style = _style(forecast) if head == "chance" else ""
            line.append(Piece(" " * _GAP + fitted(row[head], size, right=True), style))
        yield line
        title = " " * _GAP + rest.pop(0) if rest else ""
        if forecast.lacking or forecast is rows[-1][0]:  # the whole name stands above what is said of it
            yield from ([Piece(part)] for part in (title, *(" " * _GAP + each for each in rest)) if part)
            title, rest = "", []
        yield from _lacking(forecast, first + sum(widths.values()))


def _stacked(rows: tuple[_Row, ...], heads: tuple[str, ...], width: int) -> Iterator[list[Piece]]:
    yield from _wrapped(name(rows[0][0]), width)
    for forecast, row in rows:
        said = [f"{head} {row[head]}" for head in heads if row[head] != ABSENT]
        yield from ([Piece(" " * _GAP + part, QUIET)] for part in wrapped(" · ".join(said), width - _GAP))
        yield from _lacking(forecast, width - _GAP)


def _lacking(forecast: Forecast, width: int) -> Iterator[list[Piece]]:
    if forecast.lacking:
        told = wrapped(f"chance not stated: {oneline(forecast.lacking)}", width)
        yield from ([Piece(" " * _GAP + part, QUIET)] for part in told)


def _style(forecast: Forecast) -> str:
    if forecast.probability is None:
        return QUIET
    return "bad" if forecast.probability < _TURNED else "good" if forecast.probability >= _SURE else "warning"


def _wrapped(text: str, width: int, style: str = "") -> Iterator[list[Piece]]:
    yield from ([Piece(part, style)] for part in wrapped(text, width))
