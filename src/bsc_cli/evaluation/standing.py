"""Where an objective stands when one looks along the arrows: also when only one of its metrics is off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bsc_cli.evaluation.evaluation import Evaluation
from bsc_cli.evaluation.metric import MetricResult
from bsc_cli.evaluation.status import Status

_RANKS = {Status.OFF: 0, Status.NEAR: 1, Status.ON_TARGET: 3}
_UNKNOWN = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """An objective as of the day.

    `status` is that of its roll-up; where that has no number, that of the metric that stands worst, because it says
    what to do about it. `worst` is that metric. `off` are its metrics that are off, `since` the day on which the first
    of them became so.
    """

    id: str
    title: str
    owner: str | None
    status: Status
    score: Decimal | None
    worst: MetricResult | None
    off: tuple[MetricResult, ...]
    since: date | None

    @property
    def is_off(self) -> bool:
        """Whether it misses something: a metric of it is off, though the others may outweigh it."""
        return bool(self.off)

    @property
    def is_known(self) -> bool:
        """Whether it has a status that comes from a number."""
        return self.status.has_score

    @property
    def urgency(self) -> tuple[bool, int, Decimal]:
        """The worst first: off, near, without a number, on target; of equals the lower score."""
        return not self.is_off, _RANKS.get(self.status, _UNKNOWN), Decimal(0) if self.score is None else self.score


def standings(evaluation: Evaluation) -> Mapping[str, Standing]:
    """Return where every living objective stands, by full id."""
    found: dict[str, Standing] = {}
    for rollup in evaluation.objectives:
        results = [evaluation.by_metric[part] for part in rollup.parts]
        off = tuple(result for result in results if result.status is Status.OFF)
        worst = min(results, key=_urgency, default=None)
        days = [day for day in map(evaluation.off_since, off) if day is not None]
        status = worst.status if rollup.score is None and worst is not None else rollup.status
        found[rollup.id] = Standing(
            rollup.id, rollup.title, rollup.owner, status, rollup.score, worst, off, min(days, default=None)
        )
    return found


def _urgency(result: MetricResult) -> tuple[bool, Decimal]:
    return result.score is None, Decimal(0) if result.score is None else result.score
