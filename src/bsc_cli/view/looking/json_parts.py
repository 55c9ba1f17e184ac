"""What both documents for scripts are made of; the names are described in docs/json.md."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bsc_cli.evaluation.links import Link
from bsc_cli.evaluation.movement import Movement
from bsc_cli.evaluation.standing import Standing
from bsc_cli.evaluation.verdict import Verdict
from bsc_cli.view.numbers import four_places


def thing(standing: Standing) -> dict[str, object]:
    """Return an objective and where it stands."""
    return {
        "id": standing.id,
        "title": standing.title,
        "owner": standing.owner,
        "status": str(standing.status),
        "score": four_places(standing.score),
    }


def step(standing: Standing, link: Link | None, *, same: bool) -> dict[str, object]:
    """Return one step of a path: an objective, and what the link says that leads to it or, for `why`, away from it.

    `effect` is the sign of that link, `overall_effect` the product of those since the beginning of the path. All that
    is said of the link is null for the beginning.
    """
    arrow = link.arrow if link else None
    signs = {True: "same", False: "opposite"}
    return {
        **thing(standing),
        "kind": None if link is None else "supports" if arrow is None else "drives",
        "because": arrow.because if arrow else None,
        "after": str(arrow.after) if arrow and arrow.after else None,
        "effect": None if link is None else signs[not link.is_opposite],
        "overall_effect": None if link is None else signs[same],
        "feedback": link.is_feedback if link else None,
    }


def arrows(verdicts: Iterable[Verdict]) -> list[dict[str, object]]:
    """Return the verdicts on arrows."""
    return [
        {
            "from": verdict.arrow.source,
            "to": verdict.arrow.target,
            "verdict": str(verdict.word),
            "cause_moved": _moved(verdict.cause),
            "cause_moved_on": _day(verdict.cause.since if verdict.cause else None),
            "effect_moved": _moved(verdict.effect),
            "effect_moved_on": _day(verdict.effect.since if verdict.effect else None),
            "lag_over_on": _day(verdict.lag_over_on),
        }
        for verdict in verdicts
    ]


def _moved(movement: Movement | None) -> str | None:
    """Return better, worse, no, or both where its metrics moved against each other; None when it is not measured."""
    return movement.direction if movement else None


def _day(day: date | None) -> str | None:
    return str(day) if day else None
