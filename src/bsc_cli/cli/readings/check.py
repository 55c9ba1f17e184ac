"""`bsc readings check`: what is wrong with the readings, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bsc_cli.cli.checking import complain, run_reading_rules, run_rules
from bsc_cli.cli.measuring import measure
from bsc_cli.cli.opening import open_strategy
from bsc_cli.cli.options import (
    AsOfOption,
    AtOption,
    Colour,
    ColourOption,
    FailOnOption,
    FormatsOption,
    NoCacheOption,
    OutputOption,
    ShowOption,
    StrategyOption,
)
from bsc_cli.cli.reporting import Level, fails, from_severity, read_formats, tell

if TYPE_CHECKING:
    from bsc_cli.finding import Finding, Result


def check(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILES]...", help="CSV files or folders. [default: what the settings name]"),
    ] = None,
    strategy: StrategyOption = None,
    formats: FormatsOption = None,
    fail_on: FailOnOption = Level.ERROR,
    show: ShowOption = Level.WARNING,
    as_of: AsOfOption = None,
    at: AtOption = None,
    *,
    no_cache: NoCacheOption = False,
    output: OutputOption = None,
    color: ColourOption = Colour.AUTO,
) -> int:
    """Check readings: whether they can be read, whether they fit the strategy, and which look like slips."""
    wanted = read_formats(formats or ["auto"], output)
    opened = open_strategy(strategy, at=at, remembers=not no_cache)
    whole = opened.loaded.strategy
    if whole is None:
        complain(opened, run_rules(opened), color)
        return 1
    result = _about_readings(run_reading_rules(opened, measure(opened, whole, files or (), as_of)))
    tell(from_severity(show, result), opened.loaded.texts, opened.tree.root, wanted, color)
    return fails(result, fail_on)


def _about_readings(result: Result) -> Result:
    """Return what a result says of readings: what stands in their files, and what is late."""

    def fits(found: Finding) -> bool:
        return found.place.path.endswith(".csv") or "reading" in found.rule

    return result._replace(
        findings=tuple(filter(fits, result.findings)),
    )
