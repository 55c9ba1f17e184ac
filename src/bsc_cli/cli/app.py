"""All commands put together, and the one place where trouble becomes an exit code.

0 ran, nothing at or above `--fail-on` · 1 ran, with findings · 2 could not run as asked · 3 a mistake of ours ·
130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer
from typer import Abort
from typer.exceptions import TyperException

from bsc_cli import __version__
from bsc_cli.cli import ahead, baseline, diff, explain, init, list_, map_, schema, show, status, validate, why
from bsc_cli.stop import Stop

CANNOT_RUN, OWN_MISTAKE, INTERRUPTED = 2, 3, 130

app = typer.Typer(
    name="bsc",
    help="Balanced scorecards as code: check a strategy kept as YAML in git, draw its map, hold it against readings.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("init")(init.init)
app.command("validate")(validate.validate)
app.command("baseline")(baseline.baseline)
app.command("explain")(explain.explain)
app.command("list")(list_.list_)
app.command("show")(show.show)
app.command("map")(map_.map_)
app.command("status")(status.status)
app.command("why")(why.why)
app.command("ahead")(ahead.ahead)
app.command("diff")(diff.diff)
app.command("schema")(schema.schema)


def _print_version(value: bool) -> None:  # noqa: FBT001 - typer calls it with the flag's value
    if value:
        typer.echo(f"bsc {__version__}")
        raise typer.Exit


@app.callback()
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
        code = app(list(arguments), prog_name="bsc", standalone_mode=False)
    except Stop as stop:
        return _complain(str(stop), CANNOT_RUN)
    except TyperException as error:
        said = error.format_message().replace("Value error, ", "")  # a library's own words
        return _complain(f"{said}\nbsc --help lists the commands, bsc COMMAND --help the options.", CANNOT_RUN)
    except (Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        _leave_the_pipe()
        return 0
    except Exception as error:
        if os.environ.get("BSC_DEBUG") == "1":
            raise
        kind = type(error).__name__
        return _complain(
            f"This is a mistake in bsc itself ({kind}), not in your files. "
            "Please report it with what BSC_DEBUG=1 prints and the file that brings it about.",
            OWN_MISTAKE,
        )
    return code if isinstance(code, int) else 0


def _complain(message: str, code: int) -> int:
    from bsc_cli.visible import visible

    lines = [visible(line) for line in message.split("\n")]
    try:
        sys.stderr.write("bsc: " + "\n".join(lines) + "\n")
    except BrokenPipeError:
        _leave_the_pipe()
    return code


def _leave_the_pipe() -> None:
    """Nobody reads on: keep the interpreter from complaining about it when it flushes at the end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        except (OSError, ValueError):
            continue
