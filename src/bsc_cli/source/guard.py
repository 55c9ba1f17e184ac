"""What is looked for in the bytes before the C parser sees them: it recurses, and deep input would crash it."""

from __future__ import annotations

import re

from bsc_cli.source.span import Fault, Span

MAX_DEPTH = 64
MAX_BYTES = 1024 * 1024

_NOT_BRACKETS = re.compile(r"[^][{}]+")
# Characters that YAML does not allow in a stream: most controls, and the two non-characters of the base plane.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# One line can open many levels with "- - -", "? ? ?" or ": : :".
_RUN = re.compile(rf"(?:[-?:][ \t]+){{{MAX_DEPTH + 1}}}")


def guard(text: str) -> Fault | None:
    """Return what makes a text unsafe or impossible to parse, or None. Linear in the length of the text."""
    if match := _CONTROL.search(text):
        code = ord(match.group())
        return Fault(
            "not-yaml",
            f"There is a control character here (U+{code:04X}), which YAML does not allow.",
            _span(text, match.start()),
            help="Delete it; it is often left behind by a copy from another program.",
        )
    if match := _RUN.search(text):
        return _too_deep(_span(text, match.start()))
    if text.count("[") + text.count("{") > MAX_DEPTH and (offset := _deep_brackets(text)) is not None:
        return _too_deep(_span(text, offset))
    return None


def _deep_brackets(text: str) -> int | None:
    """Return the offset of the first bracket that is too deep, or None.

    Brackets in prose count too, so only what is left after peeling matched pairs level by level is held against the
    text: prose with many balanced brackets passes.
    """
    brackets = _NOT_BRACKETS.sub("", text)
    for _ in range(MAX_DEPTH):
        peeled = brackets.replace("[]", "").replace("{}", "")
        if len(peeled) == len(brackets):
            break
        brackets = peeled
    if brackets.count("[") + brackets.count("{") <= MAX_DEPTH:
        return None
    depth = 0
    for match in re.finditer(r"[][{}]", text):
        depth += 1 if match.group() in "[{" else -1
        if depth > MAX_DEPTH:
            return match.start()
    return 0


def _too_deep(span: Span) -> Fault:
    return Fault(
        "not-yaml",
        f"This is nested more than {MAX_DEPTH} levels deep.",
        span,
        help="A scorecard needs fewer than ten levels; write it flatter.",
    )


def _span(text: str, offset: int) -> Span:
    line = text.count("\n", 0, offset) + 1
    return Span.point(line, offset - (text.rfind("\n", 0, offset) + 1) + 1)
