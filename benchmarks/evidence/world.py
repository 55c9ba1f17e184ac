"""A simulated scorecard: readings, the arrows that somebody drew on it, and which of them are true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from bsc_cli.evidence.trial import Arrows, Series

Kind = Literal["true", "wrong lag", "wrong sign", "reversed", "indirect", "confounded", "null"]
REAL: frozenset[Kind] = frozenset({"true", "wrong lag", "indirect"})
"""Kinds of which it is no mistake to say that they are supported."""
FALSE: frozenset[Kind] = frozenset({"null", "confounded", "reversed"})
"""Kinds that no method should call: its threshold is set on these."""
WANTED: dict[Kind, int] = {
    "true": 9,
    "wrong lag": 3,
    "wrong sign": 2,
    "reversed": 3,
    "indirect": 2,
    "confounded": 3,
    "null": 4,
}
"""How many arrows of each kind a map has, where the truth allows it."""

Matrix = npt.NDArray[np.float64]


class Edge(NamedTuple):
    """A real effect: metrics by number, lag in months, sign, and the partial correlation before measurement noise."""

    cause: int
    effect: int
    lag: int
    sign: int
    strength: float


class Drawn(NamedTuple):
    """An arrow as somebody drew it, its kind, and the true lag and strength where there is an effect."""

    cause: int
    effect: int
    lag: int
    sign: int
    kind: Kind
    true_lag: int = -1
    strength: float = 0.0


@dataclass(frozen=True)
class World:
    """Readings (metrics by months, NaN missing), the months between two of each metric, and the arrows drawn."""

    values: Matrix
    every: npt.NDArray[np.int64]
    arrows: tuple[Drawn, ...]

    @property
    def series(self) -> Series:
        """The readings as the method takes them."""
        return Series(self.values, self.every)

    @property
    def tested(self) -> Arrows:
        """The arrows as the method takes them: all readings count, each is a hypothesis of its own."""
        columns = np.array([[each.cause, each.effect, each.lag] for each in self.arrows], dtype=np.int64).T
        sign = np.array([float(each.sign) for each in self.arrows])
        return Arrows.each_alone(columns[0], columns[1], columns[2], sign)


def draw(
    rng: np.random.Generator, metrics: int, edges: Sequence[Edge], loaded: npt.NDArray[np.bool_], level: Sequence[int]
) -> tuple[Drawn, ...]:
    """Draw arrows of all kinds on a map of real effects.

    `loaded` says which metrics the hidden cycle moves directly, `level` how high each stands: nobody draws an arrow
    down. Two metrics that share a cause, near or far, or the cycle, are confounded.
    """
    reach = _reach(metrics, edges)
    used: set[tuple[int, int]] = set()
    arrows = [*_on_edges(rng, edges, reach, used)]
    direct = {(edge.cause, edge.effect) for edge in edges}
    moved = loaded | (reach & loaded[:, None]).any(axis=0)
    left = {kind: WANTED[kind] for kind in ("indirect", "confounded", "null")}
    pairs = [(one, other) for one in range(metrics) for other in range(metrics) if one != other]
    for at in rng.permutation(len(pairs)):
        cause, effect = pairs[at]
        taken = {(cause, effect), (effect, cause)}
        if level[cause] > level[effect] or taken & used or taken & direct or reach[effect, cause]:
            continue
        shared = bool((reach[:, cause] & reach[:, effect]).any()) or bool(moved[cause] and moved[effect])
        kind: Kind = "indirect" if reach[cause, effect] else "confounded" if shared else "null"
        if left[kind] > 0:
            left[kind] -= 1
            used.add((cause, effect))
            arrows.append(Drawn(cause, effect, int(rng.integers(1, 7)), int(rng.choice([1, 1, 1, -1])), kind))
    return tuple(arrows)


def _on_edges(
    rng: np.random.Generator, edges: Sequence[Edge], reach: npt.NDArray[np.bool_], used: set[tuple[int, int]]
) -> list[Drawn]:
    """Draw arrows on real effects: right, at a wrong lag, upside down, or the wrong way round."""
    arrows: list[Drawn] = []
    shuffled = [edges[at] for at in rng.permutation(len(edges))]
    for kind in ("reversed", "wrong sign", "wrong lag", "true"):
        count = 0
        for edge in shuffled:
            ends = (edge.cause, edge.effect)
            if count >= WANTED[kind] or ends in used or ends[::-1] in used:
                continue
            lag, sign = edge.lag, edge.sign
            if kind == "reversed" and (edge.lag < 1 or reach[edge.effect, edge.cause]):
                continue
            if kind == "true":
                lag = max(int(edge.lag > 0), edge.lag + int(rng.choice([0, 0, -1, 1])))
            elif kind == "wrong lag":
                lag = int(rng.choice([each for each in range(1, 10) if abs(each - edge.lag) >= 3]))  # noqa: PLR2004 - far off
            elif kind == "wrong sign":
                lag, sign = max(1, edge.lag), -edge.sign
            used.add(ends)
            cause, effect = ends[::-1] if kind == "reversed" else ends
            arrows.append(Drawn(cause, effect, lag, sign, kind, edge.lag, edge.strength))
            count += 1
    return arrows


def _reach(metrics: int, edges: Sequence[Edge]) -> npt.NDArray[np.bool_]:
    reach = np.zeros((metrics, metrics), dtype=bool)
    for edge in edges:
        reach[edge.cause, edge.effect] = True
    for middle in range(metrics):
        reach |= reach[:, middle, None] & reach[None, middle, :]
    return reach
