"""A history as Markdown, for a page or a minute."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_cli.history import History, Step
from bsc_cli.view.diff.words import said
from bsc_cli.view.history.words import SHORT, by_element, decided, ending, length, title, wants_a_decision, who
from bsc_cli.visible import in_markdown


def markdown(history: History, findings: str = "") -> str:
    """Return a table with a row for each element that a step changed; user text becomes no markup, HTML or mention."""
    rows = [row for step in history.steps for row in _rows(step, history)]
    parts = [f"# The history of {in_markdown(title(history))}", in_markdown(length(history))]
    if rows:
        parts.append(
            "\n".join(["| When | Who | What | Change | Decided | Commit |", "|---|---|---|---|---|---|", *rows])
        )
    parts += [part for part in (ending(history), findings.strip()) if part]
    return "\n\n".join(parts) + "\n"


def _rows(step: Step, history: History) -> Iterator[str]:
    shown: set[int] = set()
    for name, changes, more in by_element(step, history):
        found = {id(each.decision): each for change in changes for each in step.decided_on(change)}
        shown |= found.keys()
        answers = ["<br>".join(map(in_markdown, decided(each))) for each in found.values()]
        if not answers and any(map(wants_a_decision, changes)):
            answers = ["**nothing is recorded**"]
        yield _row(
            step,
            name,
            [
                in_markdown(f"{said(change)}, {more}" if more and not number else said(change))
                for number, change in enumerate(changes)
            ],
            answers,
        )
    for each in step.decisions:
        if id(each.decision) not in shown:
            yield _row(step, "", [], ["<br>".join(map(in_markdown, decided(each)))])
    for was, now in step.likely:
        yield _row(step, now.name, [in_markdown(f"looks like {was.name} under another id")], [])
    for path in step.unreadable:
        yield _row(step, path, ["nobody could read it as it was left here"], [])


def _row(step: Step, name: str, changes: list[str], answers: list[str]) -> str:
    commit = step.commit
    subject = in_markdown(commit.subject)
    cells = (str(commit.day), in_markdown(who(step)), in_markdown(name), "<br>".join(changes), "<br>".join(answers))
    return f"| {' | '.join(cells)} | {commit.commit[:SHORT]} {subject} |"
