"""Labels on arrows: placed on their curve, off every card, every other label and every other arrow's head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

from bsc_cli.view.map.curve import crosses, curve_at
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
_HALF_HEAD = 5.0
_ASIDE = 1.0
"""What it costs that a label does not stand in the middle of its line but with its line near one of its ends."""
_NEAR = 1.5
_TOUCHED = 10.0
"""What it costs that another arrow passes behind a label: more than any way to another place."""


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


def place(
    wishes: Sequence[Wish], arrows: Sequence[Arrow], low: float, high: float
) -> tuple[tuple[Label, ...], tuple[Arrow, ...]]:
    """Return the labels between two x, and the arrows whose label found no free place.

    Each goes where it covers no other label and no head of another arrow, and then where it covers the fewest other
    arrows: what it stands on is what it belongs to. Only what lies in the same channel between two rows can be in the
    way.
    """
    channels: dict[_Channel, _Taken] = {}
    for arrow in arrows:
        for start, end in pairwise(arrow.points):
            channels.setdefault(_channel(start, end), _Taken()).curves.append((arrow, start, end))
        start, tip = arrow.points[-2:]
        channels[_channel(start, tip)].heads.append((arrow, tip))
    missed: list[Arrow] = []
    labels: list[Label] = []
    for wish in wishes:
        options = sorted(
            (option for text in wish.texts for option in _options(wish, text)), key=lambda each: each.detour
        )
        best: _Option | None = None
        least = inf
        for option in options:
            if least <= option.detour:
                break  # no later one can cost less
            taken = channels[option.channel]
            if low <= option.x and option.x + option.width <= high and taken.leaves(option, wish):
                cost = option.detour + _TOUCHED * taken.touched(option, wish)
                if cost < least:
                    least, best = cost, option
        if best is None:
            missed.append(wish.arrow)
        else:
            labels.append(_label(wish, best))
            channels[best.channel].labels.append(best)
    return tuple(labels), tuple(missed)


_Channel = tuple[float, float]


def _channel(start: Point, end: Point) -> _Channel:
    return min(start[1], end[1]), max(start[1], end[1])


@dataclass(frozen=True, slots=True)
class _Option:
    """A place for a label, from its top left, and how far it is from the best one."""

    x: float
    y: float
    width: float
    words: str
    channel: _Channel
    detour: float


def _label(wish: Wish, option: _Option) -> Label:
    arrow = wish.arrow
    return Label(
        source=arrow.source,
        target=arrow.target,
        kind=arrow.kind,
        x=option.x,
        y=option.y,
        width=option.width,
        height=LABEL_HEIGHT,
        words=option.words,
        minus=wish.minus,
        hypothesis=arrow.hypothesis,
        delta=arrow.delta.kind if arrow.delta else None,
    )


@dataclass(slots=True)
class _Taken:
    """What is in a channel already: curves and heads with their arrows, and the labels placed so far."""

    curves: list[tuple[Arrow, Point, Point]] = field(default_factory=list)
    heads: list[tuple[Arrow, Point]] = field(default_factory=list)
    labels: list[_Option] = field(default_factory=list)

    def leaves(self, option: _Option, wish: Wish) -> bool:
        """Tell whether a place is free of labels and of the heads of other arrows."""
        return not _covers(option, self.labels) and not any(
            arrow is not wish.arrow and _hides(option, tip) for arrow, tip in self.heads
        )

    def touched(self, option: _Option, wish: Wish) -> int:
        """Count the other arrows that pass behind a label, or too near to tell whose it is."""
        left, right, bottom = option.x - _NEAR, option.x + option.width + _NEAR, option.y + LABEL_HEIGHT
        return sum(
            crosses(start, end, left, option.y, right, bottom)
            for arrow, start, end in self.curves
            if (start[0] > left or end[0] > left) and (start[0] < right or end[0] < right) and arrow is not wish.arrow
        )


def _options(wish: Wish, text: str) -> Iterator[_Option]:
    """Every place on its arrow that a label could have; shorter texts cost a little more."""
    arrow = wish.arrow
    width = STYLE.width(text, "widest") + 2 * _SIDE if text else LABEL_HEIGHT - SIGN
    width += SIGN * (wish.minus + (arrow.hypothesis is Hypothesis.CONTRADICTED))
    aside = max(0.0, width / 2 - _SIDE)
    pieces = list(pairwise(arrow.points))
    for number, ((start, end), own) in enumerate(zip(pieces, wish.own, strict=True)):
        if not own:
            continue
        top, bottom = _channel(start, end)
        if number == len(pieces) - 1:  # keep clear of the head
            top, bottom = (top + _CLEAR_OF_HEAD, bottom) if end[1] == top else (top, bottom - _CLEAR_OF_HEAD)
        for share in _SHARES:
            x, y = curve_at(start, end, share)
            if not (top <= y - LABEL_HEIGHT / 2 and y + LABEL_HEIGHT / 2 <= bottom):
                continue
            detour = 2 * abs(share - 0.5) + 0.5 * number + (0 if text == wish.texts[0] else 4)
            for shift in (0.0, -aside, aside) if aside else (0.0,):
                left, high = x - width / 2 + shift, y - LABEL_HEIGHT / 2
                yield _Option(left, high, width, text, _channel(start, end), detour + _ASIDE * (shift != 0))


def _covers(here: _Option, others: list[_Option]) -> bool:
    return any(
        here.x < other.x + other.width + 3
        and other.x < here.x + here.width + 3
        and here.y < other.y + LABEL_HEIGHT + 2
        and other.y < here.y + LABEL_HEIGHT + 2
        for other in others
    )


def _hides(option: _Option, tip: Point) -> bool:
    """Tell whether a label lies on a head, which reaches into the channel from its edge."""
    if not option.x - _HALF_HEAD < tip[0] < option.x + option.width + _HALF_HEAD:
        return False
    if tip[1] == option.channel[0]:
        return option.y < tip[1] + _CLEAR_OF_HEAD
    return option.y + LABEL_HEIGHT > tip[1] - _CLEAR_OF_HEAD
