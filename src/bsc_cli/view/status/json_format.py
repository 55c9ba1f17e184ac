"""The status for scripts: fixed names, described in docs/json.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from json import dumps

from bsc_cli import __version__
from bsc_cli.evaluation import Evaluation, MetricResult, Rollup
from bsc_cli.evaluation.action import Action, actions
from bsc_cli.strategy import Strategy
from bsc_cli.view.numbers import four_places
from bsc_cli.view.status.recent import recent
from bsc_cli.visible import in_json

FORMAT_VERSION = "1.0"


def json(
    evaluation: Evaluation,
    findings: Iterable[Mapping[str, object]] = (),
    forecasts: Iterable[Mapping[str, object]] | None = None,
) -> str:
    """Return the status as one JSON object; `findings` are added as they are, `forecasts` where they were asked for.

    Numbers are rounded to four decimals, what is absent is null, counts are of metrics.
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
    return in_json(dumps(body, indent=2, ensure_ascii=False)) + "\n"


def _metric(result: MetricResult) -> dict[str, object]:
    bounds = result.target_range
    return {
        "id": result.id,
        "title": result.title,
        "objective": result.objective,
        "owner": result.owner,
        "unit": result.metric.unit,
        "period": str(result.period) if result.period else None,
        "value": _number(result.value),
        "expected": _number(result.expected),
        "target": _number(result.target),
        "target_range": None if bounds is None else {"low": _number(bounds.low), "high": _number(bounds.high)},
        "red_line": _number(result.red_line),
        "score": _number(result.score),
        "status": str(result.status),
        "progress": _number(result.progress),
        "trend": str(result.trend) if result.trend else None,
        "recent": [_number(each) for each in recent(result)],
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
        "progress": _number(initiative.progress),
        "budget": _number(initiative.budget),
        "spent": _number(initiative.spent),
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
        "score": _number(result.score),
        "status": str(result.status),
        "coverage": _number(result.coverage),
        "worst": result.worst,
        "counts": {str(status): number for status, number in result.counts.items()},
    }


def _number(number: Decimal | None) -> int | float | None:
    rounded = four_places(number)
    if rounded is None:
        return None
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)
