"""The curves of arrows: cubics that leave and arrive upright, so that they run ever on in both directions."""

from __future__ import annotations

from bisect import bisect_right

from bsc_cli.view.map.ink import Point

REACH = 0.55
"""How far the handles of a curve reach, as a share of its height. Up to 2/3 it never turns back."""


def curve_at(start: Point, end: Point, share: float) -> Point:
    """Return the point of a curve at a share of its parameter: the cubic that `svg` writes."""
    return start[0] + (end[0] - start[0]) * _aside(share), start[1] + (end[1] - start[1]) * _down(share)


def crosses(start: Point, end: Point, left: float, top: float, right: float, bottom: float) -> bool:
    """Tell whether a curve passes through a box, wherever in it: flat curves run far within a small height."""
    if (start[0] < left and end[0] < left) or (start[0] > right and end[0] > right):
        return False
    rise = end[1] - start[1]
    first, last = sorted((_aside_at((top - start[1]) / rise), _aside_at((bottom - start[1]) / rise)))
    if first == last:  # the box lies before the curve begins or after it ends
        return False
    wide = end[0] - start[0]
    one, other = sorted((start[0] + wide * first, start[0] + wide * last))
    return one < right and left < other


def _aside(share: float) -> float:
    """How far aside a curve has come at a share of its parameter: its handles stand straight above their ends."""
    return share * share * (3 - 2 * share)


def _down(share: float) -> float:
    rest = 1 - share
    return 3 * REACH * rest * rest * share + 3 * (1 - REACH) * rest * share * share + share**3


_STEPS = 128
_DOWNS = tuple(_down(step / _STEPS) for step in range(_STEPS + 1))
_ASIDES = tuple(_aside(step / _STEPS) for step in range(_STEPS + 1))


def _aside_at(down: float) -> float:
    """Return how far aside a curve has come at a share of its height; it is the same for all curves."""
    if down <= 0:
        return 0.0
    if down >= 1:
        return 1.0
    step = bisect_right(_DOWNS, down) - 1
    part = (down - _DOWNS[step]) / (_DOWNS[step + 1] - _DOWNS[step])
    return _ASIDES[step] + part * (_ASIDES[step + 1] - _ASIDES[step])
