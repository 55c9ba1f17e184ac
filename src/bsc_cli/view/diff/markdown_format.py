"""A diff as a comment in a pull request: the most consequential first, and never longer than a comment may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bsc_cli.diff import Change, Reviewed
from bsc_cli.view.diff.compared import Compared
from bsc_cli.view.diff.words import consequence, counted, group_of, impact, name_of, said
from bsc_cli.visible import in_markdown

MOST_CHARACTERS = 65_536
"""As many as a comment takes (https://github.com/orgs/community/discussions/27190)."""
_LONGEST_TEXT = 400
_LONGEST_NAME = 80
_MOST_IMPACTS = 25
_MOST_RESTATED = 10


def markdown(compared: Compared, findings: str = "", *, most: int = MOST_CHARACTERS) -> str:
    """Return the change in at most `most` characters; `findings` is Markdown that stands above the changes.

    Text that users wrote becomes no markup, HTML, link or mention, and ends no cell or fold.
    """
    changes = sorted(compared.diff.changes, key=consequence)
    between = f"{_text(compared.base, _LONGEST_NAME)} to {_text(compared.head, _LONGEST_NAME)}"
    head = f"## What changes in the strategy\n\n{counted(len(changes), 'change')}, from {between}.\n"
    if compared.reviewed is not None:
        head += "".join(_score(compared.reviewed))
    if findings:
        head += f"\n{findings}"
    if not changes:
        return head
    table = "\n| What | Change | Whose | Downstream |\n|---|---|---|---|\n"
    rest = "\n{} more are not shown here; `bsc diff` shows all.\n"
    room = most - len(head) - len(table) - len(rest) - len(str(len(changes)))
    rows: list[str] = []
    for change in changes:
        row = _row(change)
        room -= len(row)
        if room < 0:
            break
        rows.append(row)
    left_out = len(changes) - len(rows)
    return head + table + "".join(rows) + (rest.format(left_out) if left_out else "")


def _score(reviewed: Reviewed) -> Iterator[str]:
    if reviewed.sentence:
        yield f"\n**{reviewed.sentence}**\n"
    shown = [each for each in reviewed.impacts if each.kind != "perspective"]
    if shown:
        yield f"\n| On the same readings, as of {reviewed.as_of} | before | after |\n|---|---|---|\n"
        yield from _first(
            (f"| {_text(f'{each.kind} {each.id}', _LONGEST_NAME)} | {' | '.join(impact(each))} |\n" for each in shown),
            _MOST_IMPACTS,
            len(shown),
        )
    if reviewed.restated:
        yield "\n| Past readings that changed | was | is |\n|---|---|---|\n"
        rows = (
            f"| {_text(each.metric.id, _LONGEST_NAME)} {each.was.period} | {each.was.value:f} "
            f"| {'deleted' if each.now is None else 'empty' if each.now.value is None else f'{each.now.value:f}'} |\n"
            for each in reviewed.restated
        )
        yield from _first(rows, _MOST_RESTATED, len(reviewed.restated))


def _first(rows: Iterable[str], most: int, there: int) -> Iterator[str]:
    for number, row in enumerate(rows):
        if number == most:
            yield f"\n{there - most} more are not shown here.\n"
            return
        yield row


def _row(change: Change) -> str:
    group = group_of(change)
    what = f"{_text(group)}: {_text(name_of(change.element))}" if group else _text(name_of(change.element))
    shown = _text(said(change))
    if change.effect == "loosened":
        shown = f"{shown.removesuffix('loosened')}**loosened**"
    reached = change.downstream if change.is_material else ()
    names = ", ".join(reached[:3]) + (f" and {len(reached) - 3} more" if len(reached) > 3 else "")  # noqa: PLR2004 - three names
    return f"| {what} | {shown} | {_text(change.owner or '')} | {_text(names)} |\n"


def _text(text: str, longest: int = _LONGEST_TEXT) -> str:
    return in_markdown(text if len(text) <= longest else f"{text[: longest - 1]}…")
