"""`bsc validate`: hold a strategy against the rules."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from bsc_cli.cli.answers import Keeper, Request
from bsc_cli.cli.checking import is_within, run_rules
from bsc_cli.cli.extra import can_compute
from bsc_cli.cli.measuring import measure
from bsc_cli.cli.one_scorecard import check_scorecard, findings_of
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
    ScorecardOption,
    ShowOption,
    StrategyOption,
)
from bsc_cli.cli.reporting import Level, fails, from_severity, read_formats, tell
from bsc_cli.stop import Stop
from bsc_cli.tree import BASELINE

if TYPE_CHECKING:
    from bsc_cli.check import Baseline
    from bsc_cli.cli.opening import Opened
    from bsc_cli.evaluation import Evaluation
    from bsc_cli.evidence import Evidence


def validate(
    context: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATHS]...", help="A strategy's folder, or files of one strategy; - reads stdin."),
    ] = None,
    strategy: StrategyOption = None,
    formats: FormatsOption = None,
    fail_on: FailOnOption = Level.ERROR,
    show: ShowOption = Level.WARNING,
    *,
    readings: Annotated[
        bool, typer.Option("--readings", help="Hold it against the readings that its settings name, too.")
    ] = False,
    as_of: AsOfOption = None,
    at: AtOption = None,
    scorecard: ScorecardOption = None,
    preview: Annotated[bool, typer.Option("--preview", help="Run the rules that are still in preview, too.")] = False,
    no_baseline: Annotated[bool, typer.Option("--no-baseline", help="Show what the baseline holds back, too.")] = False,
    no_cache: NoCacheOption = False,
    output: OutputOption = None,
    color: ColourOption = Colour.AUTO,
) -> int:
    """Check a strategy: whether it can be read, and whether it is a scorecard or only a list."""
    wanted = read_formats(formats or ["auto"], output)
    if as_of is not None and not readings:
        raise Stop("--as-of says from which day the readings are looked at; give --readings with it.")
    keeper = None
    if not (no_cache or readings or at or any(to not in (None, "-") for _, to in wanted)):
        request = Request(tuple(paths or ()), strategy, tuple(formats or ["auto"]), fail_on, show, color)
        keeper = Keeper(context.obj, request)
    with keeper or nullcontext():
        opened = open_strategy(strategy, paths or (), at, keeper=keeper, remembers=not no_cache)
        whole = opened.loaded.strategy
        if whole is not None:
            check_scorecard(scorecard, whole)
        _refuse_what_holds_nothing(opened, readings=readings)
        baseline = None if no_baseline else _baseline(opened)
        measured = partial(measure, opened, given=(), as_of=as_of) if readings else None
        examined = partial(_examined, opened, at) if readings and can_compute() else None
        result = run_rules(
            opened,
            baseline,
            preview=preview,
            measured=measured,
            examined=examined,
            memory=keeper.shelf if keeper else None,
        )
        if scorecard is not None and whole is not None:
            result = findings_of(scorecard, whole, result)
        if keeper:
            keeper.keep(result)
    if baseline:
        opened.loaded.texts[BASELINE] = baseline.text
    tell(from_severity(show, result), opened.loaded.texts, opened.tree.root, wanted, color)
    return fails(result, fail_on)


def _refuse_what_holds_nothing(opened: Opened, *, readings: bool) -> None:
    """Raise Stop where the paths that were named hold no file of the strategy: nothing about them could be found."""
    if opened.only is None:
        return
    endings = (".yaml", ".yml", ".csv") if readings else (".yaml", ".yml")
    if not any(path.endswith(endings) and is_within(path, opened.only) for path in opened.tree.paths):
        raise Stop(
            f"There is nothing to check in {', '.join(opened.only)}: no file of the strategy is there. "
            "`bsc readings check` looks at readings."
        )


def _examined(opened: Opened, at: str | None, evaluation: Evaluation) -> Evidence:
    from bsc_cli.cli.arrow_history import arrow_history
    from bsc_cli.evidence import examine

    return examine(evaluation, arrow_history(opened, evaluation.strategy, at))


def _baseline(opened: Opened) -> Baseline | None:
    from bsc_cli.check import read_baseline

    return read_baseline(opened.tree)
