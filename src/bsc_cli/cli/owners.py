"""`bsc owners`: who answers for what, and the file by which a forge asks them for review."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bsc_cli.cli.checking import complain, run_rules
from bsc_cli.cli.opening import open_strategy
from bsc_cli.cli.options import Colour, ColourOption, OutputOption, StrategyOption
from bsc_cli.cli.output import note, write
from bsc_cli.stop import Stop

if TYPE_CHECKING:
    from bsc_cli.view.owners import CodeOwners

_MOST_NAMED = 8
_MOST_BYTES = 3_000_000


class Style(StrEnum):
    """The format of the owners."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "markdown"


def owners(
    strategy: StrategyOption = None,
    style: Annotated[Style | None, typer.Option("--format", help="How to write it.  [default: table]")] = None,
    *,
    codeowners: Annotated[
        bool, typer.Option("--codeowners", help="Write CODEOWNERS lines for GitHub or GitLab; -o keeps other lines.")
    ] = False,
    sections: Annotated[
        bool, typer.Option("--sections", help="With --codeowners, for GitLab: a section for each owner, all are asked.")
    ] = False,
    output: OutputOption = None,
    color: ColourOption = Colour.AUTO,
) -> int:
    """List the owners and what each holds; or write whom to ask for review of each file of the strategy."""
    if sections and not codeowners:
        raise Stop("--sections is about the lines of a CODEOWNERS file; give --codeowners with it.")
    if codeowners and style is not None:
        raise Stop("--codeowners has a format of its own; leave --format out.")
    opened = open_strategy(strategy)
    whole = opened.loaded.strategy
    if whole is None:
        complain(opened, run_rules(opened), color)
        return 1
    from bsc_cli.view import owners as view

    held = view.holdings(whole)
    if not codeowners:
        document = {Style.TABLE: view.table, Style.JSON: view.json, Style.MARKDOWN: view.markdown}[style or Style.TABLE]
        write(document(held), output)
        return 0
    made = view.codeowners(whole, held, prefix=_prefix(opened.tree.root), sections=sections)
    existing = _existing(output)
    if not made.lines and view.BEGIN not in existing:
        raise Stop("There is nobody to ask: no owner here has a `handle`. Write them under `owners:` in bsc.yaml.")
    _say_what_is_missing(made)
    text = view.spliced(existing, made.text)
    if len(text.encode("utf-8", "replace")) > _MOST_BYTES:
        note("This is more than 3 MB: GitHub reads no CODEOWNERS file as large as that.")
    write(text, output)
    return 0


def _prefix(root: str) -> str:
    """Return the way from the root of the repository to that of the strategy; "" where there is no repository."""
    from bsc_cli.git import prefix_of

    prefix = prefix_of(Path(root))
    if prefix is None:
        note("This folder is in no git repository; the paths begin at the root of the strategy.")
    return prefix or ""


def _existing(output: str | None) -> str:
    """Return what is in the file that is to be written, of which other people's lines stay."""
    if output in (None, "-") or not Path(str(output)).is_file():
        return ""
    try:
        return Path(str(output)).read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise Stop(f"{output} is not UTF-8 text, so no lines are put into it; write to another file.") from None


def _say_what_is_missing(made: CodeOwners) -> None:
    if made.without_handle:
        note(f"No `handle` under `owners:` for {_listed(made.without_handle)}; nobody can be asked for them.")
    if made.without_owner:
        note(f"Nobody with a handle owns anything in {_listed(made.without_owner)}; there is no line for it.")
    if made.unwritable:
        note(
            f"No pattern of CODEOWNERS can name {_listed(made.unwritable)}; rename it: plain letters, digits, - and _."
        )


def _listed(names: tuple[str, ...]) -> str:
    from bsc_cli.visible import oneline

    more = len(names) - _MOST_NAMED
    return ", ".join(map(oneline, names[:_MOST_NAMED])) + (f" and {more} more" if more > 0 else "")
