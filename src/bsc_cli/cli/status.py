"""`bsc status`: hold a strategy against its readings."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bsc_cli.cli.checking import complain, run_reading_rules, run_rules
from bsc_cli.cli.extra import need_numbers
from bsc_cli.cli.foresight import foresee
from bsc_cli.cli.measuring import measure
from bsc_cli.cli.opening import MARKER, open_strategy
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
from bsc_cli.finding import Result, Severity
from bsc_cli.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bsc_cli.evaluation import Evaluation
    from bsc_cli.forecast import Outlook
    from bsc_cli.strategy import Strategy

_CLEAR = "\x1b[H\x1b[2J"


class Style(StrEnum):
    """The format of a status."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"


class Sort(StrEnum):
    """The order of a status."""

    STRATEGY = "strategy"
    WORST = "worst"


class By(StrEnum):
    """What a status is laid out by."""

    PERSPECTIVE = "perspective"
    UNIT = "unit"


class FailOn(StrEnum):
    """What makes the command exit with 1."""

    OFF = "off"
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Request:
    """All that was asked for."""

    readings: Sequence[str]
    strategy: str | None
    style: Style
    as_of: str | None
    at: str | None
    scorecard: str | None
    select: Sequence[str]
    sort: Sort
    by: By
    fail_on: FailOn
    forecast: bool
    remembers: bool
    output: str | None
    color: Colour


def status(
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
    sort: Annotated[
        Sort, typer.Option("--sort", help="As the strategy has it, or all metrics in one list, the worst first.")
    ] = Sort.STRATEGY,
    by: Annotated[
        By, typer.Option("--by", help="Laid out by perspective, or as the tree of the units with what supports what.")
    ] = By.PERSPECTIVE,
    watch: Annotated[
        bool, typer.Option("--watch", help="Show the table again whenever a file changes, until Ctrl-C.")
    ] = False,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="Exit with 1 on findings of this severity, or when a metric is off.")
    ] = FailOn.ERROR,
    forecast: Annotated[
        bool, typer.Option("--forecast", help="Say of each metric how likely its next target is met; see bsc forecast.")
    ] = False,
    no_cache: NoCacheOption = False,
    output: OutputOption = None,
    color: ColourOption = Colour.AUTO,
) -> int:
    """Show where the strategy stands: each metric's value, target, score and status, rolled up."""
    request = Request(
        readings or (),
        strategy,
        style,
        as_of,
        at,
        scorecard,
        select or (),
        sort,
        by,
        fail_on,
        forecast,
        not no_cache,
        output,
        color,
    )
    if by is By.UNIT and style is Style.CSV:
        raise Stop("CSV has one row for each metric; --by unit is for table, json, markdown and html.")
    if forecast:
        if by is By.UNIT and style is not Style.JSON:
            raise Stop("--forecast is about metrics, and --by unit shows none; leave out one of them.")
        need_numbers("bsc status --forecast")
    if watch:
        _watch(request)
    return _show(request)


def _show(request: Request) -> int:
    opened = open_strategy(request.strategy, at=request.at, remembers=request.remembers)
    whole = opened.loaded.strategy
    if whole is None:
        complain(opened, run_rules(opened), request.color)
        return 1
    if request.scorecard is not None and request.scorecard not in whole.scorecards:
        raise Stop(f'"{request.scorecard[:60]}" is not a scorecard here; there is {", ".join(whole.scorecards)}.')
    chosen = _chosen(whole, request)
    evaluation = measure(opened, whole, request.readings, request.as_of)
    outlook = None
    if request.forecast:
        drawn = request.style in (Style.HTML, Style.JSON)
        outlook = foresee(opened, evaluation, request.at, fan=drawn)
    result = run_reading_rules(opened, evaluation, outlook)
    shown = _part(evaluation, chosen, request)
    write(_document(shown, result, request, outlook), request.output)
    if not shown.metrics and request.select:
        note("No metric fits.")
    complain(opened, result, request.color)  # after the table, so that where it stands is seen first
    if request.fail_on is FailOn.NONE:
        return 0
    if request.fail_on is FailOn.OFF:
        return int(bool(result.at_least(Severity.ERROR)) or any(metric.status == "off" for metric in shown.metrics))
    return int(bool(result.at_least(Severity[request.fail_on.upper()])))


def _chosen(strategy: Strategy, request: Request) -> frozenset[str] | None:
    """Return the ids of the metrics that were selected; None when all are meant."""
    if not request.select:
        return None
    from bsc_cli.selection import select

    return frozenset(each.id for each in select(strategy, request.select) if each.kind == "metric")


def _part(evaluation: Evaluation, chosen: frozenset[str] | None, request: Request) -> Evaluation:
    """Return what was asked for of an evaluation, in the order that was asked for."""
    from bsc_cli.view import status as view

    if request.scorecard is not None:
        below = view.below(evaluation, request.scorecard) if request.by is By.UNIT else (request.scorecard,)
        evaluation = evaluation.of(*below)
    if chosen is not None:
        evaluation = evaluation.having(chosen)
    if request.sort is Sort.WORST:
        evaluation = replace(evaluation, metrics=view.worst_first(evaluation.metrics))
    return evaluation


def _document(evaluation: Evaluation, result: Result, request: Request, outlook: Outlook | None) -> str:
    from bsc_cli.view import status as view

    outlook = outlook.having({each.id for each in evaluation.metrics}) if outlook else None
    arrangement = view.Arrangement(request.by.value, request.sort.value, outlook)
    match request.style:
        case Style.JSON:
            from bsc_cli.report.json_format import as_data

            return view.json(evaluation, [as_data(finding) for finding in result.findings], _forecasts(outlook))
        case Style.CSV:
            return view.csv(evaluation, outlook)
        case Style.MARKDOWN:
            return view.markdown(evaluation, arrangement)
        case Style.HTML:
            from bsc_cli.view.status.html_format import html

            return html(evaluation, arrangement)
    colour = wants_colour(request.color, request.output)
    return view.table(evaluation, width_of(request.output), arrangement, colour=colour)


def _forecasts(outlook: Outlook | None) -> list[dict[str, object]] | None:
    if outlook is None:
        return None
    from bsc_cli.view.forecast.json_format import as_data

    return [as_data(each) for each in outlook.forecasts]


def _watch(request: Request) -> NoReturn:
    """Show the table again after each change of the strategy or the readings, on a terminal."""
    from bsc_cli.cli.watching import listing, watch
    from bsc_cli.visible import visible

    if request.style is not Style.TABLE or request.output is not None or not sys.stdout.isatty():
        raise Stop("--watch shows the table on a terminal; leave out -o, --format and pipes.")
    if request.at is not None:
        raise Stop("What was committed does not change; leave out --watch or --at.")
    if request.strategy == "-":
        raise Stop("What comes from stdin comes once; --watch needs --strategy to name a folder or a file.")
    opened = open_strategy(request.strategy)
    own = Path(request.strategy or ".")
    alone = own.is_file() and MARKER not in opened.tree.paths
    places = [own if alone else Path(opened.tree.root), *map(Path, request.readings)]

    def show(changed: Sequence[str]) -> None:
        if os.environ.get("TERM") != "dumb":
            write(_CLEAR, None)
        try:
            _show(request)
        except Stop as stop:  # a file may be half written or away for a moment: its next change is waited for
            if not changed:
                raise
            note(f"bsc: {visible(str(stop))}")
        note(f"Changed: {visible(', '.join(changed))}." if changed else "Waiting for changes; Ctrl-C ends it.")

    watch(show, lambda: listing(places))
