"""The hypotheses that can be tested, weighed together, and what came of each in plain values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from bsc_cli.evaluation import Evaluation
from bsc_cli.evidence.case import Case, Question
from bsc_cli.evidence.columns import Columns, controls_of
from bsc_cli.evidence.evidence import Hypothesis, Needed, Verdict, Weighed, day_of
from bsc_cli.evidence.lags import UNDECLARED
from bsc_cli.evidence.looks import WORDS, Claims, Looked, fewest, look
from bsc_cli.evidence.months import sign_of
from bsc_cli.evidence.numbers import Vector, Whole
from bsc_cli.evidence.odds import Prior
from bsc_cli.evidence.power import detectable, months_more, units_in_all
from bsc_cli.evidence.step import month_of as step_month
from bsc_cli.evidence.trial import Arrows, Trial, try_arrows


class Weighing:
    """The testable hypotheses of a strategy, weighed together."""

    def __init__(self, evaluation: Evaluation, cases: Sequence[Case], asked: Question) -> None:
        self._evaluation, self._cases, self._asked = evaluation, cases, asked
        self._columns = Columns(evaluation, [case.group.ends for case in cases])
        self._series = self._columns.series
        self._sizes = [len(case.group.ends) for case in cases]
        self._start = np.concatenate([[0], np.cumsum(self._sizes)]).astype(np.int64)
        every = self._series.every[self._columns.effect]
        self._every: Whole = every[self._start[:-1]]
        months = self._columns.monthly
        firsts = [
            case.first(since, months.first, months.months, int(every[self._start[number] + place]))
            for number, case in enumerate(cases)
            for place, since in enumerate(case.sinces)
        ]
        self._arrows = self._made(np.array(firsts, dtype=np.int64))

    def _made(self, first: Whole) -> Arrows:
        lags = [UNDECLARED if case.lag is None else case.lag for case in self._cases]
        signs = [-1.0 if case.arrow.effect == "opposite" else 1.0 for case in self._cases]
        return Arrows(
            self._columns.cause,
            self._columns.effect,
            np.repeat(np.array(lags, dtype=np.int64), self._sizes),
            np.repeat(np.array(signs), self._sizes),
            first,
            np.repeat(np.arange(len(self._cases)), self._sizes),
        )

    def hypotheses(self) -> Iterator[Hypothesis]:
        """Yield what is said of each case, in order."""
        declared = {(arrow.source, arrow.target) for arrow in self._evaluation.strategy.arrows}
        both = np.array([(case.arrow.target, case.arrow.source) in declared for case in self._cases])
        prior = Prior.of(self._asked.prior)
        looked = look(self._series, self._arrows, Claims(self._every, both), prior)
        scale = self._series.news.scale
        whole = self._made(np.zeros(len(self._columns.cause), dtype=np.int64))
        news = self._series.news
        history = try_arrows(self._series, whole, prior, news)
        turned = try_arrows(self._series, whole.turned_round(), prior, news)
        backward = np.maximum(turned.odds.declared, turned.odds.opposite)
        for number, case in enumerate(self._cases):
            weighed = self._weighed(number, case, looked.trial, looked.reverse, scale)
            past = self._weighed(number, case, history, backward, scale)
            yield self._said(number, case, looked, weighed, past)

    def _said(
        self, number: int, case: Case, looked: Looked, weighed: Weighed | None, past: Weighed | None
    ) -> Hypothesis:
        verdict, now = WORDS[looked.settled[number]], WORDS[looked.word[number]]
        rows, units = (weighed.rows, weighed.units) if weighed else (0, len(case.group.ends))
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
            arrows=case.group.arrows,
            ends=case.group.ends,
            verdict=verdict,
            since=case.since,
            declared_lag_months=case.lag,
            weighed=weighed,
            history=past if case.reasoned and not case.counts_history else None,
            counts_history=case.counts_history,
            detectable=detectable(free, self._asked.prior) if weighed else None,
            needed=needed,
            fewest=int(fewest(self._every[number], np.array(units))),
            unsettled=now if now is not verdict else None,
            controls=controls_of(self._evaluation.strategy, case.group.ends[0]),
            remarks=(),
        )

    def _weighed(self, number: int, case: Case, trial: Trial, reverse: Vector, scale: Vector) -> Weighed | None:
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
        turns = self._sign(case)
        return Weighed(
            holds=float(odds.declared[number]),
            nothing=float(odds.none[number]),
            opposite=float(odds.opposite[number]),
            moved=_moved(float(odds.declared[number]), self._asked.prior),
            reverse=float(reverse[number]),
            lag_months=lag,
            near_declared=_near_declared(odds.lag_shares[number], case.lag),
            strength=float(trial.strength[number]),
            effect=float(trial.slope[number]) * ratio * turns,
            swing=swing,
            rows=int(trial.rows[number]),
            units=int(trial.units[number]),
            p=float(odds.p[number]),
            event=day_of(begins + step_month(event)) if event >= 0 else None,
        )

    def _sign(self, case: Case) -> int:
        """Return -1 where one end is better lower and the other higher, so that better is more on one side only."""
        metrics = self._evaluation.strategy.metrics
        cause, effect = (metrics[end] for end in case.group.ends[0])
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
