"""`bsc evidence`: whether the readings bear out the arrows."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bsc_cli.cli.checking import complain, run_reading_rules, run_rules
from bsc_cli.cli.extra import need_numbers
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
from bsc_cli.cli.width import width_of
from bsc_cli.finding import Severity
from bsc_cli.stop import Stop

if TYPE_CHECKING:
    from bsc_cli.cli.naming import Named
    from bsc_cli.evidence import Evidence, Hypothesis

_SUREST = 0.95
"""The highest chance, and 1 minus it the lowest, that may be given to an arrow beforehand."""


class Style(StrEnum):
    """The format of evidence."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "markdown"


PriorOption = Annotated[
    float,
    typer.Option("--prior", metavar="CHANCE", help="The chance that an arrow is given beforehand, 0.05 to 0.95."),
]
PlanOption = Annotated[
    bool,
    typer.Option(
        "--plan", help="Say where starting an initiative unit by unit would make an arrow testable soonest instead."
    ),
]
QValuesOption = Annotated[
    bool,
    typer.Option("--q-values", help="Give each its q-value, too: the share of false ones among all that do as well."),
]
HistoryOption = Annotated[
    bool,
    typer.Option(
        "--history",
        help="Count readings from before an arrow was drawn, too, unless its basis is data; said with each.",
    ),
]


def evidence(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="An objective or a metric: only arrows at it. [default: all arrows]"),
    ] = None,
    readings: Annotated[
        list[str] | None,
        typer.Argument(metavar="[READINGS]...", help="CSV files or folders. [default: what the settings name]"),
    ] = None,
    strategy: StrategyOption = None,
    at: AtOption = None,
    style: Annotated[Style, typer.Option("--format", help="How to write it.")] = Style.TABLE,
    as_of: AsOfOption = None,
    scorecard: ScorecardOption = None,
    prior: PriorOption = 0.5,
    *,
    history: HistoryOption = False,
    plan: PlanOption = False,
    q_values: QValuesOption = False,
    no_cache: NoCacheOption = False,
    output: OutputOption = None,
    color: ColourOption = Colour.AUTO,
) -> int:
    """Say of each arrow whether the readings support it, contradict it, or cannot tell yet, and when they could."""
    need_numbers("bsc evidence")
    if plan and q_values:
        raise Stop("--plan tests nothing, so there is no q-value; leave out one of them.")
    if not 1 - _SUREST <= prior <= _SUREST:
        raise Stop(f"--prior is a chance from 0.05 to 0.95, not {prior:g}; who is surer needs no readings.")
    opened = open_strategy(strategy, at=at, remembers=not no_cache)
    whole = opened.loaded.strategy
    if whole is None:
        complain(opened, run_rules(opened), color)
        return 1
    check_scorecard(scorecard, whole)
    files = list(readings or ())
    if name is not None and not is_named(whole, name) and Path(name).exists():
        files, name = [name, *files], None  # `bsc evidence readings/`: no id was given
    asked = named(whole, name) if name is not None else None
    evaluation = measure(opened, whole, files, as_of)
    result = run_reading_rules(opened, evaluation)
    complain(opened, result._replace(findings=result.at_least(Severity.ERROR)), color)

    from bsc_cli.cli.arrow_history import arrow_history
    from bsc_cli.evidence import examine

    found = examine(evaluation, arrow_history(opened, whole, at), prior=prior, all_readings=history)
    chosen = tuple(each for each in found.hypotheses if _is_asked(each, asked, scorecard))
    about = whole.objectives[asked.objective].title if asked else whole.name
    if plan:
        write(_planned(found, chosen, style, output, color), output)
    else:
        write(_document(found, chosen, about, style, output, color, q_values=q_values), output)
    return int(bool(result.at_least(Severity.ERROR)))


def _is_asked(hypothesis: Hypothesis, asked: Named | None, scorecard: str | None) -> bool:
    ends = {end for arrow in hypothesis.arrows for end in (arrow.source, arrow.target)}
    if scorecard is not None and scorecard not in {end.split("/", 1)[0] for end in ends}:
        return False
    if asked is None:
        return True
    if asked.metric is not None:
        return any(asked.metric in each for each in hypothesis.ends)
    return asked.objective in ends


def _document(
    found: Evidence,
    chosen: tuple[Hypothesis, ...],
    about: str,
    style: Style,
    output: str | None,
    color: Colour,
    *,
    q_values: bool,
) -> str:
    from bsc_cli.view import evidence as view
    from bsc_cli.view import looking

    if style is Style.JSON:
        return view.json(found, chosen, q_values=q_values)
    page = view.page(found, chosen, about, q_values=q_values)
    if style is Style.MARKDOWN:
        return looking.markdown(page)
    return looking.tree(page, width_of(output), colour=wants_colour(color, output))


def _planned(found: Evidence, chosen: tuple[Hypothesis, ...], style: Style, output: str | None, color: Colour) -> str:
    from bsc_cli.evidence.rollout import rollouts
    from bsc_cli.view import evidence as view
    from bsc_cli.view import looking

    plans = rollouts(replace(found, hypotheses=chosen))
    if style is Style.JSON:
        return view.plan_json(found, plans)
    page = view.plan_page(found, plans)
    if style is Style.MARKDOWN:
        return looking.markdown(page)
    return looking.tree(page, width_of(output), colour=wants_colour(color, output))
