"""Files linked into one whole: every reference must lead somewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from bsc_cli.finding import Place, Problem, Reported, Spot
from bsc_cli.load.names import listed, nearest
from bsc_cli.model import Event, Objective, Review, Scorecard, Settings
from bsc_cli.source import Document, Route
from bsc_cli.strategy.reference import full_id, only_card


class Link(NamedTuple):
    """A reference as written: what it must lead to, and where it stands."""

    kinds: tuple[str, ...]
    ref: str
    document: Document
    route: Route
    scorecard: str | None
    at_key: bool = False

    @property
    def spot(self) -> Spot:
        """The place of the reference; its identity is the way to it."""
        places = self.document.lookup
        span = places.key(self.route) if self.at_key else places.find(self.route)
        return Spot(f"{self.document.path}:{'/'.join(map(str, self.route))}", Place(self.document.path, *span))


class Index:
    """The full ids of everything declared, retired things included, by kind."""

    def __init__(self, settings: Settings) -> None:
        self._ids: dict[str, set[str]] = {
            "perspective": set(settings.perspectives),
            "theme": set(settings.themes),
            "scorecard": set(),
            "objective": set(),
            "metric": set(),
            "initiative": set(),
        }

    def add(self, card: Scorecard) -> None:
        """Take in what a scorecard declares."""
        self._ids["scorecard"].add(card.id)
        for objective in card.objectives.values():
            self._ids["objective"].add(objective.id)
            self._ids["metric"].update([metric.id for metric in objective.metrics.values()])
            self._ids["initiative"].update([each.id for each in objective.initiatives.values()])

    def leads(self, link: Link) -> bool:
        """Whether a reference leads to something that was taken in so far."""
        full = self._full(link)
        return any(full in self._ids[kind] for kind in link.kinds)

    def knows(self, kinds: tuple[str, ...], ref: str, card: str) -> bool:
        """Whether a reference in a scorecard leads to something that was taken in so far; there need be no Link yet."""
        full = ref if kinds[0] in _ALONE else full_id(ref, card)
        if len(kinds) == 1:
            return full in self._ids[kinds[0]]
        return any(full in self._ids[kind] for kind in kinds)

    def broken(self, link: Link) -> Problem | None:
        """Return what is wrong with a reference, or None when it leads somewhere."""
        if self.leads(link):
            return None
        what = _ARTICLES[link.kinds[0]] if len(link.kinds) == 1 else f"an {listed(link.kinds)}"
        ids = set().union(*(self._ids[kind] for kind in link.kinds))
        near = nearest(link.ref, ids) if _is_alone(link) else _nearest_id(link, ids)
        message = f'"{link.ref}" is not {what}{_where(link)}'
        if near is None:
            return Problem(link.spot, f"{message}.", help=_choices(link, what, ids))
        instead = f'Write {near}, or declare {what} "{link.ref}".'
        return Problem(link.spot, f'{message}; did you mean "{near}"?', help=instead)

    def _full(self, link: Link) -> str:
        if _is_alone(link):
            return link.ref
        return full_id(link.ref, link.scorecard or only_card(self._ids["scorecard"]))


_MOST_NAMED = 12
"""Ids that a finding names."""
_ALONE = frozenset({"perspective", "theme", "scorecard"})


def _is_alone(link: Link) -> bool:
    """Whether what a reference leads to has a name of its own, and is not part of a scorecard."""
    return link.kinds[0] in _ALONE


def _where(link: Link) -> str:
    card = link.ref.split("/")[0] if "/" in link.ref else link.scorecard
    return " of this strategy" if _is_alone(link) or card is None else f' of "{card}"'


def _choices(link: Link, what: str, ids: set[str]) -> str:
    """Return what could stand in the place of a reference that is like nothing: what there is, the first of many."""
    if not _is_alone(link):
        inside = f"{link.ref.split('/')[0] if '/' in link.ref else link.scorecard or ''}/"
        cut = "" if "/" in link.ref or not link.scorecard else inside
        ids = {full.removeprefix(cut) for full in ids if full.startswith(inside)}
    if not ids:
        return f'Declare {what} "{link.ref}", or delete this.'
    more = f" and {len(ids) - _MOST_NAMED} more" if len(ids) > _MOST_NAMED else ""
    return f"There is {', '.join(sorted(ids)[:_MOST_NAMED])}{more}."


def _nearest_id(link: Link, ids: set[str]) -> str | None:
    """Return the id that was meant: that name in another scorecard, else one like it in the scorecard that is named."""
    card, _, name = link.ref.rpartition("/")
    if same := sorted(full for full in ids if full.endswith(f"/{name}")):
        return nearest(link.ref, same) or same[0]
    inside = card or link.scorecard or ""
    own = {full.removeprefix(f"{inside}/") for full in ids if full.startswith(f"{inside}/")}
    if found := nearest(name, own):
        return f"{card}/{found}" if card else found
    return None if own else nearest(link.ref, ids)


_ARTICLES = {
    "perspective": "a perspective",
    "theme": "a theme",
    "scorecard": "a scorecard",
    "objective": "an objective",
    "metric": "a metric",
    "initiative": "an initiative",
}
_ANY = ("objective", "metric", "initiative")
_SERIES = ("objective", "metric")
_PERSPECTIVE, _THEME, _OBJECTIVE, _METRIC = ("perspective",), ("theme",), ("objective",), ("metric",)


def open_links(card: Scorecard, document: Document, index: Index) -> list[Link]:
    """Return every reference in a scorecard that leads to nothing of what the index has so far."""
    found: list[Link] = []

    def look(kinds: tuple[str, ...], ref: str, *route: str | int, at_key: bool = False) -> None:
        if not index.knows(kinds, ref, card.id):
            found.append(Link(kinds, ref, document, route, card.id, at_key))

    if card.parent is not None:
        look(("scorecard",), card.parent, "parent")
    if card.vision and card.vision.measured_by:
        look(_METRIC, card.vision.measured_by, "vision", "measured_by")
    for position, ref in enumerate(card.controls):
        look(_METRIC, ref, "controls", position)
    found += (each for each in _links_of_events(card.events, document, card.id) if not index.leads(each))
    for name, objective in card.objectives.items():
        _look_at(objective, look, "objectives", name)
    return found


def _look_at(objective: Objective, look: Callable[..., None], *here: str) -> None:
    """Look where every reference in an objective leads."""
    look(_PERSPECTIVE, objective.perspective, *here, "perspective")
    if objective.theme:
        look(_THEME, objective.theme, *here, "theme")
    for ref in objective.drives:
        look(_OBJECTIVE, ref, *here, "drives", ref, at_key=True)
    for position, ref in enumerate(objective.supports):
        look(_OBJECTIVE, ref, *here, "supports", position)
    if objective.retired and objective.retired.successor:
        look(_OBJECTIVE, objective.retired.successor, *here, "retired", "successor")
    for name, metric in objective.metrics.items():
        if metric.counter_metric:
            look(_METRIC, metric.counter_metric, *here, "metrics", name, "counter_metric")
        if metric.retired and metric.retired.successor:
            look(_METRIC, metric.retired.successor, *here, "metrics", name, "retired", "successor")
    for name, initiative in objective.initiatives.items():
        for position, ref in enumerate(initiative.moves):
            look(_METRIC, ref, *here, "initiatives", name, "moves", position)


def links_of_settings(settings: Settings, document: Document) -> Iterator[Link]:
    """Yield every reference in `bsc.yaml`."""
    for position, ref in enumerate(settings.controls):
        yield Link(("metric",), ref, document, ("controls", position), None)
    yield from _links_of_events(settings.events, document, None)


def links_of_review(review: Review, document: Document) -> Iterator[Link]:
    """Yield every reference in a review."""
    yield Link(("scorecard",), review.review, document, ("review",), None)
    for ref in review.notes:
        yield Link(_ANY, ref, document, ("notes", ref), review.review, at_key=True)
    for number, decision in enumerate(review.decisions):
        for position, ref in enumerate(decision.about):
            yield Link(_ANY, ref, document, ("decisions", number, "about", position), review.review)


def _links_of_events(events: Iterable[Event], document: Document, card: str | None) -> Iterator[Link]:
    for number, event in enumerate(events):
        for position, ref in enumerate(event.about):
            yield Link(_SERIES, ref, document, ("events", number, "about", position), card)


def broken_links(links: Iterable[Link], index: Index) -> Iterator[Reported]:
    """Yield a report for every reference that leads nowhere."""
    for link in links:
        if problem := index.broken(link):
            yield Reported("unknown-reference", problem)
