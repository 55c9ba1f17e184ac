"""Two versions of a strategy: what changed in its own words, and what that does to the score on the same readings."""

from bsc_cli.diff.both import both
from bsc_cli.diff.change import Change, Effect, Kind, Leaf
from bsc_cli.diff.diff import Confirmation, Diff
from bsc_cli.diff.differ import diff
from bsc_cli.diff.fields import facts
from bsc_cli.diff.impact import Impact, Restated, Reviewed, review
from bsc_cli.diff.pairs import Part

__all__ = [
    "Change",
    "Confirmation",
    "Diff",
    "Effect",
    "Impact",
    "Kind",
    "Leaf",
    "Part",
    "Restated",
    "Reviewed",
    "both",
    "diff",
    "facts",
    "review",
]
