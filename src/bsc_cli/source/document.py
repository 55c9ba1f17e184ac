"""One YAML text: plain data in one walk, and on demand the place of every key and value.

The C composer of ruamel.yaml is used without its resolver and constructor: it is several times faster than the usual
way, keeps every position, and leaves the meaning of each scalar to us (docs/decisions/0002-one-yaml-path.md).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bsc_cli.source.flow import Mask
from bsc_cli.source.guard import guard
from bsc_cli.source.lookup import Lookup
from bsc_cli.source.nodes import MAX_DEPTH, Node, compose, span_of
from bsc_cli.source.plain import Plain, Route
from bsc_cli.source.quick import Odd, is_shallow, plain
from bsc_cli.source.span import Fault, Places

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Document:
    """One YAML text as plain data, with whatever kept it from being read.

    With faults, `data` is None: half a document is never handed on.
    """

    path: str
    held: str | Callable[[], str]
    """The text, or what reads it again."""
    data: Plain
    faults: tuple[Fault, ...] = ()
    doubtful: bool = True
    """Whether some unquoted scalar may be another thing to other tools; True, too, when nobody has looked."""

    @property
    def text(self) -> str:
        """The text that was read."""
        return self.held if isinstance(self.held, str) else self.held()

    def without_data(self, again: Callable[[], str] | None = None) -> Document:
        """Return what can still point into the text, once the data has become words: half the memory of a strategy.

        `again` reads the text when somebody asks for it; then it is not held either.
        """
        return replace(self, held=again or self.held, data=None)

    @property
    def places(self) -> Places:
        """The spans of all keys and values. Composed anew: only a few diagnostics need them."""
        places, text = Places(), self.text
        mask = Mask(text)
        root, _ = compose(text, mask)
        if root is not None:
            _put(places, root, (), set(), mask)
        return places

    @property
    def lookup(self) -> Lookup | Places:
        """What finds the span of one thing after the other. Composed anew for whoever asks of many texts by turns."""
        for known, lookup in _recent:
            if known is self:
                return lookup
        lookup = self._lookup()
        _recent.append((self, lookup))
        return lookup

    def _lookup(self) -> Lookup | Places:
        text = self.text
        if self.faults or not text.strip() or not is_shallow(text):
            return self.places
        from ruamel.yaml.error import YAMLError

        try:
            return Lookup(Mask(text))
        except (Odd, YAMLError):
            return self.places


_recent: deque[tuple[Document, Lookup | Places]] = deque(maxlen=8)
"""What finds places in the documents that were asked last: for all of ten thousand it would take gigabytes."""


def read(path: str, text: str) -> Document:
    """Read one YAML text. Never raises for what the text says: trouble is in `faults`."""
    if fault := guard(text):
        return Document(path, text, None, (fault,))
    mask = Mask(text)
    if text.strip() and is_shallow(text):
        from ruamel.yaml.error import YAMLError

        try:
            data, doubtful = plain(mask, MAX_DEPTH)
            return Document(path, text, data, doubtful=doubtful)
        except (Odd, YAMLError):
            pass  # what it is, and where, is told by the nodes
    from bsc_cli.source.builder import Builder

    root, fault = compose(text, mask)
    if fault is not None:
        return Document(path, text, None, (fault,))
    if root is None:
        return Document(path, text, None)
    builder = Builder(mask)
    data = builder.build(root, 0)
    if builder.faults:
        return Document(path, text, None, tuple(builder.faults))
    return Document(path, text, data)


def _put(places: Places, node: Node, route: Route, seen: set[int], mask: Mask) -> None:
    """Put the spans of a node and of everything below it into places; a repeated container only once."""
    places.values.setdefault(route, span_of(node))
    if isinstance(node.value, str):
        return
    places.containers.add(route)
    if id(node) in seen or len(route) > MAX_DEPTH:
        return
    seen.add(id(node))
    for position, item in enumerate(node.value):
        if not isinstance(item, tuple):
            _put(places, item, (*route, position), seen, mask)
        elif isinstance(item[0].value, str):
            below = (*route, mask.unmask(item[0].value))
            places.keys.setdefault(below, span_of(item[0]))
            _put(places, item[1], below, seen, mask)
