"""`bsc list`: the elements of a strategy, all or some."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from bsc_cli.cli.checking import complain, run_rules
from bsc_cli.cli.one_scorecard import check_scorecard
from bsc_cli.cli.opening import open_strategy
from bsc_cli.cli.options import (
    AtOption,
    Colour,
    ColourOption,
    OutputOption,
    ScorecardOption,
    SelectOption,
    StrategyOption,
)
from bsc_cli.cli.output import note, write


class Kind(StrEnum):
    """What to list."""

    SCORECARDS = "scorecards"
    OBJECTIVES = "objectives"
    METRICS = "metrics"
    INITIATIVES = "initiatives"
    ARROWS = "arrows"
    REVIEWS = "reviews"


class Style(StrEnum):
    """The format of a list."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def list_(
    kind: Annotated[Kind | None, typer.Argument(metavar="KIND", help="What to list; left out: everything.")] = None,
    select: SelectOption = None,
    retired: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--retired", help="List what was retired, too.")
    ] = False,
    strategy: StrategyOption = None,
    scorecard: ScorecardOption = None,
    at: AtOption = None,
    style: Annotated[Style, typer.Option("--format", help="How to write it.")] = Style.TABLE,
    output: OutputOption = None,
    color: ColourOption = Colour.AUTO,
) -> int:
    """List the elements of a strategy with their owners and places: all, or those that are selected."""
    opened = open_strategy(strategy, at=at)
    whole = opened.loaded.strategy
    if whole is None:
        complain(opened, run_rules(opened), color)
        return 1
    check_scorecard(scorecard, whole)
    from bsc_cli.selection import is_retired
    from bsc_cli.selection import select as selected
    from bsc_cli.selection.element import scorecard_of
    from bsc_cli.view import listing

    every = [each for each in selected(whole, select or ()) if kind is None or f"{each.kind}s" == kind]
    every = [each for each in every if scorecard in (None, scorecard_of(each))]
    shown = every if retired else [each for each in every if not is_retired(whole, each)]
    document = {Style.TABLE: listing.table, Style.JSON: listing.json, Style.CSV: listing.csv}[style]
    write(document(whole, shown), output)
    if not shown:
        note("Nothing here fits." if not every else "Only retired things fit; --retired lists them.")
    return 0
