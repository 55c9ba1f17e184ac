"""The nodes of a text, as the C composer of ruamel.yaml makes them, or what is wrong with the text in plain words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bsc_cli.source.quick import untagged
from bsc_cli.source.span import Fault, Span

if TYPE_CHECKING:
    from bsc_cli.source.flow import Mask

Node = Any  # the C parser's nodes have no stubs: .ctag, .tag, .value, .style, .start_mark, .end_mark
MAX_DEPTH = 64
"""Lists and mappings inside each other. A scorecard needs fewer than ten."""


def compose(text: str, mask: Mask) -> tuple[Node | None, Fault | None]:
    """Return the root node (None for an empty text), or the fault in plain words."""
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    from bsc_cli.source.trouble import in_plain_words

    if not text.strip():
        return None, None
    try:
        return _composer()(mask.masked).get_single_node(), None
    except _TooDeep as deep:
        return None, too_deep(deep.span)
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
                raise _TooDeep(span_of(self.peek_event()))

        def ascend_resolver(self) -> None:
            self.depth -= 1

    return Composer


class _TooDeep(Exception):  # noqa: N818 - a fact about a text
    """A text is nested so deep that it is not read to its end; `span` is where that was noticed."""

    def __init__(self, span: Span) -> None:
        super().__init__()
        self.span = span


def too_deep(span: Span) -> Fault:
    """Return the fault of a text that is nested deeper than MAX_DEPTH."""
    return Fault("not-yaml", f"This is nested more than {MAX_DEPTH} levels deep.", span, help="Write it flatter.")


def span_of(node: Node) -> Span:
    """Return where a node stands."""
    start, end = node.start_mark, node.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
