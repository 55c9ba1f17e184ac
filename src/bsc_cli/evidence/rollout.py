"""Where starting an initiative unit by unit, instead of everywhere at once, would let an arrow be tested soonest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple

import numpy as np

from bsc_cli.evidence.evidence import Ends, Evidence, Hypothesis, Verdict, day_of
from bsc_cli.evidence.months import month_of
from bsc_cli.evidence.numbers import Matrix
from bsc_cli.evidence.odds import Prior
from bsc_cli.evidence.pool import ENOUGH_UNITS, relative_to_units
from bsc_cli.evidence.power import MEDIUM, SMALL, SUPPORTED
from bsc_cli.evidence.trial import Arrows, Series, try_arrows
from bsc_cli.model import Initiative

_SPACINGS = (1, 3, 6)
"""Months between the starts of two units that are tried."""
_LENGTHS = (6, 9, 12, 15, 18, 21, 24, 30, 36, 42, 48, 60, 72, 84)
"""Months from now that are tried; what takes longer is not worth planning."""
_PANELS = 100
"""Simulated panels for each length: a power of 80% is then known to within 8 points."""
_ENOUGH = 0.8
_SMALLEST, _LARGEST, _ASSUMED = 0.5, 3.0, 1.0
"""How many usual swings an initiative is taken to move its metric: at least, at most, and where no target tells."""
_MOST_UNITS = 24
_KEEPS = 0.5
"""How much of its last month a simulated metric keeps."""
_BEFORE = 24


class Start(NamedTuple):
    """The month in which a unit begins, and the unit's id."""

    month: date
    unit: str


@dataclass(frozen=True)
class Rollout:
    """An initiative started unit by unit, and when its arrow could be tested: months from now, None: beyond 84.

    `size` is how far it moves the cause, in usual swings; `size_from_target` whether the metric's target tells that;
    `strength` the partial correlation that is looked for.
    """

    initiative: Initiative
    hypothesis: Hypothesis
    starts: tuple[Start, ...]
    spacing: int
    size: float
    size_from_target: bool
    strength: float
    months_without: int | None
    months_with: int | None

    @property
    def saved(self) -> int | None:
        """How many months it saves; None when it takes too long even so."""
        if self.months_with is None:
            return None
        return (self.months_without or _LENGTHS[-1]) - self.months_with


def rollouts(evidence: Evidence) -> tuple[Rollout, ...]:
    """Return the open initiatives that could be started unit by unit, those that save most first.

    They move the cause of an arrow that is not decided yet and that four or more units measure. When it could be
    tested is simulated with a fixed seed, by the very test that `bsc evidence` makes: a medium effect, or a small one
    where a medium one would have shown by now, units as many and as long read as here, and the cause raised for good
    in each unit from its start on.
    """
    found = [_planned(evidence, initiative, each) for initiative, each in _candidates(evidence)]
    return tuple(sorted(found, key=lambda each: (-(each.saved if each.saved is not None else -1), each.initiative.id)))


def _candidates(evidence: Evidence) -> Iterator[tuple[Initiative, Hypothesis]]:
    strategy = evidence.evaluation.strategy
    for hypothesis in evidence.hypotheses:
        if hypothesis.verdict is not Verdict.NOT_ENOUGH or len(hypothesis.ends) < ENOUGH_UNITS:
            continue
        causes = {ends.cause for ends in hypothesis.ends}
        names = {cause.split("/", 1)[1] for cause in causes}
        sources = {arrow.source for arrow in hypothesis.arrows}
        seen: set[str] = set()
        for objective in strategy.objectives.values():
            for initiative in objective.initiatives.values():
                moved = {strategy.full_id(ref, initiative.scorecard_id) for ref in initiative.moves}
                head = initiative.scorecard_id == hypothesis.arrow.scorecard_id
                alike = {each.split("/", 1)[1] for each in moved} & names if head else set()
                fits = bool(moved & causes or alike or (objective.id in sources and not moved))
                if fits and initiative.status in (None, "planned") and initiative.name not in seen:
                    seen.add(initiative.name)
                    yield initiative, hypothesis


def _planned(evidence: Evidence, initiative: Initiative, hypothesis: Hypothesis) -> Rollout:
    units = sorted(
        (ends.cause.split("/", 1)[0] for ends in hypothesis.ends),
        key=lambda unit: sha256(f"{initiative.id} {unit}".encode()).hexdigest(),
    )
    size, told = _size(evidence, hypothesis)
    said = hypothesis.weighed
    have = round(said.rows / max(said.units, 1)) if said else 0
    count = min(len(units), _MOST_UNITS)
    lag = hypothesis.declared_lag_months if hypothesis.declared_lag_months is not None else 3
    strength = SMALL if hypothesis.needed is not None and hypothesis.needed.months == 0 else MEDIUM
    arrow = _Simulated(count, have, lag, size, strength, Prior.of(evidence.prior))
    without = arrow.months(None)
    tried = [(months, spacing) for spacing in _SPACINGS if (months := arrow.months(spacing)) is not None]
    best, spacing = min(tried, default=(None, _SPACINGS[1]))
    as_of = evidence.evaluation.as_of
    begin = month_of(as_of) + 1 if as_of else 0
    starts = tuple(Start(day_of(begin + place * spacing), unit) for place, unit in enumerate(units)) if as_of else ()
    return Rollout(initiative, hypothesis, starts, spacing, size, told, strength, without, best)


def _size(evidence: Evidence, hypothesis: Hypothesis) -> tuple[float, bool]:
    """Return how many usual swings an initiative may move the cause: all the way to its target, within reason."""
    said = hypothesis.weighed or hypothesis.history
    gaps = [gap for ends in hypothesis.ends if (gap := _gap(evidence, ends)) is not None]
    if said is None or said.swing <= 0 or not gaps:
        return _ASSUMED, False
    return float(np.clip(np.median(gaps) / said.swing, _SMALLEST, _LARGEST)), True


def _gap(evidence: Evidence, ends: Ends) -> float | None:
    """Return how far a unit's cause is from its last target, in its unit."""
    result = evidence.evaluation.by_metric[ends.cause]
    goal = evidence.evaluation.strategy.final_target(result.metric)
    if goal is None or result.value is None:
        return None
    return float(abs(Decimal(goal[0]) - result.value))


class _Simulated:
    """Panels of units with an arrow of some strength from cause to effect, read for some months already."""

    def __init__(self, units: int, have: int, lag: int, size: float, strength: float, prior: Prior) -> None:
        self._units, self._have, self._lag, self._size = units, have, lag, size
        self._strength, self._prior = strength, prior

    def months(self, spacing: int | None) -> int | None:
        """Return the months from now after which the arrow is found four times in five; None: beyond all tried.

        `spacing` is the months between two units' starts; None when nothing is started.
        """
        low, high = -1, len(_LENGTHS)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self._power(_LENGTHS[middle], spacing) >= _ENOUGH else (middle, high)
        return _LENGTHS[high] if high < len(_LENGTHS) else None

    def _power(self, more: int, spacing: int | None) -> float:
        months, rows = self._have + more, _PANELS * self._units
        cause, effect = self._panels(months, spacing)
        group = np.repeat(np.arange(_PANELS), self._units)
        values = relative_to_units(np.vstack([cause, effect]), np.concatenate([group, group + _PANELS]))
        series = Series(values, np.ones(2 * rows, dtype=np.int64))
        one = np.arange(rows)
        arrows = Arrows(one, rows + one, np.full(rows, self._lag), np.ones(rows), np.zeros_like(one), group)
        return float((try_arrows(series, arrows, self._prior).odds.declared >= SUPPORTED).mean())

    def _panels(self, months: int, spacing: int | None) -> tuple[Matrix, Matrix]:
        rng = np.random.default_rng([months, self._units, self._lag])
        rows, whole = _PANELS * self._units, months + _BEFORE
        news = rng.standard_normal((2, rows, whole)) * np.sqrt(1 - _KEEPS**2)
        step = np.zeros((rows, whole))
        if spacing is not None:
            start = _BEFORE + self._have + spacing * (np.arange(rows) % self._units)
            step = np.where(np.arange(whole) >= start[:, None], self._size, 0.0)
        slope = self._strength / np.sqrt(1 - self._strength**2) * np.sqrt(1 - _KEEPS**2)
        cause, effect = np.zeros((rows, whole)), np.zeros((rows, whole))
        for month in range(1, whole):
            cause[:, month] = _KEEPS * cause[:, month - 1] + news[0, :, month]
            moved = cause[:, max(month - self._lag, 0)] + step[:, max(month - self._lag, 0)]
            effect[:, month] = _KEEPS * effect[:, month - 1] + slope * moved + news[1, :, month]
        return (cause + step)[:, _BEFORE:], effect[:, _BEFORE:]
