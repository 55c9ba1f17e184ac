"""Places along a line, as near as possible to where each wants to be, in order and with gaps between."""

from __future__ import annotations

from collections.abc import Sequence


def settle(
    wants: Sequence[float], weights: Sequence[float], gaps: Sequence[float], low: float, high: float
) -> list[float]:
    """Return places with at least `gaps[i]` between the i-th and the next, within low..high.

    They minimise the weighted sum of squared distances to `wants`: isotonic regression by pooling adjacent violators
    (Ayer et al. 1955), on the wants less the gaps before them. When the line is too short, it runs over at the end.
    """
    if not wants:
        return []
    offset = [0.0]
    for gap in gaps:
        offset.append(offset[-1] + gap)
    last = max(low, high - offset[-1])
    pools: list[tuple[float, float, int]] = []  # (weighted sum, weight, how many)
    for want, weight, before in zip(wants, weights, offset, strict=True):
        total, mass, count = (want - before) * weight, weight, 1
        while pools and pools[-1][0] / pools[-1][1] > total / mass:
            pooled = pools.pop()
            total, mass, count = total + pooled[0], mass + pooled[1], count + pooled[2]
        pools.append((total, mass, count))
    places: list[float] = []
    for total, mass, count in pools:
        place = min(max(total / mass, low), last)
        places += [place + offset[len(places) + step] for step in range(count)]
    return places
