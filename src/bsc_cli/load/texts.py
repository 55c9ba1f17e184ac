"""The texts of files by path: held, or, of thousands of files, read again when somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping

from bsc_cli.tree import Tree, Unreadable

Again = Callable[[], str]
"""Returns a text once more."""


class Texts(MutableMapping[str, str]):
    """The text of every file that was read, for showing the lines around a finding."""

    def __init__(self, texts: Mapping[str, str] | None = None) -> None:
        self._texts: dict[str, str | Again] = dict(texts or {})

    def __getitem__(self, path: str) -> str:
        text = self._texts[path]
        return text if isinstance(text, str) else text()

    def __setitem__(self, path: str, text: str) -> None:
        self._texts[path] = text

    def __delitem__(self, path: str) -> None:
        del self._texts[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def let_go(self, path: str, again: Again) -> None:
        """Hold a text no longer; `again` returns it."""
        self._texts[path] = again

    def held(self) -> dict[str, str]:
        """Return the texts that are held."""
        return {path: text for path, text in self._texts.items() if isinstance(text, str)}


def reading_again(tree: Tree, path: str, text: str) -> Again:
    """Return what reads a text once more; it is empty when the file has become another one meanwhile."""
    mark = hash(text)

    def again() -> str:
        try:
            now = tree.text(path)
        except Unreadable:
            return ""
        return now if hash(now) == mark else ""

    return again
