"""Findings as workflow commands, which GitHub Actions shows as annotations in the pull request.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands: a step may make ten errors and
ten warnings (and ten notices); so the worst come first and a last line counts what was left out.
"""

from __future__ import annotations

from collections.abc import Mapping

from bsc_cli.finding import Finding, Result, Severity
from bsc_cli.visible import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_MOST_OF_EACH = 10


def document(result: Result, _texts: Mapping[str, str], *, command: str = "bsc validate") -> str:
    """Return one command for each finding that GitHub will show, and a last line in plain words.

    `command` is what shows all findings where GitHub does not.
    """
    lines: list[str] = []
    left_out = 0
    for severity in sorted(_COMMANDS, reverse=True):
        here = [finding for finding in result.findings if finding.severity is severity]
        lines += [_command(finding) for finding in here[:_MOST_OF_EACH]]
        left_out += max(0, len(here) - _MOST_OF_EACH)
    more = f" {left_out} more are not annotated; `{command}` shows them all." if left_out else ""
    errors, warnings = result.number_in_all(Severity.ERROR), result.number_in_all(Severity.WARNING)
    lines.append(f"bsc found {errors} error(s) and {warnings} warning(s).{more}")
    return "\n".join(lines) + "\n"


def _command(finding: Finding) -> str:
    place = finding.place
    properties = {
        "file": place.path,
        "line": place.line,
        "endLine": place.end_line,
        "title": f"{finding.rule}",
    }
    if place.line == place.end_line:
        properties |= {"col": place.column, "endColumn": place.end_column}
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = f"{finding.message} {finding.help}" if finding.help else finding.message
    return f"::{_COMMANDS[finding.severity]} {written}::{_data(message)}"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return visible(escaped).replace(":", "%3A").replace(",", "%2C")
