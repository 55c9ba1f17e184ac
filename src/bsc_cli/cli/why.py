"""`bsc why`: from an objective back along the arrows to the causes."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from bsc_cli.cli.checking import complain, run_reading_rules, run_rules
from bsc_cli.cli.measuring import measure
from bsc_cli.cli.naming import named
from bsc_cli.cli.opening import open_strategy
from bsc_cli.cli.options import AsOfOption, AtOption, Colour, ColourOption, NoCacheOption, OutputOption, StrategyOption
from bsc_cli.cli.output import wants_colour, write
from bsc_cli.cli.width import width_of
from bsc_cli.finding import Severity


class Style(StrEnum):
    """The format of a look along the arrows."""

    TREE = "tree"
    JSON = "json"
    MARKDOWN = "markdown"


def why(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="An objective or a metric, with its scorecard where that is needed.")
    ],
    readings: Annotated[
        list[str] | None,
        typer.Argument(metavar="[READINGS]...", help="CSV files or folders. [default: what the settings name]"),
    ] = None,
    strategy: StrategyOption = None,
    at: AtOption = None,
    style: Annotated[Style, typer.Option("--format", help="How to write it.")] = Style.TREE,
    as_of: AsOfOption = None,
    *,
    no_cache: NoCacheOption = False,
    output: OutputOption = None,
    color: ColourOption = Colour.AUTO,
) -> int:
    """Say why an objective stands where it stands: what drives it, the worst first, back to the cause to act on."""
    opened = open_strategy(strategy, at=at, remembers=not no_cache)
    whole = opened.loaded.strategy
    if whole is None:
        complain(opened, run_rules(opened), color)
        return 1
    asked = named(whole, name)
    evaluation = measure(opened, whole, readings or (), as_of)
    result = run_reading_rules(opened, evaluation)
    complain(opened, result._replace(findings=result.at_least(Severity.ERROR)), color)

    from bsc_cli.evaluation.why import look_back
    from bsc_cli.view import looking

    found = look_back(evaluation, asked.objective)
    metric = evaluation.by_metric[asked.metric] if asked.metric else None
    if style is Style.JSON:
        document = looking.why_json(found, metric)
    elif style is Style.MARKDOWN:
        document = looking.markdown(looking.why_page(found, metric))
    else:
        page = looking.why_page(found, metric)
        document = looking.tree(page, width_of(output), colour=wants_colour(color, output))
    write(document, output)
    return int(bool(result.at_least(Severity.ERROR)))
