"""The first lines of a status: what it is of, where it stands, and whose move it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bsc_cli.evaluation import Evaluation, Status
from bsc_cli.view.numbers import shown_score
from bsc_cli.view.status.order import moves
from bsc_cli.view.status.paint import BOLD, QUIET, STYLES, Piece, columns, fitted, wrapped
from bsc_cli.view.status.words import SHAPES, WORDS
from bsc_cli.visible import oneline

_LABEL = "whose move  "
_GAP = "  "
_BETWEEN = "   "
_WIDEST_OWNER = 24
_LEAST_TITLE = 12


def head(evaluation: Evaluation, width: int) -> Iterator[list[Piece]]:
    """Yield the name, the day, the counts, and at most three metrics that are furthest off, with their owners."""
    day = f"as of {evaluation.as_of}" if evaluation.as_of else "nothing was ever read"
    day += (
        f", with all files as they were at {oneline(evaluation.strategy.version)}"
        if evaluation.strategy.version
        else ""
    )
    for text, style in ((oneline(evaluation.strategy.name), BOLD), (day, QUIET)):
        yield from ([Piece(part, style)] for part in wrapped(text, width))
    yield from _counts(evaluation.counts, width)
    yield from _moves(evaluation, width)


def _counts(counts: Mapping[Status, int], width: int) -> Iterator[list[Piece]]:
    line: list[Piece] = []
    used = 0
    for status, number in counts.items():
        if number:
            words = f"{SHAPES[status]} {number} {WORDS[status]}"
            if line and used + len(_BETWEEN) + columns(words) > width:
                yield line
                line, used = [], 0
            gap = _BETWEEN if line else ""
            line += [Piece(gap), Piece(words[0], STYLES.get(status, "")), Piece(words[1:])]
            used += columns(gap + words)
    yield line or [Piece("no metrics")]


def _moves(evaluation: Evaluation, width: int) -> Iterator[list[Piece]]:
    worst, more = moves(evaluation)
    owners = [oneline(result.owner or "no owner") for result in worst]
    scores = [f"{SHAPES[Status.OFF]} {shown_score(result.score)}" for result in worst]
    several = len(evaluation.strategy.scorecards) > 1
    titles = [f"{result.metric.scorecard_id}: {result.title}" if several else result.title for result in worst]
    owner_width = min(max(map(columns, owners), default=0), _WIDEST_OWNER)
    score_width = max(map(columns, scores), default=0)
    room = width - len(_LABEL) - owner_width - score_width - 2 * len(_GAP)
    label = _LABEL
    for owner, score, title in zip(owners, scores, map(oneline, titles), strict=True):
        if room < _LEAST_TITLE:
            yield from ([Piece(part)] for part in wrapped(f"{_LABEL.rstrip()}: {owner}, {title}, {score}", width))
            continue
        scored = Piece(fitted(score, score_width), STYLES[Status.OFF])
        name = Piece(_GAP + fitted(title, min(room, columns(title))))
        # An owner's name never begins a line: what begins with "::" there is a command in a workflow's log.
        yield [Piece(label, QUIET), scored, Piece(_GAP + fitted(owner, owner_width)), name]
        label = " " * len(_LABEL)
    if more:
        said = f"and {more} more {'is' if more == 1 else 'are'} off"
        yield [Piece(said if room < _LEAST_TITLE else label + said, QUIET)]
