"""Which metric is meant by what a spreadsheet calls it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from bsc_cli.readings.written import oneline

if TYPE_CHECKING:
    from bsc_cli.strategy import Strategy

_UNIT = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_MOST_COMPARED = 1000


class Meant(NamedTuple):
    """The full id of a metric; or none and why, which is empty where nothing is meant."""

    id: str | None
    message: str = ""
    help: str = ""


class Called:
    """The living metrics of a strategy by id, short id and title, with or without its unit in brackets behind it."""

    def __init__(self, strategy: Strategy, given: Mapping[str, str | None], scorecard: str | None) -> None:
        self._given = {_plain(name): full for name, full in given.items()}
        self._known: dict[str, set[str]] = {}
        for metric in strategy.metrics.values():
            names = (metric.id, metric.name, metric.title or metric.name)
            for name in names if scorecard in (None, metric.scorecard_id) else (metric.id,):
                self._known.setdefault(_plain(name), set()).add(metric.id)

    def metric(self, written: str) -> Meant:
        """Return the metric that a name means."""
        if _plain(written) in self._given:
            return Meant(self._given[_plain(written)])
        found = self._known.get(_plain(written)) or self._known.get(_plain(_UNIT.sub("", written))) or set()
        if len(found) == 1:
            return Meant(next(iter(found)))
        shown = oneline(written, 60)
        if not shown:
            return Meant(None, "This row names no metric.", "Write the id or the title of one.")
        if found:
            ids = sorted(found)
            listed = ", ".join(ids[:4]) + (", ..." if len(ids) > 4 else "")  # noqa: PLR2004 - enough to see
            return Meant(None, f'"{shown}" is a metric of several scorecards: {listed}.', "Name one with --scorecard.")
        near = [] if len(self._known) > _MOST_COMPARED else get_close_matches(_plain(written)[:100], self._known, n=1)
        ids = sorted(self._known[near[0]]) if near else []
        ending = f'; did you mean "{ids[0]}"?' if ids else "."
        return Meant(
            None,
            f'No metric has the id or the title "{shown}"{ending}',
            f"Say --map '{shown}={ids[0] if ids else 'METRIC'}', or --map '{shown}=' to leave it out.",
        )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
