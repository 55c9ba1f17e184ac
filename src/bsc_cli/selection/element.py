"""What can be found in a strategy, and what is asked of all of it: its objective, its owner, its title."""

from __future__ import annotations

from typing import TypeAlias

from bsc_cli.model import Arrow, Initiative, Metric, Objective, Review, Scorecard
from bsc_cli.strategy import Strategy

Selectable: TypeAlias = Scorecard | Objective | Metric | Initiative | Arrow | Review
KINDS = ("scorecard", "objective", "metric", "initiative", "arrow", "review")
"""The kinds of Selectable, in the order in which they are listed."""


def elements(strategy: Strategy) -> tuple[Selectable, ...]:
    """Return everything that can be found, retired things too: by kind, then as the strategy has it."""
    cards = strategy.scorecards.values()
    objectives = [objective for card in cards for objective in card.objectives.values()]
    return (
        *cards,
        *objectives,
        *(metric for objective in objectives for metric in objective.metrics.values()),
        *(initiative for objective in objectives for initiative in objective.initiatives.values()),
        *(arrow for objective in objectives for arrow in objective.drives.values()),
        *strategy.reviews,
    )


def objective_of(strategy: Strategy, element: Selectable) -> Objective | None:
    """Return the objective under which an element stands in its file: itself for one, None for what is larger."""
    match element:
        case Objective():
            return element
        case Metric() | Initiative():
            full = element.objective
        case Arrow():
            full = element.source
        case _:
            return None
    card, name = full.split("/", 1)
    return strategy.scorecards[card].objectives[name]


def scorecard_of(element: Selectable) -> str:
    """Return the id of the scorecard that an element belongs to; for a review, of the one that was reviewed."""
    return element.review if isinstance(element, Review) else element.scorecard_id


def owner_of(strategy: Strategy, element: Selectable) -> str | None:
    """Return who answers for an element: its owner, else its objective's, else its scorecard's. None for a review.

    So does the status of a strategy; an arrow is its cause's.
    """
    if isinstance(element, Review):
        return None
    around = (element, objective_of(strategy, element), strategy.scorecards[element.scorecard_id])
    return next((owner for each in around if (owner := getattr(each, "owner", None))), None)


def is_retired(strategy: Strategy, element: Selectable) -> bool:
    """Whether an element was given up, or stands under an objective that was, or is an arrow to one."""
    ends = [objective_of(strategy, element)]
    if isinstance(element, Arrow):
        card, name = element.target.split("/", 1)
        ends.append(strategy.scorecards[card].objectives[name])
    return any(getattr(each, "retired", None) is not None for each in (element, *ends))


def title_of(element: Selectable) -> str:
    """Return what a person reads beside an element's id; empty where there is nothing more to say."""
    match element:
        case Arrow():
            return element.because or ""
        case Review():
            return " ".join(filter(None, (str(element.on), element.meeting, "review of", element.review)))
    return element.title or ""
