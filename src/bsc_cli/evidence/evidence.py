"""What the readings say of each arrow, in plain values: no library of numbers is needed to read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from bsc_cli.evaluation import Evaluation
from bsc_cli.evaluation.odds import ArrowOdds
from bsc_cli.evidence.discovery import q_values
from bsc_cli.evidence.since import Since
from bsc_cli.finding import Field, Place, Pointable
from bsc_cli.model import Arrow


class Verdict(StrEnum):
    """What the readings say of an arrow. Never more than this: readings prove nothing."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_SUPPORTED = "not supported"
    NOT_ENOUGH = "not enough data"


class Needed(NamedTuple):
    """What would make a medium effect visible four times in five.

    Months more with the units there are, or units in all with the months there are. None: not within reach.
    """

    months: int | None
    units: int | None


class Ends(NamedTuple):
    """The metrics that stand for the two objectives of an arrow in one scorecard, by full id."""

    cause: str
    effect: str


class Weighed(NamedTuple):
    """The readings that count, weighed.

    Chances are 0..1 and add up to 1: that the arrow holds as declared, that there is nothing, that it runs the other
    way. `moved` is the factor by which the readings moved the odds of the first, `reverse` the chance that the effect
    drives the cause. `lag_months` fits best; `near_declared` is the chance that the lag is the declared one give or
    take a month, if it holds. `strength` is the partial correlation (positive: as declared), pulled towards 0 by how
    little it rests on; `effect` the change of the effect in its unit for one unit of the cause, `swing` how far the
    cause usually strays from its trend and season, in its unit. `rows` readings of the effect in `units` units count.
    `p` is the one-sided p-value (0..1) of the arrow as declared against nothing, over its lags. `event` is the month
    of a level shift that both ends share and that was taken out.
    """

    holds: float
    nothing: float
    opposite: float
    moved: float
    reverse: float
    lag_months: int
    near_declared: float
    strength: float
    effect: float
    swing: float
    rows: int
    units: int
    p: float = 1.0
    event: date | None = None


@dataclass(frozen=True)
class Hypothesis:
    """Arrows that say the same, what stands for their ends in each unit, and what the readings say.

    The first arrow is the highest one. `ends` has one pair of metrics for each unit that is measured; none when the
    arrow is not tested, and then the remarks say why. `weighed` rests on readings since the arrow was drawn, `history`
    on all there are; None where there are too few to weigh. `detectable` is the smallest partial correlation that
    would be found four times in five. `unsettled` is a verdict that the newest looks do not agree on yet.
    """

    arrows: tuple[Arrow, ...]
    ends: tuple[Ends, ...]
    verdict: Verdict
    since: Since
    declared_lag_months: int | None
    weighed: Weighed | None = None
    history: Weighed | None = None
    counts_history: bool = False
    detectable: float | None = None
    needed: Needed | None = None
    fewest: int = 0
    unsettled: Verdict | None = None
    controls: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def arrow(self) -> Arrow:
        """The arrow that stands for all: the highest one."""
        return self.arrows[0]

    @property
    def is_pooled(self) -> bool:
        """Whether several units stand behind it."""
        return len(self.ends) > 1

    @property
    def is_same_month(self) -> bool:
        """Whether the effect is declared for the same month, so that its direction cannot be told."""
        return self.declared_lag_months == 0


@dataclass(frozen=True)
class Evidence:
    """What the readings say of all arrows of a strategy as of a day, in the order of the strategy.

    `prior` is the chance that an arrow was given before anything was read. `dated` says whether git could tell when
    arrows were drawn.
    """

    evaluation: Evaluation
    hypotheses: tuple[Hypothesis, ...]
    prior: float
    dated: bool

    @cached_property
    def by_arrow(self) -> Mapping[tuple[str, str], Hypothesis]:
        """What is said of each arrow, by the full ids of its ends."""
        return {(arrow.source, arrow.target): each for each in self.hypotheses for arrow in each.arrows}

    @property
    def supported(self) -> tuple[Hypothesis, ...]:
        """The hypotheses that the readings support."""
        return tuple(each for each in self.hypotheses if each.verdict is Verdict.SUPPORTED)

    @property
    def expected_false(self) -> float:
        """How many of the supported ones are to be expected not to hold, by their own chances."""
        return sum(1 - each.weighed.holds for each in self.supported if each.weighed)

    @cached_property
    def q_values(self) -> Mapping[tuple[str, str], float]:
        """The q-value (0..1) of each hypothesis that was weighed, over all of them, by the ends of its first arrow."""
        weighed = {(each.arrow.source, each.arrow.target): each.weighed.p for each in self.hypotheses if each.weighed}
        return dict(zip(weighed, q_values([*weighed.values()]), strict=True))

    def q_value(self, hypothesis: Hypothesis) -> float | None:
        """Return the q-value of a hypothesis; None where there was too little to weigh."""
        return self.q_values.get((hypothesis.arrow.source, hypothesis.arrow.target))

    @property
    def odds(self) -> tuple[ArrowOdds, ...]:
        """What a forecast needs of each arrow that is measured in its own scorecard and was weighed."""
        found: list[ArrowOdds] = []
        for arrow in self.evaluation.strategy.arrows:
            hypothesis = self.by_arrow.get((arrow.source, arrow.target))
            if hypothesis is None or hypothesis.weighed is None:
                continue
            ends = self.own_ends(arrow, hypothesis)
            if ends is not None:
                said = hypothesis.weighed
                word = str(hypothesis.verdict)
                found.append(ArrowOdds(arrow, ends.cause, ends.effect, said.holds, said.lag_months, word))
        return tuple(found)

    def own_ends(self, arrow: Arrow, hypothesis: Hypothesis) -> Ends | None:
        """Return the metrics that stand for an arrow's own objectives; None where one of them has none."""
        from bsc_cli.evidence.stand_in import ends_of

        known = {self.evaluation.by_metric[each.cause].objective: each for each in hypothesis.ends}
        return known.get(arrow.source) or ends_of(self.evaluation, arrow)

    def locate(self, element: Pointable, field: Field = None) -> Place:
        """Return where an element, or a field of it, stands."""
        return self.evaluation.strategy.locate(element, field)


def day_of(month: int) -> date:
    """Return the first day of a month counted from January of year 0."""
    return date(month // 12, month % 12 + 1, 1)
