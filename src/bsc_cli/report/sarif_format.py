"""Findings as SARIF 2.1.0, which code-scanning views and editors read.

The standard is https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; what GitHub takes of it stands in
https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from textwrap import shorten
from urllib.parse import quote

from bsc_cli import __version__
from bsc_cli.finding import Finding, Place, Result, RuleInfo, Severity
from bsc_cli.report.lacking import lacking
from bsc_cli.visible import in_json

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_INFORMATION = "pkg:pypi/bsc-cli"
_ROOT = "SRCROOT"
_MOST_CHARACTERS = 1024
"""GitHub takes no longer description."""
# The name that the standard reserves for GitHub, primaryLocationLineHash, is left to its own action, which computes it
# from the line and warns of any other value; this one stays when lines move or messages are reworded.
_FINGERPRINT = "bsc/v1"
_LINK = re.compile(r"\]\s*\(")
# Half a character in a file's name: some stand for a byte that is no text, which a URI can hold; not these.
_NO_BYTE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
_FENCE = re.compile(r"^```.*\n", re.MULTILINE)


def document(result: Result, _texts: Mapping[str, str]) -> str:
    """Return a SARIF log with one run: the rules with their pages, the findings with places relative to the root."""
    rules = _rules(result)
    index = {rule.name: number for number, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "bsc",
                "informationUri": _INFORMATION,
                "fullName": "bsc: balanced scorecards as code",
                "semanticVersion": __version__,
                "version": __version__,
                "rules": [_descriptor(rule) for rule in rules],
            }
        },
        "invocations": [_invocation(result)],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the checkout, or of the strategy."}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index[finding.rule]) for finding in result.findings],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return in_json(json.dumps(log, indent=2, ensure_ascii=False)) + "\n"


def _rules(result: Result) -> list[RuleInfo]:
    """Return the rules by name; one that is off can still be the name of what is wrong with the settings."""
    known = {rule.name: rule for rule in result.rules}
    for finding in result.findings:
        known.setdefault(finding.rule, RuleInfo(finding.rule, f"{_words(finding.rule)}.", "", finding.severity))
    return [known[name] for name in sorted(known)]


def _words(rule: str) -> str:
    return rule.replace("-", " ").capitalize()


def _descriptor(rule: RuleInfo) -> dict[str, object]:
    page = rule.page or rule.summary
    why = page.partition("\n## Why\n")[2].partition("\n## ")[0]
    return {
        "id": rule.name,
        "name": _words(rule.name).title().replace(" ", ""),
        "shortDescription": {"text": shorten(rule.summary, _MOST_CHARACTERS, placeholder=" ...")},
        "fullDescription": {"text": shorten(why or page, _MOST_CHARACTERS, placeholder=" ...")},
        "help": {"text": _plain(page), "markdown": page},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _plain(page: str) -> str:
    return _FENCE.sub("", f"{page}\n").replace("\n## ", "\n").strip()


def _invocation(result: Result) -> dict[str, object]:
    texts = []
    if result.rules_not_run:
        rules = "1 rule" if len(result.rules_not_run) == 1 else f"{len(result.rules_not_run)} rules"
        texts.append(f"{rules} could not run, because a part of the strategy cannot be read.")
    if result.rules_lacking:
        texts.append(lacking(result))
    if not texts:
        return {"executionSuccessful": True}
    notices = [{"level": "warning", "message": {"text": text}} for text in texts]
    return {"executionSuccessful": True, "toolExecutionNotifications": notices}


def _result(finding: Finding, index: int) -> dict[str, object]:
    data: dict[str, object] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": _message(finding.message, *([finding.help] if finding.help else [])),
        "locations": [{"physicalLocation": _physical(finding.place)}],
        "partialFingerprints": {_FINGERPRINT: finding.fingerprint},
    }
    if finding.related:
        data["relatedLocations"] = [
            {"id": number, "physicalLocation": _physical(each.place), "message": _message(each.note)}
            for number, each in enumerate(finding.related, 1)
        ]
    return data


def _message(*sentences: str) -> dict[str, str]:
    """Return text that holds no link: where "[...](...)" could be one, the brackets are escaped as 3.11.6 says."""
    text = " ".join(sentences)
    return {"text": re.sub(r"[\[\]\\]", r"\\\g<0>", text) if _LINK.search(text) else text}


def _physical(place: Place) -> dict[str, object]:
    path = _NO_BYTE.sub("\ufffd", place.path)
    uri = quote(path.encode("utf-8", "surrogateescape"), safe="/")
    return {
        "artifactLocation": {"uri": uri, "uriBaseId": _ROOT},
        "region": {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        },
    }
