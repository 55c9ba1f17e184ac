"""What is given twice: ids of metrics and initiatives in a scorecard, arrows to one objective, notes on one thing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from bsc_cli.finding import Also, Place, Problem, Reported, Spot
from bsc_cli.model import Arrow, Initiative, Metric, Review, Scorecard
from bsc_cli.source import Document, Route
from bsc_cli.strategy.reference import full_id


def doubles(card: Scorecard, document: Document) -> Iterator[Reported]:
    """Yield what a scorecard declares twice: ids of metrics and of initiatives are unique in a scorecard."""
    groups = [group for each in card.objectives.values() for group in (each.metrics, each.initiatives) if group]
    if len(set(chain.from_iterable(groups))) == sum(map(len, groups)):
        return  # as nearly always: not even a metric and an initiative have the same name
    first: dict[tuple[str, str], Metric | Initiative] = {}
    for objective in card.objectives.values():
        elements: list[Metric | Initiative] = [*objective.metrics.values(), *objective.initiatives.values()]
        for element in elements:
            known: Metric | Initiative = first.setdefault((element.kind, element.id), element)
            if known is not element:
                yield double(
                    f'The {element.kind} "{element.name}" is declared twice in "{card.id}".',
                    (document, element.route),
                    (document, known.route),
                )


def double_arrows(card: Scorecard, document: Document) -> Iterator[Reported]:
    """Yield the arrows that an objective declares twice: once as "grow", once as "corporate/grow"."""
    for objective in card.objectives.values():
        if len(objective.drives) < 2:  # noqa: PLR2004 - one arrow is not there twice
            continue
        first: dict[str, Arrow] = {}
        for arrow in objective.drives.values():
            known = first.setdefault(arrow.target, arrow)
            if known is not arrow:
                yield double(
                    f'"{objective.name}" drives "{arrow.target}" twice.',
                    (document, arrow.route),
                    (document, known.route),
                )


def double_notes(review: Review, document: Document) -> Iterator[Reported]:
    """Yield the notes on one thing that a review has twice: once on "lead-time", once on "corporate/lead-time"."""
    if len(review.notes) < 2:  # noqa: PLR2004 - one note is not there twice
        return
    first: dict[str, str] = {}
    for ref in review.notes:
        full = full_id(ref, review.review)
        known = first.setdefault(full, ref)
        if known != ref:
            yield double(
                f'This review has two notes on "{full}".', (document, ("notes", ref)), (document, ("notes", known))
            )


def double(message: str, second: tuple[Document, Route], first: tuple[Document, Route]) -> Reported:
    """Return the report of an id given twice, with both places."""
    here, there = (_spot(document, route) for document, route in (second, first))
    problem = Problem(
        here, message, help="Give one of the two another id.", also=(Also(there, "the first one is here"),)
    )
    return Reported("duplicate-id", problem)


def _spot(document: Document, route: Route) -> Spot:
    span = document.lookup.key(route) if route != ("scorecard",) else document.lookup.find(route)
    return Spot(f"{document.path}:{'/'.join(map(str, route))}", Place(document.path, *span))
