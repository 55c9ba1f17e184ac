"""The ways along which what happens in one objective reaches another: causal arrows, and the cascade."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from bsc_cli.model import Arrow, Lag
from bsc_cli.strategy import Strategy


class Link(NamedTuple):
    """A causal arrow from one objective to another by full id; or, without an arrow, that the one supports the other.

    The cascade is the same aim at two levels, so it takes no time and turns no effect.
    """

    cause: str
    effect: str
    arrow: Arrow | None = None

    @property
    def lag(self) -> Lag | None:
        """How long the effect takes, where an arrow says it."""
        return self.arrow.after if self.arrow else None

    @property
    def lacks_lag(self) -> bool:
        """Whether this is an arrow that does not say how long it takes; it is counted as no time."""
        return self.arrow is not None and self.arrow.after is None

    @property
    def is_opposite(self) -> bool:
        """Whether more of the cause means less of the effect."""
        return self.arrow is not None and self.arrow.effect == "opposite"

    @property
    def is_feedback(self) -> bool:
        """Whether this is an arrow that is meant to run back down."""
        return self.arrow is not None and self.arrow.feedback

    def reaches(self, day: date) -> date:
        """Return the day on which what happens in the cause on a day can show in the effect."""
        return self.lag.after(day) if self.lag else day


class Links:
    """All links between the living objectives of a strategy, by the objective at either end, in declared order."""

    def __init__(self, strategy: Strategy) -> None:
        into: dict[str, list[Link]] = {}
        out_of: dict[str, list[Link]] = {}
        for link in _links(strategy):
            if link.cause != link.effect:
                into.setdefault(link.effect, []).append(link)
                out_of.setdefault(link.cause, []).append(link)
        self._into: Mapping[str, list[Link]] = into
        self._out_of: Mapping[str, list[Link]] = out_of

    def into(self, objective: str) -> tuple[Link, ...]:
        """Return the links by which something reaches an objective."""
        return tuple(self._into.get(objective, ()))

    def out_of(self, objective: str) -> tuple[Link, ...]:
        """Return the links by which an objective reaches others."""
        return tuple(self._out_of.get(objective, ()))


def _links(strategy: Strategy) -> Iterator[Link]:
    for arrow in strategy.arrows:
        yield Link(arrow.source, arrow.target, arrow)
    for cause, effect in dict.fromkeys((unit.id, above.id) for unit, above in strategy.supports):
        yield Link(cause, effect)
