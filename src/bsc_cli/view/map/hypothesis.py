"""What is known of an arrow: every arrow is a hypothesis, until readings speak for it or against it."""

from __future__ import annotations

from enum import StrEnum


class Hypothesis(StrEnum):
    """What the readings say of an arrow; `ASSUMED` when nobody asked them."""

    ASSUMED = "assumed"
    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_SUPPORTED = "not supported"
    NOT_ENOUGH_DATA = "not enough data"

    @property
    def shown(self) -> Hypothesis:
        """What the line shows: an arrow that the readings neither support nor contradict is still assumed."""
        return self if self in (Hypothesis.SUPPORTED, Hypothesis.CONTRADICTED) else Hypothesis.ASSUMED

    @property
    def words(self) -> str:
        """A sentence that says it."""
        return _WORDS[self]


_WORDS = {
    Hypothesis.ASSUMED: "Assumed: not held against readings.",
    Hypothesis.SUPPORTED: "Supported by readings.",
    Hypothesis.CONTRADICTED: "Contradicted by readings.",
    Hypothesis.NOT_SUPPORTED: "Assumed: the readings do not support it.",
    Hypothesis.NOT_ENOUGH_DATA: "Assumed: not enough readings to tell.",
}
