"""All commands put together, and the one place where trouble becomes an exit code.

0 ran, nothing at or above `--fail-on` · 1 ran, with findings · 2 could not run as asked · 3 a mistake of ours ·
130 interrupted.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import typer
from typer import Abort
from typer.exceptions import TyperException

from bsc_cli import __version__
from bsc_cli.cli.output import leave_the_pipe, say
from bsc_cli.stop import Stop

CANNOT_RUN, OWN_MISTAKE, INTERRUPTED = 2, 3, 130
_NOT_WRITTEN = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EBADF)
LONGEST_NAME = 80
"""Characters of a file's name that a complaint shows."""
_IN_OUR_WORDS = {
    "Value error, ": "",
    "Input should be greater than or equal to": "it must be a whole number of at least",
    "Input should be a valid integer, unable to parse string as an integer": "it must be a whole number",
}
"""What the library behind the options says of a refused value, and what we say instead."""

_COMMANDS = {
    "init": "init",
    "validate": "validate",
    "baseline": "baseline",
    "explain": "explain",
    "list": "list_",
    "show": "show",
    "owners": "owners",
    "map": "map_",
    "status": "status",
    "readings": "readings",
    "why": "why",
    "ahead": "ahead",
    "evidence": "evidence",
    "forecast": "forecast",
    "diff": "diff",
    "log": "log",
    "schema": "schema",
}
"""The modules of this package by the names of their commands, in the order of the help. A command is the function that
is called as its module; one with commands of its own is the module's `app`."""


def assembled(asked: str | None = None) -> typer.Typer:
    """Return the command line: with all commands, or, where one of them is asked for, with that alone.

    What the one says and does is the same; the others need not be imported for it.
    """
    app = typer.Typer(
        name="bsc",
        help=_main.__doc__,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_main)
    for name in [asked] if asked in _COMMANDS else _COMMANDS:
        module = import_module(f"bsc_cli.cli.{_COMMANDS[name]}")
        if hasattr(module, "app"):
            app.add_typer(module.app)
        else:
            app.command(name)(getattr(module, _COMMANDS[name]))
    return app


def _print_version(value: bool) -> None:  # noqa: FBT001 - typer calls it with the flag's value
    if value:
        typer.echo(f"bsc {__version__}")
        raise typer.Exit


def _main(
    version: bool = typer.Option(  # noqa: FBT001 - a flag, acted on by its callback
        False,  # noqa: FBT003 - its default
        "--version",
        help="Print the version and leave.",
        callback=_print_version,
        is_eager=True,
    ),
) -> None:
    """Balanced scorecards as code: check a strategy kept as YAML in git, draw its map, hold it against readings."""


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code. Never raises."""
    try:
        app = assembled(next(iter(arguments), None))
        code = app(list(arguments), prog_name="bsc", standalone_mode=False, obj=list(arguments))
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - every end of a command is told here
        return ended(error)
    except SystemExit:  # the library's end where nobody reads what stderr says
        return ended(BrokenPipeError())
    return code if isinstance(code, int) else 0


def ended(error: BaseException) -> int:
    """Say what ended a command, and return the exit code. Raises only a mistake of ours, and only with BSC_DEBUG=1."""
    if isinstance(error, Stop):
        return _complain(CANNOT_RUN, str(error))
    if type(error).__name__ == "NoArgsIsHelpError":  # the library keeps its class to itself
        return _helped(str(error))
    if isinstance(error, TyperException):
        said = error.format_message()
        for library, ours in _IN_OUR_WORDS.items():
            said = said.replace(library, ours)
        return _complain(CANNOT_RUN, said, "bsc --help lists the commands, bsc COMMAND --help the options.")
    if isinstance(error, Abort | KeyboardInterrupt):
        return INTERRUPTED
    if isinstance(error, BrokenPipeError):
        leave_the_pipe(sys.stdout, sys.stderr)
        return 0
    said, code = _trouble(error)
    if code == OWN_MISTAKE and os.environ.get("BSC_DEBUG") == "1":
        raise error
    return _complain(code, said)


def _helped(text: str) -> int:
    """Show the help to somebody who named no command: beside the document, for none was asked for."""
    try:
        sys.stderr.write(f"{text}\n")
    except BrokenPipeError:
        leave_the_pipe()
    return CANNOT_RUN


def _trouble(error: BaseException) -> tuple[str, int]:
    """Return what to say of an exception that nothing foresaw, and the exit code.

    A name that is too long, a full disk or a folder that may not be read is no mistake of ours.
    """
    if isinstance(error, OSError) and error.errno in _NOT_WRITTEN and error.filename is None:
        return f"The output cannot be written: {error.strerror}.", CANNOT_RUN
    if isinstance(error, OSError):
        name = str(error.filename or "a file")
        short = name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}..."
        return f"{short} cannot be used: {error.strerror or type(error).__name__}.", CANNOT_RUN
    if isinstance(error, MemoryError):
        return "There is not enough memory for this on this machine.", CANNOT_RUN
    said = (
        f"This is a mistake in bsc itself ({type(error).__name__}), not in your files. "
        "Please report it with what BSC_DEBUG=1 prints and the file that brings it about."
    )
    return said, OWN_MISTAKE


def _complain(code: int, *messages: str) -> int:
    """Write each message on a line: what it names may have line ends, and none of them begins a line of its own."""
    from bsc_cli.visible import visible

    lines = map(visible, messages)
    say("bsc: " + "\n".join(lines) + "\n")
    return code
