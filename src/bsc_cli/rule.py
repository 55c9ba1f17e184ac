"""A rule: one function whose docstring is its manual, whose keyword parameters are its options.

`@rule(Strategy, Severity.WARNING)` turns the function into a Rule. The page is read from the docstring: a first
sentence, `## Why`, `## Bad`, `## Good`, and in the examples, marked lines. Nothing here knows which rules exist.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Concatenate, Generic, ParamSpec, TypeVar

from bsc_cli.finding import Problem, Severity

S = TypeVar("S")
P = ParamSpec("P")

_FENCE = re.compile(r"^```(?P<language>\w+)(?: (?P<path>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"^## (?P<title>.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Option:
    """A keyword parameter of a rule: what `bsc.yaml` may set for it."""

    name: str
    default: object
    """Its type is that of the default: bool, int, str or a tuple of words."""


@dataclass(frozen=True, slots=True)
class Example:
    """An example of a page: a tree of files as text, and the marked lines as (path, line from 1)."""

    files: Mapping[str, str]
    marks: frozenset[tuple[str, int]]


@dataclass(frozen=True)
class Rule(Generic[S]):
    """A named opinion about one kind of subject."""

    subject: type[S]
    severity: Severity
    check: Callable[..., Iterable[Problem]]
    preview: bool = False
    """New: it runs only where it is asked for, so that an upgrade never turns a green repository red."""
    by_scorecard: bool = False
    """What it says follows from each scorecard by itself, with the settings: it may be asked of one after the other."""

    @property
    def name(self) -> str:
        """The function's name with hyphens: `too-many-objectives`."""
        return self.check.__name__.replace("_", "-")

    @cached_property
    def options(self) -> Mapping[str, Option]:
        """The options by name, in the order of the signature."""
        parameters = inspect.signature(self.check).parameters.values()
        return {
            each.name: Option(each.name, each.default)
            for each in parameters
            if each.kind is inspect.Parameter.KEYWORD_ONLY
        }

    @cached_property
    def page(self) -> str:
        """The docstring, as Markdown."""
        return inspect.cleandoc(self.check.__doc__ or "")

    @property
    def summary(self) -> str:
        """The page's first sentence: what the rule catches."""
        return self.page.split("\n", 1)[0]

    @cached_property
    def sections(self) -> Mapping[str, str]:
        """The page's sections by heading; the text before the first heading under ""."""
        parts = _SECTION.split(self.page)
        return {"": parts[0].strip(), **dict(zip(parts[1::2], (text.strip() for text in parts[2::2]), strict=True))}

    def example(self, section: str) -> Example:
        """Return the files of a section ("Bad" or "Good") as a tree, its marks taken out of the text."""
        mark = re.compile(rf"[ \t]*# <- {re.escape(self.name)}$", re.MULTILINE)
        files: dict[str, str] = {}
        marks: set[tuple[str, int]] = set()
        for fence in _FENCE.finditer(self.sections.get(section, "") + "\n"):
            default = "scorecards/corporate.yaml" if fence["language"] == "yaml" else "readings/readings.csv"
            path = fence["path"] or default
            marks |= {(path, number) for number, line in enumerate(fence["text"].split("\n"), 1) if mark.search(line)}
            files[path] = mark.sub("", fence["text"])
        return Example(files, frozenset(marks))


def rule(
    subject: type[S], severity: Severity, *, preview: bool = False, by_scorecard: bool = False
) -> Callable[[Callable[Concatenate[S, P], Iterable[Problem]]], Rule[S]]:
    """Declare a rule about a subject; the function gets the subject and its options and yields Problems.

    With `preview` it runs only for `bsc validate --preview`, and where `bsc.yaml` gives it a severity.
    With `by_scorecard`, for a rule about a Strategy, it promises to look at nothing of another scorecard: it runs on
    each scorecard by itself, which is several times faster on many (docs/decisions/0016-speed.md).
    """

    def declare(check: Callable[Concatenate[S, P], Iterable[Problem]]) -> Rule[S]:
        return Rule(subject, severity, check, preview, by_scorecard)

    return declare
