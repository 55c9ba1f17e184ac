"""The readings of metrics as months of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

import numpy as np

from bsc_cli.evaluation import Evaluation
from bsc_cli.evaluation.series import Series, aggregated
from bsc_cli.evidence.numbers import Matrix
from bsc_cli.model import CADENCES, Cadence, Metric
from bsc_cli.model.period import MONTHS_IN


class Monthly(NamedTuple):
    """Readings by month.

    `values` has a row for each metric of `rows`, and a column for each month from `first` on, counted from January of
    year 0. A longer period stands in its last month; `every` is how many months it has.
    """

    values: Matrix
    rows: Mapping[str, int]
    every: Mapping[str, int]
    first: int

    @property
    def months(self) -> int:
        """How many months there are."""
        return int(self.values.shape[1])


def month_of(day: date) -> int:
    """Return the month in which a day lies, counted from January of year 0."""
    return day.year * 12 + day.month - 1


def monthly(evaluation: Evaluation, metrics: Iterable[str]) -> Monthly:
    """Return the readings of metrics by month; weeks and days are put together as the metric says.

    A value of a metric that is to stay within a range counts as its distance from the middle of the range, below 0:
    more is better.
    """
    wanted = sorted(set(metrics))
    series: dict[str, Series] = {}
    every: dict[str, int] = {}
    for name in wanted:
        result = evaluation.by_metric[name]
        cadence = _cadence(result.metric, result.series)
        series[name] = aggregated(
            result.series, cadence, result.metric.aggregate, evaluation.strategy.calendar, evaluation.as_of
        )
        every[name] = MONTHS_IN[cadence]
    numbered = {
        name: [(month_of(value.ends), float(value.value)) for value in values if value.value is not None]
        for name, values in series.items()
    }
    at = [month for values in numbered.values() for month, _ in values]
    first, last = min(at, default=0), max(at, default=-1)
    found = np.full((len(wanted), last - first + 1), np.nan)
    for row, name in enumerate(wanted):
        middle = _middle(evaluation.by_metric[name].metric)
        for month, value in numbered[name]:
            found[row, month - first] = value if middle is None else -abs(value - middle)
    return Monthly(found, {name: row for row, name in enumerate(wanted)}, every, first)


def _cadence(metric: Metric, series: Series) -> Cadence:
    """Return the cadence in which a metric is looked at: a month, or the longest of its declared and read periods."""
    longest: Cadence = metric.every or "month"
    if metric.every is None:
        longest = max((value.period.cadence for value in series), key=CADENCES.index, default="month")
    return max(longest, "month", key=CADENCES.index)


def _middle(metric: Metric) -> float | None:
    bounds = metric.target_range
    if metric.direction != "within" or bounds is None:
        return None
    given = [float(each) for each in (bounds.low, bounds.high) if each is not None]
    return sum(given) / len(given)


def sign_of(metric: Metric) -> int:
    """Return 1 where more of what `monthly` returns is better, -1 where less is; 1 where the metric does not say."""
    return -1 if metric.direction == "lower" else 1
