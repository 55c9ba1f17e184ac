"""Text into lines that fit a width."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bsc_cli.view.map.letters import Table, clean, fitting, is_ideograph, joins_previous, width

# Closing marks and marks that lengthen or repeat a letter: they stay on the line of what they follow (JIS X 4051).
_NEVER_FIRST = frozenset(
    "\u3001\u3002\uff0c\uff0e\uff01\uff1f\uff09\u300d\u300f\u3011\u3009\u300b\u2026\u30fc\u3005:;!?)]}%,."
)
# A number whose thousands may stand apart by spaces, points or commas.
_NUMBER = re.compile(r"\d(?:\d|[.,](?=\d)|(?<=\d) (?=\d{3}(?!\d)))*")
_ZERO_WIDTH_JOINER = "\u200d"
_BALANCING_STEPS = 6


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set: size in pixels, weight as in CSS (400 regular, 600 semi-bold)."""

    size: float
    weight: int = 400

    def width(self, text: str, table: Table | None = None) -> float:
        """Return how wide a text is at most, in pixels."""
        return width(text, self.size, self.weight, table)

    def fitting(self, text: str, room: float, table: Table | None = None) -> int:
        """Return how many letters from the beginning fit a room in pixels."""
        return fitting(text, room, self.size, self.weight, table)


SMALL = Style(11)
SMALL_BOLD = Style(11, 600)
"""The smallest text of a map."""


def shorten(text: str, style: Style, room: float, table: Table | None = None) -> str:
    """Return the text, or as much of its beginning as fits the room (pixels) with an ellipsis.

    It never ends within a number, which would be another number then.
    """
    text = clean(text)
    if style.width(text, table) <= room:
        return text
    end = _break_before(text, style.fitting(text, room - style.width("…", table or "widest"), table))
    return text[: _before_number(text, end)].rstrip() + "…"


def wrap(text: str, style: Style, room: float, most: int) -> tuple[str, ...]:
    """Return the text in at most `most` lines no wider than the room (pixels), of even lengths; the rest becomes "…".

    Words that are wider than the room are broken. A text without letters gives one empty line.
    """
    room = max(room, style.size * 2)  # a room narrower than a letter must end too
    parts = _parts(clean(text))
    lines = _fill(parts, style, room)
    if len(lines) > most:
        rest = " ".join(lines[most - 1 :])
        return (*lines[: most - 1], shorten(rest + " …" if style.width(rest) <= room else rest, style, room))
    if len(lines) > 1:
        lines = _balanced(parts, style, room, lines)
    return tuple(lines)


def _balanced(parts: list[str], style: Style, room: float, lines: list[str]) -> list[str]:
    """Find the narrowest measure that needs no more lines and breaks no more words."""
    low, high = room / 2, room
    for _ in range(_BALANCING_STEPS):
        middle = (low + high) / 2
        tried = _fill(parts, style, middle)
        breaks_more = any(line.endswith("-") and line not in lines for line in tried)
        if len(tried) <= len(lines) and not breaks_more:
            high, lines = middle, tried
        else:
            low = middle
    return lines


def _parts(text: str) -> list[str]:
    """Cut where a line may break: after spaces, hyphens and slashes, and between ideographs, but not in a number."""
    parts: list[str] = []
    within = {place for found in _NUMBER.finditer(text) for place in range(found.start() + 1, found.end())}
    for place, letter in enumerate(text):
        last = parts[-1] if parts else ""
        starts = (
            not last
            or (last.endswith(" ") and letter != " " and place not in within)
            or (len(last) > 2 and last[-1] in "-/_" and letter not in "-/_ ")  # noqa: PLR2004 - "A-" stays whole
            or (is_ideograph(letter) and letter not in _NEVER_FIRST)
            or (is_ideograph(last[-1]) and letter != " " and letter not in _NEVER_FIRST and not joins_previous(letter))
        )
        if starts:
            parts.append(letter)
        else:
            parts[-1] = last + letter
    return parts


def _fill(parts: list[str], style: Style, room: float) -> list[str]:
    lines: list[str] = []
    line = ""
    for each in parts:
        part = each
        if style.width((line + part).rstrip()) <= room:
            line += part
            continue
        if line.strip():
            lines.append(line.rstrip())
        while style.width(part.rstrip()) > room:
            head, part = _broken(part, style, room)
            lines.append(head)
        line = part
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


def _broken(word: str, style: Style, room: float) -> tuple[str, str]:
    """Break a word that is too wide. Latin, Greek and Cyrillic words get a hyphen."""
    end = min(style.fitting(word, room - style.width("-", "widest")), len(word) - 1)
    end = _break_before(word, end) or 1
    hyphen = "-" if word[end - 1].isalpha() and ord(word[end - 1]) < 0x530 and word[end].isalpha() else ""  # noqa: PLR2004 - beyond Cyrillic
    return word[:end] + hyphen, word[end:]


def _break_before(text: str, end: int) -> int:
    """Return the nearest place at or before `end` that does not tear a letter from its accents or an emoji apart."""
    while 0 < end < len(text) and (joins_previous(text[end]) or text[end - 1] == _ZERO_WIDTH_JOINER):
        end -= 1
    return end


def _before_number(text: str, end: int) -> int:
    """Return where the number begins that lies across `end`, else `end`."""
    return next((found.start() for found in _NUMBER.finditer(text) if found.start() < end < found.end()), end)
