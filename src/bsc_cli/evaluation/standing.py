"""Where an objective stands when one looks along the arrows: also when only one of its metrics is off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from typing import NamedTuple

from bsc_cli.evaluation.evaluation import Evaluation
from bsc_cli.evaluation.metric import MetricResult, judge
from bsc_cli.evaluation.status import Status
from bsc_cli.model import Calendar
from bsc_cli.readings import EXACT

_RANKS = {Status.OFF: 0, Status.NEAR: 1, Status.ON_TARGET: 3}
_UNKNOWN = 2


class Miss(NamedTuple):
    """A metric that is off; the day on which it became so, and that on which it fell behind its target before."""

    result: MetricResult
    since: date
    short_since: date


@dataclass(frozen=True, slots=True)
class Standing:
    """An objective as of the day.

    `status` is that of its roll-up; where that has no number, that of the metric that stands worst, because it says
    what to do about it. `worst` is that metric, `misses` are those that are off.
    """

    id: str
    title: str
    owner: str | None
    status: Status
    score: Decimal | None
    worst: MetricResult | None
    misses: tuple[Miss, ...]

    @property
    def off(self) -> tuple[MetricResult, ...]:
        """The results of the metrics that are off."""
        return tuple(miss.result for miss in self.misses)

    @property
    def is_off(self) -> bool:
        """Whether it misses something: a metric of it is off, though the others may outweigh it."""
        return bool(self.misses)

    @property
    def is_green(self) -> bool:
        """Whether it is on target, with all that it is measured by."""
        return self.status is Status.ON_TARGET and not self.is_off

    @property
    def is_known(self) -> bool:
        """Whether it has a status that comes from a number."""
        return self.status.has_score

    @property
    def since(self) -> date | None:
        """The day on which the first of its misses became one."""
        return min((miss.since for miss in self.misses), default=None)

    @property
    def short_since(self) -> date | None:
        """The day on which the first of its misses fell behind its target."""
        return min((miss.short_since for miss in self.misses), default=None)

    @property
    def rank(self) -> tuple[bool, int]:
        """The worst first: off, near, without a number, on target; before all, what has a metric that is off."""
        return not self.is_off, _RANKS.get(self.status, _UNKNOWN)

    @property
    def points(self) -> Decimal:
        """The score by which those of one rank are put in order."""
        return Decimal(0) if self.score is None else self.score


def standings(evaluation: Evaluation) -> Mapping[str, Standing]:
    """Return where every living objective stands, by full id."""
    found: dict[str, Standing] = {}
    for rollup in evaluation.objectives:
        results = [evaluation.by_metric[part] for part in rollup.parts]
        worst = min(results, key=_urgency, default=None)
        found[rollup.id] = Standing(
            id=rollup.id,
            title=rollup.title,
            owner=rollup.owner,
            status=worst.status if rollup.score is None and worst is not None else rollup.status,
            score=rollup.score,
            worst=worst,
            misses=tuple(_misses(evaluation, results)),
        )
    return found


def _misses(evaluation: Evaluation, results: Sequence[MetricResult]) -> Iterator[Miss]:
    for result in results:
        since = evaluation.off_since(result)
        if since is not None:
            yield Miss(result, since, _short_since(result, evaluation.strategy.calendar))


def _urgency(result: MetricResult) -> tuple[bool, Decimal]:
    return result.score is None, Decimal(0) if result.score is None else result.score


def _short_since(result: MetricResult, calendar: Calendar) -> date:
    """Return the last day of the first period of the unbroken run of readings below the target in force then.

    The metric is off now. Periods known to be missing neither begin nor end a run, as in `turning`.
    """
    since = result.series[-1].ends
    with localcontext(EXACT):
        for each in reversed(result.series):
            number = each.precise
            if number is None:
                continue
            if judge(result.metric, number, each.ends, calendar).status not in (Status.OFF, Status.NEAR):
                break
            since = each.ends
    return since
