"""A status as it was asked for: which part of an evaluation, and as what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bsc_cli.cli.output import wants_colour
from bsc_cli.cli.status_request import By, Request, Sort, Style
from bsc_cli.cli.width import width_of

if TYPE_CHECKING:
    from bsc_cli.evaluation import Evaluation
    from bsc_cli.finding import Result
    from bsc_cli.forecast import Outlook
    from bsc_cli.strategy import Strategy


def chosen(strategy: Strategy, request: Request) -> frozenset[str] | None:
    """Return the ids of the metrics that were selected; None when all are meant."""
    if not request.select:
        return None
    from bsc_cli.selection import select

    return frozenset(each.id for each in select(strategy, request.select) if each.kind == "metric")


def part(evaluation: Evaluation, chosen: frozenset[str] | None, request: Request) -> Evaluation:
    """Return what was asked for of an evaluation, in the order that was asked for."""
    from bsc_cli.view import status as view

    if request.scorecard is not None:
        below = view.below(evaluation, request.scorecard) if request.by is By.UNIT else (request.scorecard,)
        evaluation = evaluation.of(*below)
    if chosen is not None:
        evaluation = evaluation.having(chosen)
    if request.sort is Sort.WORST:
        evaluation = replace(evaluation, metrics=view.worst_first(evaluation.metrics))
    return evaluation


def document(evaluation: Evaluation, result: Result, request: Request, outlook: Outlook | None) -> str:
    """Return the status in the format that was asked for."""
    from bsc_cli.view import status as view

    outlook = outlook.having({each.id for each in evaluation.metrics}) if outlook else None
    arrangement = view.Arrangement(request.by.value, request.sort.value, outlook)
    match request.style:
        case Style.JSON:
            from bsc_cli.report.json_format import as_data

            return view.json(evaluation, [as_data(finding) for finding in result.findings], _forecasts(outlook))
        case Style.CSV:
            return view.csv(evaluation, outlook)
        case Style.MARKDOWN:
            return view.markdown(evaluation, arrangement)
        case Style.HTML:
            from bsc_cli.view.status.html_format import html

            return html(evaluation, arrangement)
    colour = wants_colour(request.color, request.output)
    return view.table(evaluation, width_of(request.output), arrangement, colour=colour)


def _forecasts(outlook: Outlook | None) -> list[dict[str, object]] | None:
    if outlook is None:
        return None
    from bsc_cli.view.forecast.json_format import as_data

    return [as_data(each) for each in outlook.forecasts]
