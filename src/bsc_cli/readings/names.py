"""Which metric a row of a readings file is about."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING

from bsc_cli.model import Metric, Objective
from bsc_cli.strategy.reference import only_card

if TYPE_CHECKING:
    from bsc_cli.strategy import Strategy

_MOST_COMPARED = 1000
_MOST_ASKED = 20  # comparing names is slow: a file of nothing but unknown names does not need more hints than this

_DECLARE = "Declare it in a scorecard, or delete its rows; `bsc list metrics` shows the ids that there are."


class Names:
    """The metrics of a strategy, retired ones too, by the names a readings file may use."""

    def __init__(self, strategy: Strategy) -> None:
        buried = strategy.tombstones.values()
        self.metrics: Mapping[str, Metric] = {
            **strategy.metrics,
            **{metric.id: metric for metric in buried if isinstance(metric, Metric)},
        }
        self.retired: Mapping[str, Metric] = {metric.id: metric for metric in buried if isinstance(metric, Metric)}
        self._objectives = {each.id for each in buried if isinstance(each, Objective)} | strategy.objectives.keys()
        only = only_card(strategy.scorecards)
        self._prefix = f"{only}/" if only else ""
        self._asked = 0

    @cached_property
    def _renamed(self) -> Mapping[str, str]:
        """The ids of metrics by their former ones."""
        named = ((each, each.renamed_from) for each in reversed([*self.metrics.values()]) if each.renamed_from)
        return {f"{metric.scorecard_id}/{former}": metric.id for metric, former in named}

    @cached_property
    def _by_name(self) -> Mapping[str, list[str]]:
        """The full ids of metrics by their short ones."""
        found: dict[str, list[str]] = {}
        for full in self.metrics:
            found.setdefault(full.split("/", 1)[1], []).append(full)
        return found

    def full_id(self, written: str) -> str | None:
        """Return the full id of a metric as written, or None when no scorecard declares it."""
        full = written if "/" in written else self._prefix + written
        return full if full in self.metrics else None

    def instead(self, written: str) -> tuple[str, str]:
        """Return how a sentence about an unknown name ends, and what to do."""
        full = written if "/" in written else self._prefix + written
        if full in self._objectives:
            return ", which is an objective.", "Write the id of one of its metrics."
        if full in self._renamed:
            return f', which was renamed to "{self._renamed[full]}".', f"Write {self._renamed[full]}."
        if same := self._by_name.get(written):
            return (
                ": with several scorecards, the full id is needed.",
                f"Write {same[0]}." if len(same) == 1 else f"Write {', '.join(same[:4])}, whichever is meant.",
            )
        self._asked += 1
        if self._asked > _MOST_ASKED or len(self.metrics) > _MOST_COMPARED:
            return ".", _DECLARE
        short = {} if "/" in written else {full.split("/", 1)[1]: full for full in self.metrics}
        near = get_close_matches(written.lower()[:100], sorted({*self.metrics, *short}), n=1)
        if not near:
            return ".", _DECLARE
        found = near[0] if self._prefix else short.get(near[0], near[0])
        return f'; did you mean "{found}"?', f"Write {found}, or declare this metric in a scorecard."
