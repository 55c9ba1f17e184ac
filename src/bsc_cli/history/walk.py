"""The walk back along the commits, step by step: only files that a commit changed are read, each content once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bsc_cli.diff import Diff, diff
from bsc_cli.git import Logged, Touched
from bsc_cli.history.past import Content, Contents, Past, kind_of, strategy_of
from bsc_cli.history.step import Decided, Step
from bsc_cli.history.subject import Followed
from bsc_cli.load import SETTINGS
from bsc_cli.model import Review, Scorecard, Settings
from bsc_cli.strategy import Strategy
from bsc_cli.tree import is_listed

if TYPE_CHECKING:
    from bsc_cli.source import Document

_YAML = (".yaml", ".yml")
_AHEAD = 50
"""The contents of so many commits are got at once."""


def walk(
    log: Sequence[Logged],
    contents: Contents,
    settings: bytes | None,
    subject: Followed | None = None,
    only: str | None = None,
    now: Strategy | None = None,
) -> Iterator[Step]:
    """Yield the steps of commits that changed the strategy, the newest first.

    `log` has the commits, the newest first; `contents` gives them by the names that git has for them; `settings` is the
    newest `bsc.yaml`, None where there is none. With a subject only steps that concern it are yielded, and only its
    part of each. `only` is the path of a scorecard that is a strategy by itself. What `now` holds, a strategy that was
    read, is not read again.
    """
    return _Walk(log, Past(contents, now), only).steps(Content(SETTINGS, settings), subject)


@dataclass
class _Walk:
    log: Sequence[Logged]
    past: Past
    only: str | None
    _older: dict[str, list[tuple[int, Touched]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, commit in enumerate(self.log):
            for file in commit.files:
                self._older.setdefault(file.path, []).append((number, file))

    def steps(self, settings: Content, subject: Followed | None) -> Iterator[Step]:
        for number, commit in enumerate(self.log):
            if number % _AHEAD == 0:
                coming = (file for each in self.log[number : number + _AHEAD] for file in each.files)
                self.past.fetch(name for file in coming if self._is_ours(file.path) for name in (file.old, file.new))
            touched = {file.path: file for file in commit.files if self._is_ours(file.path)}
            after, before = settings, settings
            if SETTINGS in touched:
                settings = self.past.at(SETTINGS, touched[SETTINGS].old)
                before = self._last_readable(number, touched.pop(SETTINGS), Settings)
            if subject is not None:
                touched = {path: file for path, file in touched.items() if self._may_concern(subject, file)}
            if not touched and (subject is not None or before is after):
                continue
            step, found = self._step(number, commit, tuple(touched.values()), (before, after))
            if subject is not None:
                step = replace(
                    step,
                    changes=tuple(subject.among(found.changes)),
                    decisions=tuple(each for each in step.decisions if not each.about.isdisjoint(subject.about)),
                    likely=tuple(pair for pair in step.likely if pair[1].id == subject.id),
                )
                subject = subject.before(found.changes)
            if step.changes or step.decisions or step.unreadable:
                yield step

    def _is_ours(self, path: str) -> bool:
        return path == self.only if self.only else is_listed(path) and path.endswith(_YAML)

    def _may_concern(self, subject: Followed, file: Touched) -> bool:
        texts = (self.past.at(file.path, name).text for name in (file.new, file.old) if name)
        return any(text is not None and subject.may_be_in(file.path, text) for text in texts)

    def _step(
        self, number: int, commit: Logged, touched: tuple[Touched, ...], settings: tuple[Content, Content]
    ) -> tuple[Step, Diff]:
        known = tuple(self._settings(each) for each in settings)
        unreadable = {SETTINGS} if settings[1].data is not None and known[1] is None else set[str]()
        if unreadable:
            settings, known = (settings[0], settings[0]), (known[0], known[0])
        sides: tuple[dict[str, tuple[Scorecard | Review, Document]], ...] = ({}, {})
        for file in touched:
            now = self.past.at(file.path, file.new)
            model = self._kind(now, known[1]) or self._kind(self.past.at(file.path, file.old), known[0])
            if model is None:
                continue
            if now.data is not None and now.word(model)[0] is None:
                unreadable.add(file.path)
                continue
            was = self._last_readable(number, file, model)
            for side, each, known_then in zip(sides, (was, now), known, strict=True):
                word, document = each.word(model)
                if isinstance(word, Scorecard | Review) and document and self._kind(each, known_then):
                    side[file.path] = word, document
        found = diff(*(strategy_of(each, side) for each, side in zip(settings, sides, strict=True)), around=False)
        decided = tuple(
            Decided(review, each, _about(review.review, each.about)) for review, each in found.new_decisions
        )
        return Step(commit, found.changes, decided, tuple(sorted(unreadable)), found.likely_renames), found

    def _kind(self, content: Content, settings: Settings | None) -> type[Scorecard | Review] | None:
        return Scorecard if self.only else kind_of(content, settings)

    @staticmethod
    def _settings(content: Content) -> Settings | None:
        word, _ = content.word(Settings)
        return word if isinstance(word, Settings) else None

    def _last_readable(self, number: int, file: Touched, model: type[Settings | Scorecard | Review]) -> Content:
        """Return the file before a commit, as it was when somebody could last read it."""
        was = self.past.at(file.path, file.old)
        for earlier, touched in self._older[file.path]:
            if was.data is None or was.word(model)[0] is not None:
                break
            if earlier > number:
                was = self.past.at(file.path, touched.old)
        return was


def _about(card: str, refs: tuple[str, ...]) -> frozenset[str]:
    return frozenset(Strategy.full_id(ref, card) for ref in refs)
