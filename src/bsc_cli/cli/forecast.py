"""`bsc forecast`: how likely each target is to be met when it is due."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from bsc_cli.cli.checking import complain, run_reading_rules, run_rules
from bsc_cli.cli.extra import need_numbers
from bsc_cli.cli.foresight import foresee
from bsc_cli.cli.measuring import measure
from bsc_cli.cli.one_scorecard import check_scorecard
from bsc_cli.cli.opening import open_strategy
from bsc_cli.cli.options import (
    AsOfOption,
    AtOption,
    Colour,
    ColourOption,
    NoCacheOption,
    OutputOption,
    ScorecardOption,
    SelectOption,
    StrategyOption,
)
from bsc_cli.cli.output import note, wants_colour, write
from bsc_cli.cli.width import width_of
from bsc_cli.finding import Severity


class Style(StrEnum):
    """The format of a forecast."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "markdown"
    CSV = "csv"


def forecast(
    readings: Annotated[
        list[str] | None,
        typer.Argument(metavar="[READINGS]...", help="CSV files or folders. [default: what the settings name]"),
    ] = None,
    *,
    strategy: StrategyOption = None,
    style: Annotated[Style, typer.Option("--format", help="How to write it.")] = Style.TABLE,
    as_of: AsOfOption = None,
    at: AtOption = None,
    scorecard: ScorecardOption = None,
    select: SelectOption = None,
    no_cache: NoCacheOption = False,
    output: OutputOption = None,
    color: ColourOption = Colour.AUTO,
) -> int:
    """Say how likely each target is to be met at, and by, the day it is due, if things go on as they have gone."""
    need_numbers("A forecast")
    opened = open_strategy(strategy, at=at, remembers=not no_cache)
    whole = opened.loaded.strategy
    if whole is None:
        complain(opened, run_rules(opened), color)
        return 1
    check_scorecard(scorecard, whole)
    evaluation = measure(opened, whole, list(readings or ()), as_of)
    result = run_reading_rules(opened, evaluation)
    complain(opened, result._replace(findings=result.at_least(Severity.ERROR)), color)
    outlook = foresee(opened, evaluation, at, fan=style is Style.JSON)
    if scorecard is not None:
        outlook = outlook.having({each.id for each in evaluation.of(scorecard).metrics})
    if select:
        from bsc_cli.selection import select as selected

        chosen = {each.id for each in selected(whole, select) if each.kind == "metric"}
        outlook = outlook.having(chosen)
        if not chosen:
            note("No metric fits.")

    from bsc_cli.view import forecast as view

    match style:
        case Style.JSON:
            document = view.json(outlook)
        case Style.CSV:
            document = view.csv(outlook)
        case Style.MARKDOWN:
            document = view.markdown(outlook)
        case Style.TABLE:
            document = view.table(outlook, width_of(output), colour=wants_colour(color, output))
    write(document, output)
    return int(bool(result.at_least(Severity.ERROR)))
