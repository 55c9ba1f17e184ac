"""Findings as a command's own document: which formats, which severities, whose paths."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from bsc_cli.cli.output import wants_colour, write
from bsc_cli.finding import Place, Related, Result, Severity
from bsc_cli.report import FORMATS, report
from bsc_cli.stop import Stop

_FROM_CHECKOUT = frozenset({"concise", "github", "gitlab", "junit", "sarif", "markdown"})
"""The formats that a build server or a pull request shows, so that their paths must be those of the checkout."""


class Level(StrEnum):
    """The severity from which on something happens."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NONE = "none"


Wanted = Sequence[tuple[str, str | None]]
"""Formats, and the file of each; None is stdout."""


def tell(result: Result, texts: Mapping[str, str], root: str, wanted: Wanted, color: str) -> None:
    """Write a result in each format that is wanted. `texts` are the files that findings stand in, by path."""
    for name, to in wanted:
        if name == "text":
            from bsc_cli.report.text_format import document

            write(document(result, texts, colour=wants_colour(color, to)), to)
        else:
            told = from_checkout(result, root) if name in _FROM_CHECKOUT else result
            write(report(name)(told, texts), to)


def fails(result: Result, fail_on: Level) -> int:
    """Return the exit code: 1 when there is a finding of a severity or worse."""
    return int(fail_on is not Level.NONE and bool(result.at_least(_severity(fail_on))))


def from_severity(show: Level, result: Result) -> Result:
    """Return what is to be shown of a result: of what the baseline holds back, too, only that is counted."""
    if show is Level.NONE:
        return result._replace(findings=(), baselined=(), unshown=result.findings)
    least = _severity(show)
    return result._replace(
        findings=result.at_least(least),
        baselined=tuple(found for found in result.baselined if found.severity >= least),
        unshown=tuple(found for found in result.findings if found.severity < least),
    )


def _severity(level: Level) -> Severity:
    return Severity[level.upper()]


def read_formats(written: Sequence[str], output: str | None, known: Sequence[str] = FORMATS) -> Wanted:
    """Read `--format` values into (format, file or None for stdout); raise Stop for one that is not known."""
    wanted: list[tuple[str, str | None]] = []
    for each in written:
        name, _, to = each.partition("=")
        name = ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text") if name == "auto" else name
        if name not in known:
            raise Stop(f'"{name[:60]}" is not a format of this command; it has {", ".join(known)}.')
        wanted.append((name, to or output))
    places = ["-" if to is None else to for _, to in wanted]
    if len(set(places)) < len(places):
        raise Stop("Each format needs a place of its own; write the others as FORMAT=FILE.")
    return wanted


def from_checkout(result: Result, root: str) -> Result:
    """Paths as a build server shows them: relative to its checkout, not to the strategy's root."""
    prefix = _below_checkout(root)
    if not prefix:
        return result

    def moved(place: Place) -> Place:
        return place._replace(path=f"{prefix}/{place.path}")

    return result._replace(
        findings=tuple(
            found._replace(
                place=moved(found.place),
                related=tuple(Related(moved(each.place), each.note) for each in found.related),
            )
            for found in result.findings
        ),
    )


def _below_checkout(root: str) -> str:
    """Return the way from a build server's checkout to a strategy's root; "" when there is none, or it is the same."""
    for checkout in filter(None, map(os.environ.get, ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"))):
        above, below = Path(checkout).resolve(), Path(root).resolve()
        if root and below != above and below.is_relative_to(above):
            return below.relative_to(above).as_posix()
    return ""
