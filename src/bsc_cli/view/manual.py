"""A rule's page and the list of rules, as text, JSON or Markdown: the same docstring everywhere."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from bsc_cli import __version__
from bsc_cli.rule import Rule

_TYPES = {"int": "whole number", "str": "text", "bool": "true or false"}


def page(rule: Rule[Any], style: str) -> str:
    """Return the page of a rule in a style: text, json or markdown."""
    if style == "json":
        return _json({"rules": [_data(rule, whole=True)]})
    if style == "markdown":
        return _markdown(rule)
    return _text(_markdown(rule))


def index(rules: Iterable[Rule[Any]], style: str) -> str:
    """Return the list of rules in a style: text, json or markdown."""
    every = list(rules)
    if style == "json":
        return _json({"rules": [_data(rule, whole=False) for rule in every]})
    if style == "markdown":
        rows = [f"| [{rule.name}](rules/{rule.name}.md) | {rule.severity} | {rule.summary} |" for rule in every]
        return "\n".join(["| rule | severity | what it catches |", "|---|---|---|", *rows]) + "\n"
    widest = max(len(rule.name) for rule in every)
    lines = [f"{rule.name:<{widest}}  {rule.severity!s:<7}  {rule.summary}" for rule in every]
    return "\n".join([*lines, "", "`bsc explain RULE` shows a rule's page."]) + "\n"


def _markdown(rule: Rule[Any]) -> str:
    preview = " (preview: runs only when asked for)" if rule.preview else ""
    parts = [f"# {rule.name}", f"Severity: **{rule.severity}**{preview}", rule.page]
    if rule.options:
        parts.append("## Options")
        rows = [
            f"- `{each.name}` ({_sort(each.default)}; default {_shown(each.default)})" for each in rule.options.values()
        ]
        lines = "\n".join(f"    {each.name}: {_shown(each.default)}" for each in rule.options.values())
        parts += ["\n".join(rows), f"Set them in `bsc.yaml`:\n\n```yaml\nrules:\n  {rule.name}:\n{lines}\n```"]
    else:
        parts.append(
            f"Set its severity in `bsc.yaml`:\n\n```yaml\nrules:\n  {rule.name}: {{severity: {rule.severity}}}\n```"
        )
    return "\n\n".join(parts) + "\n"


def _text(markdown: str) -> str:
    """Markdown without its marks: fences become indented blocks, headings stand alone."""
    lines: list[str] = []
    inside = False
    for line in markdown.split("\n"):
        if line.startswith("```"):
            inside = not inside
        elif inside:
            lines.append(f"    {line}".rstrip())
        else:
            lines.append(line.removeprefix("# ").removeprefix("## ").replace("**", ""))
    return "\n".join(lines)


def _sort(default: object) -> str:
    return _TYPES.get(type(default).__name__, "list of words")


def _shown(default: object) -> str:
    if isinstance(default, tuple):
        return f"[{', '.join(str(each) for each in default)}]"
    return str(default).lower() if isinstance(default, bool) else str(default)


def _data(rule: Rule[Any], *, whole: bool) -> dict[str, object]:
    data: dict[str, object] = {
        "name": rule.name,
        "subject": rule.subject.__name__,
        "severity": str(rule.severity),
        "preview": rule.preview,
        "summary": rule.summary,
        "options": [
            {"name": each.name, "type": _sort(each.default), "default": each.default} for each in rule.options.values()
        ],
    }
    return {**data, "page": rule.page} if whole else data


def _json(body: dict[str, object]) -> str:
    head = {"format_version": "1.0", "tool": {"name": "bsc", "version": __version__}}
    return json.dumps({**head, **body}, indent=2, ensure_ascii=False) + "\n"
