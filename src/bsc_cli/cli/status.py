"""`bsc status`: hold a strategy against its readings."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bsc_cli.cli.checking import complain, run_reading_rules, run_rules
from bsc_cli.cli.extra import need_numbers
from bsc_cli.cli.foresight import foresee
from bsc_cli.cli.measuring import measure
from bsc_cli.cli.one_scorecard import check_scorecard
from bsc_cli.cli.opening import MARKER, READINGS, open_strategy
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
from bsc_cli.cli.output import note, write
from bsc_cli.cli.status_document import chosen, document, part
from bsc_cli.cli.status_request import By, FailOn, Request, Sort, Style
from bsc_cli.finding import Severity
from bsc_cli.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Sequence


_CLEAR = "\x1b[H\x1b[2J"


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
    check_scorecard(request.scorecard, whole)
    wanted = chosen(whole, request)
    evaluation = measure(opened, whole, request.readings, request.as_of)
    outlook = None
    if request.forecast:
        drawn = request.style in (Style.HTML, Style.JSON)
        outlook = foresee(opened, evaluation, request.at, fan=drawn)
    result = run_reading_rules(opened, evaluation, outlook)
    shown = part(evaluation, wanted, request)
    write(document(shown, result, request, outlook), request.output)
    if not shown.metrics and request.select:
        note("No metric fits.")
    complain(opened, result, request.color)  # after the table, so that where it stands is seen first
    if request.fail_on is FailOn.NONE:
        return 0
    if request.fail_on is FailOn.OFF:
        return int(bool(result.at_least(Severity.ERROR)) or any(metric.status == "off" for metric in shown.metrics))
    return int(bool(result.at_least(Severity[request.fail_on.upper()])))


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
    beside = own.parent / READINGS
    places = [own, *([] if beside.is_symlink() else [beside])] if alone else [Path(opened.tree.root)]
    places += map(Path, request.readings)

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
