"""A diff as a comment in a pull request: the most consequential first, and never longer than a comment may be.

GitHub takes 65,536 characters for a pull request's text and 262,144 bytes for a comment
(https://github.com/dead-claudia/github-limits/pull/13); a character is at most four bytes, so what fits the one
fits the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bsc_cli.diff import Change, Diff, Reviewed
from bsc_cli.view.diff.chart import chart
from bsc_cli.view.diff.compared import Compared
from bsc_cli.view.diff.words import (
    asked_to_confirm,
    consequence,
    counted,
    group_of,
    impact,
    name_of,
    said,
    summary,
)
from bsc_cli.visible import in_markdown

MOST_CHARACTERS = 65_400
"""As many as a comment takes, less a line by which a workflow knows its own comment again."""
_LONGEST_TEXT = 400
_LONGEST_NAME = 80
_UNFOLDED = 12
"""So many changes stand open; the others are folded away below them."""
_MOST_RESTATED = 10
_MOST_REACHED = 3
_MOST_UNITS = 20


def markdown(compared: Compared, findings: str = "", *, most: int = MOST_CHARACTERS) -> str:
    """Return the change in at most `most` characters; `findings` is Markdown that stands above the changes.

    `findings` should be shorter than half of that. Text that users wrote becomes no markup, HTML, link or mention, and
    ends no cell, fold or section.
    """
    changes = sorted(compared.diff.changes, key=lambda each: (consequence(each), -len(each.downstream)))
    between = f"from {_text(compared.base, _LONGEST_NAME)} to {_text(compared.head, _LONGEST_NAME)}"
    restated = len(compared.reviewed.restated) if compared.reviewed else 0
    told = summary(changes) if changes or not restated else "The strategy stays as it is"
    told += f"; {counted(restated, 'past reading')} changed" if restated else ""
    parts = ["## What changes in the strategy\n", f"\n{told}, {between}.\n"]
    if findings:
        parts.append(f"\n{findings}")
    if compared.reviewed is not None:
        parts += _score(compared.reviewed, most // 6)
    parts += _decisions(compared.diff, most // 12)
    parts += _units(compared.diff, most // 12)
    if changes:
        parts.append(chart(compared, most // 6))
    if compared.reviewed is not None:
        parts += _restated(compared.reviewed, most // 12)
    parts += _changes(changes, most - sum(map(len, parts)))
    return "".join(parts)


def _decisions(diff: Diff, room: int) -> Iterator[str]:
    """Yield what a review decided that only the newer version records: why the strategy changes."""
    rows = [
        f"| {_text(each.what)} | {_text(each.because or '')} | {_text(review.review, _LONGEST_NAME)}, {review.on} |\n"
        for review, each in diff.new_decisions
    ]
    if rows:
        yield _table("\n| Decided, as a review records it | Because | Review |\n|---|---|---|\n", rows, room)


def _units(diff: Diff, room: int) -> Iterator[str]:
    """Yield the units that must confirm."""
    lines = [f"- {_text(asked_to_confirm(each))}\n" for each in diff.to_confirm]
    if not lines:
        return
    head = "\n**To be looked at by the units below, and confirmed:**\n\n"
    left = room - len(head) - len("- and 1000000 more\n")
    shown = [line for at, line in enumerate(lines[:_MOST_UNITS]) if sum(map(len, lines[: at + 1])) <= left]
    out = len(lines) - len(shown)
    yield head + "".join(shown) + (f"- and {out} more\n" if out else "")


def _score(reviewed: Reviewed, room: int) -> Iterator[str]:
    if reviewed.sentence:
        yield f"\n**{reviewed.sentence}**\n"
    rows = [
        f"| {_text(f'{each.kind} {each.id}', _LONGEST_NAME)} | {' | '.join(impact(each))} |\n"
        for each in reviewed.impacts
        if each.kind != "perspective"
    ]
    if rows:
        head = f"\n| On the same readings, as of {reviewed.as_of} | before | after |\n|---|---|---|\n"
        yield _table(head, rows, room)


def _restated(reviewed: Reviewed, room: int) -> Iterator[str]:
    rows = [
        f"| {_text(each.metric.id, _LONGEST_NAME)} {each.was.period} | {each.was.value:f} "
        f"| {'deleted' if each.now is None else 'empty' if each.now.value is None else f'{each.now.value:f}'} |\n"
        for each in reviewed.restated
    ]
    if rows:
        yield _table("\n| Past readings that changed | was | is |\n|---|---|---|\n", rows, room, most=_MOST_RESTATED)


def _changes(changes: Sequence[Change], room: int) -> Iterator[str]:
    """Yield the table of the changes, and another one in a fold for those beyond the first."""
    head = "\n| What | Change | Whose | Downstream |\n|---|---|---|---|\n"
    rows = [_row(change) for change in changes]
    if not rows:
        return
    if len(rows) <= _UNFOLDED:
        yield _table(head, rows, room)
        return
    first = _table(head, rows[:_UNFOLDED], room // 2, beyond=0)
    rest = rows[first.count("\n") - head.count("\n") :]
    fold = f"\n<details>\n<summary>{counted(len(rest), 'more change')}</summary>\n"
    end = "\n</details>\n"
    yield f"{first}{fold}{_table(head, rest, room - len(first) - len(fold) - len(end))}{end}"


def _table(head: str, rows: Sequence[str], room: int, *, most: int = 1_000_000, beyond: int | None = None) -> str:
    """Return as many rows as fit a room in characters, and below them how many are left out.

    `beyond` says how much is to be kept for that sentence; 0 leaves it out.
    """
    rest = "\n{} more are not shown here; `bsc diff` shows all.\n"
    left = room - len(head) - (len(rest) + 8 if beyond is None else beyond)
    shown: list[str] = []
    for row in rows[:most]:
        left -= len(row)
        if left < 0:
            break
        shown.append(row)
    out = len(rows) - len(shown)
    return (head + "".join(shown) if shown else "") + (rest.format(out) if out and beyond is None else "")


def _row(change: Change) -> str:
    group = group_of(change)
    what = f"{_text(group)}: {_text(name_of(change.element))}" if group else _text(name_of(change.element))
    shown = _text(said(change))
    if change.effect == "loosened":
        shown = f"{shown.removesuffix('loosened')}**loosened**"
    reached = change.downstream if change.is_material else ()
    more = len(reached) - _MOST_REACHED
    names = ", ".join(reached[:_MOST_REACHED]) + (f" and {more} more" if more > 0 else "")
    return f"| {what} | {shown} | {_text(change.owner or '')} | {_text(names)} |\n"


def _text(text: str, longest: int = _LONGEST_TEXT) -> str:
    """Return text for a cell: of a bearable length, and nothing that anybody acts on.

    A dollar sign could begin a formula wherever it stands; an element of its own is the way to keep it from that.
    """
    cut = text if len(text) <= longest else f"{text[: longest - 1]}…"
    return in_markdown(cut).replace("&#36;", "<span>$</span>")
