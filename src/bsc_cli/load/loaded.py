"""What came of reading a tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bsc_cli.finding import Field, Place, Pointable, Problem, Spot
from bsc_cli.strategy import Strategy


@dataclass(frozen=True, slots=True)
class Reported:
    """A problem met while reading, and the name of the rule whose finding it is."""

    rule: str
    problem: Problem


@dataclass(frozen=True)
class Loaded:
    """A strategy as read. With any fault there is no strategy: a part would make rules see what is not so."""

    strategy: Strategy | None
    faults: tuple[Reported, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The text of every file that was read, by path, for showing the lines around a finding."""
    files: int = 0
    """How many files were meant to be scorecards, settings or reviews."""
    scorecards: int = 0
    """How many files were meant to be scorecards."""

    def faults_of(self, rule: str) -> Iterator[Problem]:
        """Yield the problems that one rule reports."""
        return (fault.problem for fault in self.faults if fault.rule == rule)

    def locate(self, element: Pointable, _field: Field = None) -> Place:
        """Return the place of a fault."""
        if not isinstance(element, Spot):
            raise TypeError(element)
        return element.place
