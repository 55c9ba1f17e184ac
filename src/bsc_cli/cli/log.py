"""`bsc log`: how the strategy, or one element of it, came to be as it is."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bsc_cli.cli.checking import complain, run_rules, today, with_comments
from bsc_cli.cli.measuring import day
from bsc_cli.cli.opening import MARKER, Opened, open_strategy
from bsc_cli.cli.options import Colour, ColourOption, OutputOption, ScorecardOption, StrategyOption
from bsc_cli.cli.output import note, wants_colour, write
from bsc_cli.cli.progress import progress
from bsc_cli.cli.reporting import Level
from bsc_cli.finding import Result, Severity
from bsc_cli.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bsc_cli.git import Logged
    from bsc_cli.history import History
    from bsc_cli.strategy import Strategy

_DAY = 10
"""Characters of a day as it is written: 2026-06-30."""


class Style(StrEnum):
    """The format of a history."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def log(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="An id as `bsc show` takes it, a former one too. [default: the strategy]"),
    ] = None,
    *,
    strategy: StrategyOption = None,
    scorecard: ScorecardOption = None,
    at: Annotated[str | None, typer.Option("--at", metavar="REF", help="Up to this commit. [default: HEAD]")] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="REF", help="Only after this commit, or from this day on.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", metavar="N", min=1, help="Only the newest steps. [default: all]")
    ] = None,
    style: Annotated[Style, typer.Option("--format", help="How to write it.")] = Style.TEXT,
    show: Annotated[Level, typer.Option("--show", help="Show findings from this severity on.")] = Level.INFO,
    output: OutputOption = None,
    color: ColourOption = Colour.AUTO,
) -> int:
    """Tell how an element, or the whole strategy, came to be as it is: what changed, when, by whom, decided where."""
    if scorecard is not None:
        if name is not None:
            raise Stop("Name one: an ID for one element, or --scorecard for all of a scorecard.")
        name = f"scorecard:{scorecard}"
    opened = open_strategy(strategy, at=at if at is not None else "HEAD", told=at is not None)
    whole = opened.loaded.strategy
    if whole is None:
        complain(opened, run_rules(opened), color)
        return 1
    found = _history(opened, whole, strategy, name, at or "HEAD", since, limit)
    result = _checked(found, opened)
    shown = result._replace(findings=() if show is Level.NONE else result.at_least(Severity[show.upper()]))
    write(_document(found, shown, opened, style, colour=wants_colour(color, output)), output)
    return 0


def _history(
    opened: Opened, whole: Strategy, path: str | None, name: str | None, ref: str, since: str | None, limit: int | None
) -> History:
    from bsc_cli.git import contents
    from bsc_cli.history import history, subject_named, walk

    tree = opened.tree
    commits, complete = _commits(Path(tree.root), ref, since)
    settings = tree.text(MARKER).encode() if MARKER in tree.paths else None
    alone = settings is None and path is not None and Path(path).is_file()
    many = f"{len(commits)} commit{'' if len(commits) == 1 else 's'}"
    with (
        contents(Path(tree.root)) as found,
        progress(lambda done: f"Reading {many}: {done} versions of files") as step,
    ):

        def counted(names: Iterable[str]) -> dict[str, bytes]:
            got = found(names)
            step(len(got))
            return got

        back = partial(
            walk, commits, counted, settings, only=next(iter(whole.paths.values())) if alone else None, now=whole
        )
        try:
            subject = subject_named(whole, name, back) if name is not None else None
        except Stop as stop:
            raise Stop(_not_committed(path, str(name), stop) if ref == "HEAD" else str(stop)) from None
        first = commits[-1].commit if complete and commits else None
        return history(whole, back(subject), subject, limit, first=first)


def _not_committed(path: str | None, name: str, stop: Stop) -> str:
    """Return what to say of a name that no commit has: perhaps the files as they are now have it."""
    from bsc_cli.selection import find

    now = open_strategy(path).loaded.strategy
    try:
        there = now is not None and find(now, name)
    except Stop:
        there = ()
    return f'"{name[:60]}" is not in any commit yet, so it has no history; commit it first.' if there else str(stop)


def _commits(folder: Path, ref: str, since: str | None) -> tuple[tuple[Logged, ...], bool]:
    """Return the commits to walk along, the newest first, and whether they go back to the beginning."""
    from bsc_cli.git import SHALLOW, commit_at, is_shallow
    from bsc_cli.git import log as commits_of

    first = _first_day(since)
    known = commit_at(folder, since).commit if since is not None and first is None else None
    commits = commits_of(folder, commit_at(folder, ref).commit, known)
    if first is not None:
        return tuple(each for each in commits if each.day >= first), False
    if is_shallow(folder):  # the oldest one that is here seems to have added everything
        commits = tuple(each for each in commits if each.parents)
        if not commits and since is None:
            raise Stop(f"There is no history to tell. {SHALLOW}")
        note(SHALLOW)
        return commits, False
    return commits, since is None


def _first_day(since: str | None) -> date | None:
    is_day = since is not None and len(since) == _DAY and since[:4].isdigit() and since[4] == "-"
    return day(since, "--since") if is_day else None


def _checked(found: History, opened: Opened) -> Result:
    from bsc_cli.check import check
    from bsc_cli.config import Config, configure
    from bsc_cli.history import History as Subject
    from bsc_cli.rules import about

    if found.subject is not None:
        return Result()
    chosen = configure(about(Subject), found.settings).chosen
    config = Config(chosen)
    return check([found], config, texts=with_comments(opened.loaded.texts), today=today())


def _document(found: History, result: Result, opened: Opened, style: Style, *, colour: bool) -> str:
    from bsc_cli.report.json_format import as_data
    from bsc_cli.view import history as view

    if style is Style.JSON:
        return view.json(found, [as_data(each) for each in result.findings])
    if style is Style.MARKDOWN:
        from bsc_cli.report import markdown_format

        told = markdown_format.document(result, opened.loaded.texts) if result.findings else ""
        return view.markdown(found, told)
    from bsc_cli.report import text_format

    page = view.text(found, colour=colour)
    told = text_format.document(result, opened.loaded.texts, colour=colour) if result.findings else ""
    return f"{page}\n{told}" if told else page
