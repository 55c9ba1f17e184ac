"""Where things stand in a text, and what is wrong there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from bsc_cli.source.plain import Route


class Span(NamedTuple):
    """A piece of a text: lines and columns count from 1, in characters; the end column is the first one after it."""

    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def point(cls, line: int, column: int) -> Span:
        """One character at a line and column (from 1)."""
        return cls(line, column, line, column + 1)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a text that keeps it from being read; `rule` is the name of the rule that reports it."""

    rule: str
    message: str
    span: Span
    help: str | None = None
    related: tuple[tuple[Span, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """The spans of a document, beside its data: of each key, of each value, and which values are lists or mappings."""

    keys: dict[Route, Span] = field(default_factory=dict)
    values: dict[Route, Span] = field(default_factory=dict)
    containers: set[Route] = field(default_factory=set)

    def has(self, route: Route) -> bool:
        """Whether there is a value at a route."""
        return route in self.values

    def find(self, route: Route) -> Span:
        """Return the span that a reader would point at for a route.

        A plain value is pointed at itself, a list or mapping by its key. A route that is not there falls back to the
        nearest thing around it that is, at last to the first character of the text.
        """
        while route:
            if route in self.values and route not in self.containers:
                return self.values[route]
            if route in self.keys:
                return self.keys[route]
            if route in self.values:
                return self.values[route]
            route = route[:-1]
        return Span.point(1, 1)

    def value(self, route: Route) -> Span:
        """Return the span of all of a value that stands on one line, a list or mapping too; else what `find` says."""
        span = self.values.get(route)
        return span if span and route and span.line == span.end_line else self.find(route)

    def key(self, route: Route) -> Span:
        """Return the span of a route's key, else what `find` says."""
        return self.keys.get(route) or self.find(route)
