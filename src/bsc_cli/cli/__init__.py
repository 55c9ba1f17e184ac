"""The command line: the only package that prints, reads the clock and the environment, and decides exit codes."""

from __future__ import annotations

from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code. Never raises.

    What can be answered at once is, before the commands and all that they need are imported.
    """
    from bsc_cli.cli.light import at_once

    code = at_once(list(arguments))
    if code is None:
        from bsc_cli.cli.app import run as in_full

        code = in_full(arguments)
    return code
