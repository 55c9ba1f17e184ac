"""The status for scripts: fixed names, described in docs/json.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from bsc_cli import __version__
from bsc_cli.evaluation import Evaluation, MetricResult, Rollup
from bsc_cli.evaluation.action import Action, actions
from bsc_cli.strategy import Strategy
from bsc_cli.view.json_document import json_number, json_text
from bsc_cli.view.numbers import exactly, four_places
from bsc_cli.view.status.recent import recent

FORMAT_VERSION = "1.0"


def json(
    evaluation: Evaluation,
    findings: Iterable[Mapping[str, object]] = (),
    forecasts: Iterable[Mapping[str, object]] | None = None,
) -> str:
    """Return the status as one JSON object; `findings` are added as they are, `forecasts` where they were asked for.

    Values and targets have all their digits, scores and percentages four decimals at most; what is absent is null,
    counts are of metrics.
    """
    cards = evaluation.strategy.scorecards
    supporters: dict[str, list[str]] = {}
    for unit, above in evaluation.strategy.supports:
        if unit is not above:
            supporters.setdefault(above.id, []).append(unit.id)
    body = {
        "format_version": FORMAT_VERSION,
        "tool": {"name": "bsc", "version": __version__},
        "as_of": str(evaluation.as_of) if evaluation.as_of else None,
        "at": evaluation.strategy.version or None,
        "summary": {str(status): number for status, number in evaluation.counts.items()},
        "metrics": [_metric(each) for each in evaluation.metrics],
        "initiatives": [_initiative(each, evaluation.strategy) for each in actions(evaluation)],
        "objectives": [_objective(each, supporters.get(each.id, [])) for each in evaluation.objectives],
        "perspectives": [{**_rollup(each), "scorecard": each.above} for each in evaluation.perspectives],
        "scorecards": [{**_rollup(each), "parent": cards[each.id].parent} for each in evaluation.scorecards],
        "findings": [dict(each) for each in findings],
        **({} if forecasts is None else {"forecasts": [dict(each) for each in forecasts]}),
    }
    return json_text(body)


def _metric(result: MetricResult) -> dict[str, object]:
    bounds = result.target_range
    return {
        "id": result.id,
        "title": result.title,
        "objective": result.objective,
        "owner": result.owner,
        "unit": result.metric.unit,
        "period": str(result.period) if result.period else None,
        "value": _value(result.value),
        "expected": _value(result.expected),
        "target": _value(result.target),
        "target_range": None if bounds is None else {"low": _value(bounds.low), "high": _value(bounds.high)},
        "red_line": _value(result.red_line),
        "score": _points(result.score),
        "status": str(result.status),
        "progress": _points(result.progress),
        "trend": str(result.trend) if result.trend else None,
        "recent": [_value(each) for each in recent(result)],
        "age_days": result.age,
        "note": result.note or None,
    }


def _initiative(action: Action, strategy: Strategy) -> dict[str, object]:
    initiative = action.initiative
    return {
        "id": initiative.id,
        "title": initiative.title,
        "objective": initiative.objective,
        "owner": action.owner,
        "status": initiative.status,
        "start": str(initiative.start) if initiative.start else None,
        "due": str(initiative.due) if initiative.due else None,
        "progress": _value(initiative.progress),
        "budget": _value(initiative.budget),
        "spent": _value(initiative.spent),
        "late": action.late,
        "moves": [strategy.full_id(each, initiative.scorecard_id) for each in initiative.moves],
    }


def _objective(result: Rollup, supporters: list[str]) -> dict[str, object]:
    return {**_rollup(result), "perspective": result.above, "supported_by": supporters}


def _rollup(result: Rollup) -> dict[str, object]:
    return {
        "id": result.id,
        "title": result.title,
        "owner": result.owner,
        "score": _points(result.score),
        "status": str(result.status),
        "coverage": _points(result.coverage),
        "worst": result.worst,
        "counts": {str(status): number for status, number in result.counts.items()},
    }


def _value(number: Decimal | None) -> int | float | Decimal | None:
    exact = exactly(number)
    return None if exact is None else json_number(exact)


def _points(number: Decimal | None) -> int | float | Decimal | None:
    rounded = four_places(number)
    return None if rounded is None else json_number(rounded)
