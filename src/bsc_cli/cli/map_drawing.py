"""Drawing a map as it was asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

from bsc_cli.cli.map_lock import lock_of, write_lock
from bsc_cli.cli.map_options import Picture, Theme
from bsc_cli.cli.output import note
from bsc_cli.tree import MAP_LOCK
from bsc_cli.visible import in_json

if TYPE_CHECKING:
    from bsc_cli.cli.map_asked import Asked
    from bsc_cli.cli.map_subject import Subject
    from bsc_cli.view.map import Drawing, Lock

_COLOURS: dict[Theme, Literal["auto", "light", "dark", "grey"]] = {
    Theme.AUTO: "auto",
    Theme.LIGHT: "light",
    Theme.DARK: "dark",
    Theme.MONO: "grey",
}
_MOST_NAMED = 8


def drawn(shown: Subject, asked: Asked, path: str | None) -> str | bytes:
    """Return the map in the format that was asked for; stderr says what is to know about it."""
    from bsc_cli.view import map as view

    strategy, deltas = shown.strategy, shown.deltas
    form, colours = asked.form, _COLOURS[asked.theme]
    if form in (Picture.MERMAID, Picture.DOT):
        write_it = view.mermaid if form is Picture.MERMAID else view.dot
        return write_it(
            strategy,
            focus=asked.focus,
            scorecard=asked.scorecard,
            depth=asked.depth,
            theme=asked.strategic_theme,
            deltas=deltas,
            hypotheses=shown.hypotheses,
        )
    drawing = view.draw(
        strategy,
        shown.marks,
        focus=asked.focus,
        scorecard=asked.scorecard,
        depth=asked.depth,
        theme=asked.strategic_theme,
        by=asked.by.value if asked.by else None,
        fold=asked.fold.value if asked.fold else None,
        paper=asked.paper.value if asked.paper else None,
        as_of=shown.day,
        deltas=deltas,
        hypotheses=shown.hypotheses,
        lock=_lock(shown, asked, path),
        engines=asked.engines,
    )
    if drawing.moved and deltas is None:
        cards = "1 card stands" if drawing.moved == 1 else f"{drawing.moved} cards stand"
        note(f"{cards} where {MAP_LOCK} does not say; `bsc map --lock` writes it anew.")
    if asked.paper and view.points(drawing) < view.EASY:
        note(f"On {asked.paper.upper()} the smallest text is {view.points(drawing):.1f} points high.")
    if form in (Picture.PNG, Picture.PDF):
        return _pictured(drawing, shown, asked)
    if form is Picture.HTML:
        return view.page(drawing, colours, link_base=asked.link_base, more=_forecasts(shown, asked))
    return _geometry(drawing) if form is Picture.JSON else view.svg(drawing, colours, link_base=asked.link_base)


def _forecasts(shown: Subject, asked: Asked) -> str:
    """Return how likely the targets are met, of what the map is of, as a part of its page."""
    if shown.outlook is None:
        return ""
    from bsc_cli.view.forecast.html_part import html_part

    if asked.scorecard is None:
        return html_part(shown.outlook)
    evaluation = shown.outlook.evaluation.of(asked.scorecard)
    return html_part(shown.outlook.having({each.id for each in evaluation.metrics}))


def _lock(shown: Subject, asked: Asked, path: str | None) -> Lock | None:
    if asked.lock:
        return write_lock(shown, path, asked.by, asked.engines)
    return lock_of(shown) if asked.is_whole else None


def _geometry(drawing: Drawing) -> str:
    from bsc_cli import __version__
    from bsc_cli.view.map import geometry

    head = {"format_version": "1.0", "tool": {"name": "bsc", "version": __version__}}
    return in_json(json.dumps({**head, **geometry(drawing)}, indent=2, ensure_ascii=False) + "\n")


def _pictured(drawing: Drawing, shown: Subject, asked: Asked) -> bytes:
    """Draw a picture ourselves; where the library for it is not installed Graphviz does."""
    from bsc_cli.view import map as view

    kind: Literal["png", "pdf"] = "png" if asked.form is Picture.PNG else "pdf"
    if not view.can_draw(kind):
        source = view.dot(
            shown.strategy,
            focus=asked.focus,
            scorecard=asked.scorecard,
            depth=asked.depth,
            theme=asked.strategic_theme,
            deltas=shown.deltas,
            hypotheses=shown.hypotheses,
        )
        drawn = view.render(source, kind)
        note(f'Graphviz drew this, more plainly than bsc does: for our own {kind}, pip install "bsc-cli[{kind}]".')
        return drawn
    picture = view.picture(drawing, kind, _COLOURS[asked.theme])
    if picture.borrowed:
        some = " ".join(picture.borrowed[:_MOST_NAMED]) + (" ..." if len(picture.borrowed) > _MOST_NAMED else "")
        note(
            f"The font that comes with bsc lacks {some}: where this machine has a font for them it drew them, so the "
            "picture may look different elsewhere; the others are boxes. An svg or html leaves that to its reader."
        )
    return picture.data
