"""Where single things of a text stand, found by going down to them: a finding names a few places of many hundreds.

The text is composed as for its plain data (`quick`), but with the marks of its nodes; they become spans, and routes a
table, only on the way to what is asked for. It says what `Places` would, of a text that was read without a fault.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from bsc_cli.source.quick import Odd, composed
from bsc_cli.source.span import Span

if TYPE_CHECKING:
    from bsc_cli.source.flow import Mask
    from bsc_cli.source.plain import Route


class _Scalar(NamedTuple):
    """A scalar as written, with its span; the marks that it comes with would take three times the memory."""

    value: str
    line: int
    column: int
    end_line: int
    end_column: int


class _List:
    """A list as the composer makes it, with where it begins; where it ends is set once that is known."""

    __slots__ = ("anchor", "below", "comment", "ctag", "end_mark", "flow_style", "start_mark", "value")

    def __init__(self, tag: object, value: list[Any], start_mark: object, *_: object, **__: object) -> None:
        self.ctag, self.value, self.start_mark = tag, value, start_mark
        self.below: dict[object, tuple[Any, Any]] | None = None


class _Mapping(_List):
    """A mapping: pairs of a key and a value."""

    __slots__ = ()


class Lookup:
    """The places of one text without faults."""

    def __init__(self, mask: Mask) -> None:
        """Compose the text; raise Odd, or what the parser raises, where only `Places` can tell."""
        self._mask = mask
        self._root = composed(mask.masked, (_scalar, _List, _Mapping))
        if self._root is None:  # comments alone
            raise Odd

    def has(self, route: Route) -> bool:
        """Whether there is a value at a route."""
        return self._deepest(route)[0] == len(route)

    def find(self, route: Route) -> Span:
        """Return what `Places.find` does."""
        depth, key, node = self._deepest(route)
        if depth == 0:
            return Span.point(1, 1)
        return _span(node if key is None or type(node) is _Scalar else key)

    def value(self, route: Route) -> Span:
        """Return what `Places.value` does."""
        depth, _, node = self._deepest(route)
        span = _span(node)
        return span if 0 < depth == len(route) and span.line == span.end_line else self.find(route)

    def key(self, route: Route) -> Span:
        """Return what `Places.key` does."""
        depth, key, _ = self._deepest(route)
        return self.find(route) if key is None or depth < len(route) else _span(key)

    def _deepest(self, route: Route) -> tuple[int, Any, Any]:
        """Return how much of a route is there, and the nodes of the key (None in a list) and value where it ends."""
        key, node = None, self._root
        for depth, part in enumerate(route):
            if type(node) is _Scalar:
                return depth, key, node
            below = self._below(node)
            if part not in below:
                return depth, key, node
            key, node = below[part]
        return len(route), key, node

    def _below(self, node: Any) -> dict[object, tuple[Any, Any]]:  # noqa: ANN401 - a list or mapping of the composer's
        if node.below is None:
            unmask = self._mask.unmask
            node.below = (
                {unmask(key.value): (key, value) for key, value in node.value}
                if type(node) is _Mapping
                else {position: (None, item) for position, item in enumerate(node.value)}
            )
        below: dict[object, tuple[Any, Any]] = node.below
        return below


_new = tuple.__new__


def _scalar(_tag: object, value: str, start: Any, end: Any, _style: object) -> tuple[object, ...]:  # noqa: ANN401 - marks
    return _new(_Scalar, (value, start.line + 1, start.column + 1, end.line + 1, end.column + 1))


def _span(node: Any) -> Span:  # noqa: ANN401 - a node
    if type(node) is _Scalar:
        return Span(*node[1:])
    start, end = node.start_mark, node.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
