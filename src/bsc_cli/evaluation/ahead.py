"""Forward along the arrows: what has turned, what it puts at risk, and from when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import localcontext
from typing import NamedTuple

from bsc_cli.evaluation.arrival import Arrival, arrivals
from bsc_cli.evaluation.evaluation import Evaluation
from bsc_cli.evaluation.links import Link, Links
from bsc_cli.evaluation.metric import MetricResult
from bsc_cli.evaluation.movement import signal_since
from bsc_cli.evaluation.standing import Standing
from bsc_cli.evaluation.status import Status
from bsc_cli.evaluation.trend import Trend
from bsc_cli.evaluation.verdict import Verdict, verdict
from bsc_cli.readings import EXACT

_NO_NEWS = (Status.LATE, Status.MISSING, Status.NEVER_MEASURED, Status.RETIRED)
"""Without a fresh number a metric has not turned: its trend is an old one."""


class Turn(NamedTuple):
    """A metric that turned: it is off, since the first period of the present run; else its trend is worse."""

    result: MetricResult
    since: date

    @property
    def is_off(self) -> bool:
        """Whether it is off already, and not only on the way there."""
        return self.result.status is Status.OFF


class Way(NamedTuple):
    """How something that turned reaches an objective. `turns` are those of one objective, the earliest first."""

    turns: tuple[Turn, ...]
    arrival: Arrival

    @property
    def lacks_lag(self) -> bool:
        """Whether an arrow of the way does not say its lag, so that the day may be later."""
        return any(link.lacks_lag for link in self.arrival.way)


@dataclass(frozen=True, slots=True)
class Risk:
    """An objective downstream of something that turned, with one way for each objective that did, earliest first.

    `read_from` is the first day of the newest period of which a metric of it has a value.
    """

    standing: Standing
    ways: tuple[Way, ...]
    read_from: date | None = None

    @property
    def day(self) -> date:
        """The first day from which it is at risk."""
        return self.ways[0].arrival.day

    @property
    def is_on_borrowed_time(self) -> bool:
        """Whether it still looks green."""
        return self.standing.is_green

    @property
    def has_not_shown(self) -> bool:
        """Whether a whole period was read after the lags were over, and the objective is still not off."""
        return not self.standing.is_off and self.read_from is not None and self.day < self.read_from


class Step(NamedTuple):
    """One line of the tree below something that turned: where a link leads, from when, and whether for the worse."""

    standing: Standing
    depth: int
    link: Link
    day: date
    worse: bool


@dataclass(frozen=True, slots=True)
class Ahead:
    """What has turned as of a day, in the order of the strategy, and what that puts at risk, earliest first."""

    as_of: date | None
    turns: tuple[Turn, ...]
    risks: tuple[Risk, ...]
    standings: Mapping[str, Standing]
    verdicts: Mapping[tuple[str, str], Verdict]


def turned(evaluation: Evaluation) -> Iterator[Turn]:
    """Yield the living metrics that are off, or whose trend is worse, with the day on which that began."""
    for result in evaluation.metrics:
        since = evaluation.off_since(result)
        if since is None and result.trend is Trend.WORSE and result.status not in _NO_NEWS and evaluation.as_of:
            with localcontext(EXACT):
                since = signal_since(evaluation.strategy, result, evaluation.as_of)
        if since is not None:
            yield Turn(result, since)


def look_ahead(evaluation: Evaluation, objective: str | None = None, metric: str | None = None) -> Ahead:
    """Return what is at risk as of the day: by all that turned, by what did in one objective, or by one metric of it.

    An objective is at risk from the day that the lags of the quickest way give, counted from the day on which the
    first of a cause's metrics turned.
    """
    strategy, stand = evaluation.strategy, evaluation.standings
    links = Links(strategy)
    turns = tuple(
        turn
        for turn in turned(evaluation)
        if objective in (None, turn.result.objective) and metric in (None, turn.result.id)
    )
    by_cause: dict[str, list[Turn]] = {}
    for turn in turns:
        by_cause.setdefault(turn.result.objective, []).append(turn)
    ways: dict[str, list[Way]] = {}
    for cause, found in by_cause.items():
        ordered = tuple(sorted(found, key=lambda turn: turn.since))
        for reached, arrival in arrivals(links, cause, ordered[0].since).items():
            ways.setdefault(reached, []).append(Way(ordered, arrival))
    risks = [
        Risk(
            stand[name],
            tuple(sorted(ways[name], key=lambda way: (way.arrival.day, len(way.arrival.way)))),
            evaluation.read_from(name),
        )
        for name in stand
        if name in ways
    ]
    risks.sort(key=lambda risk: (risk.day, len(risk.ways[0].arrival.way)))
    arrows = {
        (link.cause, link.effect): link.arrow
        for risk in risks
        for link in risk.ways[0].arrival.way
        if link.arrow is not None
    }
    verdicts = {ends: verdict(evaluation, arrow) for ends, arrow in arrows.items()}
    return Ahead(evaluation.as_of, turns, tuple(risks), stand, verdicts)


def within(ahead: Ahead, scorecard: str) -> Ahead:
    """Return what is at risk in one scorecard, wherever that comes from, and what has turned in it or leads there."""
    risks = tuple(risk for risk in ahead.risks if risk.standing.id.startswith(f"{scorecard}/"))
    leading = {turn.result.id for risk in risks for way in risk.ways for turn in way.turns}
    turns = tuple(
        turn for turn in ahead.turns if turn.result.metric.scorecard_id == scorecard or turn.result.id in leading
    )
    used = {(link.cause, link.effect) for risk in risks for link in risk.ways[0].arrival.way}
    verdicts = {ends: each for ends, each in ahead.verdicts.items() if ends in used}
    return replace(ahead, turns=turns, risks=risks, verdicts=verdicts)


def steps(ahead: Ahead) -> Iterator[Step]:
    """Yield the tree of what one objective puts at risk, in the order of reading, earliest first.

    It is made of the quickest ways, which begin alike and then part. A step that is for the better stands there only
    because the way leads on through another opposite effect.
    """
    children: dict[tuple[str, bool], dict[tuple[str, bool], Step]] = {}
    start = None
    for risk in ahead.risks:
        way = risk.ways[0]
        start = here = (way.arrival.way[0].cause, True)
        day = way.turns[0].since
        for depth, link in enumerate(way.arrival.way):
            day = link.reaches(day)
            there = (link.effect, here[1] != link.is_opposite)
            known = children.setdefault(here, {})
            known.setdefault(there, Step(ahead.standings[link.effect], depth, link, day, there[1]))
            here = there
    waiting = [] if start is None else _latest_first(children, start)
    while waiting:
        step = waiting.pop()
        yield step
        waiting += _latest_first(children, (step.standing.id, step.worse))


def _latest_first(
    children: Mapping[tuple[str, bool], Mapping[tuple[str, bool], Step]], place: tuple[str, bool]
) -> list[Step]:
    return sorted(children.get(place, {}).values(), key=lambda step: step.day)[::-1]
