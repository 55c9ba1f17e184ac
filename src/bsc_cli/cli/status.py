"""`bsc status`: hold a strategy against its readings."""

from __future__ import annotations

import os
import shutil
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from bsc_cli.cli.checking import complain, run_reading_rules, run_rules
from bsc_cli.cli.measuring import measure
from bsc_cli.cli.opening import open_strategy
from bsc_cli.cli.options import AsOfOption, Colour, ColourOption, OutputOption, ScorecardOption, StrategyOption
from bsc_cli.cli.output import wants_colour, write
from bsc_cli.finding import Result, Severity
from bsc_cli.stop import Stop

if TYPE_CHECKING:
    from bsc_cli.evaluation import Evaluation

PLAIN_WIDTH = 120
"""Columns of a table that is not written to a terminal."""


class Style(StrEnum):
    """The format of a status."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


class FailOn(StrEnum):
    """What makes the command exit with 1."""

    OFF = "off"
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NONE = "none"


def status(
    readings: Annotated[
        list[str] | None,
        typer.Argument(metavar="[READINGS]...", help="CSV files or folders. [default: what the settings name]"),
    ] = None,
    strategy: StrategyOption = None,
    style: Annotated[Style, typer.Option("--format", help="How to write it.")] = Style.TABLE,
    as_of: AsOfOption = None,
    scorecard: ScorecardOption = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="Exit with 1 on findings of this severity, or when a metric is off.")
    ] = FailOn.ERROR,
    output: OutputOption = None,
    color: ColourOption = Colour.AUTO,
) -> int:
    """Show where the strategy stands: each metric's value, target, score and status, rolled up."""
    opened = open_strategy(strategy)
    whole = opened.loaded.strategy
    if whole is None:
        complain(opened, run_rules(opened), color)
        return 1
    if scorecard is not None and scorecard not in whole.scorecards:
        raise Stop(f'"{scorecard[:60]}" is not a scorecard here; there is {", ".join(whole.scorecards)}.')
    evaluation = measure(opened, whole, readings or (), as_of)
    result = run_reading_rules(opened, evaluation)
    complain(opened, result, color)
    write(_document(evaluation, style, scorecard, result, color, output), output)
    if fail_on is FailOn.NONE:
        return 0
    if fail_on is FailOn.OFF:
        return int(bool(result.at_least(Severity.ERROR)) or _any_off(evaluation, scorecard))
    return int(bool(result.at_least(Severity[fail_on.upper()])))


def _any_off(evaluation: Evaluation, scorecard: str | None) -> bool:
    return any(
        metric.status == "off" and (scorecard is None or metric.id.startswith(f"{scorecard}/"))
        for metric in evaluation.metrics
    )


def _document(
    evaluation: Evaluation, style: Style, scorecard: str | None, result: Result, color: Colour, output: str | None
) -> str:
    from bsc_cli.view import status as view

    shown = evaluation.of(scorecard) if scorecard else evaluation
    if style is Style.JSON:
        from bsc_cli.report.json_format import as_data

        return view.json(shown, [as_data(finding) for finding in result.findings])
    if style is Style.CSV:
        return view.csv(shown)
    if style is Style.MARKDOWN:
        return view.markdown(shown)
    return _printed(shown, wants_colour(color, output), output)


def _printed(evaluation: Evaluation, colour: bool, output: str | None) -> str:  # noqa: FBT001 - a fact about the terminal
    from io import StringIO

    from rich.console import Console

    from bsc_cli.view import status as view

    columns = os.environ.get("COLUMNS", "")
    terminal = output in (None, "-") and sys.stdout.isatty()
    width = int(columns) if columns.isdigit() and int(columns) else PLAIN_WIDTH
    if terminal:
        width = shutil.get_terminal_size().columns
    text = StringIO()
    console = Console(
        file=text,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    console.print(view.table(evaluation, width))
    return text.getvalue()
