"""What a view of a diff shows: the changes, what they do to the score, and how the two versions are called."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bsc_cli.diff import Diff, Reviewed


@dataclass(frozen=True)
class Compared:
    """A Diff with the names of its two versions; `reviewed` is None where nothing was ever measured."""

    diff: Diff
    base: str
    head: str
    reviewed: Reviewed | None = None

    def of(self, scorecard: str) -> Compared:
        """Return the part of this that is about one scorecard."""
        if self.reviewed is None:
            return replace(self, diff=self.diff.of(scorecard))
        reviewed = self.reviewed.of(scorecard)
        return replace(self, diff=reviewed.diff, reviewed=reviewed)
