"""The part of the map that a change touches, as a Mermaid chart in a comment."""

from __future__ import annotations

from contextlib import suppress

from bsc_cli.stop import Stop
from bsc_cli.strategy import Strategy
from bsc_cli.view.diff.compared import Compared

MOST_NODES = 18
"""Beyond that a chart in a comment is too wide to be read."""


def chart(compared: Compared, room: int) -> str:
    """Return a fenced Mermaid chart of what a change touches and what that touches; "" when nothing on the map changes.

    When this is too much for a comment, only what changes is drawn; when that is, too, a sentence says so. It stands in
    no fold: labels of arrows fail in there (https://github.com/mermaid-js/mermaid/issues/3504).
    """
    from bsc_cli.diff import both
    from bsc_cli.view.map import mermaid
    from bsc_cli.view.map.deltas import deltas_of

    deltas = deltas_of(compared)
    touched = {*deltas.objectives, *(end for ends in deltas.arrows for end in ends)}
    if not touched:
        return ""
    many = f"{len(touched)} objective{'' if len(touched) == 1 else 's'}"
    strategy = both(compared.diff)
    for only in (_with_neighbours(touched, strategy), touched):
        if len(only) > MOST_NODES:
            continue
        with suppress(Stop):  # longer than Mermaid takes
            drawn = f"\n```mermaid\n{mermaid(strategy, deltas=deltas, only=only)}```\n"
            if len(drawn) <= room:
                return drawn
    return f"\nThe map of what changes ({many}) is too large for a comment; `bsc map --diff` draws it.\n"


def _with_neighbours(touched: set[str], strategy: Strategy) -> set[str]:
    arrows = ({arrow.source, arrow.target} for arrow in strategy.arrows)
    return touched.union(*(ends for ends in arrows if not touched.isdisjoint(ends)))
