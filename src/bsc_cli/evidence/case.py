"""How one hypothesis is to be tested: which readings count, or why none does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bsc_cli.evaluation import Evaluation
from bsc_cli.evidence.evidence import Hypothesis, Verdict
from bsc_cli.evidence.lags import LONGEST
from bsc_cli.evidence.months import month_of
from bsc_cli.evidence.same_arrow import Group
from bsc_cli.evidence.since import History, Since, Source, since_when
from bsc_cli.evidence.stand_in import stand_in
from bsc_cli.model import Arrow, Lag

_DAYS_IN_A_MONTH = 30.4375


@dataclass(frozen=True)
class Question:
    """What is asked of the readings.

    `history` tells when arrows were drawn (None: nothing does but `declared_on`), `prior` is the chance given to an
    arrow beforehand. With `all_readings`, those older than the arrow count, too, where it was reasoned and not seen in
    the readings first.
    """

    history: History | None = None
    prior: float = 0.5
    all_readings: bool = False


class Case:
    """How one hypothesis is to be tested, or why it is not."""

    def __init__(
        self, evaluation: Evaluation, group: Group, asked: Question, computed: Mapping[str, frozenset[str]]
    ) -> None:
        self.group, self.arrow = group, group.arrows[0]
        self.lag = lag_in_months(self.arrow.after)
        own = {arrow.scorecard_id: arrow for arrow in group.arrows}
        self.witnesses: list[Arrow] = [own.get(each.cause.split("/", 1)[0], self.arrow) for each in group.ends]
        self.sinces = [since_when(arrow, asked.history) for arrow in self.witnesses]
        self.since = since_when(self.arrow, asked.history)
        reasoned = all(arrow.basis == "theory" for arrow in group.arrows)
        self.reasoned = reasoned
        self.counts_history = reasoned and (asked.all_readings or self.since.told_by is Source.UNKNOWN)
        self.remarks: list[str] = []
        self._counts_all = reasoned and asked.all_readings
        if not group.ends:
            self.remarks += _unmeasured(evaluation, self.arrow)
        elif group.ends[0].cause == group.ends[0].effect:
            self.remarks.append(
                f'"{group.ends[0].cause}" stands for both ends, so there is nothing to hold against it.'
            )
        elif any(one in computed.get(other, ()) for one, other in (group.ends[0], group.ends[0][::-1])):
            self.remarks.append("One end's formula contains the other: that is arithmetic, not evidence.")
        elif self.lag is not None and self.lag > LONGEST:
            self.remarks.append(f"A lag of more than {LONGEST} months is not tested.")

    @property
    def is_testable(self) -> bool:
        """Whether nothing stands against it."""
        return not self.remarks

    def untested(self) -> Hypothesis:
        """Return what is said of a hypothesis that is not tested: why."""
        return Hypothesis(
            self.group.arrows, self.group.ends, Verdict.NOT_ENOUGH, self.since, self.lag, remarks=tuple(self.remarks)
        )

    def first(self, since: Since, begins: int, months: int, every: int) -> int:
        """Return the first column whose reading of the effect counts."""
        if self._counts_all or (self.counts_history and since.day is None):
            return 0
        if since.day is None:
            return months
        started = month_of(since.day) + (since.day.day > 1)
        return min(max(started - begins + every - 1, 0), months)


def _unmeasured(evaluation: Evaluation, arrow: Arrow) -> Iterator[str]:
    for word, end in (("cause", arrow.source), ("effect", arrow.target)):
        if stand_in(evaluation, evaluation.strategy.objectives[end]) is None:
            yield f'The {word} "{end}" has no metric with readings.'


def lag_in_months(lag: Lag | None) -> int | None:
    """Return a lag in whole months, days and weeks rounded; None when none is declared."""
    if lag is None:
        return None
    months = {"month": 1, "quarter": 3, "year": 12}.get(lag.unit)
    return lag.number * months if months else round(lag.days / _DAYS_IN_A_MONTH)
