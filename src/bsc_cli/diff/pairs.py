"""Which element of the one version is which of the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from bsc_cli.diff.fields import flat
from bsc_cli.model import Initiative, Metric, Objective, Scorecard
from bsc_cli.strategy import Strategy

Part = Objective | Metric | Initiative
P = TypeVar("P", Objective, Metric, Initiative)
_ALIKE = 0.5
"""The share of the fields in which two elements must agree to be taken for the same one under another id."""


def parts_of(card: Scorecard) -> Iterator[Part]:
    """Yield the objectives, metrics and initiatives of a scorecard, retired ones too, in the order of the file."""
    for objective in card.objectives.values():
        yield objective
        yield from objective.metrics.values()
        yield from objective.initiatives.values()


@dataclass(frozen=True)
class Pairs:
    """The elements of two versions side by side. Symmetrical: taken the other way round, the pairs are the same."""

    base: Strategy
    head: Strategy

    @cached_property
    def of_base(self) -> Mapping[tuple[str, str], Part]:
        """All parts of the older version by kind and full id."""
        return {(each.kind, each.id): each for card in self.base.scorecards.values() for each in parts_of(card)}

    @cached_property
    def of_head(self) -> Mapping[tuple[str, str], Part]:
        """All parts of the newer version by kind and full id."""
        return {(each.kind, each.id): each for card in self.head.scorecards.values() for each in parts_of(card)}

    @cached_property
    def _gone(self) -> tuple[Part, ...]:
        return tuple(each for key, each in self.of_base.items() if key not in self.of_head)

    @cached_property
    def _new(self) -> tuple[Part, ...]:
        return tuple(each for key, each in self.of_head.items() if key not in self.of_base)

    @cached_property
    def renames(self) -> Mapping[tuple[str, str], str]:
        """The new id of what was renamed by `renamed_from`, by kind and old id; a rename taken back is one too."""
        gone = {(each.kind, each.id): each for each in self._gone}
        new = {(each.kind, each.id): each for each in self._new}
        claims = {(was, (each.kind, each.id)) for each in self._new if (was := _former(each)) in gone}
        claims |= {((each.kind, each.id), later) for each in self._gone if (later := _former(each)) in new}
        return {old: now[1] for old, now in _unique(claims)}

    @cached_property
    def former(self) -> Mapping[tuple[str, str], str]:
        """The old id of what was renamed, by kind and new id."""
        return {(kind, now): old for (kind, old), now in self.renames.items()}

    @cached_property
    def likely(self) -> tuple[tuple[Part, Part], ...]:
        """What is gone and what is new that look like the same thing under two ids, where nothing says so."""
        gone = [each for each in self._gone if (each.kind, each.id) not in self.renames]
        new = [each for each in self._new if (each.kind, each.id) not in self.former]
        by_place: dict[tuple[str, str], list[Part]] = {}
        for each in new:
            by_place.setdefault((each.kind, each.scorecard_id), []).append(each)
        scores = {
            ((was.kind, was.id), (now.kind, now.id)): score
            for was in gone
            for now in by_place.get((was.kind, was.scorecard_id), ())
            if (score := _alike(was, now)) >= _ALIKE
        }
        rivals: dict[tuple[str, tuple[str, str]], list[float]] = {}
        for (old, now), score in scores.items():
            rivals.setdefault(("old", old), []).append(score)
            rivals.setdefault(("new", now), []).append(score)
        best = [
            (old, now)
            for (old, now), score in scores.items()
            if all(sum(other >= score for other in rivals[end]) == 1 for end in (("old", old), ("new", now)))
        ]
        return tuple((self.of_base[old], self.of_head[now]) for old, now in sorted(best))

    def in_head(self, kind: str, base_id: str) -> str:
        """Return the id that the newer version has for an element of the older one."""
        return self.renames.get((kind, base_id), base_id)

    def in_base(self, kind: str, head_id: str) -> str:
        """Return the id that the older version has for an element of the newer one."""
        return self.former.get((kind, head_id), head_id)


def _former(element: Part) -> tuple[str, str] | None:
    return (element.kind, f"{element.scorecard_id}/{element.renamed_from}") if element.renamed_from else None


def _unique(claims: Iterable[tuple[object, object]]) -> list[tuple[tuple[str, str], tuple[str, str]]]:
    """Return the claims of which neither side is claimed twice, in order."""
    claims = list(claims)
    olds, news = Counter(old for old, _ in claims), Counter(new for _, new in claims)
    return sorted(pair for pair in claims if olds[pair[0]] == news[pair[1]] == 1)  # type: ignore[misc] # pairs of texts


def _alike(was: Part, now: Part) -> float:
    """Return the share of fields in which two elements agree; 0 when neither their names nor their titles do."""
    if not _words(was) & _words(now):
        return 0
    before, after = (
        {
            **{way: said[0] for way, said in flat(each, lambda _name, ref: ref).items()},
            **{(group, name): 1 for group in ("metrics", "drives", "initiatives") for name in getattr(each, group, ())},
        }
        for each in (was, now)
    )
    ways = before.keys() | after.keys()
    return sum(before.get(way) == after.get(way) for way in ways) / len(ways) if ways else 0


def _words(element: Part) -> set[str]:
    return {word for word in re.split(r"[\W_]+", f"{element.name} {element.title or ''}".casefold()) if len(word) > 2}  # noqa: PLR2004 - a word that says something
