"""`bsc validate`: hold a strategy against the rules."""

from __future__ import annotations

import os
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bsc_cli.cli.checking import run_rules
from bsc_cli.cli.measuring import measure
from bsc_cli.cli.opening import open_strategy
from bsc_cli.cli.options import AsOfOption, AtOption, Colour, ColourOption, OutputOption, StrategyOption
from bsc_cli.cli.output import wants_colour, write
from bsc_cli.finding import Place, Related, Result, Severity
from bsc_cli.report import FORMATS, report
from bsc_cli.stop import Stop
from bsc_cli.tree import BASELINE

if TYPE_CHECKING:
    from bsc_cli.check import Baseline
    from bsc_cli.cli.opening import Opened


_FROM_CHECKOUT = frozenset({"concise", "github", "gitlab", "junit", "sarif", "markdown"})
"""The formats that a build server or a pull request shows, so that their paths must be those of the checkout."""


class Level(StrEnum):
    """The severity from which on something happens."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NONE = "none"


def validate(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATHS]...", help="A strategy's folder, or files of one strategy; - reads stdin."),
    ] = None,
    strategy: StrategyOption = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORMAT[=FILE]",
            help=f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]}; FORMAT=FILE writes there; may be given several times. "
            "[default: github inside GitHub Actions, else text]",
        ),
    ] = None,
    fail_on: Annotated[Level, typer.Option("--fail-on", help="Exit with 1 from this severity on.")] = Level.ERROR,
    show: Annotated[Level, typer.Option("--show", help="Show findings from this severity on.")] = Level.WARNING,
    *,
    readings: Annotated[
        bool, typer.Option("--readings", help="Hold it against the readings that its settings name, too.")
    ] = False,
    as_of: AsOfOption = None,
    at: AtOption = None,
    preview: Annotated[bool, typer.Option("--preview", help="Run the rules that are still in preview, too.")] = False,
    no_baseline: Annotated[bool, typer.Option("--no-baseline", help="Show what the baseline holds back, too.")] = False,
    output: OutputOption = None,
    color: ColourOption = Colour.AUTO,
) -> int:
    """Check a strategy: whether it can be read, and whether it is a scorecard or only a list."""
    wanted = _formats(formats or ["auto"], output)
    if as_of is not None and not readings:
        raise Stop("--as-of says from which day the readings are looked at; give --readings with it.")
    opened = open_strategy(strategy, paths or (), at)
    baseline = None if no_baseline else _baseline(opened)
    measured = partial(measure, opened, given=(), as_of=as_of) if readings else None
    result = run_rules(opened, baseline, preview=preview, measured=measured)
    texts = {**opened.loaded.texts, BASELINE: baseline.text} if baseline else opened.loaded.texts
    shown = _from(show, result)
    for name, to in wanted:
        if name == "text":
            from bsc_cli.report.text_format import document

            write(document(shown, texts, colour=wants_colour(color, to)), to)
        else:
            told = from_checkout(shown, opened.tree.root) if name in _FROM_CHECKOUT else shown
            write(report(name)(told, texts), to)
    return int(fail_on is not Level.NONE and bool(result.at_least(_severity(fail_on))))


def _baseline(opened: Opened) -> Baseline | None:
    from bsc_cli.check import read_baseline

    return read_baseline(opened.tree)


def _from(show: Level, result: Result) -> Result:
    """Return what is to be shown of a result: of what the baseline holds back, too, only that is counted."""
    if show is Level.NONE:
        return replace(result, findings=(), baselined=())
    held = tuple(found for found in result.baselined if found.severity >= _severity(show))
    return replace(result, findings=result.at_least(_severity(show)), baselined=held)


def _severity(level: Level) -> Severity:
    return Severity[level.upper()]


def _formats(written: list[str], output: str | None) -> list[tuple[str, str | None]]:
    """Read `--format` values into (format, file or None for stdout)."""
    wanted: list[tuple[str, str | None]] = []
    for each in written:
        name, _, to = each.partition("=")
        name = ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text") if name == "auto" else name
        if name not in FORMATS:
            raise Stop(f'"{name}" is not a format of this command; it has {", ".join(FORMATS)}.')
        wanted.append((name, to or output))
    places = ["-" if to is None else to for _, to in wanted]
    if len(set(places)) < len(places):
        raise Stop("Each format needs a place of its own; write the others as FORMAT=FILE.")
    return wanted


def from_checkout(result: Result, root: str) -> Result:
    """Paths as a build server shows them: relative to its checkout, not to the strategy's root."""
    prefix = _below_checkout(root)
    if not prefix:
        return result

    def moved(place: Place) -> Place:
        return place._replace(path=f"{prefix}/{place.path}")

    return replace(
        result,
        findings=tuple(
            replace(
                found,
                place=moved(found.place),
                related=tuple(Related(moved(each.place), each.note) for each in found.related),
            )
            for found in result.findings
        ),
    )


def _below_checkout(root: str) -> str:
    """Return the way from a build server's checkout to a strategy's root; "" when there is none, or it is the same."""
    for checkout in filter(None, map(os.environ.get, ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"))):
        above, below = Path(checkout).resolve(), Path(root).resolve()
        if root and below != above and below.is_relative_to(above):
            return below.relative_to(above).as_posix()
    return ""
