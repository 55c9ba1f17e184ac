"""The causes of an objective for scripts: fixed names, described in docs/json.md."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_cli.evaluation import MetricResult
from bsc_cli.evaluation.why import Why
from bsc_cli.view.json_document import json_document
from bsc_cli.view.looking.json_parts import arrows, step, thing


def json(why: Why, metric: MetricResult | None = None) -> str:
    """Return what stands behind an objective as one JSON object; what is absent is null.

    There is one path for each cause to act on and one for each end of the tree, in the order of reading, from the
    objective back. `ends` says what is there: a `cause`, the `end` with nothing behind it, or a place that is told
    `again`, on another path.
    """
    return json_document(
        {
            "as_of": str(why.as_of) if why.as_of else None,
            **thing(why.top),
            "metric": metric.id if metric else None,
            "explained": why.is_explained,
            "causes": [
                {
                    **thing(cause.standing),
                    "off_since": str(cause.standing.since),
                    "behind_since": str(cause.standing.short_since),
                    "shows_from": str(cause.arrival.day),
                    "too_recent": cause.is_too_recent,
                    "lag_declared": not any(link.lacks_lag for link in cause.arrival.way),
                }
                for cause in why.causes
            ],
            "paths": list(_paths(why)),
            "arrows": arrows(why.verdicts.values()),
            "supporters": [thing(each) for each in why.supporters.standings],
            "silo": why.supporters.is_silo,
            "at_its_expense": [thing(each) for each in why.at_its_expense],
            "unknown": [thing(each) for each in why.unknown],
        }
    )


def _paths(why: Why) -> Iterator[dict[str, object]]:
    causes = {cause.standing.id for cause in why.causes}
    inner = {node.above for node in why.nodes}
    for place, node in enumerate(why.nodes):
        is_cause = node.standing.id in causes and not node.again
        if place and (is_cause or place not in inner):
            yield {"ends": "cause" if is_cause else "again" if node.again else "end", "steps": _steps(why, place)}


def _steps(why: Why, place: int) -> list[dict[str, object]]:
    way = []
    while place >= 0:
        node = why.nodes[place]
        way.append(step(node.standing, node.link, same=node.same))
        place = node.above
    return way[::-1]
