"""A Result as JSON and back. What comes back may be written by anybody: it is a Result in every part, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bsc_cli.cache.sure import a_list, a_place, a_text, texts
from bsc_cli.finding import Finding, Related, Result, RuleInfo, Severity


def as_plain(result: Result) -> dict[str, Any]:
    """Return a result as JSON can hold it; of the rules, whose pages are in the program, only name and severity."""
    return {
        "findings": [plain_finding(each) for each in result.findings],
        "baselined": [plain_finding(each) for each in result.baselined],
        "rules_run": result.rules_run,
        "rules_not_run": result.rules_not_run,
        "rules_lacking": result.rules_lacking,
        "rules": [[each.name, each.severity] for each in result.rules],
    }


def plain_finding(finding: Finding) -> list[Any]:
    """Return a finding as JSON can hold it."""
    return [
        finding.rule,
        finding.severity,
        finding.message,
        finding.place,
        finding.element,
        finding.field,
        finding.help,
        finding.related,
        finding.kind,
    ]


def as_result(plain: object) -> Result | None:
    """Return the result that JSON holds, without the rules' pages; None when it holds none."""
    if not isinstance(plain, dict):
        return None
    try:
        return Result(
            findings=tuple(finding_of(each) for each in a_list(plain["findings"])),
            rules_run=texts(plain["rules_run"]),
            rules_not_run=texts(plain["rules_not_run"]),
            rules_lacking=texts(plain["rules_lacking"]),
            baselined=tuple(finding_of(each) for each in a_list(plain["baselined"])),
            rules=tuple(
                RuleInfo(a_text(name), "", "", Severity(severity)) for name, severity in a_list(plain["rules"])
            ),
        )
    except (KeyError, TypeError, ValueError):
        return None


def _rule(plain: object) -> RuleInfo:
    name, severity = a_list(plain)
    return RuleInfo(a_text(name), "", "", Severity(severity))


def rule_infos(infos: Iterable[RuleInfo]) -> tuple[RuleInfo, ...]:
    """Return rules with their pages; raise KeyError for the name of none."""
    from bsc_cli.rules import named, names

    known = frozenset(names())
    found = []
    for each in infos:
        if each.name not in known:
            raise KeyError(each.name)
        rule = named(each.name)
        found.append(RuleInfo(each.name, rule.summary, rule.page, each.severity))
    return tuple(found)


def finding_of(plain: object) -> Finding:
    """Return the finding that JSON holds; raise TypeError or ValueError when it holds none."""
    rule, severity, message, place, element, field, help_, related, kind = a_list(plain)
    return Finding(
        a_text(rule),
        Severity(severity),
        a_text(message),
        a_place(place),
        a_text(element),
        None if field is None else a_text(field),
        None if help_ is None else a_text(help_),
        tuple(Related(a_place(where), a_text(note)) for where, note in a_list(related)),
        a_text(kind),
    )
