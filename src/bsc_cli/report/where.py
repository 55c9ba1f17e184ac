"""Places of findings as text."""

from __future__ import annotations

from bsc_cli.finding import Place
from bsc_cli.visible import visible


def where(place: Place) -> str:
    """Return "path:line:column" as text that may begin a line.

    In a workflow's log, a line that begins with "::" is a command; so no name of a file may begin one.
    """
    written = f"{visible(place.path)}:{place.line}:{place.column}"
    return f"./{written}" if written.lstrip().startswith("::") else written
