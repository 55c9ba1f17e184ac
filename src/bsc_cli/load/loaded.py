"""What came of reading a tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from bsc_cli.finding import Field, Place, Pointable, Problem, Reported, Spot
from bsc_cli.load.texts import Texts
from bsc_cli.strategy import Strategy

MOST_FAULTS = 100
"""More faults of one sort in one file help nobody, and finding the nearest right word for each would take minutes."""


def the_first(reports: Iterable[Reported]) -> Iterator[Reported]:
    """Yield the first faults of a file, and in the place of the next one, when there is one, that there are more."""
    reports = iter(reports)
    yield from islice(reports, MOST_FAULTS)
    for further in islice(reports, 1):
        said = f"This file has more faults like the {MOST_FAULTS} above, which are not shown."
        yield Reported(further.rule, Problem(further.problem.element, said, help="Mend those first."))


@dataclass(frozen=True)
class Loaded:
    """A strategy as read. With any fault there is no strategy: a part would make rules see what is not so."""

    strategy: Strategy | None
    faults: tuple[Reported, ...] = ()
    texts: Texts = field(default_factory=Texts, repr=False)
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
