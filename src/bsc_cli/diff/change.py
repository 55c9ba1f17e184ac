"""One difference between two versions of a strategy."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from bsc_cli.finding import Place
from bsc_cli.model import Element

Kind = Literal["added", "removed", "renamed", "moved", "redirected", "retired", "revived", "changed"]
Effect: TypeAlias = Literal["loosened", "tightened"] | None
Leaf: TypeAlias = Decimal | int | str | bool | None
"""A value as it is compared and shown; None is what is not there."""

PROSE = frozenset({"title", "description", "done_when", "because", "so_what", "levers", "source", "strategy", "notes"})
EXECUTION = frozenset({"initiative", "review"})
_BOOKKEEPING = frozenset({"version", "parent_version", "review"})


@dataclass(frozen=True, slots=True)
class Change:
    """What is different in one element, or in one field of it. `base` and `head` are the element on both sides.

    `old` and `new` are values of the field, in the unit of the metric; for a rename ids, for a move what it belongs to.
    `effect` says whether a target, deadline or red line became easier or harder to reach. `downstream` are the
    objectives, by full id, that follow along arrows and the cascade.
    """

    kind: Kind
    base: Element | None
    head: Element | None
    field: tuple[str, ...] = ()
    old: Leaf = None
    new: Leaf = None
    effect: Effect = None
    base_place: Place | None = None
    head_place: Place | None = None
    owner: str | None = None
    downstream: tuple[str, ...] = ()

    @property
    def element(self) -> Element:
        """The element as it is now; of what is gone, as it was."""
        found = self.head or self.base
        if found is None:
            raise TypeError(self)
        return found

    @property
    def path(self) -> str | None:
        """The field in one word, as findings have it: "targets.2026-Q4"."""
        return ".".join(self.field) or None

    @property
    def is_material(self) -> bool:
        """Whether the strategy itself changed: not only words about it, its version number, or work done for it."""
        if self.element.kind in EXECUTION:
            return False
        return self.kind != "changed" or not (
            self.field[0] in PROSE - {"source"} or (self.element.kind == "scorecard" and self.field[0] in _BOOKKEEPING)
        )
