"""A Result as JSON and back. What comes back may be written by anybody: it is a Result in every part, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bsc_cli.finding import Finding, Place, Related, Result, RuleInfo, Severity


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
            findings=tuple(finding_of(each) for each in _list(plain["findings"])),
            rules_run=_texts(plain["rules_run"]),
            rules_not_run=_texts(plain["rules_not_run"]),
            rules_lacking=_texts(plain["rules_lacking"]),
            baselined=tuple(finding_of(each) for each in _list(plain["baselined"])),
            rules=tuple(RuleInfo(_text(name), "", "", Severity(severity)) for name, severity in _list(plain["rules"])),
        )
    except (KeyError, TypeError, ValueError):
        return None


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
    rule, severity, message, place, element, field, help_, related, kind = _list(plain)
    return Finding(
        _text(rule),
        Severity(severity),
        _text(message),
        _place(place),
        _text(element),
        None if field is None else _text(field),
        None if help_ is None else _text(help_),
        tuple(Related(_place(where), _text(note)) for where, note in _list(related)),
        _text(kind),
    )


def _place(plain: object) -> Place:
    path, *numbers = _list(plain)
    if len(numbers) != 4 or not all(type(each) is int and each > 0 for each in numbers):  # noqa: PLR2004 - of a place
        raise TypeError(plain)
    return Place(_text(path), *numbers)


def _texts(plain: object) -> tuple[str, ...]:
    return tuple(_text(each) for each in _list(plain))


def _text(plain: object) -> str:
    if not isinstance(plain, str):
        raise TypeError(plain)
    return plain


def _list(plain: object) -> list[Any]:
    if not isinstance(plain, list):
        raise TypeError(plain)
    return plain
