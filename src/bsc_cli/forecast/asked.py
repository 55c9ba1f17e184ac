"""What is to be computed for a metric, as plain numbers; or why nothing can be."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from bsc_cli.evaluation import Evaluation, MetricResult
from bsc_cli.forecast.due import Question, questions
from bsc_cli.forecast.forecast import FEWEST, Forecast
from bsc_cli.forecast.history import History, history
from bsc_cli.model import Metric

FURTHEST = 240
"""Readings ahead beyond which no metric is looked at, however many readings it has."""
_AT_ONCE = 64
"""Series looked at together: more would save little time and take more memory."""
_APART = 200
"""Orders of magnitude between the values of one metric that can still be computed with."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A metric with targets to come, and what is known of it.

    `steps` says of each question how many readings ahead it is. The numbers are divided by ten to the power of `unit`.
    """

    result: MetricResult
    questions: tuple[Question, ...]
    steps: tuple[int, ...]
    history: History
    unit: int

    @property
    def metric(self) -> Metric:
        """The metric itself."""
        return self.result.metric

    @property
    def furthest(self) -> int:
        """How many readings ahead it may be looked at: as many as there are behind."""
        return min(self.history.count, FURTHEST)

    @property
    def horizon(self) -> int:
        """How many readings ahead the last of its questions is that is not too far."""
        return max(step for step in self.steps if step <= self.furthest)

    def scaled(self, value: Decimal | None, missing: float = math.nan) -> float:
        """Return a value of the metric as the models take it."""
        return missing if value is None else float(value.scaleb(-self.unit))

    @property
    def limits(self) -> tuple[float, float]:
        """What a value can be at all, scaled; -inf and inf where there is no limit."""
        bounds = self.metric.limits
        low, high = (bounds.low, bounds.high) if bounds else (None, None)
        return self.scaled(low, -math.inf), self.scaled(high, math.inf)

    def edges(self, question: Question) -> tuple[float, float]:
        """Return between which values a reading meets the target, scaled; -inf and inf where one side is open.

        Readings come in steps: one that is written as 86 stands for everything from 85.5 on.
        """
        low, high = (question.bounds.low, question.bounds.high) if question.bounds else (None, None)
        if self.metric.direction == "higher":
            low = question.target
        elif self.metric.direction == "lower":
            high = question.target
        step = self.history.resolution
        least = None if low is None else (low / step).to_integral_value(ROUND_CEILING) * step - step / 2
        most = None if high is None else (high / step).to_integral_value(ROUND_FLOOR) * step + step / 2
        return self.scaled(least, -math.inf), self.scaled(most, math.inf)


def asked_of(evaluation: Evaluation, result: MetricResult) -> Asked | tuple[Forecast, ...]:
    """Return what is to be computed for a metric; where nothing can be, the forecasts that say what is missing."""
    calendar, metric = evaluation.strategy.calendar, result.metric
    if not metric.has_target or evaluation.as_of is None:
        return ()
    known = history(evaluation.strategy, result)
    cadence = metric.every or (known.cadence if known else "month")
    asked = tuple(questions(metric, cadence, evaluation.as_of, calendar))
    lacking = _lacking(metric, known)
    if known is None or lacking or not asked:
        return without(result, asked, known, lacking)
    steps = tuple(question.steps_from(known.newest, calendar) for question in asked)
    ready = Asked(result, asked, steps, known, _size(known)[1])
    if min(steps) <= ready.furthest:
        return ready
    return tuple(too_far(ready, question, step) for question, step in zip(asked, steps, strict=True))


def _lacking(metric: Metric, known: History | None) -> str:
    if metric.direction is None:
        return "it does not say which way is better"
    count = known.count if known else 0
    if known is None or count < FEWEST:
        since = f" since {known.event.on} ({known.event.what})" if known and known.event else ""
        return f"{count} of the {FEWEST} readings it takes{since}"
    least, most = _size(known)
    return "its values are too far apart to compute with" if most - least > _APART else ""


def _size(known: History) -> tuple[int, int]:
    """Return the powers of ten of the smallest and the largest value; 0 counts as neither."""
    sizes = [value.adjusted() for value in known.values if value]
    return min(sizes, default=0), max(sizes, default=0)


def without(
    result: MetricResult, asked: Sequence[Question], known: History | None, lacking: str
) -> tuple[Forecast, ...]:
    """Return forecasts without a number, that say what is missing for one."""
    count = known.count if known else 0
    return tuple(
        Forecast(result, each.due, each.period, each.target, each.bounds, readings=count, lacking=lacking)
        for each in asked
    )


def too_far(asked: Asked, question: Question, step: int) -> Forecast:
    """Return the forecast of a target that is further away than the readings look."""
    lacking = f"{step} readings ahead, further than its {asked.history.count} readings look"
    return without(asked.result, (question,), asked.history, lacking)[0]


def batches(every: Sequence[Asked]) -> Iterator[list[Asked]]:
    """Yield metrics with histories of one length and cycle together, some at a time."""
    alike: dict[tuple[int, int], list[Asked]] = {}
    for each in every:
        alike.setdefault((len(each.history.values), each.history.cycle), []).append(each)
    for group in alike.values():
        for start in range(0, len(group), _AT_ONCE):
            yield group[start : start + _AT_ONCE]
