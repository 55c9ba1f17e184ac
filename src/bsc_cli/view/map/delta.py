"""What a change of the strategy does to a thing on the map, as its card or its arrow shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bsc_cli.model import Lag

DeltaKind = Literal["added", "removed", "changed"]

SIGNS: dict[DeltaKind, str] = {"added": "+", "removed": "\u2212", "changed": "\u0394"}
"""A plus, a minus and a delta: beside the word, never instead of it."""


@dataclass(frozen=True, slots=True)
class Delta:
    """What became of an objective or an arrow. `words` say what is different, the most consequential first.

    `lag_before` is how long the effect of a changed arrow took, where it takes another time now. `count` is how many
    changes it stands for.
    """

    kind: DeltaKind
    word: str
    words: tuple[str, ...] = ()
    count: int = 1
    lag_before: Lag | None = None

    @property
    def badge(self) -> str:
        """The sign and the word: "+ Added"."""
        return f"{SIGNS[self.kind]} {self.word}"

    @property
    def sentence(self) -> str:
        """All of it on one line: "Changed: target 10 → 7, loosened; weight 1 → 2."."""
        return f"{self.word}: {'; '.join(self.words).removesuffix('.')}." if self.words else f"{self.word}."


@dataclass(frozen=True, slots=True)
class Deltas:
    """A whole change as the map shows it: between which versions, what became of what, and what no map shows."""

    base: str
    head: str
    objectives: Mapping[str, Delta] = field(default_factory=dict)
    arrows: Mapping[tuple[str, str], Delta] = field(default_factory=dict)
    elsewhere: tuple[str, ...] = ()
    """Changes of what is neither an objective nor an arrow: the vision, a review, the settings."""
    count: int = 0
    """How many changes there are in all."""
