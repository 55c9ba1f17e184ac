"""The nearest right word for a wrong one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(wrong: str, right: Iterable[str]) -> str | None:
    """Return the name most like a wrong one, or None when nothing is close. Ties go to the alphabet."""
    candidates = sorted(set(right))
    if len(candidates) > 1000 or len(wrong) > 100:  # noqa: PLR2004 - comparing is slow: keep it to what helps
        return None
    found = get_close_matches(wrong.lower(), candidates, n=1, cutoff=0.6)
    return found[0] if found else None


def did_you_mean(wrong: str, right: Iterable[str], quote: str = '"') -> str:
    """Return `; did you mean "x"?`, or a full stop when nothing is close."""
    found = nearest(wrong, right)
    return f"; did you mean {quote}{found}{quote}?" if found else "."


def listed(words: Iterable[str], last: str = "or") -> str:
    """Return words as a person lists them: a, b or c."""
    items = list(words)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}"
