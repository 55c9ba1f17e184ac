"""What is being done, below where things stand: the open initiatives, those that are late first."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_cli.evaluation import Evaluation, Status
from bsc_cli.evaluation.action import Action, actions, late_first
from bsc_cli.view.numbers import ABSENT, percent
from bsc_cli.view.status.line import Line, Section
from bsc_cli.view.status.words import spoken
from bsc_cli.visible import oneline

ACTIONS = ("progress", "due", "status", "owner")
"""The columns of initiatives, before that of the scorecard where there are several."""


def acting(evaluation: Evaluation, most: int | None = None) -> Iterator[Section]:
    """Yield the section of the open initiatives of what is shown, at most so many of them; none where there are none.

    How many more there are stands below them, with how many of those are late.
    """
    every = late_first(actions(evaluation))
    if not every:
        return
    several = len(evaluation.strategy.scorecards) > 1
    lines = [_line(each) for each in every[:most]]
    if rest := every[len(lines) :]:
        late = sum(each.late for each in rest)
        lines.append(Line("more", 0, f"and {len(rest)} more", {}, about=f"{late} of them late" if late else ""))
    yield Section((*ACTIONS, "scorecard") if several else ACTIONS, tuple(lines), "Actions")


def is_of_actions(section: Section) -> bool:
    """Whether a section is that of the initiatives."""
    return section.columns[: len(ACTIONS)] == ACTIONS


def _line(action: Action) -> Line:
    initiative = action.initiative
    return Line(
        "initiative",
        0,
        oneline(initiative.title),
        {
            "progress": percent(initiative.progress),
            "due": str(initiative.due or ABSENT),
            "status": spoken(Status.LATE) if action.late else initiative.status or ABSENT,
            "owner": oneline(action.owner or ABSENT),
            "scorecard": initiative.scorecard_id,
        },
        Status.LATE if action.late else None,
    )
