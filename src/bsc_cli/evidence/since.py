"""From which day on readings count for an arrow: what was known when it was drawn cannot bear it out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from bsc_cli.model import Arrow


class Source(StrEnum):
    """What tells when an arrow was drawn."""

    DECLARED = "declared_on"
    COMMIT = "commit"
    UNCOMMITTED = "not committed"
    UNKNOWN = "unknown"


class Since(NamedTuple):
    """The day from which on readings count, and what tells it; None when nothing does."""

    day: date | None
    told_by: Source


class Drawn(NamedTuple):
    """The day of the commit that brought an arrow, and of the last one that changed its lag or its sign."""

    first: date
    changed: date | None = None


History = Mapping[tuple[str, str], Drawn]
"""By the full ids of both ends."""


def since_when(arrow: Arrow, history: History | None) -> Since:
    """Return from which day on readings count for an arrow; without a history, only `declared_on` can tell.

    Changing lag or sign makes another hypothesis, so it starts the clock anew, whatever `declared_on` says.
    """
    drawn = history.get((arrow.source, arrow.target)) if history is not None else None
    changed = drawn.changed if drawn else None
    if arrow.declared_on is not None and (changed is None or changed <= arrow.declared_on):
        return Since(arrow.declared_on, Source.DECLARED)
    if drawn is not None:
        return Since(changed or drawn.first, Source.COMMIT)
    return Since(None, Source.UNKNOWN if history is None else Source.UNCOMMITTED)
