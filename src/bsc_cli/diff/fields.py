"""The fields of a word laid flat, so that two versions of it can be compared without regard to how they are written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple, TypeGuard

from bsc_cli.diff.change import Leaf
from bsc_cli.model import Period, Word

Canonical = Callable[[str, str], str]
"""(name of the field, reference as written) -> the full id by which both versions call the thing."""
Flat = Mapping[tuple[str, ...], tuple[object, Leaf]]
"""The way to a value -> (what is compared, what is shown). The last part of a list's item is the item itself."""

REFS: Mapping[str, tuple[str, ...]] = {
    "supports": ("objective",),
    "moves": ("metric",),
    "controls": ("metric",),
    "measured_by": ("metric",),
    "counter_metric": ("metric",),
    "successor": ("objective", "metric"),
    "formula": ("metric",),
    "about": ("objective", "metric", "initiative"),
    "notes": ("objective", "metric", "initiative"),
}
"""The fields that hold references, and the kinds of element these may be to."""
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?")
_PARTS = frozenset({"objectives", "metrics", "initiatives", "drives", "vision"})
"""What is compared as elements of their own."""
_NOT_CONTENT = frozenset({"renamed_from", "scorecard"})
_ORDERED = frozenset({"perspectives"})


class Difference(NamedTuple):
    """A field of which the two versions say something else."""

    field: tuple[str, ...]
    old: Leaf
    new: Leaf


def differences(
    old: Word, new: Word, canonical_old: Canonical, canonical_new: Canonical, skip: frozenset[str] = frozenset()
) -> Iterator[Difference]:
    """Yield what two versions of a word say otherwise, in the order of the fields."""
    before, after = flat(old, canonical_old, skip), flat(new, canonical_new, skip)
    for way in dict.fromkeys((*before, *after)):
        was, now = before.get(way, (None, None)), after.get(way, (None, None))
        if was[0] != now[0]:
            field = tuple(part for part in way if not part.startswith("\0"))
            yield Difference(field, was[1], now[1])


def facts(word: Word) -> Iterator[tuple[tuple[str, ...], Leaf]]:
    """Yield what a word says and does not go without saying, without what stands under it: the way, and the value."""
    fields = type(word).model_fields.items()
    unsaid = (name for name, info in fields if getattr(word, name) == info.get_default(call_default_factory=True))
    for way, (_, shown) in _flat(word, lambda _name, ref: ref, frozenset(unsaid)):
        yield tuple(part for part in way if not part.startswith("\0")), shown


def flat(word: Word, canonical: Canonical, skip: frozenset[str] = frozenset()) -> Flat:
    """Lay the fields of a word flat; what is not there is left out, and a weight that is not there is 1."""
    return dict(_flat(word, canonical, skip))


def _flat(
    word: Word, canonical: Canonical, skip: frozenset[str]
) -> Iterator[tuple[tuple[str, ...], tuple[object, Leaf]]]:
    for name, info in type(word).model_fields.items():
        shown = info.alias or name
        if shown.startswith("@") or name in _NOT_CONTENT or name in _PARTS or name in skip:
            continue
        value = getattr(word, name)
        if value is None and name == "weight":
            value = Decimal(1)
        yield from _value(shown, value, canonical)


def _value(name: str, value: object, canonical: Canonical) -> Iterator[tuple[tuple[str, ...], tuple[object, Leaf]]]:
    if value is None:
        return
    if isinstance(value, Word):
        inner = dict(_flat(value, canonical, frozenset()))
        if name == "retired":
            yield (name,), (tuple(sorted((way, said[0]) for way, said in inner.items())), _compact(value))
        else:
            yield from (((name, *way), said) for way, said in inner.items())
    elif isinstance(value, dict):
        for key, each in value.items():
            key_ = canonical(name, key) if name in REFS else str(key)
            yield (name, key_), _item(name, each, canonical)
        if name in _ORDERED:
            yield (name, "\0order"), (tuple(value), ", ".join(value))
    elif _is_list(value):
        seen: Counter[str] = Counter()
        for each in value:
            compared, shown = _item(name, each, canonical)
            mark = str(compared)
            seen[mark] += 1
            yield (name, f"\0{mark}", f"\0{seen[mark]}"), (compared, shown)
    else:
        yield (name,), _item(name, value, canonical)


def _item(name: str, value: object, canonical: Canonical) -> tuple[object, Leaf]:
    if isinstance(value, Word):
        compared = tuple(sorted((way, str(said[0])) for way, said in _flat(value, canonical, frozenset())))
        return (compared, str(sorted((value.__pydantic_extra__ or {}).items()))), _compact(value)
    if isinstance(value, str) and name == "formula":
        return _NAME.sub(lambda match: canonical(name, match[0]), value), value
    if isinstance(value, str):
        return (canonical(name, value) if name in REFS else value), value
    if isinstance(value, bool | int | Decimal):
        return value, value
    return str(value), str(value)


def _is_list(value: object) -> TypeGuard[tuple[object, ...]]:
    return isinstance(value, tuple) and not isinstance(value, Period)


def _compact(word: Word) -> str:
    """Return a small word on one line: what it says first, then the rest in brackets."""
    said: dict[str, str] = {}
    extra = word.__pydantic_extra__ or {}
    for name, value in (*((name, getattr(word, name)) for name in type(word).model_fields), *extra.items()):
        if value not in (None, (), {}, ""):
            said[name] = ", ".join(map(str, value)) if _is_list(value) else str(value)
    first = next((name for name in ("what", "title", "why") if name in said), None)
    rest = ", ".join(f"{name}: {text}" for name, text in said.items() if name != first)
    if first is None:
        return rest or "no details"
    return f"{said[first]} ({rest})" if rest else said[first]
