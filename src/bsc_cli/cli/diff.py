"""`bsc diff`: what changed in the strategy, what that does to the score, and which guard it trips."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bsc_cli.cli.checking import complain, run_rules, today, with_comments
from bsc_cli.cli.comparing import compare, open_both, shown_texts
from bsc_cli.cli.one_scorecard import check_scorecard, findings_of
from bsc_cli.cli.opening import Opened
from bsc_cli.cli.options import (
    AsOfOption,
    Colour,
    ColourOption,
    FailOnOption,
    NoCacheOption,
    OutputOption,
    ScorecardOption,
    ShowOption,
    StrategyOption,
)
from bsc_cli.cli.output import wants_colour, write
from bsc_cli.cli.reporting import Level, fails, from_checkout, from_severity, read_formats

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bsc_cli.finding import Result
    from bsc_cli.view.diff import Compared


_FORMATS = ("text", "json", "markdown", "github")


def diff(
    base: Annotated[
        str | None,
        typer.Argument(
            metavar="[BASE]", help="A git ref or a folder. [default: where this branch left the main branch]"
        ),
    ] = None,
    head: Annotated[
        str | None, typer.Argument(metavar="[HEAD]", help="A git ref or a folder. [default: the files as they are now]")
    ] = None,
    *,
    strategy: StrategyOption = None,
    scorecard: ScorecardOption = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORMAT[=FILE]",
            help=f"{', '.join(_FORMATS[:-1])} or {_FORMATS[-1]}; FORMAT=FILE writes there; may be given several times. "
            "[default: github inside GitHub Actions, else text]",
        ),
    ] = None,
    as_of: AsOfOption = None,
    fail_on: FailOnOption = Level.ERROR,
    show: ShowOption = Level.WARNING,
    output: OutputOption = None,
    color: ColourOption = Colour.AUTO,
    no_cache: NoCacheOption = False,
) -> int:
    """Show what changed in the strategy: in its own words, its effect on the score, and the guards it trips."""
    wanted = read_formats(formats or ["auto"], output, _FORMATS)
    old, new = open_both(base, head, strategy, remembers=not no_cache)
    whole = new.loaded.strategy
    if whole is None:
        opened = Opened(new.tree, new.loaded)
        complain(opened, run_rules(opened), color)
        return 1
    tables = new.tables(whole)
    compared = compare(old, new, whole, as_of, tables)
    texts = shown_texts(new, tables)
    result = _guards(compared, with_comments(new.loaded.texts))
    if scorecard is not None:
        check_scorecard(scorecard, whole, compared.diff.base)
        compared, result = compared.of(scorecard), findings_of(scorecard, whole, result)
    shown = from_severity(show, result)
    for name, to in wanted:
        told = from_checkout(shown, new.tree.root) if name in ("github", "markdown") else shown
        write(_document(compared, told, texts, name, colour=wants_colour(color, to)), to)
    return fails(result, fail_on)


def _guards(compared: Compared, texts: Mapping[str, str]) -> Result:
    from bsc_cli.check import Subject, check
    from bsc_cli.config import configure, strictest
    from bsc_cli.diff import Diff, Reviewed
    from bsc_cli.rules import about

    guards, versions = about(Diff, Reviewed), (compared.diff.base.settings, compared.diff.settings)
    # A change may not disarm the guards that look at it, so the settings from before it count where they are stricter.
    config = strictest(*(configure(guards, settings) for settings in versions))
    subjects: list[Subject] = [compared.diff, *([compared.reviewed] if compared.reviewed else [])]
    return check(subjects, config, texts=texts, today=today())


def _document(compared: Compared, result: Result, texts: Mapping[str, str], style: str, *, colour: bool) -> str:
    from bsc_cli.view import diff as view

    if style == "json":
        from bsc_cli.report.json_format import as_data

        return view.json(compared, [as_data(finding) for finding in result.findings])
    if style == "markdown":
        from bsc_cli.report import markdown_format

        told = markdown_format.document(
            result, texts, most=markdown_format.MOST_CHARACTERS * 2 // 5, command="bsc diff"
        )
        return view.markdown(compared, told if result.findings else "")
    if style == "github":
        from bsc_cli.report import github_format

        return github_format.document(result, texts, command="bsc diff")
    from bsc_cli.report import text_format

    page = view.text(compared, colour=colour)
    return f"{page}\n{text_format.document(result, texts, colour=colour)}" if result.findings else page
