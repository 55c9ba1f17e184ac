"""What is answered before the library of options is imported: the plain forms of a few commands, and what is kept."""

from __future__ import annotations

import os
import sys

WIDEST = 80
"""Columns that the help fills where there are as many; it stands ready for that width."""


def at_once(arguments: list[str]) -> int | None:
    """Answer what needs no more than its plain words say; None, with nothing written, for everything else."""
    try:
        match arguments:
            case ["--help"]:
                return _helped()
            case ["explain", rule]:
                return _explained(rule)
            case ["validate", *_]:
                from bsc_cli.cli.answers import answered

                return answered(arguments)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - told as that of any other command
        from bsc_cli.cli.app import ended

        return ended(error)
    return None


def _explained(rule: str) -> int | None:
    """Show the page of a rule, as `bsc explain` does with no options."""
    from bsc_cli.rules import named, names

    if rule not in names():
        return None
    from bsc_cli.cli.output import write
    from bsc_cli.view import manual

    write(manual.page(named(rule), "text"), None)
    return 0


def _helped() -> int | None:
    """Show the help of all commands, which `make docs` has written down, where the terminal is wide enough for it."""
    from bsc_cli.cli.output import write

    if _columns() < WIDEST:
        return None
    with open(os.path.join(os.path.dirname(__file__), "help.txt"), encoding="utf-8") as file:  # noqa: PTH118, PTH120, PTH123 - see the top
        write(file.read(), None)
    return 0


def _columns() -> int:
    """Return how wide the terminal is, as `shutil.get_terminal_size` does."""
    named = os.environ.get("COLUMNS", "")
    if named.isdecimal() and int(named) > 0:
        return int(named)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns if sys.__stdout__ else WIDEST
    except (OSError, ValueError):
        return WIDEST
