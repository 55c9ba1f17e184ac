"""What is at risk for scripts: fixed names, described in docs/json.md."""

from __future__ import annotations

from collections.abc import Mapping

from bsc_cli.evaluation.ahead import Ahead, Risk, Turn, Way
from bsc_cli.view.json_document import json_document
from bsc_cli.view.looking.json_parts import arrows, step, thing


def json(
    ahead: Ahead, objective: str | None = None, metric: str | None = None, more: Mapping[str, object] | None = None
) -> str:
    """Return what is at risk as one JSON object, earliest first; what is absent is null.

    Each path is the quickest way to one objective at risk: from the one that turned, with the metrics that did, to it.
    `more` stands at the end.
    """
    return json_document(
        {
            "as_of": str(ahead.as_of) if ahead.as_of else None,
            "id": objective,
            "metric": metric,
            "turned": [_turn(turn) for turn in ahead.turns],
            "paths": [_path(ahead, risk) for risk in ahead.risks],
            "arrows": arrows(ahead.verdicts.values()),
            **(more or {}),
        }
    )


def _turn(turn: Turn) -> dict[str, object]:
    result = turn.result
    return {
        "metric": result.id,
        "title": result.title,
        "objective": result.objective,
        "owner": result.owner,
        "status": str(result.status),
        "trend": str(result.trend) if result.trend else None,
        "since": str(turn.since),
    }


def _path(ahead: Ahead, risk: Risk) -> dict[str, object]:
    way, *others = risk.ways
    return {
        **thing(risk.standing),
        "from": str(risk.day),
        "borrowed_time": risk.is_on_borrowed_time,
        "has_not_shown": risk.has_not_shown,
        "lag_declared": not way.lacks_lag,
        "turned": [turn.result.id for turn in way.turns],
        "since": str(way.turns[0].since),
        "steps": _steps(ahead, way),
        "also": [
            {"turned": [turn.result.id for turn in other.turns], "from": str(other.arrival.day)} for other in others
        ],
    }


def _steps(ahead: Ahead, way: Way) -> list[dict[str, object]]:
    links = way.arrival.way
    day, same = way.turns[0].since, True
    steps = [{**step(ahead.standings[links[0].cause], None, same=same), "from": str(day)}]
    for link in links:
        day, same = link.reaches(day), same != link.is_opposite
        steps.append({**step(ahead.standings[link.effect], link, same=same), "from": str(day)})
    return steps
