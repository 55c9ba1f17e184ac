"""Comments that silence a rule for the thing on their line: `# bsc: ignore[rule-name] reason until=2027-03-31`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from bsc_cli.check.on_lines import Thing, things_on
from bsc_cli.finding import Field, Finding, Place, Pointable, Spot
from bsc_cli.source import Document, Places, read

_STARTS = re.compile(r"(?<!\S)#\s*bsc:")
_COMMENT = re.compile(r"#\s*bsc:\s*ignore\[(?P<rules>[^\]\n]*)\](?P<rest>.*)$")
_UNTIL = re.compile(r"\buntil=(\S*)")


@dataclass(frozen=True, slots=True)
class Ignore:
    """One such comment: the rules it names, its reason, the day it expires, and the line (from 1) that it is about."""

    place: Place
    rules: tuple[str, ...]
    reason: str
    until: str | None
    about: int
    things: frozenset[Thing] = frozenset()
    """The elements whose keys stand on that line: it is about all that they say, on other lines, too."""

    @property
    def spot(self) -> Spot:
        """What a finding about the comment itself points at."""
        return Spot(f"{self.place.path}:ignore:{','.join(self.rules)}:{self.reason}", self.place)

    @property
    def expires(self) -> date | None:
        """The last day on which it holds; None when it has none, or none that is a day."""
        try:
            return date.fromisoformat(self.until) if self.until else None
        except ValueError:
            return None

    def covers(self, finding: Finding, today: date | None) -> bool:
        """Whether this comment silences a finding: right file, line or element, and rule, a reason, and not expired."""
        return (
            self.place.path == finding.place.path
            and (self.about == finding.place.line or (finding.kind, finding.element) in self.things)
            and finding.rule in self.rules
            and bool(self.reason)
            and not self.expired(today)
        )

    def expired(self, today: date | None) -> bool:
        """Whether its last day has passed, or its `until` is no day at all."""
        if self.until is None:
            return False
        return self.expires is None or (today is not None and today > self.expires)


@dataclass(frozen=True)
class Silencing:
    """All ignoring comments of a strategy, which of them silenced something, and the day it is (None: not known)."""

    ignores: tuple[Ignore, ...]
    used: frozenset[tuple[Place, str]]
    """(place of the comment, rule that it silenced)."""
    ran: frozenset[str]
    """The names of the rules that ran: one that did not run cannot show that a comment is unused."""
    known: frozenset[str]
    """The names of all rules that could have run here."""
    today: date | None = None

    def locate(self, element: Pointable, _field: Field = None) -> Place:
        """Return the place of a comment."""
        if not isinstance(element, Spot):
            raise TypeError(element)
        return element.place


def ignores_in(texts: Mapping[str, str]) -> Iterator[Ignore]:
    """Yield the ignoring comments in files by path, in order."""
    for path, text in sorted(texts.items()):
        if "bsc:" not in text:
            continue
        lines = text.split("\n")
        written = [line.rstrip("\r") for line in lines]
        starts = [(number, match) for number, line in enumerate(written, 1) for match in _STARTS.finditer(line)]
        if starts:
            yield from _ignores(path, lines, starts, read(path, text))


_Starts: TypeAlias = list[tuple[int, re.Match[str]]]
"""Where comments may begin: the number of the line, and what stands there."""


def _ignores(path: str, lines: list[str], starts: _Starts, document: Document) -> Iterator[Ignore]:
    places, following = document.places, _following(lines)
    comments = [
        (number, number if match.string[: match.start()].strip() else following[number - 1], match)
        for number, match in _comments(starts, places)
    ]
    things = things_on(frozenset(about for _, about, _ in comments), document, places)
    for number, about, match in comments:
        until = _UNTIL.search(match["rest"])
        yield Ignore(
            Place(path, number, match.start() + 1, number, match.end() + 1),
            tuple(name.strip() for name in match["rules"].split(",") if name.strip()),
            _UNTIL.sub("", match["rest"]).strip(" -:"),
            until[1] if until else None,
            about,
            things.get(about, frozenset()),
        )


def _comments(starts: _Starts, places: Places) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the line number and match of each ignoring comment: what looks like one inside a value is text."""
    scalars = [span for route, span in places.values.items() if route not in places.containers]
    values = sorted([*places.keys.values(), *scalars])
    taken = 0
    for number, start in starts:
        at = (number, start.start() + 1)
        before = bisect_right(values, (*at, number, 0))
        inside = before > 0 and at < values[before - 1][2:]
        match = _COMMENT.match(start.string, start.start())
        if match and not inside and number != taken:
            taken = number
            yield number, match


def _following(lines: list[str]) -> list[int]:
    """Return for each line the number of the first one after it that is more than a comment; its own when none is."""
    following: list[int] = []
    later = 0
    for number in range(len(lines), 0, -1):
        following.append(later or number)
        content = lines[number - 1].strip()
        if content and not content.startswith("#"):
            later = number
    return following[::-1]
