"""Forecasts as CSV: one row for each target that is still due."""

from __future__ import annotations

from csv import writer
from decimal import Decimal
from io import StringIO

from bsc_cli.forecast import Forecast, Outlook
from bsc_cli.view.numbers import exactly, written
from bsc_cli.visible import in_csv

COLUMNS = (
    "metric",
    "title",
    "unit",
    "owner",
    "due",
    "period",
    "target",
    "target_low",
    "target_high",
    "value",
    "probability",
    "probability_by",
    "low",
    "middle",
    "high",
    "readings",
    "lacking",
)


def csv(outlook: Outlook) -> str:
    """Return one row for each forecast below a header. What is absent is empty; no cell is taken for a formula."""
    text = StringIO()
    rows = writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(_row(each) for each in outlook.forecasts)
    return text.getvalue()


def _row(forecast: Forecast) -> list[str]:
    bounds = forecast.target_range
    return [
        forecast.id,
        in_csv(forecast.result.title),
        in_csv(forecast.result.metric.unit or ""),
        in_csv(forecast.result.owner or ""),
        str(forecast.due),
        str(forecast.period),
        written(exactly(forecast.target)),
        written(exactly(bounds.low if bounds else None)),
        written(exactly(bounds.high if bounds else None)),
        written(exactly(forecast.result.value)),
        _number(forecast.probability),
        _number(forecast.probability_by),
        _number(forecast.low),
        _number(forecast.middle),
        _number(forecast.high),
        str(forecast.readings),
        in_csv(forecast.lacking),
    ]


def _number(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"
