"""`bsc map`: draw the strategy map."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bsc_cli.cli.checking import complain, run_rules
from bsc_cli.cli.measuring import measure
from bsc_cli.cli.opening import Opened, open_strategy
from bsc_cli.cli.options import AsOfOption, Colour, OutputOption, ScorecardOption, StrategyOption
from bsc_cli.cli.output import write
from bsc_cli.stop import Stop

if TYPE_CHECKING:
    from bsc_cli.strategy import Strategy


class Picture(StrEnum):
    """A format of the map."""

    SVG = "svg"
    PNG = "png"
    PDF = "pdf"
    DOT = "dot"
    MERMAID = "mermaid"
    JSON = "json"


_ENDINGS = {
    ".svg": Picture.SVG,
    ".png": Picture.PNG,
    ".pdf": Picture.PDF,
    ".dot": Picture.DOT,
    ".gv": Picture.DOT,
    ".mmd": Picture.MERMAID,
    ".mermaid": Picture.MERMAID,
    ".json": Picture.JSON,
}


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
    write(_drawn(opened, whole, form, scorecard, _objective(whole, focus), status, as_of), output)
    return 0


def _by_ending(output: str | None) -> Picture:
    if output in (None, "-"):
        return Picture.SVG
    ending = Path(str(output)).suffix.lower()
    if ending not in _ENDINGS:
        raise Stop(f"A map cannot be written as '{output}': end the name in {', '.join(_ENDINGS)}, or use --format.")
    return _ENDINGS[ending]


def _objective(strategy: Strategy, focus: str | None) -> str | None:
    if focus is None:
        return None
    found = [full for full in strategy.objectives if focus in (full, full.split("/", 1)[1])]
    if len(found) == 1:
        return found[0]
    if found:
        raise Stop(f'"{focus}" is in several scorecards; write one of {", ".join(found)}.')
    from bsc_cli.load import nearest

    close = nearest(focus, [*strategy.objectives, *(full.split("/", 1)[1] for full in strategy.objectives)])
    raise Stop(f'"{focus[:60]}" is not an objective here{f"; did you mean {close}?" if close else "."}')


def _drawn(
    opened: Opened,
    strategy: Strategy,
    form: Picture,
    scorecard: str | None,
    focus: str | None,
    status: list[str] | None,
    as_of: str | None,
) -> str | bytes:
    from bsc_cli.view import map as view

    marks, day = None, None
    if status:
        from bsc_cli.view.map.marks import marks_of

        evaluation = measure(opened, strategy, status, as_of)
        marks, day = marks_of(evaluation), evaluation.as_of.isoformat() if evaluation.as_of else None
    if form is Picture.MERMAID:
        return view.mermaid(strategy)
    if form in (Picture.DOT, Picture.PNG, Picture.PDF):
        source = view.dot(strategy)
        return source if form is Picture.DOT else view.render(source, form.value)
    drawing = view.draw(strategy, marks, focus=focus, scorecard=scorecard, as_of=day)
    if form is Picture.JSON:
        from bsc_cli import __version__

        head = {"format_version": "1.0", "tool": {"name": "bsc", "version": __version__}}
        return json.dumps({**head, **view.geometry(drawing)}, indent=2, ensure_ascii=False) + "\n"
    return view.svg(drawing)
