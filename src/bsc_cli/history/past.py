"""The files of the past as words: each content is read once, while it is at hand, and only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from bsc_cli.load import SETTINGS, begins_a_scorecard, matching, read_word
from bsc_cli.model import Review, Scorecard, Settings, Word
from bsc_cli.source import Document
from bsc_cli.strategy import Strategy
from bsc_cli.tree import Tree, Unreadable


@dataclass(frozen=True)
class Content:
    """One content of one file. `data` is None where there was no file."""

    path: str
    data: bytes | None
    _read: dict[type[Word], tuple[Word | None, Document]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def text(self) -> str | None:
        """Its text; None where there was no file, or one that is no text."""
        if self.data is None:
            return None
        try:
            return Tree.of({self.path: self.data}).text(self.path)
        except Unreadable:
            return None

    def known(self, word: Word, document: Document) -> None:
        """Take what was read of the same text elsewhere."""
        self._read[type(word)] = word, document

    def word(self, model: type[Word]) -> tuple[Word | None, Document | None]:
        """Return what it says, and its document; None where nobody can read it."""
        if self.text is None:
            return None, None
        if model not in self._read:
            word, document, _ = read_word(self.path, self.text, model)
            self._read[model] = word, document
        return self._read[model]


Contents: TypeAlias = "Callable[[Iterable[str]], dict[str, bytes]]"
"""Names that git has for contents -> the contents."""


class Past:
    """Gives contents by path and name. Of each path the two that were asked for last are kept."""

    def __init__(self, contents: Contents, now: Strategy | None = None) -> None:
        self._contents = contents
        self._fetched: dict[str, bytes] = {}
        self._now = dict(_words_of(now)) if now is not None else {}
        self._held: dict[str, dict[str, Content]] = {}

    def fetch(self, names: Iterable[str]) -> None:
        """Get contents that will be asked for, in the place of those that were got before."""
        names = {name for name in names if name}
        kept = {name: self._fetched[name] for name in names & self._fetched.keys()}
        self._fetched = kept | self._contents(names - kept.keys())

    def at(self, path: str, name: str) -> Content:
        """Return a content of a file by the name that git has for it; "" for no file."""
        held = self._held.setdefault(path, {})
        found = held.pop(name, None) or self._new(path, name)
        held[name] = found
        for former in list(held)[:-2]:
            del held[former]
        return found

    def _new(self, path: str, name: str) -> Content:
        if name and name not in self._fetched:
            self._fetched |= self._contents([name])
        found = Content(path, self._fetched[name] if name else None)
        word, document = self._now.get(path, (None, None))
        if word is not None and document is not None and found.text == document.text:
            found.known(word, document)
        return found


def _words_of(strategy: Strategy) -> Iterator[tuple[str, tuple[Word, Document]]]:
    for card in strategy.scorecards.values():
        path = strategy.paths[card.id]
        yield path, (card, strategy.documents[path])
    for review in strategy.reviews:
        yield review.id, (review, strategy.documents[review.id])


def kind_of(content: Content, settings: Settings | None) -> type[Scorecard | Review] | None:
    """Return what a file was meant to be, by the settings of then; without any, by how it begins."""
    if matching([content.path], (settings or Settings()).reviews):
        return Review
    if settings is None:
        return Scorecard if content.text and begins_a_scorecard(content.text) else None
    return Scorecard if matching([content.path], settings.scorecards) and content.path != SETTINGS else None


def strategy_of(settings: Content, files: Mapping[str, tuple[Scorecard | Review, Document]]) -> Strategy:
    """Return a strategy of just some files, by path. Its references may lead elsewhere."""
    found, document = settings.word(Settings)
    cards = {word.id: (path, word) for path, (word, _) in files.items() if isinstance(word, Scorecard)}
    documents = {path: document for path, (_, document) in files.items()}
    return Strategy(
        found if isinstance(found, Settings) else Settings(),
        {card: word for card, (_, word) in sorted(cards.items())},
        tuple(word for word, _ in files.values() if isinstance(word, Review)),
        {**documents, SETTINGS: document} if document else documents,
        {card: path for card, (path, _) in cards.items()},
    )
