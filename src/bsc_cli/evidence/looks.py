"""From chances to words, and no word that only one month speaks for."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from bsc_cli.evidence.evidence import Verdict
from bsc_cli.evidence.numbers import Mask, Vector, Whole
from bsc_cli.evidence.odds import Prior
from bsc_cli.evidence.power import SUPPORTED
from bsc_cli.evidence.trial import Arrows, Series, Trial, try_arrows

WORDS = (Verdict.NOT_ENOUGH, Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_SUPPORTED)
UNLIKELY = 0.20
"""The chance up to which an arrow is called not supported: absence needs as much data as presence."""
_TURNED = 0.90
"""The chance of the reverse arrow from which on it contradicts the declared one, where that is below an even chance."""
FEWEST = {1: 24, 3: 16}
"""Readings of the effect that a verdict takes, by the months between two of them; longer periods as quarters."""
POOLED_FEWEST = {1: 48, 3: 32}
"""The same over all units."""
AGREEING = 3
"""Looks in a row that must say the same word before it is said."""
SURE = 0.92
"""The chance that such looks must give on average before an arrow of one unit is called supported, or its opposite is.

Looked at every month for years, chance gets one to 85% far too often (benchmarks/evidence, E9); several units at once
it does not."""
_BACK = 9
"""Looks back among which the last word is sought that so many agreed on."""


class Looked(NamedTuple):
    """The newest look at the arrows and at their reverse, its word, and the word that looks agree on.

    Words are places in `WORDS`.
    """

    trial: Trial
    reverse: Vector
    word: Whole
    settled: Whole


class Claims(NamedTuple):
    """What the verdict on each hypothesis depends on beside the readings.

    The months between two readings of its effect, and whether the reverse arrow is declared too and so contradicts
    nothing.
    """

    every: Whole
    both_ways: Mask


def look(series: Series, arrows: Arrows, claims: Claims, prior: Prior) -> Looked:
    """Look at arrows as of the last month, and say of each the word that the newest looks agree on.

    A look goes back by one reading of the effect. Where the newest three do not agree, the last three in a row that
    did are sought among the nine before; where there are none there is not enough data. Of one unit, three looks at
    85% each but less than `SURE` on average do not agree yet.
    """
    groups = len(claims.every)
    newest = _words(series, arrows, claims, prior)
    said = np.zeros((_BACK + 1, groups), dtype=np.int64)
    sure = np.ones((_BACK + 1, groups))
    said[0], sure[0] = newest.word, newest.chance
    open_ = np.ones(groups, dtype=bool)
    settled = np.zeros(groups, dtype=np.int64)
    for back in range(1, _BACK + 1):
        for step in np.unique(claims.every[open_]):
            chosen = open_ & (claims.every == step)
            months = series.values.shape[1] - back * int(step)
            if months > 0:
                some, kept = _only(arrows, chosen)
                part = Claims(claims.every[chosen], claims.both_ways[chosen])
                earlier = _words(series.until(months), some, part, prior)
                said[back, kept], sure[back, kept] = earlier.word, earlier.chance
        if back >= AGREEING - 1:
            run = said[back - AGREEING + 1 : back + 1]
            clear = sure[back - AGREEING + 1 : back + 1].mean(axis=0) >= SURE
            agreed = open_ & (run == run[0]).all(axis=0) & clear
            settled[agreed] = run[0][agreed]
            open_ &= ~agreed
        if not open_.any():
            break
    return Looked(newest.trial, newest.reverse, newest.word, settled)


def _only(arrows: Arrows, chosen: Mask) -> tuple[Arrows, Whole]:
    """Return the arrows of some hypotheses, numbered anew, and the old numbers."""
    kept = np.flatnonzero(chosen)
    number = np.full(len(chosen), -1, dtype=np.int64)
    number[kept] = np.arange(len(kept))
    at = chosen[arrows.group]
    return (
        Arrows(
            arrows.cause[at],
            arrows.effect[at],
            arrows.lag[at],
            arrows.sign[at],
            arrows.first[at],
            number[arrows.group[at]],
        ),
        kept,
    )


class _Look(NamedTuple):
    """One look: the arrows, their reverse, the word, and the chance that the word rests on, 1 where it is no chance."""

    trial: Trial
    reverse: Vector
    word: Whole
    chance: Vector


def _words(series: Series, arrows: Arrows, claims: Claims, prior: Prior) -> _Look:
    news = series.news
    trial = try_arrows(series, arrows, prior, news)
    turned = try_arrows(series, arrows.turned_round(), prior, news)
    reverse = np.maximum(turned.odds.declared, turned.odds.opposite)
    enough = trial.rows >= fewest(claims.every, trial.units)
    odds = trial.odds
    backward = (reverse >= _TURNED) & (odds.declared < 0.5) & ~claims.both_ways  # noqa: PLR2004 - an even chance
    word = np.zeros(len(odds.declared), dtype=np.int64)
    word[enough & (odds.declared <= UNLIKELY)] = WORDS.index(Verdict.NOT_SUPPORTED)
    word[enough & ((odds.opposite >= SUPPORTED) | backward)] = WORDS.index(Verdict.CONTRADICTED)
    word[enough & (odds.declared >= SUPPORTED)] = WORDS.index(Verdict.SUPPORTED)
    upside_down = (word == WORDS.index(Verdict.CONTRADICTED)) & (odds.opposite >= SUPPORTED)
    chance = np.where(word == WORDS.index(Verdict.SUPPORTED), odds.declared, np.where(upside_down, odds.opposite, 1.0))
    return _Look(trial, reverse, word, np.where(trial.units > 1, 1.0, chance))


def fewest(every: Whole, units: Whole) -> Whole:
    """Return the readings that a verdict takes, by the months between two of them and the units there are."""
    slow = every > 1
    pooled = np.where(slow, POOLED_FEWEST[3], POOLED_FEWEST[1])
    return np.where(units > 1, pooled, np.where(slow, FEWEST[3], FEWEST[1]))
