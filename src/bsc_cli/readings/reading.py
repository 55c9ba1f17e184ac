"""One measured value, and all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from bsc_cli.finding import Place, Reported, Spot
from bsc_cli.model import Period


class Reading(NamedTuple):
    """One row: a metric by full id, a period, and a value in the metric's unit. None is known to be missing.

    Line and columns (from 1, the end exclusive) are those of the value's cell. A plain tuple because there can be
    hundreds of thousands.
    """

    metric: str
    period: Period
    value: Decimal | None
    note: str
    path: str
    line: int
    column: int
    end_column: int

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return Place(self.path, self.line, self.column, self.line, self.end_column)

    @property
    def spot(self) -> Spot:
        """What a finding about this reading points at: it stays the same when lines move."""
        return Spot(f"{self.metric} {self.period}", self.place)


@dataclass(frozen=True)
class Readings:
    """All readings of declared metrics, retired ones too, and what was wrong with the files.

    `rows` has, by full id in alphabetical order, the readings from the oldest to the newest last day of their period;
    of two periods that end together, the shorter one is the newer.
    """

    rows: Mapping[str, tuple[Reading, ...]] = field(default_factory=dict)
    faults: tuple[Reported, ...] = ()
    newest: Mapping[str, date] = field(default_factory=dict)
    """Where readings of shorter periods were made into one of a longer one, the last day that was read, by metric."""

    def with_faults(self, faults: tuple[Reported, ...]) -> Readings:
        """Return the same readings, with what is wrong with files that are no text told first."""
        return replace(self, faults=(*faults, *self.faults)) if faults else self

    @property
    def count(self) -> int:
        """How many readings there are."""
        return sum(map(len, self.rows.values()))
