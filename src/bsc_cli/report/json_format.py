"""Findings for scripts: the `validate` document, with fixed names (docs/json.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from bsc_cli import __version__
from bsc_cli.finding import Finding, Result, Severity
from bsc_cli.visible import in_json

FORMAT_VERSION = "1.0"


def document(result: Result, _texts: Mapping[str, str]) -> str:
    """Return the result as one JSON object. Changes within a format version only add."""
    body = {
        "format_version": FORMAT_VERSION,
        "tool": {"name": "bsc", "version": __version__},
        "valid": result.number_in_all(Severity.ERROR) == 0,
        "summary": {
            "errors": result.number_of(Severity.ERROR),
            "warnings": result.number_of(Severity.WARNING),
            "infos": result.number_of(Severity.INFO),
            "baselined": len(result.baselined),
            "unshown": len(result.unshown),
        },
        "findings": [as_data(finding) for finding in result.findings],
        "rules_not_run": sorted([*result.rules_not_run, *result.rules_lacking]),
    }
    return in_json(json.dumps(body, indent=2, ensure_ascii=False)) + "\n"


def as_data(finding: Finding) -> dict[str, object]:
    """Return one finding as plain data, every field always there."""
    place = finding.place
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "message": finding.message,
        "help": finding.help,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "element": finding.element,
        "field": finding.field,
        "related": [
            {"path": each.place.path, "line": each.place.line, "column": each.place.column, "note": each.note}
            for each in finding.related
        ],
        "fingerprint": finding.fingerprint,
    }
