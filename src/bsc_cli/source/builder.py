"""Plain data from nodes."""

from __future__ import annotations

from bsc_cli.source.flow import Mask
from bsc_cli.source.nodes import MAX_DEPTH, Node, span_of, too_deep
from bsc_cli.source.plain import Plain, plain_scalar
from bsc_cli.source.quick import untagged
from bsc_cli.source.span import Fault


class Builder:
    """Plain data from nodes, refusing what a reviewer could not read: aliases to containers, tags, merge keys."""

    def __init__(self, mask: Mask) -> None:
        self.faults: list[Fault] = []
        self._unmask = mask.unmask
        self._seen: set[int] = set()
        self._untagged = untagged()

    def build(self, node: Node, depth: int) -> Plain:
        """Return what a node says; what it may not say is added to the faults."""
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
            self.faults.append(too_deep(span_of(node)))
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
        where = span_of(first)
        self.faults.append(
            Fault(
                "duplicate-id",
                f'"{_short(name)}" is already used as a key on line {where.line}.',
                span_of(second),
                help="Give one of the two another name, or delete it.",
                related=((where, "the first one is here"),),
            )
        )

    def _fault(self, node: Node, message: str, hint: str) -> None:
        self.faults.append(Fault("not-yaml", message, span_of(node), help=hint))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."  # noqa: PLR2004 - a line's worth
