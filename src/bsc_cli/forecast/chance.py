"""From an Evaluation to forecasts: histories of equal length are looked at together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from typing import NamedTuple

import numpy as np

from bsc_cli.evaluation import Evaluation, MetricResult, Status
from bsc_cli.evaluation.odds import ArrowOdds
from bsc_cli.evaluation.pace import Pace, pace
from bsc_cli.forecast.asked import Asked, asked_of, batches, too_far
from bsc_cli.forecast.forecast import Cause, Forecast, Pushed, Step
from bsc_cli.forecast.history import after
from bsc_cli.forecast.mixture import Mixture, draws
from bsc_cli.forecast.predict import predict
from bsc_cli.forecast.push import Push, pushes
from bsc_cli.forecast.scale import Floats
from bsc_cli.model import Calendar
from bsc_cli.readings import EXACT

LEAST, MOST = 0.03, 0.97
"""No chance is stated below or above: beyond, models seem to know more than they do (decision 22)."""
_BAND = (0.1, 0.5, 0.9)
_PATHS = 1000
"""Their share that meets a target is good to 0.015."""
_DIGITS = 3
"""Of the width of a band so many digits are told."""


def forecasts(evaluation: Evaluation, odds: Sequence[ArrowOdds] = (), *, fan: bool = False) -> Iterator[Forecast]:
    """Yield the forecasts of all living metrics that have a target still due, in the order of the strategy."""
    with localcontext(EXACT):
        every: list[tuple[MetricResult, Asked | tuple[Forecast, ...]]] = [
            (result, asked_of(evaluation, result))
            for result in evaluation.metrics
            if result.status is not Status.RETIRED
        ]
        answered: dict[str, tuple[Forecast, ...]] = {}
        ready = [asked for _, asked in every if isinstance(asked, Asked)]
        pushed = pushes(evaluation, odds, {each.result.id: each.horizon for each in ready}) if odds else {}
        for batch in batches(ready):
            found = _Batch.of(batch, [pushed.get(each.result.id) for each in batch], fan=fan)
            for row, each in enumerate(batch):
                way = pace(evaluation.strategy, each.result)
                answered[each.result.id] = tuple(_answers(found, row, each, evaluation.strategy.calendar, way))
    for result, asked in every:
        yield from answered[result.id] if isinstance(asked, Asked) else asked


def mixture_of(batch: Sequence[Asked]) -> Mixture:
    """Return what may come for metrics with histories of one length, up to the furthest of their questions."""
    values = np.array([[each.scaled(value) for value in each.history.values] for each in batch])
    limits = np.array([each.limits for each in batch])
    horizon = max(each.horizon for each in batch)
    return predict(values, batch[0].history.cycle, horizon, limits[:, 0], limits[:, 1])


class _Batch(NamedTuple):
    """What is computed for S metrics at once.

    `edges` (S x Q x 2) are those of each question, `chance` (S x Q) that of lying between them, and `pushed` that with
    what the arrows add; `bands` and the `fan` (S x Q, S x H) are the values at the parts of _BAND.
    """

    mixture: Mixture
    edges: Floats
    chance: Floats
    pushed: Floats
    pushes: Sequence[Push | None]
    bands: tuple[Floats, ...]
    fan: tuple[Floats, ...]

    @classmethod
    def of(cls, batch: Sequence[Asked], pushes: Sequence[Push | None], *, fan: bool) -> _Batch:
        mixture = mixture_of(batch)
        horizon = mixture.mean.shape[2]
        most = max(len(each.questions) for each in batch)
        at = np.full((len(batch), most), 1)
        edges = np.zeros((len(batch), most, 2))
        added = np.zeros((len(batch), most, 1))
        for row, each in enumerate(batch):
            for number, question in enumerate(each.questions):
                at[row, number] = min(each.steps[number], horizon)
                edges[row, number] = each.edges(question)
                push = pushes[row]
                if push is not None and each.steps[number] <= each.furthest:
                    added[row, number] = float(push.parts[:, at[row, number] - 1].sum()) / 10.0**each.unit
        there = mixture.at(at - 1)
        chance, pushed = (there.below(each[:, :, 1]) - there.below(each[:, :, 0]) for each in (edges, edges - added))
        rays = tuple(mixture.quantile(part) for part in _BAND) if fan else ()
        return cls(mixture, edges, chance, pushed, pushes, tuple(there.quantile(part) for part in _BAND), rays)


def _answers(batch: _Batch, row: int, asked: Asked, calendar: Calendar, way: Pace | None) -> Iterator[Forecast]:
    paths = batch.mixture.paths(row, draws(_PATHS, asked.horizon))
    event = asked.history.event
    for number, (question, step) in enumerate(zip(asked.questions, asked.steps, strict=True)):
        if step > asked.furthest:
            yield too_far(asked, question, step)
            continue
        least, most = batch.edges[row, number]
        once = float(((paths[:, :step] >= least) & (paths[:, :step] <= most)).any(axis=1).mean())
        chance = float(batch.chance[row, number])
        low, middle, high = _rounded(asked, [float(bound[row, number]) for bound in batch.bands])
        yield Forecast(
            asked.result,
            question.due,
            question.period,
            question.target,
            question.bounds,
            probability=shrunk(chance),
            probability_by=shrunk(max(chance, once) if step > 1 else chance),
            low=low,
            middle=middle,
            high=high,
            readings=asked.history.count,
            since=calendar.first_day(event.on) if event else None,
            pace=way if way and calendar.last_day(way.period) == question.due else None,
            fan=tuple(_fan(batch, row, asked, step, calendar)) if batch.fan else (),
            pushed=_pushed(batch.pushes[row], float(batch.pushed[row, number]), step),
        )


def _pushed(push: Push | None, chance: float, step: int) -> Pushed | None:
    """Return what the arrows make of a chance, those that move most first; None where none does."""
    if push is None:
        return None
    added = [Decimal(float(part)) for part in push.parts[:, step - 1]]
    causes = [
        Cause(odds, round(part, _DIGITS - 1 - part.adjusted()))
        for odds, part in zip(push.odds, added, strict=True)
        if part
    ]
    return Pushed(shrunk(chance), tuple(sorted(causes, key=lambda cause: -abs(cause.adds)))) if causes else None


def shrunk(chance: float) -> Decimal:
    """Return a chance in whole percents as a part of 1, never below 0.03 or above 0.97."""
    return Decimal(round(min(max(chance, LEAST), MOST) * 100)) / 100


def _rounded(asked: Asked, bounds: Sequence[float]) -> Iterator[Decimal]:
    """Yield bounds in the metric's unit, with the digits that the width of the band makes worth telling."""
    exact = [Decimal(bound).scaleb(asked.unit) for bound in bounds]
    wide = exact[-1] - exact[0]
    place = Decimal(1).scaleb((wide.adjusted() if wide else asked.unit) + 1 - _DIGITS)
    for bound in exact:
        yield bound.quantize(place, ROUND_HALF_EVEN).normalize() + 0


def _fan(batch: _Batch, row: int, asked: Asked, steps: int, calendar: Calendar) -> Iterator[Step]:
    period = asked.history.newest
    for ahead in range(steps):
        period = after(period, calendar)
        yield Step(period, calendar.last_day(period), *_rounded(asked, [float(ray[row, ahead]) for ray in batch.fan]))
