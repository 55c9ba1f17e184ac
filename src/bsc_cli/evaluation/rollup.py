"""Objectives, perspectives and scorecards: weighted means of what stands below them, and how much that covers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import gcd
from typing import NamedTuple

from bsc_cli.evaluation.exact import down
from bsc_cli.evaluation.metric import MetricResult
from bsc_cli.evaluation.status import Status
from bsc_cli.model import Scorecard
from bsc_cli.strategy import Strategy

HIGHEST = 150
"""Scores are held within 0 and this in a roll-up, so that one number cannot carry all the others."""
LEAST_COVERAGE = 50
"""Percent of the declared weight that must have a score before a roll-up is given a status."""
_NOTHING, _WHOLE = Fraction(0), Fraction(100)


class Part(NamedTuple):
    """What a roll-up is made of: one thing below, its weight, its score and its coverage in percent, all exact."""

    id: str
    weight: Decimal
    score: Fraction | None
    coverage: Fraction


class Total(NamedTuple):
    """The outcome of a roll-up, exact. `worst` is the id of the part with the lowest score."""

    score: Fraction | None
    status: Status
    coverage: Fraction
    worst: str | None


@dataclass(frozen=True)
class Rollup:
    """Where an objective, a perspective or a scorecard stands.

    The score is held within 0..150 below; coverage is the percentage of the declared weight that is scored; `counts`
    has how many metrics are in each status; `parts` are the ids of what was rolled up, `above` that of what this
    belongs to. Scores and coverages without an end are rounded down at 60 digits; `total` has the exact ones.
    """

    kind: str
    id: str
    title: str
    owner: str | None
    weight: Decimal
    total: Total
    counts: Mapping[Status, int]
    parts: tuple[str, ...] = ()
    above: str | None = None

    @cached_property
    def score(self) -> Decimal | None:
        """The weighted mean of what is scored below."""
        return None if self.total.score is None else down(self.total.score)

    @cached_property
    def coverage(self) -> Decimal:
        """How much of the declared weight is scored, in percent."""
        return down(self.total.coverage)

    @property
    def status(self) -> Status:
        """The band of the score; without one where too little is covered."""
        return self.total.status

    @property
    def worst(self) -> str | None:
        """The id of the part with the lowest score."""
        return self.total.worst

    @property
    def part(self) -> Part:
        """What it contributes to what is above it."""
        return Part(self.id, self.weight, self.total.score, self.total.coverage)


def total(parts: Sequence[Part]) -> Total:
    """Roll parts up: the weighted mean of the scores there are, and the share of the weight that they cover.

    A weight of 0 takes a part out of both. With nothing scored there is no score, and coverage is 0.
    """
    declared = sum((part.weight for part in parts), Decimal(0))
    scored = [(part, part.score) for part in parts if part.score is not None and part.weight]
    if not scored or not declared:
        return Total(None, Status.NO_SCORE, Fraction(0), None)
    weight = sum((part.weight for part, _ in scored), Decimal(0))
    score = _sum([(part.weight, _held(number)) for part, number in scored]) / Fraction(weight)
    coverage = _sum([(part.weight, part.coverage) for part, _ in scored]) / Fraction(declared)
    status = Status.of_score(score) if coverage >= LEAST_COVERAGE else Status.NO_SCORE
    return Total(score, status, coverage, min(scored, key=lambda each: each[1])[0].id)


def _held(score: Fraction) -> Fraction:
    """Return a score within 0 and HIGHEST; whole numbers are compared, which is quicker."""
    if score.numerator < 0:
        return _NOTHING
    return Fraction(HIGHEST) if score.numerator > HIGHEST * score.denominator else score


def _sum(weighted: Iterable[tuple[Decimal, Fraction]]) -> Fraction:
    """Return the sum of numbers times their weights; made of whole numbers, which takes half the time of fractions."""
    above, below = 0, 1
    for weight, number in weighted:
        factor, divisor = weight.as_integer_ratio()
        times, parts = number.as_integer_ratio()
        parts *= divisor
        shared = gcd(below, parts)
        above = above * (parts // shared) + times * factor * (below // shared)
        below *= parts // shared
    return Fraction(above, below)


def count(results: Iterable[MetricResult]) -> Mapping[Status, int]:
    """Count metrics by status; each status is there."""
    counts = dict.fromkeys(Status, 0)
    for result in results:
        counts[result.status] += 1
    return counts


class Rollups(NamedTuple):
    """All roll-ups, each kind in the order in which it is shown."""

    objectives: tuple[Rollup, ...]
    perspectives: tuple[Rollup, ...]
    scorecards: tuple[Rollup, ...]


def roll_up(strategy: Strategy, metrics: Iterable[MetricResult]) -> Rollups:
    """Roll the metrics of a strategy up, scorecard by scorecard. Retired objectives are left out."""
    by_objective: dict[str, list[MetricResult]] = {}
    for result in metrics:
        by_objective.setdefault(result.objective, []).append(result)
    objectives: list[Rollup] = []
    perspectives: list[Rollup] = []
    scorecards: list[Rollup] = []
    for card in strategy.scorecards.values():
        here = list(_objectives(strategy, card, by_objective))
        views = list(_perspectives(strategy, card, here))
        every = [result for objective in card.objectives.values() for result in by_objective.get(objective.id, ())]
        parts = [each.part for each in views]
        scorecards.append(_rollup("scorecard", card.id, card.label, parts, count(every), owner=card.owner))
        objectives += here
        perspectives += views
    return Rollups(tuple(objectives), tuple(perspectives), tuple(scorecards))


def _objectives(strategy: Strategy, card: Scorecard, metrics: Mapping[str, Sequence[MetricResult]]) -> Iterator[Rollup]:
    for objective in strategy.objectives_of(card):
        results = metrics.get(objective.id, ())
        living = [result for result in results if result.status is not Status.RETIRED]
        parts = [Part(each.id, each.weight, each.exact, _NOTHING if each.exact is None else _WHOLE) for each in living]
        yield _rollup(
            "objective",
            objective.id,
            objective.title,
            parts,
            count(results),
            owner=objective.owner or card.owner,
            weight=objective.weight,
            above=f"{card.id}/{objective.perspective}",
        )


def _perspectives(strategy: Strategy, card: Scorecard, objectives: Sequence[Rollup]) -> Iterator[Rollup]:
    for name, perspective in strategy.settings.perspectives.items():
        full = f"{card.id}/{name}"
        here = [each for each in objectives if each.above == full]
        if here:
            counts = {status: sum(each.counts[status] for each in here) for status in Status}
            title = perspective.title or name
            yield _rollup("perspective", full, title, [each.part for each in here], counts, above=card.id)


def _rollup(
    kind: str,
    full_id: str,
    title: str,
    parts: Sequence[Part],
    counts: Mapping[Status, int],
    *,
    owner: str | None = None,
    weight: Decimal | None = None,
    above: str | None = None,
) -> Rollup:
    return Rollup(
        kind=kind,
        id=full_id,
        title=title,
        owner=owner,
        weight=Decimal(1) if weight is None else weight,
        total=total(parts),
        counts=counts,
        parts=tuple(part.id for part in parts),
        above=above,
    )
