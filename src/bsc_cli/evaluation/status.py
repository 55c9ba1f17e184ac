"""Where a number stands: three bands of one score, and seven ways of having none, each asking for another action."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

TARGET = 100
RED_LINE = 50


class Status(StrEnum):
    """The word for where a metric, an objective or a scorecard stands, in the order in which counts are shown."""

    ON_TARGET = "on-target"
    NEAR = "near"
    OFF = "off"
    LATE = "late"
    MISSING = "missing"
    NEVER_MEASURED = "never-measured"
    NOT_DUE = "not-due"
    NO_TARGET = "no-target"
    NO_SCORE = "no-score"
    RETIRED = "retired"

    @classmethod
    def of_score(cls, score: Decimal | Fraction) -> Status:
        """Return the band of a score; an edge belongs to the better one."""
        if score >= TARGET:
            return cls.ON_TARGET
        return cls.NEAR if score >= RED_LINE else cls.OFF

    @property
    def has_score(self) -> bool:
        """Whether a score goes with it."""
        return self in (Status.ON_TARGET, Status.NEAR, Status.OFF)
