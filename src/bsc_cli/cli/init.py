"""`bsc init`: a small strategy to begin with."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from bsc_cli.cli.output import leads_out, note, write_file
from bsc_cli.cli.path import path_of, typed
from bsc_cli.cli.schema import Dialect, Kind, schema_text
from bsc_cli.stop import Stop
from bsc_cli.template import Template, files


def init(
    folder: Annotated[str, typer.Argument(metavar="[DIR]", help="Where to write it.")] = ".",
    template: Annotated[
        Template,
        typer.Option(
            "--template",
            help="Of what: a company, or a public service with its mission at the top and money among its means.",
        ),
    ] = Template.COMPANY,
) -> int:
    """Write a small strategy that validates clean: scorecard, readings, a review and a pull-request workflow."""
    root = path_of(folder)
    if root.exists() and not root.is_dir():
        raise Stop(f"{folder} is a file; name a folder.")
    wanted = {
        **files(template),
        **{f".bsc/{kind}.schema.json": schema_text(kind, Dialect.LATEST) for kind in Kind},
    }
    there = [path for path in sorted(wanted) if os.path.lexists(root / path)]
    # What a run that was cut short has written is no reason to refuse the next one.
    whole = [path for path in there if _holds(root / path, wanted[path])] if len(there) < len(wanted) else []
    if taken := [path for path in there if path not in whole]:
        raise Stop(f"Nothing was written: {', '.join(taken[:5])} would be replaced. Choose an empty folder.")
    if away := [path for path in sorted(wanted) if leads_out(root, path)]:
        raise Stop(
            f"Nothing was written: {away[0]} would lie outside {folder}, where a link leads. Choose an empty folder."
        )
    for path in sorted(wanted.keys() - set(whole)):
        write_file(root / path, wanted[path].encode())
    note(f"Wrote {len(wanted) - len(whole)} files to {root.as_posix()}/. Next:")
    inside = "" if folder == "." else f"cd {typed(folder)} && "
    note(f"  {inside}bsc validate && bsc map -o map.svg && bsc status")
    _say_where_the_workflow_belongs(root)
    return 0


def _say_where_the_workflow_belongs(root: Path) -> None:
    """Say what to do where the strategy is a part of a repository: GitHub looks for workflows at its root only."""
    from bsc_cli.git import prefix_of

    with suppress(Stop):  # whatever git has against this folder, the files are written
        if prefix := prefix_of(root):
            note(
                f"GitHub runs workflows from the root of a repository only: move {typed(f'{prefix}/.github')} there, "
                f"and give each bsc command in it --strategy {typed(prefix)}."
            )


def _holds(file: Path, text: str) -> bool:
    """Whether a regular file holds just this text."""
    with suppress(OSError):
        return file.is_file() and not file.is_symlink() and file.read_bytes() == text.encode()
    return False
