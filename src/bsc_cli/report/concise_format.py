"""Findings one a line, for editors, `grep` and problem matchers: the place, the severity and rule, the sentence."""

from __future__ import annotations

from collections.abc import Mapping

from bsc_cli.finding import Finding, Result
from bsc_cli.report.where import where
from bsc_cli.visible import visible


def document(result: Result, _texts: Mapping[str, str]) -> str:
    """Return one line for each finding and nothing else; nothing at all when there are none."""
    return "".join(f"{line(finding)}\n" for finding in result.findings)


def line(finding: Finding) -> str:
    """Return `path:line:column: severity[rule] message`, without the line's end."""
    return f"{where(finding.place)}: {finding.severity}[{finding.rule}] {visible(finding.message)}"
