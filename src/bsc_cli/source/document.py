"""One walk over the composed YAML nodes: plain data on the way, and on demand the place of every key and value.

The C composer of ruamel.yaml is used without its resolver and constructor: it is several times faster than the usual
way, keeps every position, and leaves the meaning of each scalar to us (docs/decisions/0002-one-yaml-path.md).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from bsc_cli.source.flow import Mask
from bsc_cli.source.guard import guard
from bsc_cli.source.lookup import Lookup
from bsc_cli.source.plain import Plain, Route, plain_scalar
from bsc_cli.source.quick import Odd, is_shallow, plain, untagged
from bsc_cli.source.span import Fault, Places, Span

if TYPE_CHECKING:
    from collections.abc import Callable

Node = Any  # the C parser's nodes have no stubs: .ctag, .tag, .value, .style, .start_mark, .end_mark
MAX_DEPTH = 64
"""Lists and mappings inside each other. A scorecard needs fewer than ten."""


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

    @cached_property
    def places(self) -> Places:
        """The spans of all keys and values. Composed anew when first asked for: only a few diagnostics need them."""
        places, text = Places(), self.text
        mask = Mask(text)
        root, _ = _compose(text, mask)
        if root is not None:
            _put(places, root, (), set(), mask)
        return places

    @cached_property
    def lookup(self) -> Lookup | Places:
        """What finds the span of one thing after the other. Composed anew when first asked for, and quick to make."""
        text = self.text
        if self.faults or not text.strip() or not is_shallow(text) or "places" in self.__dict__:
            return self.places
        from ruamel.yaml.error import YAMLError

        try:
            return Lookup(Mask(text))
        except (Odd, YAMLError):
            return self.places


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
    root, fault = _compose(text, mask)
    if fault is not None:
        return Document(path, text, None, (fault,))
    if root is None:
        return Document(path, text, None)
    builder = _Builder(mask)
    data = builder.build(root, 0)
    if builder.faults:
        return Document(path, text, None, tuple(builder.faults))
    return Document(path, text, data)


def _compose(text: str, mask: Mask) -> tuple[Node | None, Fault | None]:
    """Return the root node (None for an empty text), or the fault in plain words."""
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    from bsc_cli.source.trouble import in_plain_words

    if not text.strip():
        return None, None
    try:
        return _composer()(mask.masked).get_single_node(), None
    except _TooDeep as deep:
        return None, _too_deep(deep.span)
    except MarkedYAMLError as error:
        return None, in_plain_words(text, error)
    except YAMLError:
        return None, Fault("not-yaml", "This text cannot be read as YAML.", Span.point(1, 1))


@lru_cache(maxsize=1)
def _composer() -> Any:  # noqa: ANN401 - a C class without stubs
    """Return the C composer, told to leave every tag open: what a scalar means is decided here."""
    from _ruamel_yaml import CParser

    open_tag = untagged()

    class Composer(CParser):  # type: ignore[misc] # a C class without stubs
        """The three hooks by which the stock composer asks for tags. It recurses, and depth would crash it."""

        depth = 0

        def resolve(self, _kind: object, _value: object, _implicit: object) -> object:
            return open_tag

        def descend_resolver(self, _parent: object, _index: object) -> None:
            self.depth += 1
            if self.depth > MAX_DEPTH + 2:  # up to here the nodes themselves tell, with their exact place
                raise _TooDeep(_span(self.peek_event()))

        def ascend_resolver(self) -> None:
            self.depth -= 1

    return Composer


class _TooDeep(Exception):  # noqa: N818 - a fact about a text
    """A text is nested so deep that it is not read to its end; `span` is where that was noticed."""

    def __init__(self, span: Span) -> None:
        super().__init__()
        self.span = span


def _too_deep(span: Span) -> Fault:
    return Fault("not-yaml", f"This is nested more than {MAX_DEPTH} levels deep.", span, help="Write it flatter.")


class _Builder:
    """Plain data from nodes, refusing what a reviewer could not read: aliases to containers, tags, merge keys."""

    def __init__(self, mask: Mask) -> None:
        self.faults: list[Fault] = []
        self._unmask = mask.unmask
        self._seen: set[int] = set()
        self._untagged = untagged()

    def build(self, node: Node, depth: int) -> Plain:
        if self._is_tagged(node):
            return None
        value = node.value
        if isinstance(value, str):
            written = value if value.isascii() else self._unmask(value)
            return written if node.style else plain_scalar(written)
        if not self._may_enter(node, depth):
            return None
        if not value or isinstance(value[0], tuple):
            return self._mapping(node, depth) if type(node).__name__ == "MappingNode" else ()
        return tuple([self.build(item, depth + 1) for item in value])

    def _is_tagged(self, node: Node) -> bool:
        if node.ctag is self._untagged:
            return False
        said = f'The tag "{_short(self._unmask(node.tag))}" is not allowed here.'
        self._fault(node, said, "Write the value without a tag.")
        return True

    def _may_enter(self, node: Node, depth: int) -> bool:
        if id(node) in self._seen:
            self._fault(
                node,
                "This list or mapping is repeated elsewhere by an alias (*), so a reviewer does not see it there.",
                "Write the values out in each place.",
            )
            return False
        self._seen.add(id(node))
        if depth >= MAX_DEPTH:
            self.faults.append(_too_deep(_span(node)))
        return depth < MAX_DEPTH

    def _mapping(self, node: Node, depth: int) -> dict[str, Plain]:
        data: dict[str, Plain] = {}
        first: dict[str, Node] = {}
        for key, value in node.value:
            if not isinstance(key.value, str):
                self._fault(key, "A key must be a word, not a list or mapping.", "Write a plain word before the ':'.")
                continue
            if self._is_tagged(key):
                continue
            name = self._unmask(key.value)
            if name == "<<" and not key.style:
                self._fault(key, "Merge keys (<<) are not allowed.", "Write the fields out, so that they can be seen.")
            elif name in data:
                self._duplicate(name, first[name], key)
            else:
                first[name] = key
                data[name] = self.build(value, depth + 1)
        return data

    def _duplicate(self, name: str, first: Node, second: Node) -> None:
        where = _span(first)
        self.faults.append(
            Fault(
                "duplicate-id",
                f'"{_short(name)}" is already used as a key on line {where.line}.',
                _span(second),
                help="Give one of the two another name, or delete it.",
                related=((where, "the first one is here"),),
            )
        )

    def _fault(self, node: Node, message: str, hint: str) -> None:
        self.faults.append(Fault("not-yaml", message, _span(node), help=hint))


def _put(places: Places, node: Node, route: Route, seen: set[int], mask: Mask) -> None:
    """Put the spans of a node and of everything below it into places; a repeated container only once."""
    places.values.setdefault(route, _span(node))
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
            places.keys.setdefault(below, _span(item[0]))
            _put(places, item[1], below, seen, mask)


def _span(node: Node) -> Span:
    start, end = node.start_mark, node.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."  # noqa: PLR2004 - a line's worth
