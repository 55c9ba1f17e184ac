"""By how much the arrows into a metric move what is to come: effects on the way of readings that were seen already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from bsc_cli.evaluation import Evaluation, MetricResult
from bsc_cli.evaluation.odds import ArrowOdds
from bsc_cli.forecast.forecast import FEWEST
from bsc_cli.forecast.history import history
from bsc_cli.forecast.news import MONTHS, News, news
from bsc_cli.forecast.scale import Floats

_TYPICAL = 0.3
"""How large the effect of one deviation on one deviation usually is: the prior that pulls estimates towards 0."""
_FADING = (-0.3, 0.95)
_SMEAR = (0.25, 0.5, 0.25)
_SMEAR_AT_ONCE = (0.0, 0.6, 0.4)
"""What counts of the month after the lag, of the month itself and of the one before; without a lag none is after."""


@dataclass(frozen=True, slots=True)
class Push:
    """What the arrows into one metric add to its coming readings, in its unit.

    `parts` has a row for each of `odds`, a column for each reading ahead.
    """

    odds: tuple[ArrowOdds, ...]
    parts: Floats


def pushes(evaluation: Evaluation, odds: Sequence[ArrowOdds], steps: Mapping[str, int]) -> Mapping[str, Push]:
    """Return what the arrows add to each metric of `steps`, which says how many readings ahead to look.

    Each arrow counts by how likely it is. Ends are looked at by month or longer period; an effect that is to stay
    within a range is left out, because it has two wrong sides.
    """
    into: dict[str, list[ArrowOdds]] = {}
    for each in odds:
        if each.effect in steps and each.cause != each.effect:
            into.setdefault(each.effect, []).append(each)
    known: dict[str, News | None] = {}
    found: dict[str, Push] = {}
    for effect, arrows in into.items():
        result = evaluation.by_metric[effect]
        if result.metric.direction not in ("higher", "lower"):
            continue
        for metric in (effect, *(each.cause for each in arrows)):
            if metric not in known:
                known[metric] = _news(evaluation, evaluation.by_metric[metric])
        own = known[effect]
        causes = [(each, cause) for each in arrows if (cause := known[each.cause]) is not None]
        if own is not None and causes:
            signs = [_sign(evaluation, each) for each, _ in causes]
            parts = _parts(own, causes, signs, steps[effect])
            if parts is not None:
                found[effect] = Push(tuple(each for each, _ in causes), parts)
    return found


def _news(evaluation: Evaluation, result: MetricResult) -> News | None:
    """Return the news of a metric; None where it has too few readings or is read more often than monthly."""
    past = history(evaluation.strategy, result)
    if past is None or past.cadence not in MONTHS or past.count < FEWEST:
        return None
    bounds = result.metric.target_range
    ends = [each for each in (bounds.low, bounds.high) if each is not None] if bounds else []
    middle = sum(ends, Decimal(0)) / len(ends) if ends else None
    numbers = [
        float("nan") if each is None else float(each if middle is None else -abs(each - middle)) for each in past.values
    ]
    last = evaluation.strategy.calendar.last_day(past.newest)
    return news(np.array(numbers), past, last.year * 12 + last.month - 1)


def _sign(evaluation: Evaluation, odds: ArrowOdds) -> int:
    """Return 1 where a greater value of the cause is to make a greater one of the effect, else -1."""
    directions = [evaluation.by_metric[each].metric.direction for each in (odds.cause, odds.effect)]
    return -1 if (directions.count("lower") + odds.is_opposite) % 2 else 1


def _parts(own: News, causes: Sequence[tuple[ArrowOdds, News]], signs: Sequence[int], horizon: int) -> Floats | None:
    """Return what each arrow adds to the next readings: an autoregression with lagged causes, pulled towards none.

    Ridge regression (Hoerl and Kennard 1970) with the prior that an effect is about _TYPICAL; one that goes the other
    way than declared is none. Each is weighted by the chance that its arrow holds.
    """
    every = (len(own.monthly) - 1) // max(len(own.own) - 1, 1)
    count = len(own.own)
    months = own.first + every * np.arange(count + horizon)
    reach = np.array(
        [[_lagged(cause, int(month), odds.lag_months, every) for odds, cause in causes] for month in months]
    )
    first_seen = [max(0, -(-(cause.first + odds.lag_months - own.first) // every)) for odds, cause in causes]
    rows = np.arange(max(1, *first_seen), count)
    rows = rows[own.known[rows] > 0]
    if len(rows) < FEWEST or own.scale <= 0:
        return None
    design = np.column_stack([own.own[rows - 1], reach[rows]])
    target = own.own[rows]
    noise = 1.0
    for _ in range(2):
        pull = np.diag([0.01, *[noise / _TYPICAL**2] * len(causes)])
        weights = np.linalg.solve(design.T @ design + pull, design.T @ target)
        noise = float(((target - design @ weights) ** 2).sum()) / max(len(rows) - len(weights), 3)
    fading = float(np.clip(weights[0], *_FADING))
    parts = np.zeros((len(causes), horizon))
    for row, ((odds, _), sign) in enumerate(zip(causes, signs, strict=True)):
        effect = max(float(weights[1 + row]) * sign, 0.0) * sign * odds.probability
        so_far = 0.0
        for step in range(horizon):
            so_far = fading * so_far + effect * reach[count + step, row]
            parts[row, step] = so_far * own.scale
    return parts


def _lagged(cause: News, month: int, lag: int, every: int) -> float:
    """Return the mean of a cause over the months of a period, a lag before, give or take a month."""
    smear = _SMEAR if lag > 0 else _SMEAR_AT_ONCE
    total = 0.0
    for back in range(every):
        for shift, share in zip((-1, 0, 1), smear, strict=True):
            if share:
                total += share * cause.at(month - back - lag - shift)
    return total / every
