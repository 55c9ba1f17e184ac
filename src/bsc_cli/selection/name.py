"""What a person calls an element: its id, full or short, with its kind before it where that is needed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from bsc_cli.load import nearest
from bsc_cli.model import Arrow, Review
from bsc_cli.selection.element import KINDS, Selectable, elements
from bsc_cli.stop import Stop
from bsc_cli.strategy import Strategy

_MOST_LISTED = 12


def find(strategy: Strategy, name: str) -> tuple[Selectable, ...]:
    """Return the elements that a name means: at most one of each kind.

    A name is a full id or, where nothing has that, a short one; the path of a review or its last part without the
    ending; `cause -> effect` for an arrow. A kind before it, `metric:lead-time`, means that kind alone.
    Raises Stop when nothing has the name, or several of one kind have it.
    """
    before, colon, after = name.partition(":")
    kind, written = (before, after) if colon and before in KINDS else (None, name)
    written = re.sub(r"\s*->\s*", " -> ", written.strip())
    among = [each for each in elements(strategy) if kind in (None, each.kind)]
    found = [each for each in among if each.id == written] or [each for each in among if _short(each) == written]
    if not found:
        elsewhere = sorted(each.id for each in among if "/" in written and _short(each) == written.rsplit("/", 1)[-1])
        known = elsewhere or set(chain.from_iterable((each.id, _short(each)) for each in among))
        what = f"{'an' if kind[0] in 'aeiou' else 'a'} {kind} here" if kind else "the id of anything here"
        raise Stop(f'"{cut(written)}" is not {what}{or_rather(written, known)}')
    for each in KINDS:
        same = [one.id for one in found if one.kind == each]
        if len(same) > 1:
            raise Stop(f'"{cut(written)}" is in several files; write one of {", ".join(same[:_MOST_LISTED])}.')
    return tuple(found)


def find_one(strategy: Strategy, name: str) -> Selectable:
    """Return the one element that a name means; raise Stop as `find` does, and when it means several kinds."""
    found = find(strategy, name)
    if len(found) > 1:
        choices = " or ".join(f"{each.kind}:{each.id}" for each in found)
        raise Stop(f'"{cut(name)}" is the name of {len(found)} things; write {choices}.')
    return found[0]


def _short(element: Selectable) -> str:
    if isinstance(element, Review):
        return element.name.rsplit(".", 1)[0]
    if isinstance(element, Arrow):
        return f"{element.source.split('/')[-1]} -> {element.target.split('/')[-1]}"
    return element.name


def or_rather(wrong: str, right: Iterable[str]) -> str:
    """Return the end of a sentence that refuses a word: the nearest right one, or all of them when they are few."""
    known = sorted(set(right))
    if found := nearest(wrong, known):
        return f'; did you mean "{found}"?'
    return f"; there is {', '.join(known)}." if 0 < len(known) <= _MOST_LISTED else "."


def cut(text: str) -> str:
    """Return the beginning of a text that someone typed, for a message."""
    return text if len(text) <= 60 else text[:57] + "..."  # noqa: PLR2004 - a line's worth
