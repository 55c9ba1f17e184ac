"""What `bsc map` can be asked for."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


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


class Paper(StrEnum):
    """What the map is printed on."""

    A4 = "a4"
    A3 = "a3"


class By(StrEnum):
    """What the columns are."""

    THEME = "theme"
    SCORECARD = "scorecard"


class Engine(StrEnum):
    """What may answer the order from left to right."""

    BSC = "bsc"
    DOT = "dot"
    WASM = "wasm"


class Fold(StrEnum):
    """What becomes one card."""

    UNITS = "units"
    PERSPECTIVES = "perspectives"


FormatOption = Annotated[
    Picture | None, typer.Option("--format", help="The format. [default: by the ending of -o, else svg]")
]
FocusOption = Annotated[
    str | None, typer.Option("--focus", metavar="ID", help="Only this objective, its causes and its effects.")
]
DepthOption = Annotated[
    int | None, typer.Option("--depth", metavar="N", min=1, help="With --focus: only what is so many steps away.")
]
StatusOption = Annotated[
    list[str] | None, typer.Option("--status", metavar="READINGS", help="Show where it stands by these readings.")
]
DiffOption = Annotated[
    str | None,
    typer.Option(
        "--diff",
        metavar="BASE",
        help="Mark what changed since BASE: a git ref or a folder; auto: where this branch left the main branch.",
    ),
]
EvidenceOption = Annotated[
    bool,
    typer.Option(
        "--evidence", help="Show by the line of each arrow what the readings say of it, as bsc evidence does."
    ),
]
ForecastOption = Annotated[
    bool,
    typer.Option("--forecast", help="html: below the map, how likely each target is met and what may come, drawn."),
]
ByOption = Annotated[
    By | None, typer.Option("--by", help="What the columns are. [default: scorecards where there are several]")
]
FoldOption = Annotated[
    Fold | None,
    typer.Option("--fold", help="What lies below the root as one card for each unit, or each of its perspectives."),
]
StrategicThemeOption = Annotated[
    str | None,
    typer.Option("--strategic-theme", metavar="ID", help="Only the objectives of this theme of the strategy."),
]


def _colours(name: str) -> Theme:
    if name not in tuple(Theme):
        raise typer.BadParameter(
            f"{name[:60]!r} is not one of {', '.join(Theme)}. They are colours; one theme of the strategy is shown by "
            "--strategic-theme."
        )
    return Theme(name)


ThemeOption = Annotated[
    Theme,
    typer.Option(
        "--theme",
        parser=_colours,
        metavar=f"<{'|'.join(Theme)}>",
        help="Colours; auto follows the reader's system, mono is for print in grey.",
    ),
]
PaperOption = Annotated[
    Paper | None, typer.Option("--paper", help="Lay it out for print on one sheet, its text never below 5 points.")
]
LinkOption = Annotated[
    str | None,
    typer.Option(
        "--link-base", metavar="URL", help="svg and html: link each objective to its line below this address."
    ),
]
LockOption = Annotated[
    bool, typer.Option("--lock", help="Write the places down in .bsc/map.json, from then on the map keeps to them.")
]
EngineOption = Annotated[
    Engine | None,
    typer.Option(
        "--engine",
        help="Ask Graphviz too for the order from left to right: dot on the PATH, or wasm of the extra graphviz-wasm. "
        "[default: bsc alone; with --lock all that are here]",
    ),
]
