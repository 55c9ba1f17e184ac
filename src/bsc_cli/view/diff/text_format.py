"""A diff as a page for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_cli.diff import Change, Reviewed
from bsc_cli.view.diff.compared import Compared
from bsc_cli.view.diff.words import ARROW, asked_to_confirm, counted, grouped, impact, name_of, said, title_of_group
from bsc_cli.visible import oneline

_MOST_DOWNSTREAM = 6
_MOST_UNITS = 20
_CONFIRM = "To be looked at by the units below, and confirmed"
EFFECTS = {"loosened": "33", "tightened": "32"}


def text(compared: Compared, *, colour: bool = False) -> str:
    """Return the changes by scorecard and element: old, new, whose it is and what follows; then the score."""
    return "\n".join(line.rstrip() for line in _lines(compared, colour=colour)) + "\n"


def _lines(compared: Compared, *, colour: bool) -> Iterator[str]:
    diff = compared.diff
    between = f"from {oneline(compared.base)} to {oneline(compared.head)}"
    if not diff.changes:
        yield f"Nothing changed in the strategy {between}."
    else:
        yield f"{counted(len(diff.changes), 'change')} in the strategy {between}."
    for group, elements in grouped(diff):
        yield ""
        yield paint(oneline(title_of_group(diff, group)), "1", colour=colour)
        for changes in elements:
            yield from _element(changes, colour=colour)
    if diff.to_confirm:
        yield ""
        yield paint(_CONFIRM, "1", colour=colour)
        yield from (f"  {oneline(asked_to_confirm(each))}" for each in diff.to_confirm[:_MOST_UNITS])
        if len(diff.to_confirm) > _MOST_UNITS:
            yield f"  and {len(diff.to_confirm) - _MOST_UNITS} more"
    if compared.reviewed is not None:
        yield from _score(compared.reviewed, colour=colour)


def _element(changes: list[Change], *, colour: bool) -> Iterator[str]:
    first = changes[0]
    owner = f"   {oneline(first.owner)}" if first.owner and first.element.kind != "settings" else ""
    yield f"  {oneline(name_of(first.element))}{owner}"
    for change in changes:
        shown = oneline(said(change))
        if change.effect:
            shown = shown.removesuffix(change.effect) + paint(change.effect, EFFECTS[change.effect], colour=colour)
        yield f"    {shown}"
    material = [change for change in changes if change.is_material]
    if material and (reached := material[0].downstream):
        card = first.element.scorecard_id
        names = [full.removeprefix(f"{card}/") for full in reached[:_MOST_DOWNSTREAM]]
        more = f" and {len(reached) - _MOST_DOWNSTREAM} more" if len(reached) > _MOST_DOWNSTREAM else ""
        yield f"    downstream: {', '.join(names)}{more}"


def _score(reviewed: Reviewed, *, colour: bool) -> Iterator[str]:
    yield ""
    yield paint(f"On the same readings, as of {reviewed.as_of or 'no day'}", "1", colour=colour)
    if reviewed.sentence:
        yield f"  {reviewed.sentence}"
    elif not reviewed.impacts:
        yield "  The score stays as it is."
    rows = [(f"{each.kind} {each.id}", *impact(each)) for each in reviewed.impacts if each.kind != "perspective"]
    widths = [max((len(row[column]) for row in rows), default=0) for column in (0, 1)]
    for name, before, after in rows:
        yield f"  {name:<{widths[0]}}   {before:<{widths[1]}} {ARROW} {after}"
    if reviewed.restated:
        yield f"  {counted(len(reviewed.restated), 'past reading')} changed:"
        for each in reviewed.restated:
            now = "deleted" if each.now is None else "empty" if each.now.value is None else f"{each.now.value:f}"
            yield f"    {each.metric.id} {each.was.period}: {each.was.value:f} {ARROW} {now}"


def paint(shown: str, code: str, *, colour: bool) -> str:
    """Return text in a colour or weight of a terminal, where colour is wanted."""
    return f"\x1b[{code}m{shown}\x1b[0m" if colour else shown
