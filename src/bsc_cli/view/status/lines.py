"""An evaluation as a list of lines from top to bottom: what the table and the Markdown page both show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bsc_cli.evaluation import Evaluation, MetricResult, Rollup, Status
from bsc_cli.view.numbers import ABSENT, percent, shown, shown_range, shown_score
from bsc_cli.view.status.text import oneline
from bsc_cli.view.status.words import LOW_COVERAGE, spoken, tally


@dataclass(frozen=True, slots=True)
class Line:
    """One thing and where it stands, as text.

    `depth` is 0 for a scorecard, 1 a perspective, 2 an objective, 3 a metric; `state` is the status in words; `about`
    what else there is to say. Only metrics have a value.
    """

    depth: int
    name: str
    status: Status
    state: str
    score: str
    value: str = ""
    expected: str = ""
    progress: str = ""
    trend: str = ""
    owner: str = ""
    read: str = ""
    about: str = ""


def lines(evaluation: Evaluation) -> Iterator[Line]:
    """Yield scorecards, perspectives, objectives and living metrics in the order of the strategy."""
    # An objective and a metric may share an id, so what each kind is made of is looked up by kind.
    names = {result.id: result.title for result in evaluation.metrics}
    aims = {result.id: result.title for result in evaluation.objectives}
    views = {result.id: result.title for result in evaluation.perspectives}
    perspectives: dict[str | None, list[Rollup]] = {}
    objectives: dict[str | None, list[Rollup]] = {}
    metrics: dict[str, list[MetricResult]] = {}
    for perspective in evaluation.perspectives:
        perspectives.setdefault(perspective.above, []).append(perspective)
    for objective in evaluation.objectives:
        objectives.setdefault(objective.above, []).append(objective)
    for metric in evaluation.metrics:
        if metric.status is not Status.RETIRED:
            metrics.setdefault(metric.objective, []).append(metric)
    for card in evaluation.scorecards:
        yield _rolled_up(card, 0, views)
        for perspective in perspectives.get(card.id, ()):
            yield _rolled_up(perspective, 1, aims)
            for objective in objectives.get(perspective.id, ()):
                yield _rolled_up(objective, 2, names)
                yield from map(_metric, metrics.get(objective.id, ()))


def _rolled_up(result: Rollup, depth: int, titles: dict[str, str]) -> Line:
    about = [f"{percent(result.coverage)} covered"]
    if result.worst is not None and len(result.parts) > 1:
        about.append(f"worst: {oneline(titles[result.worst])}")
    about.append(tally(result.counts, words=False) or "no metrics")
    return Line(
        depth,
        oneline(result.title),
        result.status,
        spoken(result.status) if result.score is None or result.status.has_score else LOW_COVERAGE,
        shown_score(result.score),
        owner=oneline(result.owner or ABSENT),
        about=" · ".join(about),
    )


def _metric(result: MetricResult) -> Line:
    unit = f" ({oneline(result.metric.unit)})" if result.metric.unit else ""
    bounds = result.target_range
    return Line(
        3,
        oneline(result.title) + unit,
        result.status,
        spoken(result.status),
        shown_score(result.score),
        value=shown(result.value),
        expected=shown_range(bounds) if bounds is not None else shown(result.expected),
        progress=percent(result.progress),
        trend=str(result.trend or ABSENT),
        owner=oneline(result.owner or ABSENT),
        read=_read(result),
        about=oneline(result.note),
    )


def _read(result: MetricResult) -> str:
    """Return the period of the value and how many days ago it ended."""
    if result.period is None:
        return ABSENT
    return f"{result.period}, {result.age} d" if result.age else str(result.period)
