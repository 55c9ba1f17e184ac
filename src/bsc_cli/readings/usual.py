"""Rows with nothing unusual about them, which are nearly all: taken without a second look."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from bsc_cli.model import CADENCES, Metric, Period
from bsc_cli.readings.names import Names
from bsc_cli.readings.reading import Reading

_NUMBER = re.compile(r"[-+]?\d{1,16}(?:\.\d{1,16})?", re.ASCII)
_LONGEST = 18  # characters: as many digits as a number may have, whatever it is
_REMEMBERED = 1 << 16


class _Metric(NamedTuple):
    """What a row of a metric has to keep to, and the readings of it that are there, by period as written."""

    id: str
    coarsest: int
    low: Decimal | None
    high: Decimal | None
    kept: dict[str, Reading]


class Usual:
    """Takes rows of metric, period, value and perhaps note that no rule could have anything to say about."""

    def __init__(
        self,
        names: Names,
        kept: dict[str, dict[str, Reading]],
        read_period: Callable[[str], tuple[Period | None, str, str]],
    ) -> None:
        self._names, self._kept, self._read_period = names, kept, read_period
        self._metrics: dict[str, _Metric | None] = {}
        self._periods: dict[str, tuple[Period, int] | None] = {}
        self._numbers: dict[str, Decimal] = {}

    def take(self, cells: list[str], path: str, line: int) -> bool:
        """Keep a row of the right number of cells, as they were written; False when it needs a second look."""
        written, when, value, note = cells if len(cells) == 4 else (*cells, "")  # noqa: PLR2004 - with a note
        metric = self._metrics.get(written) or self._metric(written)
        period = self._periods.get(when) or self._period(when)
        number = self._numbers.get(value) or self._number(value)
        if metric is None or period is None or number is None:
            return False
        if note and (note != note.strip() or note.isdecimal()):
            return False
        if (
            period[1] > metric.coarsest
            or (metric.low is not None and number < metric.low)
            or (metric.high is not None and number > metric.high)
            or when in metric.kept
        ):
            return False
        column = len(written) + len(when) + 3
        metric.kept[when] = _new(Reading, (metric.id, period[0], number, note, path, line, column, column + len(value)))
        return True

    def _metric(self, written: str) -> _Metric | None:
        """Look up a metric that is measured; None for all others, and for names with something about them."""
        if written not in self._metrics:
            full = self._names.full_id(written)
            self._metrics[written] = self._seen(self._names.metrics[full]) if full is not None else None
        return self._metrics[written]

    def _seen(self, metric: Metric) -> _Metric | None:
        if metric.formula is not None:
            return None
        limits = metric.limits
        return _Metric(
            metric.id,
            CADENCES.index(metric.every) if metric.every else len(CADENCES),
            limits.low if limits else None,
            limits.high if limits else None,
            self._kept.setdefault(metric.id, {}),
        )

    def _period(self, when: str) -> tuple[Period, int] | None:
        if when not in self._periods:
            period = self._read_period(when)[0]
            self._periods[when] = (period, CADENCES.index(period.cadence)) if period else None
        return self._periods[when]

    def _number(self, value: str) -> Decimal | None:
        if len(value) > _LONGEST or not _NUMBER.fullmatch(value):
            return None
        number = Decimal(value)
        if len(self._numbers) < _REMEMBERED:
            self._numbers[value] = number
        return number


_new = tuple.__new__  # several times as fast as the class, and there may be millions
