"""What a map is of: a strategy as it is, or with what a change does to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bsc_cli.cli.checking import complain, run_rules
from bsc_cli.cli.comparing import compare, open_both
from bsc_cli.cli.measuring import measure, texts_named
from bsc_cli.cli.opening import Opened, open_strategy
from bsc_cli.cli.options import Colour

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bsc_cli.strategy import Strategy
    from bsc_cli.view.map import Deltas, Mark


@dataclass(frozen=True, slots=True)
class Subject:
    """What the map is of: a strategy; how its objectives stand, and as of which day; what a change does to them."""

    strategy: Strategy
    marks: Mapping[str, Mark] | None = None
    day: str | None = None
    deltas: Deltas | None = None


def subject(path: str | None, at: str | None, status: list[str] | None, as_of: str | None) -> Subject | None:
    """Open a strategy as it is; None, and the findings said, when it cannot be read."""
    opened = open_strategy(path, at=at)
    strategy = opened.loaded.strategy
    if strategy is None:
        complain(opened, run_rules(opened), Colour.AUTO)
        return None
    if not status:
        return Subject(strategy)
    from bsc_cli.view.map.marks import marks_of

    evaluation = measure(opened, strategy, status, as_of)
    return Subject(strategy, marks_of(evaluation), evaluation.as_of.isoformat() if evaluation.as_of else None)


def compared(
    path: str | None, base: str, at: str | None, status: list[str] | None, as_of: str | None
) -> Subject | None:
    """Open a strategy as it is and as it was, in one; None, and the findings said, when it cannot be read."""
    old, new = open_both(None if base == "auto" else base, at, path)
    if new.loaded.strategy is None:
        opened = Opened(new.tree, new.loaded)
        complain(opened, run_rules(opened), Colour.AUTO)
        return None
    from bsc_cli.diff import both
    from bsc_cli.view.map.deltas import deltas_of
    from bsc_cli.view.map.marks import marks_of_both

    found = compare(old, new, new.loaded.strategy, as_of, texts_named(status, new.tree) if status else None)
    strategy, reviewed = both(found.diff), found.reviewed
    if reviewed is None:
        return Subject(strategy, deltas=deltas_of(found))
    day = reviewed.as_of.isoformat() if reviewed.as_of else None
    return Subject(strategy, marks_of_both(reviewed), day, deltas_of(found))
