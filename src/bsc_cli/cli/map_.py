"""`bsc map`: draw the strategy map."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bsc_cli.cli.checking import complain, run_rules
from bsc_cli.cli.measuring import measure
from bsc_cli.cli.naming import objective_named
from bsc_cli.cli.opening import Opened, open_strategy
from bsc_cli.cli.options import AsOfOption, Colour, OutputOption, ScorecardOption, StrategyOption
from bsc_cli.cli.output import note, write
from bsc_cli.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Callable

    from bsc_cli.strategy import Strategy
    from bsc_cli.view.map import Drawing


class Picture(StrEnum):
    """A format of the map."""

    SVG = "svg"
    PNG = "png"
    PDF = "pdf"
    HTML = "html"
    DOT = "dot"
    MERMAID = "mermaid"
    JSON = "json"


class Theme(StrEnum):
    """The colours of the map."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"
    MONO = "mono"


_ENDINGS = {
    ".svg": Picture.SVG,
    ".png": Picture.PNG,
    ".pdf": Picture.PDF,
    ".html": Picture.HTML,
    ".htm": Picture.HTML,
    ".dot": Picture.DOT,
    ".gv": Picture.DOT,
    ".mmd": Picture.MERMAID,
    ".mermaid": Picture.MERMAID,
    ".json": Picture.JSON,
}


_COLOURS: dict[Theme, Literal["auto", "light", "dark", "grey"]] = {
    Theme.AUTO: "auto",
    Theme.LIGHT: "light",
    Theme.DARK: "dark",
    Theme.MONO: "grey",
}
_MOST_NAMED = 8


def map_(
    strategy: StrategyOption = None,
    output: OutputOption = None,
    picture: Annotated[
        Picture | None, typer.Option("--format", help="The format. [default: by the ending of -o, else svg]")
    ] = None,
    scorecard: ScorecardOption = None,
    focus: Annotated[
        str | None, typer.Option("--focus", metavar="ID", help="Only this objective, its causes and its effects.")
    ] = None,
    status: Annotated[
        list[str] | None, typer.Option("--status", metavar="READINGS", help="Show where it stands by these readings.")
    ] = None,
    as_of: AsOfOption = None,
    theme: Annotated[
        Theme, typer.Option("--theme", help="Colours; auto follows the reader's system, mono is for print in grey.")
    ] = Theme.AUTO,
) -> int:
    """Draw the strategy map: perspectives as bands, objectives as cards, arrows with their lags."""
    form = picture or _by_ending(output)
    opened = open_strategy(strategy)
    whole = opened.loaded.strategy
    if whole is None:
        complain(opened, run_rules(opened), Colour.AUTO)
        return 1
    if scorecard is not None and scorecard not in whole.scorecards:
        raise Stop(f'"{scorecard[:60]}" is not a scorecard here; there is {", ".join(whole.scorecards)}.')
    write(
        _drawn(
            opened,
            whole,
            form,
            scorecard,
            objective_named(whole, focus) if focus is not None else None,
            status,
            as_of,
            theme,
        ),
        output,
    )
    return 0


def _by_ending(output: str | None) -> Picture:
    if output in (None, "-"):
        return Picture.SVG
    ending = Path(str(output)).suffix.lower()
    if ending not in _ENDINGS:
        raise Stop(f"A map cannot be written as '{output}': end the name in {', '.join(_ENDINGS)}, or use --format.")
    return _ENDINGS[ending]


def _drawn(
    opened: Opened,
    strategy: Strategy,
    form: Picture,
    scorecard: str | None,
    focus: str | None,
    status: list[str] | None,
    as_of: str | None,
    theme: Theme,
) -> str | bytes:
    from bsc_cli.view import map as view

    marks, day = None, None
    if status:
        from bsc_cli.view.map.marks import marks_of

        evaluation = measure(opened, strategy, status, as_of)
        marks, day = marks_of(evaluation), evaluation.as_of.isoformat() if evaluation.as_of else None
    if form is Picture.MERMAID:
        return view.mermaid(strategy, focus=focus, scorecard=scorecard)
    if form is Picture.DOT:
        return view.dot(strategy, focus=focus, scorecard=scorecard)
    drawing = view.draw(strategy, marks, focus=focus, scorecard=scorecard, as_of=day)
    if form in (Picture.PNG, Picture.PDF):
        return _pictured(drawing, form, theme, lambda: view.dot(strategy, focus=focus, scorecard=scorecard))
    if form is Picture.HTML:
        return view.page(drawing, _COLOURS[theme])
    return _geometry(drawing) if form is Picture.JSON else view.svg(drawing, _COLOURS[theme])


def _geometry(drawing: Drawing) -> str:
    from bsc_cli import __version__
    from bsc_cli.view.map import geometry

    head = {"format_version": "1.0", "tool": {"name": "bsc", "version": __version__}}
    return json.dumps({**head, **geometry(drawing)}, indent=2, ensure_ascii=False) + "\n"


def _pictured(drawing: Drawing, form: Picture, theme: Theme, source: Callable[[], str]) -> bytes:
    """Draw a picture ourselves; where the library for it is not installed Graphviz does, from DOT source."""
    from bsc_cli.view import map as view

    kind: Literal["png", "pdf"] = "png" if form is Picture.PNG else "pdf"
    if not view.can_draw(kind):
        drawn = view.render(source(), kind)
        note(f'Graphviz drew this, more plainly than bsc does: for our own {kind}, pip install "bsc-cli[{kind}]".')
        return drawn
    picture = view.picture(drawing, kind, _COLOURS[theme])
    if picture.borrowed:
        some = " ".join(picture.borrowed[:_MOST_NAMED]) + (" ..." if len(picture.borrowed) > _MOST_NAMED else "")
        note(
            f"The font that comes with bsc lacks {some}: where this machine has a font for them it drew them, so the "
            "picture may look different elsewhere; the others are boxes. An svg or html leaves that to its reader."
        )
    return picture.data
