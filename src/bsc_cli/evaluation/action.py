"""What is being done: the open initiatives, and which of them are late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bsc_cli.evaluation.evaluation import Evaluation
from bsc_cli.model import Initiative
from bsc_cli.strategy import Strategy


@dataclass(frozen=True, slots=True)
class Action:
    """An initiative that is neither done nor stopped.

    `owner` is its own, else its objective's, else its scorecard's. `due` is the last day of the period in which it is
    due; `late` says that this day is over.
    """

    initiative: Initiative
    owner: str | None
    due: date | None
    late: bool


def late_since(strategy: Strategy, initiative: Initiative, as_of: date | None) -> date | None:
    """Return the day on which an open initiative was due, where that is over as of a day; else None."""
    if initiative.due is None or as_of is None:
        return None
    due = strategy.calendar.last_day(initiative.due)
    return due if due < as_of else None


def actions(evaluation: Evaluation) -> tuple[Action, ...]:
    """Return what is being done about the objectives of an evaluation, in the order of the strategy."""
    strategy = evaluation.strategy
    found = []
    for initiative in strategy.open_initiatives.values():
        objective = evaluation.by_objective.get(initiative.objective)
        if objective is not None:
            due = strategy.calendar.last_day(initiative.due) if initiative.due else None
            late = late_since(strategy, initiative, evaluation.as_of) is not None
            found.append(Action(initiative, initiative.owner or objective.owner, due, late))
    return tuple(found)


def late_first(found: tuple[Action, ...]) -> tuple[Action, ...]:
    """Return actions with those that are late first, by the day on which they are due; those without one last."""
    return tuple(sorted(found, key=lambda each: (not each.late, each.due or date.max)))
