"""Owners as a Markdown table, for a page or a comment."""

from __future__ import annotations

from collections.abc import Iterable

from bsc_cli.view.owners.holding import KINDS, Holding
from bsc_cli.visible import in_markdown


def markdown(held: Iterable[Holding]) -> str:
    """Return a row for each owner. User text becomes no markup, HTML or mention."""
    head = "| Owner | Scorecards | Objectives | Metrics | Initiatives |\n|---|---|---|---|---|\n"
    return head + "".join(map(_row, held))


def _row(holding: Holding) -> str:
    name = f"**{in_markdown(holding.owner)}**" if holding.owner.strip() else "No owner"
    about = [in_markdown(each) for each in (holding.title, holding.handle) if each]
    cells = ["<br>".join([name, *about]), *("<br>".join(map(in_markdown, holding.held[kind])) for kind in KINDS)]
    return f"| {' | '.join(cells)} |\n"
