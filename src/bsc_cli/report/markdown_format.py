"""Findings as Markdown, for a comment in a pull request or the summary of a workflow step: a table, the worst first.

GitHub takes 65,536 characters a comment (https://github.com/orgs/community/discussions/27190) and 1 MiB a summary
(https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bsc_cli.finding import Finding, Result, Severity
from bsc_cli.report.lacking import lacking
from bsc_cli.report.unshown import counted, unshown
from bsc_cli.visible import MAGIC, visible, without_magic

MOST_CHARACTERS = 65_536
"""As many as a comment takes; since a character is four bytes at most, a summary takes them too."""
_LONGEST_TEXT = 600
_MARKUP = {
    **{character: f"\\{character}" for character in "\\`*_[]^"},
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "|": "&#124;",
    "~": "&#126;",
    "$": "<span>$</span>",  # or it could begin a formula; no other way keeps it from that
}
_TOKEN = re.compile(f"(?P<magic>{MAGIC})|[{re.escape(''.join(_MARKUP))}]", re.IGNORECASE)


def document(
    result: Result, _texts: Mapping[str, str], *, most: int = MOST_CHARACTERS, command: str = "bsc validate"
) -> str:
    """Return a heading that counts, a table of findings in at most `most` characters, and what is not in it.

    `command` is what shows all findings.
    """
    head, closing = f"### bsc: {_counts(result)}\n", _closing(result)
    if not result.findings:
        return head + closing
    head += "\n| | What was found, and what to do | Where |\n|---|---|---|\n"
    room = most - len(head) - len(closing) - len(_more(len(result.findings), command))
    rows: list[str] = []
    for finding in sorted(result.findings, key=lambda each: -each.severity):
        row = _row(finding)
        room -= len(row)
        if room < 0:
            break
        rows.append(row)
    left_out = len(result.findings) - len(rows)
    return head + "".join(rows) + (_more(left_out, command) if left_out else "") + closing


def _counts(result: Result) -> str:
    counts = [(result.number_of(severity), str(severity)) for severity in sorted(Severity, reverse=True)]
    none = "nothing shown" if result.unshown else "no findings"
    return ", ".join(counted(*each) for each in counts if each[0]) or none


def _more(left_out: int, command: str) -> str:
    return f"\n{left_out} more {'is' if left_out == 1 else 'are'} not shown here; `{command}` shows all.\n"


def _closing(result: Result) -> str:
    """Return what is to be said below the table, each paragraph after an empty line."""
    parts = []
    if result.unshown:
        parts.append(unshown(result))
    elif not result.findings:
        parts.append(f"{counted(len(result.rules_run), 'rule')} found nothing to say.")
    if result.rules_not_run:
        number = counted(len(result.rules_not_run), "rule")
        parts.append(f"{number} could not run, because a part of the strategy cannot be read.")
    if result.rules_lacking:
        parts.append(lacking(result))
    if result.baselined:
        parts.append(f"The baseline holds back {counted(len(result.baselined), 'finding')} found before.")
    return "".join(f"\n{part}\n" for part in parts)


def _row(finding: Finding) -> str:
    what = _text(finding.message)
    if finding.help:
        what += f"<br>→ {_text(finding.help)}"
    severity = str(finding.severity).capitalize()
    shown = f"**{severity}**" if finding.severity is Severity.ERROR else severity
    place = f"{_text(finding.place.path)}, line {finding.place.line}"
    return f"| {shown} | {what} | {place}<br>{_text(finding.rule)} |\n"


def _text(text: str) -> str:
    """Return text for a cell: of a bearable length, and without markup, HTML, link, mention, formula or end of cell."""
    if len(text) > _LONGEST_TEXT:
        text = f"{text[: _LONGEST_TEXT - 1]}…"
    return _TOKEN.sub(_harmless, visible(text))


def _harmless(match: re.Match[str]) -> str:
    written = _MARKUP.get(match[0], match[0])
    return without_magic(match[0], written) if match["magic"] else written
