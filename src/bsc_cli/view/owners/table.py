"""Owners for a terminal: a line for each, and below it what it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bsc_cli.view.owners.holding import KINDS, Holding
from bsc_cli.visible import oneline, width

_MOST_NAMED = 8


def table(held: Sequence[Holding]) -> str:
    """Return each owner with its role and handle, and below it a line for each kind of thing that it holds."""
    widest = max((width(_name(each)) for each in held if each.owner), default=0)
    return "".join(f"{line}\n" for each in held for line in _lines(each, widest))


def _name(holding: Holding) -> str:
    """Return an owner as text that may begin a line; in a workflow's log "::" at the beginning is a command."""
    name = oneline(holding.owner) or "(no owner)"
    return f'"{name}"' if name.lstrip().startswith("::") else name


def _lines(holding: Holding, widest: int) -> Iterator[str]:
    name = _name(holding)
    role, handle = oneline(holding.title), oneline(holding.handle)
    yield "  ".join(filter(None, (name + " " * (widest - width(name)) if role or handle else name, role, handle)))
    for kind in KINDS:
        things = holding.held[kind]
        if things:
            more = len(things) - _MOST_NAMED
            names = ", ".join(things[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
            yield f"  {len(things):>3} {kind if len(things) > 1 else kind.removesuffix('s')}: {names}"
    if not any(holding.held.values()):
        yield "      holds nothing"
