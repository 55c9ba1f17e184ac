"""What the YAML parser says, in the words of someone who edits a scorecard in a browser."""

from __future__ import annotations

from typing import Any

from bsc_cli.source.span import Fault, Span

# The parser's own problem -> (sentence, what to do, whether the place is where the construct began).
_SAYINGS: dict[str, tuple[str, str, bool]] = {
    "found a tab character that violates indentation": (
        "A tab is used where this line is indented.",
        "Indent with spaces: two for each level.",
        False,
    ),
    "could not find expected ':'": ("There is no ':' after this key.", "Write it as 'key: value'.", True),
    "did not find expected key": (
        "This line does not line up with the keys above it.",
        "Indent it exactly as far as its neighbours, with spaces.",
        False,
    ),
    "did not find expected '-' indicator": (
        "This line is neither a list item nor indented below one.",
        "Begin it with '- ', or indent it as its neighbours are.",
        False,
    ),
    "did not find expected ',' or ']'": (
        "The list that begins here is not closed.",
        "End it with ']', and put a ',' between its items.",
        True,
    ),
    "did not find expected ',' or '}'": (
        "The mapping that begins here is not closed.",
        "End it with '}', and put a ',' between its entries.",
        True,
    ),
    "found unexpected end of stream": (
        "The quote that begins here is never closed.",
        "Close it with the same kind of quote.",
        True,
    ),
    "found unexpected document indicator": (
        "The quote that begins here is never closed.",
        "Close it with the same kind of quote.",
        True,
    ),
    "found unexpected ':'": ("There is no space after this ':'.", "Write it as 'key: value', with a space.", False),
    "did not find expected node content": ("A value is missing here.", "Write a value, or delete the bracket.", False),
    "block sequence entries are not allowed in this context": (
        "A list cannot begin on the line of its key.",
        "Put each '- item' on a line of its own below the key.",
        False,
    ),
    "found unknown escape character": (
        "A backslash in double quotes begins an escape that does not exist.",
        "Use single quotes, where a backslash is only a backslash.",
        False,
    ),
    "found undefined alias": (
        "A value that begins with '*' repeats something named elsewhere, and nothing has that name.",
        "If it is text, put it in quotes.",
        False,
    ),
    "but found another document": (
        "A second document begins here; one file holds one document.",
        "Move it to a file of its own, or delete the '---'.",
        False,
    ),
}


def in_plain_words(text: str, error: Any) -> Fault:  # noqa: ANN401 - the parser's errors have no stubs
    """Turn an error of the YAML parser into a fault with its place and what to do."""
    problem = error.problem or ""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    line = min(line, len(lines) - 1)
    if problem == "found character that cannot start any token":
        return _bad_start(lines[line], line, column)
    if problem == "mapping values are not allowed in this context":
        return _stray_colon(lines, line, column)
    if problem == "did not find expected node content" and not "".join(lines[line:])[column:].strip():
        return _never_closed(text)
    sentence, hint, at_beginning = _SAYINGS.get(
        problem,
        (
            "This cannot be read as YAML from here on.",
            "Look for a missing quote, ':' or indentation on this line and the one above.",
            False,
        ),
    )
    if at_beginning and error.context_mark:
        line, column = error.context_mark.line, error.context_mark.column
    return Fault("not-yaml", sentence, Span.point(line + 1, column + 1), help=hint)


def _never_closed(text: str) -> Fault:
    """Explain a text that ends inside brackets: its last opening bracket is where it began."""
    opening = max(text.rfind("["), text.rfind("{"), 0)
    line = text.count("\n", 0, opening)
    column = opening - (text.rfind("\n", 0, opening) + 1)
    noun, close = ("mapping", "}") if text[opening] == "{" else ("list", "]")
    return Fault(
        "not-yaml",
        f"The {noun} that begins here is not closed.",
        Span.point(line + 1, column + 1),
        help=f"End it with '{close}'.",
    )


def _bad_start(content: str, line: int, column: int) -> Fault:
    character = content[column : column + 1]
    span = Span.point(line + 1, column + 1)
    if character == "\t":
        return Fault(
            "not-yaml",
            "A tab is used where this line is indented.",
            span,
            help="Indent with spaces: two for each level.",
        )
    return Fault(
        "not-yaml",
        f'A plain value cannot begin with "{character}".',
        span,
        help=f"Put the value in quotes: '{content[column:].strip()[:40]}'.",
    )


def _stray_colon(lines: list[str], line: int, column: int) -> Fault:
    """Explain a ':' where no key can stand: a second one on the line, a key above without one, or an indentation."""
    content = lines[line]
    earlier = content.find(": ", 0, column)
    if earlier >= 0:
        value = content[earlier + 2 :].strip()
        return Fault(
            "not-yaml",
            "There is a second ':' on this line, so it is not clear where the value begins.",
            Span.point(line + 1, column + 1),
            help=f'Put the value in quotes: "{value[:60]}".',
        )
    above = next((n for n in range(line - 1, -1, -1) if lines[n].split("#")[0].strip()), None)
    if above is not None and ":" not in lines[above] and not lines[above].lstrip().startswith("- "):
        start = len(lines[above]) - len(lines[above].lstrip())
        end = len(lines[above].rstrip())
        return Fault(
            "not-yaml",
            "There is no ':' after this key.",
            Span(above + 1, start + 1, above + 1, end + 1),
            help="Write it as 'key: value'.",
        )
    start = len(content) - len(content.lstrip())
    return Fault(
        "not-yaml",
        "This line is indented deeper than the line above allows.",
        Span.point(line + 1, start + 1),
        help="Indent it exactly as far as its neighbours, with spaces.",
    )
