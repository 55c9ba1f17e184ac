"""The way from files to a Strategy: sort them, read each, link them."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from bsc_cli.finding import Place, Problem, Reported, Spot
from bsc_cli.load.doubles import double, double_arrows, double_notes, doubles
from bsc_cli.load.files import SETTINGS, may_hold, sort_files
from bsc_cli.load.links import (
    Index,
    Link,
    broken_links,
    links_of_review,
    links_of_settings,
    open_links,
)
from bsc_cli.load.loaded import Loaded, the_first
from bsc_cli.load.texts import Texts, reading_again
from bsc_cli.load.word import Memory, read_word
from bsc_cli.model import Review, Scorecard, Settings, Word
from bsc_cli.source import Document
from bsc_cli.strategy import Strategy
from bsc_cli.tree import Tree, Unreadable

W = TypeVar("W", bound=Word)
MANY = 500
"""Files from which on their texts are not held: a few are wanted again, and all together are a third of the memory."""
_COMMENT = "bsc:"
"""Stands in a text that may ignore findings, which is wanted again for sure."""


def load(tree: Tree, like: Loaded | None = None, memory: Memory | None = None) -> Loaded:
    """Read a whole strategy. The result depends only on the paths and texts of the tree, not on any order.

    `like` is another version of it: a file with the same text there is not read again.
    `memory` may know what some texts say from a time before.
    """
    with _uncollected():
        return _load(tree, _Reader(tree, like, memory))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector of cyclic garbage from looking at everything that is read again and again: none of it is."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _load(tree: Tree, reader: _Reader) -> Loaded:
    settings = reader.word(SETTINGS, Settings) if SETTINGS in tree.paths else Settings()
    files = sort_files(tree, settings or Settings())
    index = Index(settings or Settings())
    cards: dict[str, Scorecard | None] = {}
    doubled: dict[str, tuple[Reported, ...]] = {}
    still_open: dict[str, tuple[Link, ...]] = {}
    for path in files.scorecards:
        cards[path] = card = reader.word(path, Scorecard)
        if card is not None:  # all that is asked of one scorecard is asked now, while the processor has it at hand
            document = reader.documents[path]
            index.add(card)
            doubled[path] = (*the_first(doubles(card, document)), *the_first(double_arrows(card, document)))
            still_open[path] = tuple(open_links(card, document, index))
    reviews = {path: reader.word(path, Review) for path in files.reviews}
    readable = {path: card for path, card in cards.items() if card is not None}
    faults = [*reader.faults, *_closed(tree, settings or Settings())]
    faults += _duplicate_cards(readable, doubled, reader.documents)
    for path, review in reviews.items():
        faults += the_first(double_notes(review, reader.documents[path])) if review is not None else ()
    if not faults:
        faults += _links(settings or Settings(), still_open, reviews, reader.documents, index)
    strategy = None
    if not faults and settings is not None:
        by_id = dict(sorted((card.id, card) for card in readable.values()))
        strategy = Strategy(
            settings=settings,
            scorecards=by_id,
            reviews=tuple(review for review in reviews.values() if review is not None),
            documents=reader.documents,
            paths={card.id: path for path, card in readable.items()},
            version=tree.version,
        )
    return Loaded(
        strategy,
        tuple(faults),
        reader.texts,
        files=len(cards) + len(reviews) + (SETTINGS in tree.paths),
        scorecards=len(cards),
    )


def _closed(tree: Tree, settings: Settings) -> Iterator[Reported]:
    """Yield the folders that may not be read and in which files of the strategy may be: nothing is passed over."""
    for folder, reason in sorted(tree.closed.items()):
        patterns = (settings.scorecards, settings.reviews, settings.readings)
        if SETTINGS not in tree.paths or any(may_hold(folder, pattern) for pattern in patterns):
            place = Place(folder, 1, 1, 1, 2)
            said = f"This folder cannot be read: {reason}."
            yield Reported(
                "not-yaml", Problem(Spot(folder, place), said, help="Check that it may be read and entered.")
            )


class _Reader:
    """Reads one file after the other and keeps what was met on the way."""

    def __init__(self, tree: Tree, like: Loaded | None, memory: Memory | None) -> None:
        self._tree = tree
        self._memory = memory
        self._like = like
        self._known: dict[tuple[type[Word], str], Word] = dict(_words_of(like)) if like else {}
        self.documents: dict[str, Document] = {}
        self.texts = Texts()
        self._lets_go = len(tree.paths) >= MANY
        self.faults: list[Reported] = []

    def word(self, path: str, model: type[W]) -> W | None:
        """Return the word that a file holds, or None when there are faults."""
        if (known := self._known.get((model, path))) is not None and self._is_the_same(path):
            return known  # type: ignore[return-value] # filed under its own type
        return self._read(path, model)

    def _read(self, path: str, model: type[W]) -> W | None:
        try:
            text = self._tree.text(path)
        except Unreadable as trouble:
            spot = Spot(path, Place(path, trouble.line, trouble.column, trouble.line, trouble.column + 1))
            self.faults.append(Reported("not-yaml", Problem(spot, trouble.message, help=trouble.help)))
            return None
        self.texts[path] = text
        word, document, faults = read_word(path, text, model, self._memory)
        self.faults += faults
        again = reading_again(self._tree, path, text) if self._lets_go and _COMMENT not in text else None
        if not document.faults:
            self.documents[path] = document.without_data(again)
        if again is not None:
            self.texts.let_go(path, again)
        return word

    def _is_the_same(self, path: str) -> bool:
        """Whether a file's text is that of the other version; then its document is taken from there."""
        if self._like is None or self._like.strategy is None:
            return False
        try:
            text = self._tree.text(path)
        except Unreadable:
            return False
        if text != self._like.texts.get(path):
            return False
        self.texts[path] = text
        self.documents[path] = self._like.strategy.documents[path]
        return True


def _words_of(loaded: Loaded) -> Iterator[tuple[tuple[type[Word], str], Word]]:
    """Yield what each file of a strategy holds, by its type and path; nothing of one that could not be read."""
    strategy = loaded.strategy
    if strategy is not None:
        if strategy.settings.id:
            yield (Settings, strategy.settings.id), strategy.settings
        for card in strategy.scorecards.values():
            yield (Scorecard, strategy.paths[card.id]), card
        for review in strategy.reviews:
            yield (Review, review.id), review


def _duplicate_cards(
    cards: dict[str, Scorecard], doubled: dict[str, tuple[Reported, ...]], documents: dict[str, Document]
) -> Iterable[Reported]:
    first: dict[str, str] = {}
    for path, card in cards.items():
        yield from doubled[path]
        known = first.setdefault(card.id, path)
        if known != path:
            yield double(
                f'The scorecard "{card.id}" is already declared in {known}.',
                (documents[path], ("scorecard",)),
                (documents[known], ("scorecard",)),
            )


def _links(
    settings: Settings,
    still_open: dict[str, tuple[Link, ...]],
    reviews: dict[str, Review | None],
    documents: dict[str, Document],
    index: Index,
) -> Iterable[Reported]:
    """Yield what leads nowhere. `still_open` are those of scorecards that led nowhere when their file was read."""
    if SETTINGS in documents:
        yield from the_first(broken_links(links_of_settings(settings, documents[SETTINGS]), index))
    for links in still_open.values():
        yield from the_first(broken_links(links, index))
    for path, review in reviews.items():
        if review is not None:
            yield from the_first(broken_links(links_of_review(review, documents[path]), index))
