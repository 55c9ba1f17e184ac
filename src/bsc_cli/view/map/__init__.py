"""The strategy map: perspectives as bands, objectives as cards, causal arrows that go up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bsc_cli.strategy import Strategy
from bsc_cli.view.map.choice import By
from bsc_cli.view.map.delta import Delta, Deltas
from bsc_cli.view.map.dot import dot, render
from bsc_cli.view.map.drawing import Drawing
from bsc_cli.view.map.engine import Engine, installed, orders_of
from bsc_cli.view.map.fold import Fold
from bsc_cli.view.map.fold import fold as folded
from bsc_cli.view.map.geometry import geometry
from bsc_cli.view.map.hypothesis import Hypothesis
from bsc_cli.view.map.layout import lay_out
from bsc_cli.view.map.lock import Lock, lock_text, read_lock
from bsc_cli.view.map.mark import Mark, MetricLine
from bsc_cli.view.map.mermaid import mermaid
from bsc_cli.view.map.page import page
from bsc_cli.view.map.palette import Theme
from bsc_cli.view.map.paper import EASY, Size, on_paper, points
from bsc_cli.view.map.picture import can_draw, picture
from bsc_cli.view.map.scene import scene
from bsc_cli.view.map.sheet import sheet
from bsc_cli.view.map.svg import svg

__all__ = [
    "EASY",
    "By",
    "Delta",
    "Deltas",
    "Drawing",
    "Engine",
    "Fold",
    "Hypothesis",
    "Lock",
    "Mark",
    "MetricLine",
    "Size",
    "Theme",
    "can_draw",
    "dot",
    "draw",
    "geometry",
    "installed",
    "locked",
    "mermaid",
    "page",
    "picture",
    "points",
    "read_lock",
    "render",
    "svg",
]


def draw(
    strategy: Strategy,
    marks: Mapping[str, Mark] | None = None,
    *,
    focus: str | None = None,
    scorecard: str | None = None,
    depth: int | None = None,
    theme: str | None = None,
    by: By | None = None,
    fold: Fold | None = None,
    paper: Size | None = None,
    as_of: str | None = None,
    hypotheses: Mapping[tuple[str, str], Hypothesis] | None = None,
    deltas: Deltas | None = None,
    lock: Lock | None = None,
    engines: Sequence[Engine] = (),
) -> Drawing:
    """Draw a strategy: all of it, one scorecard, or one objective with its causes below and its effects above.

    `marks` says by full id how objectives stand; without it the cards show what is planned. `depth` is how many steps
    away from the objective in focus its causes and effects are shown; `theme` is a theme of the strategy; `by` says
    what the columns are; `fold` puts the objectives of units into one card each; `paper` lays the map out for print.
    `as_of` is the day of the readings as it is to be read. `hypotheses` say by the full ids of source and target what
    is known of arrows: those that they do not name are assumed, and without them all arrows look alike. `deltas` say
    what a change does to what is shown, where the strategy is that of `diff.both`. A `lock` says where things stand on
    the whole map, on its own width; else `engines` answer beside our own search. Raises Stop when there is no such
    scorecard, objective, theme or engine, nothing to draw or to fold, or when the text on the paper would be too small
    to read.
    """
    seen = scene(
        strategy,
        marks,
        focus=focus,
        scorecard=scorecard,
        depth=depth,
        theme=theme,
        by=by,
        as_of=as_of,
        hypotheses=hypotheses,
        deltas=deltas,
    )
    if fold:
        seen = folded(seen, strategy, marks, fold)
    orders = orders_of(engines)
    if paper:
        return on_paper(seen, paper, orders)
    whole = focus is None and scorecard is None and theme is None and fold is None
    return sheet(lay_out(seen, lock=lock if whole else None, orders=orders))


def locked(
    strategy: Strategy, marks: Mapping[str, Mark] | None = None, *, by: By | None = None, engines: Sequence[Engine] = ()
) -> str:
    """Return the text of a lock: the places on the whole map, from the engine whose order has the fewest crossings.

    Raises Stop when there is nothing to draw, or no such engine.
    """
    seen = scene(strategy, marks, by=by)
    layout = lay_out(seen, orders=orders_of(engines))
    return lock_text(seen, layout.rows, layout.net, layout.order)
