"""Labels on arrows: placed on their curve, off every card and every other label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bsc_cli.view.map.drawing import Arrow, Label
from bsc_cli.view.map.ink import Point
from bsc_cli.view.map.levels import LABEL_HEIGHT
from bsc_cli.view.map.lines import Style

STYLE = Style(11, 600)
_SHORT = {"day": "d", "week": "w", "month": "mo", "quarter": "q", "year": "y"}
_SIDE = 7.0
_MINUS = 12.0
_SHARES = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.14, 0.86)
_CLEAR_OF_HEAD = 9.0


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that an arrow wants: in words, at best long, and which of its curves are its own and not a trunk's."""

    arrow: Arrow
    texts: tuple[str, ...]
    minus: bool
    own: tuple[bool, ...]


def short_lag(number: int, unit: str) -> str:
    """Return a lag in short: 2 q for two quarters."""
    return f"{number} {_SHORT[unit]}"


def curve_at(start: Point, end: Point, share: float) -> Point:
    """Return the point of an upright-ended curve at a share of its parameter: the cubic that `svg` writes."""
    reach = (end[1] - start[1]) * REACH
    rest = 1 - share
    weights = rest**3, 3 * rest * rest * share, 3 * rest * share * share, share**3
    corners = start, (start[0], start[1] + reach), (end[0], end[1] - reach), end
    x = sum(weight * corner[0] for weight, corner in zip(weights, corners, strict=True))
    y = sum(weight * corner[1] for weight, corner in zip(weights, corners, strict=True))
    return x, y


REACH = 0.55
"""How far the handles of a curve reach, as a share of its height. Up to 2/3 it never turns back."""


def place(wishes: Sequence[Wish], arrows: Sequence[Arrow], low: float, high: float) -> tuple[tuple[Label, ...], int]:
    """Return the labels between two x, and how many found no free place.

    Each goes where it covers no other label, and then where it covers the fewest other arrows.
    """
    curves = [
        (number, start, end)
        for number, arrow in enumerate(arrows)
        for start, end in zip(arrow.points, arrow.points[1:], strict=False)
    ]
    rank = {id(arrow): number for number, arrow in enumerate(arrows)}
    labels: list[Label] = []
    missed = 0
    for wish in wishes:
        for text in wish.texts:
            label = _best(wish, text, labels, [each for each in curves if each[0] != rank[id(wish.arrow)]], (low, high))
            if label:
                labels.append(label)
                break
        else:
            missed += 1
    return tuple(labels), missed


def _best(
    wish: Wish,
    text: str,
    labels: list[Label],
    curves: list[tuple[int, Point, Point]],
    bounds: tuple[float, float],
) -> Label | None:
    arrow = wish.arrow
    width = (STYLE.width(text, "widest") + 2 * _SIDE if text else 2 * _SIDE - _MINUS + 8) + (_MINUS if wish.minus else 0)
    best: tuple[float, Label] | None = None
    pieces = list(zip(arrow.points, arrow.points[1:], strict=False))
    for number, ((start, end), own) in enumerate(zip(pieces, wish.own, strict=True)):
        if not own:
            continue
        top, bottom = min(start[1], end[1]), max(start[1], end[1])
        has_head = number == len(pieces) - 1
        clear = (
            top + (_CLEAR_OF_HEAD if has_head and end[1] == top else 1),
            bottom - (_CLEAR_OF_HEAD if has_head and end[1] == bottom else 1),
        )
        for share in _SHARES:
            x, y = curve_at(start, end, share)
            label = Label(arrow.source, arrow.target, arrow.kind, x - width / 2, y - LABEL_HEIGHT / 2, width,
                          LABEL_HEIGHT, text, wish.minus)  # fmt: skip
            inside = clear[0] <= label.y and label.y + LABEL_HEIGHT <= clear[1]
            if not inside or label.x < bounds[0] or label.x + width > bounds[1] or _covers(label, labels):
                continue
            cost = 10.0 * sum(_touches(label, first, last) for _, first, last in curves)
            cost += 2 * abs(share - 0.5) + 0.5 * number
            if best is None or cost < best[0]:
                best = cost, label
    return best[1] if best else None


def _covers(label: Label, labels: list[Label]) -> bool:
    return any(
        label.x < other.x + other.width + 3
        and other.x < label.x + label.width + 3
        and label.y < other.y + other.height + 2
        and other.y < label.y + label.height + 2
        for other in labels
    )


def _touches(label: Label, start: Point, end: Point) -> bool:
    """Tell whether a curve passes through a label, judged at the middle of the label's height."""
    middle = label.y + label.height / 2
    top, bottom = min(start[1], end[1]), max(start[1], end[1])
    if not top < middle < bottom:
        return False
    x, _ = curve_at(start, end, (middle - start[1]) / (end[1] - start[1]))
    return label.x - 2 < x < label.x + label.width + 2
