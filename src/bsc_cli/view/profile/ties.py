"""What an element is tied to: arrows and cascade, what measures and moves it, what took its place, what was decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from bsc_cli.model import Arrow, Initiative, Metric, Objective, Review, Scorecard
from bsc_cli.selection import Selectable, elements, is_retired
from bsc_cli.strategy import Strategy
from bsc_cli.view.listing import facts

Tie: TypeAlias = Mapping[str, object]
"""One thing that an element is tied to: what a list says of it, or what a review said of the element."""

_SAID = ("kind", "id", "title", "owner", "retired", "path", "line", "column")
Question: TypeAlias = "Callable[[Strategy, Selectable, Selectable], bool]"
"""Whether an element has a tie to another one."""


def ties_of(strategy: Strategy, element: Selectable) -> dict[str, tuple[Tie, ...]]:
    """Return all ties of an element by what they are, each sort always there, in the order in which they are shown."""
    every = elements(strategy)
    tied = {
        name: tuple(_brief(strategy, each) for each in every if asked(strategy, element, each))
        for name, asked in _QUESTIONS.items()
    }
    return {
        "drives": tuple(_drives(strategy, element)),
        "driven_by": tuple(_driven_by(strategy, element)),
        **tied,
        "notes": tuple(_notes(strategy, element)),
        "decisions": tuple(_decisions(strategy, element)),
    }


def _brief(strategy: Strategy, element: Selectable) -> dict[str, object]:
    said = facts(strategy, element)
    return {name: said[name] for name in _SAID}


def _drives(strategy: Strategy, element: Selectable) -> Iterator[Tie]:
    arrows = element.drives.values() if isinstance(element, Objective) else (element,)
    return (_along(strategy, each, each.target) for each in arrows if isinstance(each, Arrow))


def _driven_by(strategy: Strategy, element: Selectable) -> Iterator[Tie]:
    for arrow in elements(strategy):
        if isinstance(arrow, Arrow) and (arrow is element or ("objective", arrow.target) == (element.kind, element.id)):
            yield _along(strategy, arrow, arrow.source)


def _along(strategy: Strategy, arrow: Arrow, end: str) -> Tie:
    """Return the objective at one end of an arrow, and what the arrow says."""
    card, name = end.split("/", 1)
    says = {
        "after": str(arrow.after) if arrow.after else None,
        "because": arrow.because,
        "effect": arrow.effect,
        "feedback": arrow.feedback,
    }
    return {**_brief(strategy, strategy.scorecards[card].objectives[name]), **says}


def _notes(strategy: Strategy, element: Selectable) -> Iterator[Tie]:
    for review in strategy.reviews:
        for ref, note in review.notes.items():
            if review is element or _means(strategy, ref, review.review, element):
                said = {"about": [ref], "why": note.why, "implies": note.implies}
                yield {**_meeting(strategy, review, ("notes", ref)), **said}


def _decisions(strategy: Strategy, element: Selectable) -> Iterator[Tie]:
    for review in strategy.reviews:
        for number, decision in enumerate(review.decisions):
            if review is element or any(_means(strategy, ref, review.review, element) for ref in decision.about):
                said = {
                    "about": list(decision.about),
                    "what": decision.what,
                    "because": decision.because,
                    "owner": decision.owner,
                    "due": str(decision.due) if decision.due else None,
                }
                yield {**_meeting(strategy, review, ("decisions", number, "what")), **said}


def _meeting(strategy: Strategy, review: Review, field: tuple[str | int, ...]) -> dict[str, object]:
    place = strategy.locate(review, field)
    return {"review": review.id, "on": str(review.on), "path": place.path, "line": place.line, "column": place.column}


def _means(strategy: Strategy, ref: str, card: str, element: Selectable) -> bool:
    """Whether a reference in a review means an element; one may mean an objective and a metric of the same name."""
    return element.kind in ("objective", "metric", "initiative") and strategy.full_id(ref, card) == element.id


def _supports(strategy: Strategy, element: Selectable, other: Selectable) -> bool:
    return (
        isinstance(element, Objective)
        and isinstance(other, Objective)
        and other.id in (strategy.full_id(ref, element.scorecard_id) for ref in element.supports)
    )


def _moves(strategy: Strategy, element: Selectable, other: Selectable) -> bool:
    return (
        isinstance(element, Initiative)
        and isinstance(other, Metric)
        and other.id in (strategy.full_id(ref, element.scorecard_id) for ref in element.moves)
    )


def _guards(strategy: Strategy, element: Selectable, other: Selectable) -> bool:
    """Whether an element is the counter metric of another."""
    ref = other.counter_metric if isinstance(other, Metric) else None
    return isinstance(element, Metric) and ref is not None and strategy.full_id(ref, other.scorecard_id) == element.id


def _proves(strategy: Strategy, element: Selectable, other: Selectable) -> bool:
    """Whether an element is the metric by which a scorecard's vision is measured."""
    ref = other.vision.measured_by if isinstance(other, Scorecard) and other.vision else None
    return isinstance(element, Metric) and ref is not None and strategy.full_id(ref, other.id) == element.id


def _replaces(strategy: Strategy, element: Selectable, other: Selectable) -> bool:
    """Whether an element is the successor on another's tombstone."""
    if element.kind != other.kind or not isinstance(other, Objective | Metric) or other.retired is None:
        return False
    ref = other.retired.successor
    return ref is not None and strategy.full_id(ref, other.scorecard_id) == element.id


def _holds(element: Selectable, other: Selectable) -> bool:
    """Whether another thing stands right under an element in the file."""
    match element, other:
        case Scorecard(), Objective():
            return other.scorecard_id == element.id
        case Objective(), Metric() | Initiative():
            return other.objective == element.id
    return False


def _living(kind: type[Selectable]) -> Question:
    """Return the question for what of a kind an element holds; under a tombstone all of it is shown."""
    return lambda strategy, element, other: (
        isinstance(other, kind)
        and _holds(element, other)
        and (is_retired(strategy, element) or not is_retired(strategy, other))
    )


def _buried(strategy: Strategy, element: Selectable, other: Selectable) -> bool:
    return _holds(element, other) and is_retired(strategy, other) and not is_retired(strategy, element)


_QUESTIONS: Mapping[str, Question] = {
    "supports": _supports,
    "supported_by": lambda strategy, element, other: _supports(strategy, other, element),
    "units": lambda _, element, other: (
        isinstance(element, Scorecard) and isinstance(other, Scorecard) and other.parent == element.id
    ),
    "objectives": _living(Objective),
    "metrics": _living(Metric),
    "initiatives": _living(Initiative),
    "moves": _moves,
    "moved_by": lambda strategy, element, other: _moves(strategy, other, element),
    "guards": _guards,
    "proves": _proves,
    "tombstones": _buried,
    "replaces": _replaces,
    "reviews": lambda _, element, other: (
        isinstance(element, Scorecard) and isinstance(other, Review) and other.review == element.id
    ),
}
