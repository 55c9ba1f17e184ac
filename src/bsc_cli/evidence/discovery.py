"""How many of many findings are to be expected by chance alone."""

from __future__ import annotations

from collections.abc import Sequence


def q_values(p_values: Sequence[float]) -> tuple[float, ...]:
    """Return for each p-value (0..1) the least false discovery rate at which it would be a discovery, in their order.

    Of all those with a q of 0.1 or less a tenth is to be expected by chance (Benjamini & Hochberg 1995; it holds, too,
    where the tests lean the same way, Benjamini & Yekutieli 2001).
    """
    found = [1.0] * len(p_values)
    least = 1.0
    falling = sorted(range(len(p_values)), key=lambda place: p_values[place], reverse=True)
    for rank, place in zip(range(len(p_values), 0, -1), falling, strict=True):
        least = min(least, p_values[place] * len(p_values) / rank)
        found[place] = least
    return tuple(found)
