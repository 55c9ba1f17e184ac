"""The history of a strategy, or of one element of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from bsc_cli.finding import Field, Place, Pointable
from bsc_cli.history.step import Step
from bsc_cli.history.subject import Subject
from bsc_cli.model import Settings
from bsc_cli.strategy import Strategy


@dataclass(frozen=True)
class History:
    """The steps of a strategy, the newest first; of one element only with a `subject`.

    `complete` says whether the first step is the beginning: it is not in a shallow clone, or when only some were asked
    for.
    """

    strategy: Strategy
    steps: tuple[Step, ...]
    subject: Subject | None = None
    complete: bool = True

    @property
    def settings(self) -> Settings:
        """The settings as they are at the newest step, whose `rules:` count."""
        return self.strategy.settings

    def locate(self, element: Pointable, field: Field = None) -> Place:
        """Return where an element stands at the newest step."""
        return self.strategy.locate(element, field)


def history(
    strategy: Strategy, steps: Iterator[Step], subject: Subject | None, limit: int | None, *, first: str | None
) -> History:
    """Gather the newest steps, at most `limit`; `first` is the commit that was the beginning, if it was walked to."""
    some = tuple(islice(steps, limit))
    ended = limit is None or len(some) < limit or (some and some[-1].commit.commit == first)
    return History(strategy, some, subject, complete=first is not None and bool(ended))
