"""Forecasts for scripts: fixed names, described in docs/json.md."""

from __future__ import annotations

from decimal import Decimal

from bsc_cli.evaluation.pace import Pace, Stretch
from bsc_cli.forecast import Cause, Forecast, Outlook, Pushed, Step
from bsc_cli.view.json_document import json_document
from bsc_cli.view.numbers import exactly


def json(outlook: Outlook) -> str:
    """Return all forecasts as one JSON object, in the order of the strategy; what is absent is null."""
    day = outlook.evaluation.as_of
    return json_document(
        {"as_of": str(day) if day else None, "forecasts": [as_data(each) for each in outlook.forecasts]}
    )


def as_data(forecast: Forecast) -> dict[str, object]:
    """Return a forecast as plain data. Chances are 0..1, values in the metric's unit."""
    bounds = forecast.target_range
    return {
        "metric": forecast.id,
        "title": forecast.result.title,
        "owner": forecast.result.owner,
        "unit": forecast.result.metric.unit,
        "due": str(forecast.due),
        "period": str(forecast.period),
        "target": exactly(forecast.target),
        "target_range": None if bounds is None else {"low": exactly(bounds.low), "high": exactly(bounds.high)},
        "value": exactly(forecast.result.value),
        "probability": forecast.probability,
        "probability_by": forecast.probability_by,
        "low": forecast.low,
        "middle": forecast.middle,
        "high": forecast.high,
        "readings": forecast.readings,
        "since": str(forecast.since) if forecast.since else None,
        "lacking": forecast.lacking or None,
        "pace": _pace(forecast.pace) if forecast.pace else None,
        "with_arrows": _pushed(forecast.pushed) if forecast.pushed else None,
        "fan": [_step(step) for step in forecast.fan],
    }


def _pushed(pushed: Pushed) -> dict[str, object]:
    return {"probability": pushed.probability, "causes": [_cause(each) for each in pushed.causes]}


def _cause(cause: Cause) -> dict[str, object]:
    odds = cause.odds
    return {
        "from": odds.arrow.source,
        "to": odds.arrow.target,
        "metric": odds.cause,
        "verdict": odds.word,
        "probability": round(Decimal(odds.probability), 4),
        "lag_months": odds.lag_months,
        "adds": cause.adds,
    }


def _pace(pace: Pace) -> dict[str, object]:
    return {"needed": _stretch(pace.needed), "best": _stretch(pace.best)}


def _stretch(stretch: Stretch) -> dict[str, object]:
    return {"gain": exactly(stretch.gain), "days": stretch.days}


def _step(step: Step) -> dict[str, object]:
    return {"period": str(step.period), "low": step.low, "middle": step.middle, "high": step.high}
