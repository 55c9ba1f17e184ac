"""`bsc explain`: a rule's page, or the list of all rules."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from bsc_cli.cli.options import OutputOption
from bsc_cli.cli.output import write
from bsc_cli.stop import Stop


class Style(StrEnum):
    """The format of a page or of the list."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def explain(
    rule: Annotated[
        str | None, typer.Argument(metavar="[RULE]", help="The rule's name; left out: list them all.")
    ] = None,
    style: Annotated[Style, typer.Option("--format", help="How to write it.")] = Style.TEXT,
    output: OutputOption = None,
) -> int:
    """Explain a rule: what it catches, why it matters, a bad and a good example, its options."""
    from bsc_cli import rules
    from bsc_cli.view import manual

    if rule is None:
        write(manual.index(rules.catalogue(), style), output)
        return 0
    if rule not in rules.names():
        from difflib import get_close_matches

        close = get_close_matches(rule[:100], rules.names(), n=1)
        hint = f'; did you mean "{close[0]}"?' if close else ". `bsc explain` lists them."
        raise Stop(f'"{rule[:60]}" is not a rule{hint}')
    write(manual.page(rules.named(rule), style), output)
    return 0
