"""`bsc diff`: what changed in the strategy, what that does to the score, and which guard it trips."""

from __future__ import annotations

import os
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from bsc_cli.cli.checking import complain, run_rules, today
from bsc_cli.cli.comparing import compare, open_both, shown_texts
from bsc_cli.cli.opening import Opened
from bsc_cli.cli.options import AsOfOption, Colour, ColourOption, OutputOption, StrategyOption
from bsc_cli.cli.output import wants_colour, write
from bsc_cli.cli.reporting import Level, from_checkout
from bsc_cli.finding import Result, Severity

if TYPE_CHECKING:
    from bsc_cli.view.diff import Compared


class Style(StrEnum):
    """The format of a diff."""

    AUTO = "auto"
    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    GITHUB = "github"


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
    strategy: StrategyOption = None,
    style: Annotated[
        Style, typer.Option("--format", help="How to write it; auto is github inside GitHub Actions, else text.")
    ] = Style.AUTO,
    as_of: AsOfOption = None,
    fail_on: Annotated[Level, typer.Option("--fail-on", help="Exit with 1 from this severity on.")] = Level.ERROR,
    show: Annotated[Level, typer.Option("--show", help="Show findings from this severity on.")] = Level.WARNING,
    output: OutputOption = None,
    color: ColourOption = Colour.AUTO,
) -> int:
    """Show what changed in the strategy: in its own words, its effect on the score, and the guards it trips."""
    old, new = open_both(base, head, strategy)
    whole = new.loaded.strategy
    if whole is None:
        opened = Opened(new.tree, new.loaded)
        complain(opened, run_rules(opened), color)
        return 1
    tables = new.tables(whole)
    compared = compare(old, new, whole, as_of, tables)
    texts = shown_texts(new, tables)
    result = _guards(compared, texts)
    shown = replace(result, findings=() if show is Level.NONE else result.at_least(_severity(show)))
    chosen = _style(style)
    if chosen in (Style.GITHUB, Style.MARKDOWN):
        shown = from_checkout(shown, new.tree.root)
    write(_document(compared, shown, texts, chosen, colour=wants_colour(color, output)), output)
    return int(fail_on is not Level.NONE and bool(result.at_least(_severity(fail_on))))


def _guards(compared: Compared, texts: dict[str, str]) -> Result:
    from bsc_cli.check import Subject, check
    from bsc_cli.config import Config, configure
    from bsc_cli.diff import Diff, Reviewed
    from bsc_cli.rules import catalogue

    chosen = configure(catalogue(), compared.diff.settings).chosen
    config = Config(tuple(each for each in chosen if each.rule.subject in (Diff, Reviewed)))
    subjects: list[Subject] = [compared.diff, *([compared.reviewed] if compared.reviewed else [])]
    return check(subjects, config, texts=texts, today=today())


def _document(compared: Compared, result: Result, texts: dict[str, str], style: Style, *, colour: bool) -> str:
    from bsc_cli.view import diff as view

    if style is Style.JSON:
        from bsc_cli.report.json_format import as_data

        return view.json(compared, [as_data(finding) for finding in result.findings])
    if style is Style.MARKDOWN:
        from bsc_cli.report import markdown_format

        told = markdown_format.document(
            result, texts, most=markdown_format.MOST_CHARACTERS * 2 // 5, command="bsc diff"
        )
        return view.markdown(compared, told if result.findings else "")
    if style is Style.GITHUB:
        from bsc_cli.report import github_format

        return github_format.document(result, texts, command="bsc diff")
    from bsc_cli.report import text_format

    page = view.text(compared, colour=colour)
    return f"{page}\n{text_format.document(result, texts, colour=colour)}" if result.findings else page


def _style(style: Style) -> Style:
    if style is not Style.AUTO:
        return style
    return Style.GITHUB if os.environ.get("GITHUB_ACTIONS") == "true" else Style.TEXT


def _severity(level: Level) -> Severity:
    return Severity[level.upper()]
