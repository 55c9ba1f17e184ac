"""Plain data of a text in one go, for a text there is nothing to say about; any other is read again, with its nodes.

Nine in ten things of a text are scalars, and nobody asks where they stand unless something is wrong. So the composer is
given a function in the place of its class of scalar nodes, for as long as it runs: what it gets is the text of each
scalar, and no object beside it; and for lists and mappings two classes of less weight (docs/decisions/0016-speed.md).
"""

from __future__ import annotations

import operator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bsc_cli.source.elsewhere import BEGINNINGS, meaning_elsewhere
from bsc_cli.source.plain import Plain, Spelt, plain_scalar

if TYPE_CHECKING:
    from collections.abc import Callable

    from bsc_cli.source.flow import Mask

SAFE_DEPTH = 1000
"""Containers inside each other that the composer, which recurses in C, survives for sure; it takes ten thousands."""
_PIECE = 200
"""Characters: lines of most files are shorter."""
_MAYBE_MORE = BEGINNINGS | frozenset(["", *"~tTfF"])
"""What begins an unquoted scalar that may be more than text, here or elsewhere."""


class Odd(Exception):  # noqa: N818 - a fact about a text
    """There is something in a text that only its nodes can tell."""


class _List:
    """A list as the composer makes it, with no more than is asked of it here."""

    __slots__ = ("anchor", "comment", "ctag", "end_mark", "flow_style", "value")

    def __init__(self, tag: object, value: list[Any], _start: object, _end: object, _style: object) -> None:
        self.ctag, self.value = tag, value


class _Mapping(_List):
    """A mapping: pairs of a key and a value."""

    __slots__ = ()


class _Quoted(str):
    """A scalar that is text, whatever it looks like."""

    __slots__ = ()


def is_shallow(text: str) -> bool:
    """Whether nothing in a text can be nested deeper than the composer survives, by a bound that is quick to tell.

    Every bracket opens one level at most; outside brackets a level begins further to the right than the one around it,
    but for a list that begins below its key.
    """
    brackets = text.count("[") + text.count("{")
    if brackets + 2 * 2 * _PIECE < SAFE_DEPTH and _has_short_lines(text):
        return True
    return brackets + 2 * max(map(len, text.split("\n"))) < SAFE_DEPTH


def _has_short_lines(text: str) -> bool:
    """Whether each piece has a line end, so that no line is as long as two: told in a tenth of the time of looking."""
    return all("\n" in text[start : start + _PIECE] for start in range(0, len(text), _PIECE))


def plain(mask: Mask, most: int) -> tuple[Plain, bool]:
    """Return the plain data of a text that is not blank, and whether some of it may mean another thing elsewhere.

    Raise Odd, or what the parser raises, where that is not all there is to say.

    `most` is how many lists and mappings may be inside each other. The text must be shallow.
    """
    node = composed(mask.masked, (_scalar(), _List, _Mapping))
    if node is None:
        return None, False
    builder = _Builder(mask)
    return builder.build(node, most), builder.doubtful


def composed(text: str, classes: tuple[Any, type, type]) -> Any:  # noqa: ANN401 - a node of these classes
    """Return the root node of a shallow text, made of classes of ours for scalars, lists and mappings; None if empty.

    Raise Odd, or what the parser raises, where that cannot be told.
    """
    import _ruamel_yaml

    composer = _composer()(text)
    stock = _ruamel_yaml.ScalarNode, _ruamel_yaml.SequenceNode, _ruamel_yaml.MappingNode
    _ruamel_yaml.ScalarNode, _ruamel_yaml.SequenceNode, _ruamel_yaml.MappingNode = classes
    try:
        return composer.get_single_node()
    except AttributeError:  # an anchor that is there twice: the composer would say where the first one stands
        raise Odd from None
    finally:
        _ruamel_yaml.ScalarNode, _ruamel_yaml.SequenceNode, _ruamel_yaml.MappingNode = stock


@lru_cache(maxsize=1)
def untagged() -> object:
    """Return the one mark of all that has no tag: told by identity, where the library would write a tag for each."""
    from ruamel.yaml.tag import Tag

    return Tag(suffix="?")


@lru_cache(maxsize=1)
def _scalar() -> Callable[..., str]:
    open_tag = untagged()

    def scalar(tag: object, value: str, _start: object, _end: object, style: str | None) -> str:
        if tag is not open_tag:  # written in the text, as in `!!str`
            raise Odd
        return _Quoted(value) if style else value

    return scalar


@lru_cache(maxsize=1)
def _composer() -> Any:  # noqa: ANN401 - a C class without stubs
    from _ruamel_yaml import CParser

    open_tag = untagged()

    class Composer(CParser):  # type: ignore[misc] # a C class without stubs
        """The three hooks by which the stock composer asks for tags; two of them as functions in C that do nothing."""

        descend_resolver = operator.is_
        ascend_resolver = bool

        def resolve(self, _kind: object, _value: object, _implicit: object) -> object:
            return open_tag

    return Composer


class _Builder:
    """Makes plain data of one text's nodes."""

    def __init__(self, mask: Mask) -> None:
        self.doubtful = False
        self._mask = None if mask.masked.isascii() else mask
        self._seen: set[int] | None = set() if "&" in mask.masked else None  # nothing is there twice without an anchor
        self._open_tag = untagged()

    def build(self, node: Any, depth: int) -> Plain:  # noqa: ANN401 - a node, or a scalar's text
        if isinstance(node, str):
            return self._meant(node)
        if depth == 0 or node.ctag is not self._open_tag:
            raise Odd
        if self._seen is not None:
            if id(node) in self._seen:
                raise Odd
            self._seen.add(id(node))
        if type(node) is not _Mapping:
            return tuple([self.build(item, depth - 1) for item in node.value])
        data = self._mapping(node.value, depth) if self._mask is None else self._unmasked(node.value, depth)
        if len(data) < len(node.value) or "<<" in data:  # quoted, it would be a name like any other
            raise Odd
        return data

    def _mapping(self, pairs: list[tuple[Any, Any]], depth: int) -> dict[str, Plain]:
        data: dict[str, Plain] = {}
        for key, value in pairs:
            name = key if type(key) is str else _name(key)
            if type(value) is not str:
                data[name] = self.build(value, depth - 1)
            elif value[:1] not in _MAYBE_MORE:
                data[name] = value  # as nearly all are
            else:
                data[name], doubtful = _meaning(value)
                if doubtful:
                    self.doubtful = True
        return data

    def _unmasked(self, pairs: list[tuple[Any, Any]], depth: int) -> dict[str, Plain]:
        unmask = self._mask.unmask if self._mask else _name
        return {unmask(_name(key)): self.build(value, depth - 1) for key, value in pairs}

    def _meant(self, scalar: str) -> Plain:
        written = scalar if self._mask is None else self._mask.unmask(scalar)
        if type(scalar) is _Quoted:
            return str(written)
        if written[:1] not in _MAYBE_MORE:
            return written
        meaning, doubtful = _meaning(written)
        if doubtful:
            self.doubtful = True
        return meaning


def _name(key: object) -> str:
    """Return a key as plain text; raise Odd for a list or a mapping."""
    if not isinstance(key, str):
        raise Odd
    return str(key)


@lru_cache(maxsize=8192)
def _meaning(scalar: str) -> tuple[Plain, bool]:
    """Return what an unquoted scalar means, and whether it means another thing elsewhere."""
    meaning = plain_scalar(scalar)
    return meaning, meaning_elsewhere(scalar) is not None or type(meaning) is Spelt
