"""What the readings say of one arrow, in as many words as a forecast needs."""

from __future__ import annotations

from typing import NamedTuple

from bsc_cli.model import Arrow


class ArrowOdds(NamedTuple):
    """An arrow between two metrics, and how likely it is that it holds as declared.

    `cause` and `effect` are full ids of the metrics that stand for its ends, `probability` is 0..1, `lag_months` the
    lag that fits the readings best (0 or more), and `word` the verdict in words: "supported", "not enough data".
    """

    arrow: Arrow
    cause: str
    effect: str
    probability: float
    lag_months: int
    word: str

    @property
    def is_opposite(self) -> bool:
        """Whether more of the cause is to mean less of the effect."""
        return self.arrow.effect == "opposite"
