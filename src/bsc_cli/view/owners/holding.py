"""What each owner holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bsc_cli.model import Initiative, Metric, Objective, OwnerEntry, Scorecard, is_handle
from bsc_cli.selection import owner_of
from bsc_cli.strategy import Strategy

KINDS = ("scorecards", "objectives", "metrics", "initiatives")


@dataclass(frozen=True, slots=True)
class Holding:
    """An owner as written, "" for what nobody owns, and the full ids of what it answers for, by kind.

    What names no owner is its objective's owner's, then its scorecard's, as everywhere.
    """

    owner: str
    entry: OwnerEntry | None
    held: Mapping[str, tuple[str, ...]]

    @property
    def title(self) -> str:
        """The role in full, where `owners:` says it."""
        return (self.entry.title if self.entry else None) or ""

    @property
    def handle(self) -> str:
        """The account or team to ask: of `owners:`, else the owner itself where it is written as one; else ""."""
        registered = self.entry.handle if self.entry else None
        return registered or (self.owner if is_handle(self.owner) else "")


def holdings(strategy: Strategy) -> tuple[Holding, ...]:
    """Return what each owner holds: those that `owners:` registers, in its order, then the others, last nobody.

    Living things only, and of the initiatives those that are neither done nor stopped. An owner that holds nothing is
    there, too; nobody only when something is without an owner.
    """
    entries = strategy.settings.owners
    found: dict[str, dict[str, list[str]]] = {owner: {} for owner in entries}
    every: tuple[Scorecard | Objective | Metric | Initiative, ...] = (
        *strategy.scorecards.values(),
        *strategy.objectives.values(),
        *strategy.metrics.values(),
        *strategy.open_initiatives.values(),
    )
    for each in every:
        held = found.setdefault(owner_of(strategy, each) or "", {})
        held.setdefault(f"{each.kind}s", []).append(each.id)
    order = [
        *entries,
        *sorted(owner for owner in found if owner and owner not in entries),
        *([""] if "" in found else []),
    ]
    return tuple(
        Holding(owner, entries.get(owner), {kind: tuple(found[owner].get(kind, ())) for kind in KINDS})
        for owner in order
    )
