"""The status as CSV: one row for each metric."""

from __future__ import annotations

from csv import writer
from decimal import Decimal
from io import StringIO

from bsc_cli.evaluation import Evaluation, MetricResult
from bsc_cli.forecast import Forecast, Outlook
from bsc_cli.view.numbers import exactly, four_places, written
from bsc_cli.visible import in_csv

COLUMNS = (
    "scorecard",
    "perspective",
    "objective",
    "metric",
    "title",
    "unit",
    "owner",
    "period",
    "value",
    "expected",
    "target",
    "red_line",
    "score",
    "status",
    "progress",
    "trend",
    "age_days",
    "note",
)


FORECAST = ("due", "probability", "probability_with_arrows")
"""Columns about the next target of a metric."""


def csv(evaluation: Evaluation, outlook: Outlook | None = None) -> str:
    """Return one row for each metric, retired ones too, below a header. What is absent is empty.

    With an `outlook` three more columns say how likely the next target is met.

    Values and targets have all their digits, scores and percentages four decimals at most. A text cell that a
    spreadsheet would take for a formula gets an apostrophe before it.
    """
    text = StringIO()
    rows = writer(text, lineterminator="\n")
    rows.writerow((*COLUMNS, *FORECAST) if outlook else COLUMNS)
    perspectives = {
        objective.id: objective.perspective
        for card in evaluation.strategy.scorecards.values()
        for objective in card.objectives.values()
    }
    for result in evaluation.metrics:
        more = _forecast(outlook.by_metric.get(result.id, ())) if outlook else []
        rows.writerow([*_row(result, perspectives[result.objective]), *more])
    return text.getvalue()


def _forecast(forecasts: tuple[Forecast, ...]) -> list[str]:
    if not forecasts:
        return [""] * len(FORECAST)
    first = forecasts[0]
    return [str(first.due), _points(first.probability), _points(first.pushed.probability if first.pushed else None)]


def _row(result: MetricResult, perspective: str) -> list[str]:
    return [
        result.metric.scorecard_id,
        perspective,
        result.objective,
        result.id,
        in_csv(result.title),
        in_csv(result.metric.unit or ""),
        in_csv(result.owner or ""),
        str(result.period or ""),
        written(exactly(result.value)),
        written(exactly(result.expected)),
        written(exactly(result.target)),
        written(exactly(result.red_line)),
        _points(result.score),
        str(result.status),
        _points(result.progress),
        str(result.trend or ""),
        "" if result.age is None else str(result.age),
        in_csv(result.note),
    ]


def _points(number: Decimal | None) -> str:
    return written(four_places(number))
