"""What is due, as rows to fill in."""

from __future__ import annotations

import csv as csv_rows
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO

from bsc_cli.evaluation import Due, MetricResult
from bsc_cli.view.json_document import json_document
from bsc_cli.visible import in_csv

_COLUMNS = ("metric", "period", "value", "note")
_BESIDE = ("title", "unit", "owner", "last", "last period")


def csv(every: Iterable[Due], _until: date) -> str:
    """Return a readings file with a row for each metric and period, its value and note left empty."""
    return _written(_COLUMNS, ([each.result.id, str(period), "", ""] for each in every for period in each.periods))


def sheet(every: Iterable[Due], _until: date) -> str:
    """Return the same rows with columns that help a person: what it is, in what unit, whose, and what it was last."""
    rows = ([each.result.id, str(period), "", "", *_beside(each.result)] for each in every for period in each.periods)
    return _written((*_COLUMNS, *_BESIDE), rows)


def json(every: Iterable[Due], until: date) -> str:
    """Return the same as one JSON object, described in docs/json.md."""
    return json_document(
        {
            "as_of": str(until),
            "due": [
                {
                    "metric": each.result.id,
                    "period": str(period),
                    "title": each.result.title,
                    "unit": each.result.metric.unit,
                    "owner": each.result.owner,
                    "last": each.result.value,
                    "last_period": str(each.result.period) if each.result.period else None,
                }
                for each in every
                for period in each.periods
            ],
        }
    )


def _beside(result: MetricResult) -> list[str]:
    return [
        in_csv(result.title),
        in_csv(result.metric.unit or ""),
        in_csv(result.owner or ""),
        "" if result.value is None else f"{result.value:f}",
        str(result.period or ""),
    ]


def _written(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = StringIO()
    writer = csv_rows.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()
