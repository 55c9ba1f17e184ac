"""The options that mean the same on every command."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from bsc_cli.cli.reporting import Level
from bsc_cli.report import FORMATS

StrategyOption = Annotated[
    str | None,
    typer.Option(
        "--strategy",
        metavar="PATH",
        help="The strategy's folder or one scorecard file. [default: the nearest bsc.yaml upward, else this folder]",
    ),
]
OutputOption = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="Write there instead of to stdout; - is stdout.")
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="The day to look from: 2026-06-30. [default: the end of the newest reading]"
    ),
]
AtOption = Annotated[
    str | None,
    typer.Option("--at", metavar="REF", help="All files, readings too, as they were in this commit, branch or tag."),
]
ScorecardOption = Annotated[str | None, typer.Option("--scorecard", metavar="ID", help="Only this scorecard.")]

SelectOption = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        metavar="TERMS",
        help="Only what all terms fit: owner:cfo, perspective:customer, theme:, kind:, every:, status:, id, "
        "+id (with all that leads to it), id+ (with all that follows). Given several times: what any of them fits.",
    ),
]


class Colour(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


ColourOption = Annotated[Colour, typer.Option("--color", help="Colour the text.", show_default=True)]

FormatsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="FORMAT[=FILE]",
        help=f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]}; FORMAT=FILE writes there; may be given several times. "
        "[default: github inside GitHub Actions, else text]",
    ),
]
FailOnOption = Annotated[Level, typer.Option("--fail-on", help="Exit with 1 from this severity on.")]
ShowOption = Annotated[Level, typer.Option("--show", help="Show findings from this severity on.")]
NoCacheOption = Annotated[
    bool, typer.Option("--no-cache", help="Work everything out anew; neither use nor keep what was found before.")
]
