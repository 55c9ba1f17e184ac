"""`bsc show`: one element with everything about it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from bsc_cli.cli.checking import complain, run_rules
from bsc_cli.cli.opening import open_strategy
from bsc_cli.cli.options import AtOption, Colour, ColourOption, OutputOption, StrategyOption
from bsc_cli.cli.output import write


class Style(StrEnum):
    """The format of what is shown."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="An id, with its scorecard or kind where it is needed: lead-time, sales/lead-time, metric:lead-time; "
            "'cause -> effect' for an arrow; the file of a review.",
        ),
    ],
    strategy: StrategyOption = None,
    at: AtOption = None,
    style: Annotated[Style, typer.Option("--format", help="How to write it.")] = Style.TEXT,
    output: OutputOption = None,
    color: ColourOption = Colour.AUTO,
) -> int:
    """Show one element: all its fields, where it stands, what it is tied to, and what reviews decided about it."""
    opened = open_strategy(strategy, at=at)
    whole = opened.loaded.strategy
    if whole is None:
        complain(opened, run_rules(opened), color)
        return 1
    from bsc_cli.selection import find_one
    from bsc_cli.view import profile

    formats = {Style.TEXT: profile.text, Style.JSON: profile.json, Style.MARKDOWN: profile.markdown}
    write(formats[style](profile.profile_of(whole, find_one(whole, name))), output)
    return 0
