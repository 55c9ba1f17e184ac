"""The colours by what they are for: light, dark, and in grey for print.

Contrast is part of the choice (WCAG 2.2): text at least 4.5 to 1 on what it stands on, marks at least 3 to 1. The
three status marks differ in lightness too, so that they stay apart in grey and for eyes that do not tell red from
green. `tests/test_map_picture.py` measures both.
"""

from __future__ import annotations

from typing import Literal

Theme = Literal["auto", "light", "dark", "grey"]
"""`auto` is light, and dark where the viewer's system asks for it."""

_COLOURS: dict[str, tuple[str, str, str]] = {
    "page": ("#ffffff", "#0f151c", "#ffffff"),
    "ink": ("#16202b", "#e8edf3", "#000000"),
    "mute": ("#4a5866", "#a9b6c3", "#222222"),
    "hair": ("#d5dce3", "#33404d", "#cccccc"),
    "band-even": ("#f2f5f8", "#161f28", "#eeeeee"),
    "band-odd": ("#f8fafb", "#131a22", "#f8f8f8"),
    "band-label": ("#dfe6ed", "#22303d", "#d9d9d9"),
    "card": ("#ffffff", "#1c2732", "#ffffff"),
    "card-line": ("#b4c0cb", "#43525f", "#000000"),
    "vision": ("#17324d", "#1d3b5a", "#222222"),
    "vision-text": ("#ffffff", "#f4f8fb", "#ffffff"),
    "column": ("#e9eef3", "#1b2732", "#d9d9d9"),
    "arrow": ("#12395e", "#8fc3f5", "#000000"),
    "assumed": ("#5c6b7a", "#93a3b3", "#333333"),
    "contradicted": ("#b3261e", "#ff8a80", "#000000"),
    "feedback": ("#5c6b7a", "#93a3b3", "#444444"),
    "against": ("#b3261e", "#ff8a80", "#000000"),
    "support": ("#7a5ea8", "#b79ae6", "#222222"),
    "delta": ("#a3197c", "#f08bd2", "#000000"),
    "delta-text": ("#8a1468", "#f5a3dc", "#000000"),
    "gone": ("#75828f", "#7f8e9c", "#555555"),
    "gone-text": ("#586572", "#9fadba", "#444444"),
    "ok-text": ("#0b6e5b", "#4cd4b4", "#000000"),
    "near-text": ("#8f5100", "#ffd27a", "#000000"),
    "off-text": ("#a3180f", "#ff8a80", "#000000"),
    "none-text": ("#59656f", "#9aa8b5", "#333333"),
    "ok-mark": ("#0a7d66", "#4cd4b4", "#ffffff"),
    "near-mark": ("#b87400", "#ffd27a", "#9b9b9b"),
    "off-mark": ("#8f140b", "#f2594c", "#000000"),
    "none-mark": ("#b4c0cb", "#52616e", "#ffffff"),
    "ok-sign": ("#0a7d66", "#4cd4b4", "#000000"),
    "near-sign": ("#f5a623", "#ffd27a", "#000000"),
    "near-edge": ("#7a4500", "#ffd27a", "#000000"),
    "off-sign": ("#8f140b", "#f2594c", "#000000"),
    "glyph": ("#ffffff", "#0f151c", "#ffffff"),
    "near-glyph": ("#241500", "#0f151c", "#ffffff"),
    "spark": ("#3c5166", "#b9c7d5", "#000000"),
}


def colour(role: str, theme: Theme) -> str:
    """Return a colour as #rrggbb. `auto` gives the light one."""
    light, dark, grey = _COLOURS[role]
    return {"auto": light, "light": light, "dark": dark, "grey": grey}[theme]


def roles() -> tuple[str, ...]:
    """Return the names of all colours."""
    return tuple(_COLOURS)
