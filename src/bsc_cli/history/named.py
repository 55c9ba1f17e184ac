"""What a name means in a history: an element of now, one that has another name now, or one that is gone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bsc_cli.diff import Change
from bsc_cli.history.step import Step
from bsc_cli.history.subject import Followed, Subject
from bsc_cli.model import Arrow, Element
from bsc_cli.selection import KINDS, elements, find_one
from bsc_cli.stop import Stop
from bsc_cli.strategy import Strategy

_TO = " -> "


def subject_named(strategy: Strategy, name: str, walk: Callable[[Followed], Iterator[Step]]) -> Subject:
    """Return what a name means: what has it now, had it before a rename, or had it when it was last there.

    `walk` goes back along the commits. Raises Stop when nothing ever had the name, or several things have it.
    """
    try:
        return Subject.of(find_one(strategy, name))
    except Stop:
        kind, written = _parted(name)
        if any(_is_called(each, kind, written) for each in elements(strategy)):
            raise
        renamed = _renamed(strategy, kind, written)
        if renamed is not None:
            return Subject.of(renamed)
        for step in walk(_Lost(kind, written)):
            last = step.changes[-1]
            if last.head is not None:
                return subject_named(strategy, f"{last.head.kind}:{last.head.id}", walk)
            return Subject.of(last.element)
        raise


@dataclass(frozen=True, slots=True)
class _Lost:
    """A name that nothing has any more: followed to the step in which the last thing that had it went."""

    kind: str | None
    id: str
    about: frozenset[str] = frozenset()

    def may_be_in(self, _path: str, text: str) -> bool:
        return self.id.split(_TO)[0].rpartition("/")[2] in text

    def among(self, changes: Iterable[Change]) -> Iterator[Change]:
        for each in changes:
            if each.kind in ("removed", "renamed") and each.base and _is_called(each.base, self.kind, self.id):
                yield each

    def before(self, _changes: Iterable[Change]) -> _Lost:
        return self


def _parted(name: str) -> tuple[str | None, str]:
    kind, colon, written = name.partition(":")
    kind_, rest = (kind, written) if colon and kind in KINDS else (None, name)
    return kind_, re.sub(r"\s*->\s*", _TO, rest.strip())


def _is_called(element: Element, kind: str | None, name: str) -> bool:
    ends = (element.source, element.target) if isinstance(element, Arrow) else (element.id,)
    return kind in (None, element.kind) and name in (element.id, _TO.join(each.split("/")[-1] for each in ends))


def _renamed(strategy: Strategy, kind: str | None, name: str) -> Element | None:
    """Return what has a name as its former one by `renamed_from`."""
    card, _, short = name.rpartition("/")
    for each in elements(strategy):
        if (
            getattr(each, "renamed_from", None) == short
            and card in ("", each.scorecard_id)
            and kind in (None, each.kind)
        ):
            return each
    return None
