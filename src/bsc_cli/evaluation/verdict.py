"""What the readings say of a causal arrow. It is no proof; it says which question is to be asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cache, partial
from typing import NamedTuple

from bsc_cli.evaluation.comparable import Window, looked_at
from bsc_cli.evaluation.evaluation import Evaluation
from bsc_cli.evaluation.movement import Movement, is_measured, movement
from bsc_cli.evaluation.status import Status
from bsc_cli.model import Arrow, Lag, Period


class Word(StrEnum):
    """Which question an arrow raises."""

    EXECUTION = "execution-question"
    HYPOTHESIS = "hypothesis-in-question"
    CONSISTENT = "consistent"
    TOO_EARLY = "too-early-to-say"
    NOT_MEASURED = "not-measured"


class Verdict(NamedTuple):
    """The word for an arrow; how both ends moved, None where that is not measured; and when the lag is over.

    `effect` is the movement since the cause's could show; where the cause has not moved, that of the whole time.
    `event` is when what went before was parted from the readings in which the cause has not moved.
    """

    arrow: Arrow
    word: Word
    cause: Movement | None = None
    effect: Movement | None = None
    lag_over_on: date | None = None
    event: Period | None = None


def verdict(evaluation: Evaluation, arrow: Arrow) -> Verdict:
    """Return what the readings say of an arrow of the strategy as of the day.

    First what the cause did so long ago that it had time to show counts; then whether the effect moved since, as
    declared. What the cause did only lately is too early to judge; where it did nothing, there is nothing to judge.
    Where its metrics moved against each other nobody can tell what it did.
    """
    day = evaluation.as_of
    if day is None:
        return Verdict(arrow, Word.NOT_MEASURED)
    start, lag = arrow.declared_on, arrow.after
    first = (lag.after(start) if lag else start) if start else None
    cause = movement(evaluation, arrow.source, Window(start, day))
    effect = movement(evaluation, arrow.target, Window(first, day))
    early = movement(evaluation, arrow.source, Window(start, day, lag)) if lag else cause
    if early is not None and early.since is not None:
        return _after(evaluation, arrow, day, early, lag.after(early.since) if lag else early.since)
    if lag and first is not None and first > day:
        return Verdict(arrow, Word.TOO_EARLY, cause, effect, first)
    is_read = effect is not None or movement(evaluation, arrow.target, Window(None, day)) is not None
    if cause is None or cause.direction == "both" or not is_read:
        return Verdict(arrow, Word.NOT_MEASURED, cause, effect)
    if cause.since is None or lag is None:
        event = looked_at(evaluation, arrow.source, Window(start, day)).event
        return Verdict(arrow, Word.EXECUTION, cause, effect, event=event)
    over = lag.after(cause.since)
    return Verdict(arrow, Word.TOO_EARLY, cause, effect, over if over > day else lag.after(_newest(evaluation, arrow)))


def untried(evaluation: Evaluation) -> Iterator[Arrow]:
    """Yield the arrows of the strategy whose verdict is that of execution: their cause has not moved.

    Only what decides on that is worked out, and once for all arrows that ask it of the same cause.
    """
    day = evaluation.as_of
    if day is None:
        return

    @cache
    def stands_still(cause: str, start: date | None, lag: Lag | None) -> bool:
        found = movement(evaluation, cause, Window(start, day))
        if found is None or found.direction != "no":
            return False
        early = movement(evaluation, cause, Window(start, day, lag)) if lag else found
        return early is None or early.since is None

    measured = cache(partial(is_measured, evaluation, day=day))
    for arrow in evaluation.strategy.arrows:
        start, lag = arrow.declared_on, arrow.after
        can_show = start is None or lag is None or lag.after(start) <= day
        if can_show and stands_still(arrow.source, start, lag) and measured(arrow.target):
            yield arrow


def _after(evaluation: Evaluation, arrow: Arrow, day: date, cause: Movement, over: date) -> Verdict:
    """Return the verdict on an arrow whose cause moved, and had time to show in the effect from a day on."""
    effect = movement(evaluation, arrow.target, Window(over, day))
    if effect is None:
        measured = movement(evaluation, arrow.target, Window(None, day)) is not None
        waits = measured and not _is_late(evaluation, arrow.target)
        return Verdict(arrow, Word.TOO_EARLY if waits else Word.NOT_MEASURED, cause, None, over)
    wanted = cause.direction
    if arrow.effect == "opposite":
        wanted = "worse" if wanted == "better" else "better"
    return Verdict(arrow, Word.CONSISTENT if effect.direction == wanted else Word.HYPOTHESIS, cause, effect, over)


def _is_late(evaluation: Evaluation, objective: str) -> bool:
    parts = evaluation.by_objective[objective].parts
    return any(evaluation.by_metric[part].status is Status.LATE for part in parts)


def _newest(evaluation: Evaluation, arrow: Arrow) -> date:
    """Return the day of the cause's newest reading; it has some."""
    parts = evaluation.by_objective[arrow.source].parts
    return max(each.ends for part in parts for each in evaluation.by_metric[part].series if each.value is not None)
