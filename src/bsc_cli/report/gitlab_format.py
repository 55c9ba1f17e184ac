"""Findings as GitLab's Code Quality report, which a merge request shows beside its changes.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256

from bsc_cli.finding import Finding, Result, Severity
from bsc_cli.visible import in_json

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def document(result: Result, _texts: Mapping[str, str]) -> str:
    """Return a JSON list with one object for each finding."""
    seen: Counter[str] = Counter()
    issues = []
    for finding in result.findings:
        seen[finding.fingerprint] += 1
        issues.append(_issue(finding, seen[finding.fingerprint]))
    return in_json(json.dumps(issues, indent=2, ensure_ascii=False)) + "\n"


def _issue(finding: Finding, occurrence: int) -> dict[str, object]:
    return {
        "description": f"{finding.message} {finding.help}" if finding.help else finding.message,
        "check_name": finding.rule,
        "fingerprint": _fingerprint(finding, occurrence),
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": finding.place.path, "lines": {"begin": finding.place.line}},
    }


def _fingerprint(finding: Finding, occurrence: int) -> str:
    """Return a fingerprint that no other issue has: of issues that share one, GitLab shows only the first."""
    if occurrence == 1:
        return finding.fingerprint
    return sha256(f"{finding.fingerprint}\0{occurrence}".encode()).hexdigest()[:32]
