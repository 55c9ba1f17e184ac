"""Findings as a JUnit report, which most build servers show: one test case for each rule.

JUnit has no standard of its own; what is written here is what Jenkins, GitLab and Azure read alike: at most one
`failure` a test case, whose text lists the findings, and counts that agree with the elements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from xml.etree import ElementTree as ET

from bsc_cli.finding import Finding, Result, Severity
from bsc_cli.report.concise_format import line
from bsc_cli.visible import visible


def document(result: Result, _texts: Mapping[str, str]) -> str:
    """Return one test suite: a rule that ran passed or failed, with its findings; one that did not run was skipped."""
    by_rule = groupby(sorted(result.findings, key=lambda finding: finding.rule), key=lambda finding: finding.rule)
    found = {rule: list(findings) for rule, findings in by_rule}
    skipped = {*result.rules_not_run, *result.rules_lacking}
    names = sorted({*result.rules_run, *skipped, *found})
    suites = ET.Element("testsuites", name="bsc")
    suite = ET.SubElement(suites, "testsuite", name="bsc validate")
    for name in names:
        _add_case(suite, name, found.get(name, []), ran=name not in skipped)
    for element in (suites, suite):
        element.set("tests", str(len(names)))
        for count, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            element.set(count, str(len(suite.findall(f"testcase/{tag}"))))
        element.set("time", "0")
    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode") + "\n"


def _add_case(suite: ET.Element, name: str, findings: list[Finding], *, ran: bool) -> None:
    case = ET.SubElement(suite, "testcase", classname="bsc.validate", name=name, time="0")
    failures = [finding for finding in findings if finding.severity >= Severity.WARNING]
    if failures:
        first = failures[0]
        case.set("file", visible(first.place.path))
        more = f" And {len(failures) - 1} more." if len(failures) > 1 else ""
        worst = max(finding.severity for finding in failures)
        failure = ET.SubElement(case, "failure", type=str(worst), message=f"{visible(first.message)}{more}")
        failure.text = _listed(failures)
    elif not ran:
        reason = "The rule needs the whole strategy, and a part cannot be read."
        ET.SubElement(case, "skipped", message=reason)
    remarks = [finding for finding in findings if finding.severity < Severity.WARNING]
    if remarks:
        ET.SubElement(case, "system-out").text = _listed(remarks)


def _listed(findings: Iterable[Finding]) -> str:
    """Return the findings one a line, each followed by what to do."""
    lines = []
    for finding in findings:
        lines.append(line(finding))
        if finding.help:
            lines.append(f"  help: {visible(finding.help)}")
    return "\n".join(lines)
