"""`bsc ahead`: from what has turned forward along the arrows to what is at risk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bsc_cli.cli.checking import complain, run_reading_rules, run_rules
from bsc_cli.cli.foresight import foresee_if_possible
from bsc_cli.cli.measuring import measure
from bsc_cli.cli.naming import is_named, named
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
    StrategyOption,
)
from bsc_cli.cli.output import wants_colour, write
from bsc_cli.cli.why import Style
from bsc_cli.cli.width import width_of
from bsc_cli.finding import Severity

if TYPE_CHECKING:
    from bsc_cli.cli.naming import Named
    from bsc_cli.forecast import Forecast, Outlook
    from bsc_cli.view.looking.page import Section


def ahead(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="An objective or a metric. [default: everything that has turned]"),
    ] = None,
    readings: Annotated[
        list[str] | None,
        typer.Argument(metavar="[READINGS]...", help="CSV files or folders. [default: what the settings name]"),
    ] = None,
    strategy: StrategyOption = None,
    scorecard: ScorecardOption = None,
    at: AtOption = None,
    style: Annotated[Style, typer.Option("--format", help="How to write it.")] = Style.TREE,
    as_of: AsOfOption = None,
    *,
    no_cache: NoCacheOption = False,
    output: OutputOption = None,
    color: ColourOption = Colour.AUTO,
) -> int:
    """Say what will be missed next, and when: what is at risk from what has turned, by the lags of the arrows."""
    opened = open_strategy(strategy, at=at, remembers=not no_cache)
    whole = opened.loaded.strategy
    if whole is None:
        complain(opened, run_rules(opened), color)
        return 1
    check_scorecard(scorecard, whole)
    files = list(readings or ())
    if name is not None and not is_named(whole, name) and Path(name).exists():
        files, name = [name, *files], None  # `bsc ahead readings/`: no id was given
    asked = named(whole, name) if name is not None else None
    evaluation = measure(opened, whole, files, as_of)
    result = run_reading_rules(opened, evaluation)
    complain(opened, result._replace(findings=result.at_least(Severity.ERROR)), color)

    from bsc_cli.evaluation.ahead import look_ahead, within
    from bsc_cli.view import looking

    found = look_ahead(evaluation, *(asked or ()))
    if scorecard is not None:
        found = within(found, scorecard)
    outlook = foresee_if_possible(opened, evaluation, at)
    if style is Style.JSON:
        objective, metric = asked or (None, None)
        document = looking.ahead_json(found, objective, metric, _chances(outlook, asked, scorecard))
    else:
        about = found.standings[asked.objective] if asked else None
        everything = look_ahead(evaluation).risks if about else ()
        own = next((risk for risk in everything if about and risk.standing.id == about.id), None)
        of = (whole.scorecards[scorecard].title or scorecard) if scorecard else whole.name
        page = looking.ahead_page(found, of, about, own, _warnings(outlook, asked, scorecard))
        if style is Style.MARKDOWN:
            document = looking.markdown(page)
        else:
            document = looking.tree(page, width_of(output), colour=wants_colour(color, output))
    write(document, output)
    return int(bool(result.at_least(Severity.ERROR)))


def _warnings(outlook: Outlook | None, asked: Named | None, card: str | None) -> Sequence[Section]:
    from bsc_cli.view.forecast import warnings

    return tuple(warnings.section(outlook, partial(_is_about, asked, card))) if outlook else ()


def _chances(outlook: Outlook | None, asked: Named | None, card: str | None) -> Mapping[str, object]:
    from bsc_cli.view.forecast import warnings

    return {"warnings": warnings.data(outlook, partial(_is_about, asked, card))} if outlook else {}


def _is_about(asked: Named | None, card: str | None, forecast: Forecast) -> bool:
    """Whether a forecast is moved by the metric or the objective that was asked for, or is one of its own.

    And whether it is one of the scorecard that was asked for.
    """
    if card not in (None, forecast.result.metric.scorecard_id):
        return False
    if asked is None or forecast.pushed is None:
        return True
    if asked.metric is not None:
        return asked.metric in (forecast.id, *(cause.odds.cause for cause in forecast.pushed.causes))
    ends = (forecast.result.objective, *(cause.odds.arrow.source for cause in forecast.pushed.causes))
    return asked.objective in ends
