"""The series that the hypotheses of a strategy are held against: each metric as the test of one arrow sees it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bsc_cli.evaluation import Evaluation
from bsc_cli.evidence.evidence import Ends
from bsc_cli.evidence.months import Monthly, month_of, monthly, sign_of
from bsc_cli.evidence.numbers import Whole
from bsc_cli.evidence.pool import ENOUGH_UNITS, relative_to_units
from bsc_cli.evidence.trial import Series
from bsc_cli.model import Metric
from bsc_cli.strategy import Strategy


def controls_of(strategy: Strategy, ends: Ends) -> tuple[str, ...]:
    """Return the metrics that may move both ends of an arrow: of the settings and of both scorecards, by full id.

    A metric at one of the ends is no control of that arrow.
    """
    found = [*strategy.shared_controls]
    for end in ends:
        found += strategy.controls_in(strategy.scorecards[end.split("/", 1)[0]])
    return tuple(each for each in dict.fromkeys(found) if each in strategy.metrics and each not in ends)


class Columns:
    """Series of metrics, one for each way in which some arrow sees the metric; turned so that more is better."""

    def __init__(self, evaluation: Evaluation, tests: Sequence[Sequence[Ends]]) -> None:
        self._evaluation = evaluation
        strategy = evaluation.strategy
        controls = [controls_of(strategy, ends) for test in tests for ends in test]
        named = {end for test in tests for ends in test for end in ends}
        self.monthly: Monthly = monthly(evaluation, named.union(*controls))
        self._keys: dict[tuple[str, tuple[str, ...], int], int] = {}
        at: list[tuple[int, int]] = []
        place = 0
        for number, test in enumerate(tests):
            apart = len(test) >= ENOUGH_UNITS
            for ends in test:
                mine = () if apart else controls[place]
                at.append(
                    (
                        self._column(ends.cause, mine, 2 * number if apart else -1),
                        self._column(ends.effect, mine, 2 * number + 1 if apart else -1),
                    )
                )
                place += 1
        self.cause: Whole = np.array([cause for cause, _ in at], dtype=np.int64)
        self.effect: Whole = np.array([effect for _, effect in at], dtype=np.int64)
        self.series = self._series()

    def _column(self, metric: str, controls: tuple[str, ...], group: int) -> int:
        for control in controls:
            self._keys.setdefault((control, (), -1), len(self._keys))
        return self._keys.setdefault((metric, controls, group), len(self._keys))

    def _series(self) -> Series:
        keys = list(self._keys)
        months = self.monthly
        metrics = [self._evaluation.strategy.metrics[name] for name, _, _ in keys]
        signs = np.array([sign_of(metric) for metric in metrics], dtype=np.float64)
        rows = np.array([months.rows[name] for name, _, _ in keys], dtype=np.int64)
        values = months.values[rows] * signs[:, None]
        values = relative_to_units(values, np.array([group for _, _, group in keys], dtype=np.int64))
        return Series(
            values,
            np.array([months.every[name] for name, _, _ in keys], dtype=np.int64),
            months.first % 12,
            [self._shifts(metric) for metric in metrics],
            [tuple(self._keys[control, (), -1] for control in controls) for _, controls, _ in keys],
        )

    def _shifts(self, metric: Metric) -> tuple[int, ...]:
        strategy = self._evaluation.strategy
        days = (strategy.calendar.first_day(event.on) for event in strategy.events_about(metric))
        places = {month_of(day) - self.monthly.first for day in days}
        return tuple(sorted(place for place in places if 0 < place < self.monthly.months))
