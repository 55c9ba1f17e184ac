"""When each arrow was drawn, told from the versions that its file went through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from bsc_cli.evidence.since import Drawn, History
from bsc_cli.model import Lag
from bsc_cli.source import Plain, read
from bsc_cli.strategy import Strategy

_BEGINS_A_SCORECARD = re.compile(r"^(?:scorecard|\"scorecard\"|'scorecard')\s*:", re.MULTILINE)
_SHAPE = re.compile(r".*(?:[{}]|:[ \t]*(?:#.*)?$|scorecard|drives|after|effect|renamed_from).*", re.MULTILINE)
"""The lines that can say anything of an arrow: keys with something below them, and the fields that matter."""

Claim = tuple[float | None, str]
"""The lag in days, None when there is none, and whether the effect is the same or the opposite."""
Ends = tuple[str, str]


class Version(NamedTuple):
    """What a commit made of files: its day, and by path the new text; None for a file that it took away."""

    day: date
    files: Mapping[str, str | None]


class _Written(NamedTuple):
    """What a scorecard's text says of arrows, and what its objectives were called before, by full id."""

    claims: Mapping[Ends, Claim]
    before: Mapping[str, str]


_NOTHING = _Written({}, {})


def drawn(strategy: Strategy, versions: Iterable[Version]) -> History:
    """Return when the arrows of a strategy were drawn, and when lag or sign last changed.

    `versions` come the oldest first. An arrow that was taken away and drawn again counts from the second time, one
    whose objective was renamed (`renamed_from`) from the first. One that no version has as it is now is left out.
    """
    record = _Record()
    for version in versions:
        record.add(version)
    now = {(arrow.source, arrow.target): _claim(arrow.after, arrow.effect) for arrow in strategy.arrows}
    return {ends: found for ends, found in record.drawn.items() if record.claims.get(ends) == now.get(ends)}


class _Record:
    def __init__(self) -> None:
        self.drawn: dict[Ends, Drawn] = {}
        self.claims: dict[Ends, Claim] = {}
        self._files: dict[str, _Written] = {}
        self._known: dict[str, _Written] = {}

    def add(self, version: Version) -> None:
        before: dict[Ends, Claim] = {}
        after: dict[Ends, Claim] = {}
        former: dict[str, str] = {}
        for path, text in version.files.items():
            before |= self._files.get(path, _NOTHING).claims
            written = self._read(text) if text is not None else _NOTHING
            self._files[path] = written
            after |= written.claims
            former |= written.before
        carried: dict[Ends, Drawn] = {}
        for ends, claim in after.items():
            old = ends if ends in before else (former.get(ends[0], ends[0]), former.get(ends[1], ends[1]))
            known = self.drawn.get(old)
            if known is None or old not in before | self.claims:
                carried[ends] = Drawn(version.day)
            elif self.claims.get(old) != claim:
                carried[ends] = known._replace(changed=version.day)
            else:
                carried[ends] = known
        for ends in before:
            self.drawn.pop(ends, None)
            self.claims.pop(ends, None)
        self.drawn |= carried
        self.claims |= after

    def _read(self, text: str) -> _Written:
        if not _BEGINS_A_SCORECARD.search(text):
            return _NOTHING
        shape = "\n".join(_SHAPE.findall(text))
        if shape not in self._known:
            self._known[shape] = _written(read("", text).data)
        return self._known[shape]


def _written(data: Plain) -> _Written:
    """Read what a text says of arrows. What cannot be read says nothing: it was not a strategy then."""
    top = _mapping(data)
    card = top.get("scorecard")
    claims: dict[Ends, Claim] = {}
    before: dict[str, str] = {}
    for name, each in _mapping(top.get("objectives")).items():
        objective = _mapping(each)
        source = f"{card}/{name}"
        if isinstance(objective.get("renamed_from"), str):
            before[source] = f"{card}/{objective['renamed_from']}"
        for ref, arrow in _mapping(objective.get("drives")).items():
            fields = _mapping(arrow)
            target = ref if "/" in ref else f"{card}/{ref}"
            claims[source, target] = _claim(_lag(fields.get("after")), str(fields.get("effect") or "same"))
    return _Written(claims, before)


def _mapping(data: object) -> Mapping[str, object]:
    return {str(key): value for key, value in data.items()} if isinstance(data, dict) else {}


def _lag(written: object) -> Lag | None:
    try:
        return Lag.read(written) if written is not None else None
    except ValueError:
        return None


def _claim(lag: Lag | None, effect: str) -> Claim:
    return (lag.days if lag else None, effect)
