"""The element whose history is told, followed back through its former names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from bsc_cli.diff import Change
from bsc_cli.history.step import home_of
from bsc_cli.model import Arrow, Element, Objective, Review, Settings


class Followed(Protocol):
    """What a walk back follows."""

    @property
    def id(self) -> str:
        """Its id before the step that is looked at."""

    @property
    def about(self) -> frozenset[str]:
        """The full ids of what decisions about it may name."""

    def may_be_in(self, path: str, text: str) -> bool:
        """Whether a file may say something about it, told from its text alone."""

    def among(self, changes: Iterable[Change]) -> Iterable[Change]:
        """Return the changes that concern it."""

    def before(self, changes: Iterable[Change]) -> Followed:
        """Return it as it was called before some changes."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind and a full id, and the full ids of what decisions about it may name.

    What stands under an objective or in a scorecard belongs to it, and so do the arrows at either end of an objective.
    """

    kind: str
    id: str
    about: frozenset[str] = frozenset()

    @classmethod
    def of(cls, element: Element) -> Subject:
        """Make a subject of an element: decisions may name it, its objective and what stands under it."""
        about = {element.id, home_of(element)} - {""}
        if isinstance(element, Objective):
            about |= {each.id for group in (element.metrics, element.initiatives) for each in group.values()}
        return cls(element.kind, element.id, frozenset(about))

    @property
    def scorecard(self) -> str:
        """The id of its scorecard; of a review none."""
        return "" if self.kind == "review" else self.id.split("/", 1)[0]

    def may_be_in(self, path: str, text: str) -> bool:
        """Whether a file may say something about it, told from its text alone: its scorecard, or a review of that."""
        if self.kind == "review":
            return path == self.id
        name = self.id.split(" -> ", 1)[0].rpartition("/")[2]
        own = re.search(rf"""\b(?:scorecard|review)["']?\s*:\s*["']?{re.escape(self.scorecard)}(?![a-z0-9-])""", text)
        return f"{self.scorecard}/{name}" in text or (own is not None and (name in text or own[0].startswith("review")))

    def has(self, element: Element) -> bool:
        """Whether an element is it or belongs to it."""
        if (element.kind, element.id) == (self.kind, self.id):
            return True
        if self.kind == "scorecard":
            return not isinstance(element, Review | Settings) and element.scorecard_id == self.id
        ends = (element.source, element.target) if isinstance(element, Arrow) else (home_of(element),)
        return self.kind == "objective" and self.id in ends

    def before(self, changes: Iterable[Change]) -> Subject:
        """Return it under the ids that it had before some changes."""
        found = self
        for change in changes:
            was, now = change.base, change.head
            if was is None or now is None or was.id == now.id:
                continue
            if (now.kind, now.id) == (found.kind, found.id):
                found = replace(found, id=was.id, about=found.about - {now.id} | {was.id, home_of(was)} - {""})
            elif now.kind == "objective" and found.kind == "arrow" and now.id in found.id.split(" -> "):
                ends = (was.id if end == now.id else end for end in found.id.split(" -> "))
                found = replace(found, id=" -> ".join(ends), about=found.about | {was.id})
            elif now.id in found.about:
                found = replace(found, about=found.about | {was.id})
        return found

    def among(self, changes: Iterable[Change]) -> Iterator[Change]:
        """Yield the changes of it and of what belongs to it, under the ids from before and after."""
        changes = tuple(changes)
        former = self.before(changes)
        for change in changes:
            if (change.head and self.has(change.head)) or (change.base and former.has(change.base)):
                yield change
