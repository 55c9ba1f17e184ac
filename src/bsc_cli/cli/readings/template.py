"""`bsc readings template`: what is due now, as rows to fill in."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from bsc_cli.cli.checking import complain, run_rules, today
from bsc_cli.cli.measuring import day
from bsc_cli.cli.one_scorecard import check_scorecard
from bsc_cli.cli.opening import open_strategy
from bsc_cli.cli.options import Colour, ColourOption, OutputOption, StrategyOption
from bsc_cli.cli.output import note, write
from bsc_cli.cli.tables import tables_of_settings, texts_of
from bsc_cli.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bsc_cli.evaluation import Due
    from bsc_cli.strategy import Strategy


class Style(StrEnum):
    """How the rows are written."""

    CSV = "csv"
    SHEET = "sheet"
    JSON = "json"


def template(
    *,
    owner: Annotated[
        list[str] | None, typer.Option("--owner", metavar="ID", help="Only what this owner owes; may be repeated.")
    ] = None,
    scorecard: Annotated[str | None, typer.Option("--scorecard", metavar="ID", help="Only this scorecard.")] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Due by the end of this day. [default: today]")
    ] = None,
    style: Annotated[
        Style,
        typer.Option(
            "--format",
            help="csv is a readings file as it is; sheet has columns with title, unit, owner and the last value beside "
            "it, and goes back through `bsc readings import`.",
        ),
    ] = Style.CSV,
    output: OutputOption = None,
    color: ColourOption = Colour.AUTO,
    strategy: StrategyOption = None,
) -> int:
    """List the readings that are due now, with their values left empty."""
    opened = open_strategy(strategy)
    whole = opened.loaded.strategy
    if whole is None:
        complain(opened, run_rules(opened), color)
        return 1
    from bsc_cli.evaluation import due, evaluate
    from bsc_cli.readings import read
    from bsc_cli.view import due as view

    check_scorecard(scorecard, whole)
    until = day(as_of) or today()
    evaluation = evaluate(whole, read(texts_of(tables_of_settings(opened, whole)), whole), until, today())
    every = [each for each in due(evaluation, until) if scorecard in (None, each.result.metric.scorecard_id)]
    wanted = _of(every, owner or (), whole)
    write({"csv": view.csv, "sheet": view.sheet, "json": view.json}[style.value](wanted, until), output)
    for each in wanted:
        if each.passed_over:
            note(f"{each.result.id}: {each.passed_over} older periods have no reading either and are not listed.")
    unsaid = sum(metric.every is None and metric.formula is None for metric in whole.metrics.values())
    if not wanted:
        note(f"Nothing is due by {until}.")
    if unsaid:
        note(f"{unsaid} metric{' does' if unsaid == 1 else 's do'} not say how often to measure (`every`).")
    return 0


def _of(every: Sequence[Due], owners: Iterable[str], strategy: Strategy) -> list[Due]:
    """Return what some owners owe; raise Stop for an owner of nothing."""
    chosen = set(owners)
    known = {each.owner for each in strategy.ownable if each.owner} | strategy.settings.owners.keys()
    if unknown := sorted(chosen - known):
        raise Stop(f'"{unknown[0][:60]}" owns nothing here; there is {", ".join(sorted(known))}.')
    return [each for each in every if not chosen or each.result.owner in chosen]
