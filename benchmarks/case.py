"""What is measured: cases with their goals, in groups whose commands take turns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from benchmarks.measure import Command, Sample


@dataclass(frozen=True)
class Goal:
    """What a case is to reach: at most `most` times what the yardstick costs, in one figure of a sample."""

    most: float
    than: str
    """The name of a yardstick, or of another case."""
    figure: str = "cpu"

    def reached(self, mine: Sample, its: Sample) -> tuple[float, bool]:
        """Return the ratio and whether it is good enough."""
        ratio = getattr(mine, self.figure) / getattr(its, self.figure)
        return ratio, ratio <= self.most


@dataclass(frozen=True)
class Limit:
    """What a case is to stay below: so many seconds or MiB."""

    most: float
    figure: str
    unit: str


@dataclass(frozen=True)
class Case:
    """One line of the table."""

    work: str
    command: Command
    goals: tuple[Goal | Limit, ...] = ()


@dataclass(frozen=True)
class Group:
    """Cases that are measured together, taking turns with their yardsticks."""

    title: str
    cases: tuple[Case, ...]
    yardsticks: Mapping[str, Command] = field(default_factory=dict)
    rounds: int = 9
    note: str = ""
    """A sentence for below the table."""
