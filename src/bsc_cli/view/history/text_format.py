"""A history as a page for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_cli.history import History, Step
from bsc_cli.view.diff.text_format import EFFECTS, paint
from bsc_cli.view.diff.words import said
from bsc_cli.view.history.words import SHORT, by_element, decided, ending, length, title, wants_a_decision, who
from bsc_cli.visible import oneline


def text(history: History, *, colour: bool = False) -> str:
    """Return the steps with what changed, by whom and when, and what was decided with that."""
    return "\n".join(line.rstrip() for line in _lines(history, colour=colour)) + "\n"


def _lines(history: History, *, colour: bool) -> Iterator[str]:
    yield paint(f"The history of {oneline(title(history))}", "1", colour=colour)
    yield oneline(length(history))
    for step in history.steps:
        commit = step.commit
        yield ""
        head = paint(f"{commit.day}  {oneline(who(step))}", "1", colour=colour)
        yield f"{head}   {oneline(commit.subject)}   ({commit.commit[:SHORT]})"
        yield from _step(step, history, colour=colour)
    if ending(history):
        yield ""
        yield ending(history)


def _step(step: Step, history: History, *, colour: bool) -> Iterator[str]:
    shown: set[int] = set()
    for name, changes, more in by_element(step, history):
        yield f"  {oneline(name)}"
        for number, change in enumerate(changes):
            line = oneline(f"{said(change)}, {more}" if more and not number else said(change))
            if change.effect:
                line = line.removesuffix(change.effect) + paint(change.effect, EFFECTS[change.effect], colour=colour)
            yield f"    {line}"
        found = {id(each.decision): each for change in changes for each in step.decided_on(change)}
        for key, each in found.items():
            shown.add(key)
            yield from (f"    {oneline(line)}" for line in decided(each))
        if not found and any(map(wants_a_decision, changes)):
            yield f"    {paint('no decision is recorded with it', '33', colour=colour)}"
    for each in step.decisions:
        if id(each.decision) not in shown:
            yield from (f"  {oneline(line)}" for line in decided(each))
    for was, now in step.likely:
        yield f"  {oneline(now.name)} looks like {oneline(was.name)} under another id"
    for path in step.unreadable:
        yield f"  nobody could read {oneline(path)} as it was left here"
