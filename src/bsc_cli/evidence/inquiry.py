"""All arrows of a strategy held against its readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bsc_cli.evaluation import Evaluation
from bsc_cli.evaluation.arithmetic import computed_from
from bsc_cli.evidence.columns import Columns, controls_of
from bsc_cli.evidence.evidence import Evidence, Hypothesis, Needed, Verdict, Weighed, day_of
from bsc_cli.evidence.lags import LONGEST, UNDECLARED
from bsc_cli.evidence.looks import WORDS, Claims, Looked, fewest, look
from bsc_cli.evidence.months import month_of
from bsc_cli.evidence.numbers import Vector, Whole
from bsc_cli.evidence.odds import Prior
from bsc_cli.evidence.power import detectable, months_more, units_in_all
from bsc_cli.evidence.same_arrow import Group, groups
from bsc_cli.evidence.since import History, Since, Source, since_when
from bsc_cli.evidence.step import month_of as step_month
from bsc_cli.evidence.trial import Arrows, Trial, try_arrows
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


def inquire(evaluation: Evaluation, question: Question | None = None) -> Evidence:
    """Hold all arrows of a strategy against its readings, and say of each what they say."""
    asked = question or Question()
    found = groups(evaluation)
    computed = computed_from(evaluation.strategy)
    plans = [
        _Plan(evaluation, group, asked, computed.get(group.ends[0].effect) if group.ends else None) for group in found
    ]
    tested = [plan for plan in plans if plan.is_testable]
    results = iter(_Weighing(evaluation, tested, asked).hypotheses() if tested else ())
    hypotheses = tuple(next(results) if plan.is_testable else plan.untested() for plan in plans)
    return Evidence(evaluation, hypotheses, asked.prior, asked.history is not None)


def lag_in_months(lag: Lag | None) -> int | None:
    """Return a lag in whole months, days and weeks rounded; None when none is declared."""
    if lag is None:
        return None
    months = {"month": 1, "quarter": 3, "year": 12}.get(lag.unit)
    return lag.number * months if months else round(lag.days / _DAYS_IN_A_MONTH)


class _Plan:
    """How one hypothesis is to be tested, or why it is not."""

    def __init__(self, evaluation: Evaluation, group: Group, asked: Question, computed: frozenset[str] | None) -> None:
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
        self._evaluation = evaluation
        if not group.ends:
            self.remarks += _unmeasured(evaluation, self.arrow)
        elif group.ends[0].cause == group.ends[0].effect:
            self.remarks.append(
                f'"{group.ends[0].cause}" stands for both ends, so there is nothing to hold against it.'
            )
        elif computed is not None and group.ends[0].cause in computed:
            self.remarks.append("The effect's formula contains the cause: that is arithmetic, not evidence.")
        elif self.lag is not None and self.lag > LONGEST:
            self.remarks.append(f"A lag of more than {LONGEST} months is not tested.")

    @property
    def is_testable(self) -> bool:
        return not self.remarks

    def untested(self) -> Hypothesis:
        ends = () if not self.group.ends else self.group.ends
        return Hypothesis(
            self.group.arrows, ends, Verdict.NOT_ENOUGH, self.since, self.lag, remarks=tuple(self.remarks)
        )

    def first(self, since: Since, begins: int, months: int, every: int) -> int:
        """Return the first column whose reading of the effect counts."""
        if self.counts_history:
            return 0
        if since.day is None:
            return months
        started = month_of(since.day) + (since.day.day > 1)
        return int(np.clip(started - begins + every - 1, 0, months))


def _unmeasured(evaluation: Evaluation, arrow: Arrow) -> Iterator[str]:
    from bsc_cli.evidence.stand_in import stand_in

    for word, end in (("cause", arrow.source), ("effect", arrow.target)):
        if stand_in(evaluation, evaluation.strategy.objectives[end]) is None:
            yield f'The {word} "{end}" has no metric with readings.'


class _Weighing:
    """The testable hypotheses of a strategy, weighed together."""

    def __init__(self, evaluation: Evaluation, plans: Sequence[_Plan], asked: Question) -> None:
        self._evaluation, self._plans, self._asked = evaluation, plans, asked
        self._columns = Columns(evaluation, [plan.group.ends for plan in plans])
        self._series = self._columns.series
        self._sizes = [len(plan.group.ends) for plan in plans]
        self._start = np.concatenate([[0], np.cumsum(self._sizes)]).astype(np.int64)
        every = self._series.every[self._columns.effect]
        self._every: Whole = every[self._start[:-1]]
        months = self._columns.monthly
        firsts = [
            plan.first(since, months.first, months.months, int(every[self._start[number] + place]))
            for number, plan in enumerate(plans)
            for place, since in enumerate(plan.sinces)
        ]
        self._arrows = self._made(np.array(firsts, dtype=np.int64))

    def _made(self, first: Whole) -> Arrows:
        lags = [UNDECLARED if plan.lag is None else plan.lag for plan in self._plans]
        signs = [-1.0 if plan.arrow.effect == "opposite" else 1.0 for plan in self._plans]
        return Arrows(
            self._columns.cause,
            self._columns.effect,
            np.repeat(np.array(lags, dtype=np.int64), self._sizes),
            np.repeat(np.array(signs), self._sizes),
            first,
            np.repeat(np.arange(len(self._plans)), self._sizes),
        )

    def hypotheses(self) -> Iterator[Hypothesis]:
        """Yield what is said of each plan, in order."""
        declared = {(arrow.source, arrow.target) for arrow in self._evaluation.strategy.arrows}
        both = np.array([(plan.arrow.target, plan.arrow.source) in declared for plan in self._plans])
        prior = Prior.of(self._asked.prior)
        looked = look(self._series, self._arrows, Claims(self._every, both), prior)
        scale = self._series.news.scale
        whole = self._made(np.zeros(len(self._columns.cause), dtype=np.int64))
        news = self._series.news
        history = try_arrows(self._series, whole, prior, news)
        turned = try_arrows(self._series, whole.turned_round(), prior, news)
        backward = np.maximum(turned.odds.declared, turned.odds.opposite)
        for number, plan in enumerate(self._plans):
            weighed = self._weighed(number, plan, looked.trial, looked.reverse, scale)
            past = self._weighed(number, plan, history, backward, scale)
            yield self._said(number, plan, looked, weighed, past)

    def _said(
        self, number: int, plan: _Plan, looked: Looked, weighed: Weighed | None, past: Weighed | None
    ) -> Hypothesis:
        verdict, now = WORDS[looked.settled[number]], WORDS[looked.word[number]]
        rows, units = (weighed.rows, weighed.units) if weighed else (0, len(plan.group.ends))
        free = float(looked.trial.free[number]) if weighed else 0.0
        needed = None
        if verdict is Verdict.NOT_ENOUGH:
            every = int(self._every[number])
            prior = self._asked.prior
            needed = Needed(
                months_more(free, rows, units, every, prior),
                units_in_all(free, units, prior),
            )
        return Hypothesis(
            arrows=plan.group.arrows,
            ends=plan.group.ends,
            verdict=verdict,
            since=plan.since,
            declared_lag_months=plan.lag,
            weighed=weighed,
            history=past if plan.reasoned and not plan.counts_history else None,
            counts_history=plan.counts_history,
            detectable=detectable(free, self._asked.prior) if weighed else None,
            needed=needed,
            fewest=int(fewest(self._every[number], np.array(units))),
            unsettled=now if now is not verdict else None,
            controls=controls_of(self._evaluation.strategy, plan.group.ends[0]),
            remarks=(),
        )

    def _weighed(self, number: int, plan: _Plan, trial: Trial, reverse: Vector, scale: Vector) -> Weighed | None:
        """Return one hypothesis as plain values; None when there was too little to weigh."""
        if not trial.units[number]:
            return None
        at = slice(self._start[number], self._start[number + 1])
        odds = trial.odds
        cause, effect = scale[self._columns.cause[at]], scale[self._columns.effect[at]]
        moving = (cause > 0) & (effect > 0)
        swing = float(np.median(cause[moving])) if moving.any() else 0.0
        ratio = float(np.median(effect[moving] / cause[moving])) if moving.any() else 0.0
        lag = int(trial.lag[number])
        event = int(trial.event[number])
        begins = self._columns.monthly.first
        turns = self._sign(plan)
        return Weighed(
            holds=float(odds.declared[number]),
            nothing=float(odds.none[number]),
            opposite=float(odds.opposite[number]),
            moved=_moved(float(odds.declared[number]), self._asked.prior),
            reverse=float(reverse[number]),
            lag_months=lag,
            near_declared=_near_declared(odds.lag_shares[number], plan.lag),
            strength=float(trial.strength[number]),
            effect=float(trial.slope[number]) * ratio * turns,
            swing=swing,
            rows=int(trial.rows[number]),
            units=int(trial.units[number]),
            event=day_of(begins + step_month(event)) if event >= 0 else None,
        )

    def _sign(self, plan: _Plan) -> int:
        """Return -1 where one end is better lower and the other higher, so that better is more on one side only."""
        from bsc_cli.evidence.months import sign_of

        metrics = self._evaluation.strategy.metrics
        cause, effect = (metrics[end] for end in plan.group.ends[0])
        return sign_of(cause) * sign_of(effect)


def _moved(holds: float, prior: float) -> float:
    """Return the factor between the odds of an arrow after and before the readings."""
    return holds / max(1 - holds, 1e-12) * (1 - prior) / prior


def _near_declared(shares: Vector, lag: int | None) -> float:
    """Return how much of the chance stands within a month of the declared lag; 1 where none is declared."""
    if lag is None:
        return 1.0
    near = shares[max(lag - 1, 0) : min(lag + 2, len(shares) - 1)]
    return float(min(1.0, near.sum() + shares[-1]))
