"""Findings for a person at a terminal: the place, the sentence, the line with a caret, what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from bsc_cli.finding import Finding, Place, Result, Severity
from bsc_cli.report.lacking import lacking
from bsc_cli.report.unshown import counted, unshown
from bsc_cli.report.where import where
from bsc_cli.visible import visible, width

_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}
_WIDEST = 160
Paint = Callable[[str, str], str]
LinesOf = Callable[[str], list[str]]


def document(result: Result, texts: Mapping[str, str], *, colour: bool = False) -> str:
    """Return all findings with their lines, and a last line that counts them."""
    paint: Paint = _painted if colour else _plain
    lines_of: LinesOf = cache(lambda path: texts.get(path, "").split("\n"))
    blocks = ["\n".join(_block(finding, lines_of, paint)) + "\n" for finding in result.findings]
    return "\n".join([*blocks, _closing(result, paint)])


def _painted(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _plain(text: str, _code: str) -> str:
    return text


def _block(finding: Finding, lines_of: LinesOf, paint: Paint) -> Iterator[str]:
    place = finding.place
    label = paint(f"{finding.severity}[{finding.rule}]", _COLOURS[finding.severity])
    yield f"{paint(where(place), '1')}: {label} {visible(finding.message)}"
    yield from _frame(place, lines_of, paint, _COLOURS[finding.severity])
    for related in finding.related:
        yield f"  {paint(where(related.place), '1')}: note: {visible(related.note)}"
        yield from _frame(related.place, lines_of, paint, "1;34")
    if finding.help:
        yield f"  {paint('help', '1;32')}: {visible(finding.help)}"


def _frame(place: Place, lines_of: LinesOf, paint: Paint, code: str) -> Iterator[str]:
    """Yield the source line and a caret under the exact span; nothing when the file or line is not at hand."""
    lines = lines_of(place.path)
    if place.line > len(lines) or not lines[place.line - 1].strip():
        return
    line = lines[place.line - 1].rstrip("\r")
    begin = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    cut = max(0, begin - _WIDEST // 2)
    shown = visible(line[cut : cut + _WIDEST])
    before, marked = visible(line[cut:begin]), visible(line[begin : max(end, begin + 1)])[: _WIDEST - (begin - cut)]
    gutter = str(place.line)
    bar = paint("|", "1;34")
    yield f"  {paint(gutter, '1;34')} {bar} {shown}"
    yield f"  {' ' * len(gutter)} {bar} {' ' * width(before)}{paint('^' * max(1, width(marked.rstrip())), code)}"


def _closing(result: Result, paint: Paint) -> str:
    lines = []
    if result.rules_not_run:
        lines.append(
            f"{len(result.rules_not_run)} rules were not run: they need the whole strategy, and a part cannot be read."
        )
    if result.rules_lacking:
        lines.append(lacking(result))
    counts = [counted(result.number_in_all(severity), severity) for severity in (Severity.ERROR, Severity.WARNING)]
    if result.number_of(Severity.INFO):
        counts.append(counted(result.number_of(Severity.INFO), Severity.INFO))
    hidden = max((finding.severity for finding in result.unshown), default=None)
    if result.findings:
        code = _COLOURS[max(finding.severity for finding in result.findings)]
        lines.append(paint(f"Found {', '.join(counts)}.", code))
    elif hidden in (None, Severity.INFO):
        what, more = ("Nothing new", " more") if result.baselined else ("All clear", "")
        said = f"nothing{more} to say" if hidden is None else f"no{more or ''} error and no{more or ''} warning"
        lines.append(paint(f"{what}: {len(result.rules_run)} rules found {said}.", "1;32"))
    if hidden is not None:
        lines.append(f"{unshown(result)} `--show {hidden}` shows more.")
    if result.baselined:
        held = counted(len(result.baselined), "finding")
        lines.append(f"The baseline holds back {held}; --no-baseline shows all.")
    return "\n".join(lines) + "\n"
