"""One metric as of a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from bsc_cli.evaluation.exact import Exact
from bsc_cli.evaluation.expected import expected, target_due
from bsc_cli.evaluation.score import Scored, exact_score, progress, score_towards, score_within
from bsc_cli.evaluation.series import Series
from bsc_cli.evaluation.status import Status
from bsc_cli.evaluation.trend import Trend
from bsc_cli.model import Calendar, Metric, Period, Range


@dataclass(frozen=True)
class MetricResult:
    """Where a metric stands. Values, targets and red line in its unit, score as computed (not held within 0..150).

    `target` is the one due in the value's period or next after it, `expected` what should be reached by that period,
    `red_line` the value that scores 50 when the target is due. For a range these are None but for the red line on
    the side where the value left it. `progress` is in percent of the way from the baseline to the last target, `age`
    in days since the end of the value's period. `exact` is the score with nothing rounded, to add up.
    """

    metric: Metric
    title: str
    objective: str
    owner: str | None
    status: Status
    period: Period | None = None
    value: Decimal | None = None
    expected: Decimal | None = None
    target: Decimal | None = None
    red_line: Decimal | None = None
    score: Decimal | None = None
    progress: Decimal | None = None
    trend: Trend | None = None
    age: int | None = None
    note: str = ""
    series: Series = ()
    exact: Fraction | None = None

    @property
    def id(self) -> str:
        """The full id of the metric."""
        return self.metric.id

    @cached_property
    def days(self) -> Sequence[date]:
        """The last days of the periods that have a value, from the oldest to the newest."""
        return [each.ends for each in self.series if each.value is not None]

    @cached_property
    def values(self) -> Sequence[Decimal]:
        """The values of these periods, in the metric's unit."""
        return [each.value for each in self.series if each.value is not None]

    @property
    def weight(self) -> Decimal:
        """Its weight in its objective."""
        return Decimal(1) if self.metric.weight is None else self.metric.weight

    @property
    def target_range(self) -> Range | None:
        """The range to stay in, for a metric that has one."""
        return self.metric.target_range


class Judgement(NamedTuple):
    """What a value of one period is worth. `shortfall` and `width` are those of the score, with nothing rounded."""

    status: Status
    score: Decimal | None = None
    expected: Decimal | None = None
    target: Decimal | None = None
    red_line: Decimal | None = None
    shortfall: Exact = Decimal(0)
    width: Decimal = Decimal(1)

    @property
    def exact(self) -> Fraction | None:
        """The score with nothing rounded."""
        return None if self.score is None else exact_score(self.shortfall, self.width)


def judge(metric: Metric, value: Exact, day: date, calendar: Calendar) -> Judgement:
    """Judge a value whose period ends on a day, by the target that was in force then."""
    return judge_of(metric, day, calendar)(value)


def judge_of(metric: Metric, day: date, calendar: Calendar) -> Callable[[Exact], Judgement]:
    """Return what judges values by the target that was in force on a day, for when there are many of them."""
    if not metric.has_target:
        return lambda _value: Judgement(Status.NO_TARGET)
    bounds = metric.target_range
    if bounds is not None:
        return lambda value: _scored(score_within(metric, value, bounds), None, None)
    due = target_due(metric, day, calendar)
    if metric.direction is None:
        return lambda _value: Judgement(Status.NO_SCORE, target=due)
    wanted = expected(metric, day, calendar)
    if wanted is None:
        return lambda _value: Judgement(Status.NOT_DUE, target=due)
    return lambda value: _scored(score_towards(metric, value, wanted), wanted.value, wanted.end)


def _scored(scored: Scored, wanted: Decimal | None, target: Decimal | None) -> Judgement:
    status = Status.NO_SCORE if scored.score is None else Status.of_score(scored.score)
    return Judgement(status, scored.score, wanted, target, scored.red_line, scored.shortfall, scored.width)


def stand(result: MetricResult, series: Series, as_of: date | None, calendar: Calendar) -> MetricResult:
    """Return a metric's result with the value in force and what it is worth; `result` has all but these."""
    from dataclasses import replace

    metric = result.metric
    newest = series[-1] if series else None
    if newest is None:
        status = Status.RETIRED if result.status is Status.RETIRED else Status.NEVER_MEASURED
        return replace(result, status=status, target=target_due(metric, as_of, calendar))
    last = target_due(metric, None, calendar)
    result = replace(
        result,
        period=newest.period,
        value=newest.value,
        note=newest.note,
        series=series,
        age=(as_of - newest.ends).days if as_of is not None else None,
        target=target_due(metric, newest.ends, calendar),
        progress=None if newest.value is None else progress(metric, newest.value, last),
    )
    if result.status is Status.RETIRED:
        return result
    if as_of is not None and is_late(metric, newest.ends, as_of, calendar):
        return replace(result, status=Status.LATE)
    if newest.precise is None:
        return replace(result, status=Status.MISSING)
    verdict = judge(metric, newest.precise, newest.ends, calendar)
    return replace(
        result,
        status=verdict.status,
        score=verdict.score,
        exact=verdict.exact,
        expected=verdict.expected,
        target=verdict.target,
        red_line=verdict.red_line,
    )


def is_late(metric: Metric, ends: date, as_of: date, calendar: Calendar) -> bool:
    """Whether a whole further period of the metric's cadence was over before a day, without a reading."""
    if metric.every is None or ends == date.max:
        return False
    following = calendar.holding(ends + timedelta(days=1), metric.every)
    return calendar.last_day(following) < as_of
