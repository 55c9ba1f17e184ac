"""The first lines of a status: what it is of, where it stands, and whose move it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bsc_cli.evaluation import Evaluation, Status
from bsc_cli.view.numbers import shown_score
from bsc_cli.view.status.order import moves
from bsc_cli.view.status.paint import BOLD, QUIET, STYLES, Piece, columns, fitted, wrapped
from bsc_cli.view.status.text import oneline
from bsc_cli.view.status.words import SHAPES, WORDS

_LABEL = "whose move  "
_WIDEST_OWNER = 24
_LEAST_TITLE = 12


def head(evaluation: Evaluation, width: int) -> Iterator[list[Piece]]:
    """Yield the name, the day, the counts, and at most three metrics that are furthest off, with their owners."""
    for part in wrapped(oneline(evaluation.strategy.name), width):
        yield [Piece(part, BOLD)]
    yield [Piece(f"as of {evaluation.as_of}" if evaluation.as_of else "nothing was ever read", QUIET)]
    yield from _counts(evaluation.counts, width)
    yield from _moves(evaluation, width)


def _counts(counts: Mapping[Status, int], width: int) -> Iterator[list[Piece]]:
    line: list[Piece] = []
    used = 0
    for status, number in counts.items():
        if number:
            words = f"{SHAPES[status]} {number} {WORDS[status]}"
            if line and used + 3 + columns(words) > width:
                yield line
                line, used = [], 0
            gap = "   " if line else ""
            line += [Piece(gap), Piece(words[0], STYLES.get(status, "")), Piece(words[1:])]
            used += columns(gap + words)
    yield line or [Piece("no metrics")]


def _moves(evaluation: Evaluation, width: int) -> Iterator[list[Piece]]:
    worst, more = moves(evaluation)
    owners = [oneline(result.owner or "no owner") for result in worst]
    owner_width = min(max(map(columns, owners), default=0), _WIDEST_OWNER)
    scores = [f"{SHAPES[Status.OFF]} {shown_score(result.score)}" for result in worst]
    score_width = max(map(columns, scores), default=0)
    several = len(evaluation.strategy.scorecards) > 1
    for number, (result, owner, score) in enumerate(zip(worst, owners, scores, strict=True)):
        title = f"{result.metric.scorecard_id}: {oneline(result.title)}" if several else oneline(result.title)
        label = Piece(_LABEL if not number else " " * len(_LABEL), QUIET)
        room = width - len(_LABEL) - owner_width - score_width - 4
        line = [label, Piece(fitted(owner, owner_width) + "  "), Piece(fitted(score, score_width), STYLES[Status.OFF])]
        yield [*line, Piece("  " + fitted(title, min(room, columns(title))))] if room > _LEAST_TITLE else line
    if more:
        yield [Piece(f"{' ' * len(_LABEL)}and {more} more {'is' if more == 1 else 'are'} off", QUIET)]
