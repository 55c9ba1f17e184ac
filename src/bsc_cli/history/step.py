"""One step of a strategy: what a commit changed in it, and what was decided with that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from bsc_cli.diff import Change, Part
from bsc_cli.git import Logged
from bsc_cli.model import Arrow, Decision, Element, Review


class Decided(NamedTuple):
    """A decision that a commit recorded, with its review and the full ids of what it is about."""

    review: Review
    decision: Decision
    about: frozenset[str]


@dataclass(frozen=True, slots=True)
class Step:
    """What one commit changed. `unreadable` are the files that nobody could read as it left them."""

    commit: Logged
    changes: tuple[Change, ...] = ()
    decisions: tuple[Decided, ...] = ()
    unreadable: tuple[str, ...] = ()
    likely: tuple[tuple[Part, Part], ...] = ()
    """What seems to have got another id here, where no `renamed_from` says so: before and after."""

    def decided_on(self, change: Change) -> tuple[Decided, ...]:
        """Return the decisions about what changed, or about the objective that it belongs to."""
        ids = {each for side in (change.base, change.head) if side for each in (side.id, home_of(side))}
        return tuple(each for each in self.decisions if not each.about.isdisjoint(ids))


def home_of(element: Element) -> str:
    """Return the objective that an element belongs to by its full id; of an arrow its cause; "" where there is none."""
    return element.source if isinstance(element, Arrow) else str(getattr(element, "objective", ""))
