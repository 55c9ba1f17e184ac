"""Labels on arrows: placed on their curve, off every card and every other label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bsc_cli.view.map.delta import SIGNS
from bsc_cli.view.map.drawing import Arrow, Label
from bsc_cli.view.map.hypothesis import Hypothesis
from bsc_cli.view.map.ink import Point
from bsc_cli.view.map.levels import LABEL_HEIGHT
from bsc_cli.view.map.lines import Style
from bsc_cli.view.map.scene import Link

STYLE = Style(11, 600)
_SHORT = {"day": "d", "week": "w", "month": "mo", "quarter": "q", "year": "y"}
_SIDE = 7.0
SIGN = 12.0
"""How much wider a sign makes a label."""
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


def texts(link: Link, *, compact: bool = False) -> tuple[str, ...]:
    """Return what a label says, the best first: the lag, and on a map that shows a change what became of the arrow.

    The sign of a change has its word in each of them: a minus alone would be that of an opposite effect.
    """
    full, short = (str(link.lag), short_lag(link.lag.number, link.lag.unit)) if link.lag else ("", "")
    delta = link.delta
    if delta is None:
        return (short,) if compact or full == short else (full, short)
    badge, before = f"{SIGNS[delta.kind]} {delta.word.lower()}", delta.lag_before
    if before:
        short = f"{short_lag(before.number, before.unit)} → {short or 'none'}"
    return (f"{badge}: {short}", badge) if short else (badge,)


def curve_at(start: Point, end: Point, share: float) -> Point:
    """Return the point of an upright-ended curve at a share of its parameter: the cubic that `svg` writes."""
    rest = 1 - share
    aside = share * share * (3 - 2 * share)  # both handles of an end stand straight above or below it
    down = 3 * REACH * rest * rest * share + 3 * (1 - REACH) * rest * share * share + share**3
    return start[0] + (end[0] - start[0]) * aside, start[1] + (end[1] - start[1]) * down


REACH = 0.55
"""How far the handles of a curve reach, as a share of its height. Up to 2/3 it never turns back."""


def place(
    wishes: Sequence[Wish], arrows: Sequence[Arrow], low: float, high: float
) -> tuple[tuple[Label, ...], tuple[Arrow, ...]]:
    """Return the labels between two x, and the arrows whose label found no free place.

    Each goes where it covers no other label, and then where it covers the fewest other arrows. Only what lies in the
    same channel between two rows can be in the way.
    """
    curves: dict[_Channel, list[tuple[Arrow, Point, Point]]] = {}
    for arrow in arrows:
        for start, end in pairwise(arrow.points):
            curves.setdefault(_channel(start, end), []).append((arrow, start, end))
    placed: dict[_Channel, list[Label]] = {}
    missed: list[Arrow] = []
    labels: list[Label] = []
    for wish in wishes:
        options = sorted(
            (option for text in wish.texts for option in _options(wish, text)), key=lambda each: each.detour
        )
        best: tuple[float, _Option] | None = None
        for option in options:
            if best and best[0] <= option.detour:
                break  # no later one can cost less
            if _fits(option, (low, high), placed):
                cost = _cost(option, wish.arrow, curves)
                best = (cost, option) if best is None or cost < best[0] else best
        if best is None:
            missed.append(wish.arrow)
        else:
            labels.append(best[1].label)
            placed.setdefault(best[1].channel, []).append(best[1].label)
    return tuple(labels), tuple(missed)


_Channel = tuple[float, float]


def _channel(start: Point, end: Point) -> _Channel:
    return min(start[1], end[1]), max(start[1], end[1])


@dataclass(frozen=True, slots=True)
class _Option:
    label: Label
    channel: _Channel
    detour: float


def _options(wish: Wish, text: str) -> Iterator[_Option]:
    """Every place on its arrow that a label could have; shorter texts cost a little more."""
    arrow = wish.arrow
    width = STYLE.width(text, "widest") + 2 * _SIDE if text else LABEL_HEIGHT - SIGN
    width += SIGN * (wish.minus + (arrow.hypothesis is Hypothesis.CONTRADICTED))
    pieces = list(pairwise(arrow.points))
    for number, ((start, end), own) in enumerate(zip(pieces, wish.own, strict=True)):
        if not own:
            continue
        top, bottom = _channel(start, end)
        if number == len(pieces) - 1:  # keep clear of the head
            top, bottom = (top + _CLEAR_OF_HEAD, bottom) if end[1] == top else (top, bottom - _CLEAR_OF_HEAD)
        for share in _SHARES:
            x, y = curve_at(start, end, share)
            label = Label(
                source=arrow.source,
                target=arrow.target,
                kind=arrow.kind,
                x=x - width / 2,
                y=y - LABEL_HEIGHT / 2,
                width=width,
                height=LABEL_HEIGHT,
                words=text,
                minus=wish.minus,
                hypothesis=arrow.hypothesis,
                delta=arrow.delta.kind if arrow.delta else None,
            )
            if top <= label.y and label.y + LABEL_HEIGHT <= bottom:
                detour = 2 * abs(share - 0.5) + 0.5 * number + (0 if text == wish.texts[0] else 4)
                yield _Option(label, _channel(start, end), detour)


def _fits(option: _Option, bounds: tuple[float, float], placed: dict[_Channel, list[Label]]) -> bool:
    label = option.label
    inside = bounds[0] <= label.x and label.x + label.width <= bounds[1]
    return inside and not _covers(label, placed.get(option.channel, []))


def _cost(option: _Option, arrow: Arrow, curves: dict[_Channel, list[tuple[Arrow, Point, Point]]]) -> float:
    others = (each for each in curves[option.channel] if each[0] is not arrow)
    return option.detour + 10.0 * sum(_touches(option.label, start, end) for _, start, end in others)


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
    left, right = label.x - 2, label.x + label.width + 2
    if (start[0] < left and end[0] < left) or (start[0] > right and end[0] > right):
        return False
    share = (label.y + label.height / 2 - start[1]) / (end[1] - start[1])
    return 0 < share < 1 and left < curve_at(start, end, share)[0] < right
