"""What a map is asked to be: its format, of what part, how laid out; and what cannot be asked together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bsc_cli.cli.map_options import By, Engine, Fold, Paper, Picture, Theme
from bsc_cli.stop import Stop

if TYPE_CHECKING:
    from bsc_cli.view.map import Engine as MapEngine

_ENDINGS = {
    ".svg": Picture.SVG,
    ".png": Picture.PNG,
    ".pdf": Picture.PDF,
    ".html": Picture.HTML,
    ".htm": Picture.HTML,
    ".dot": Picture.DOT,
    ".gv": Picture.DOT,
    ".mmd": Picture.MERMAID,
    ".mermaid": Picture.MERMAID,
    ".json": Picture.JSON,
}
_OURS = (Picture.SVG, Picture.PNG, Picture.PDF, Picture.HTML, Picture.JSON)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the map is to be, and of what part."""

    form: Picture
    scorecard: str | None
    focus: str | None
    depth: int | None
    strategic_theme: str | None
    by: By | None
    fold: Fold | None
    theme: Theme
    paper: Paper | None
    link_base: str | None
    engine: Engine | None
    lock: bool

    @property
    def is_whole(self) -> bool:
        """Tell whether all of it is to be seen, on its own width: what a lock is for."""
        return not (self.scorecard or self.focus or self.strategic_theme or self.fold or self.paper)

    @property
    def engines(self) -> tuple[MapEngine, ...]:
        """The engines to ask beside our own search."""
        from bsc_cli.view.map import Engine as MapEngine

        return (MapEngine(self.engine.value),) if self.engine else ()


def refuse_what_has_no_place(asked: Asked) -> None:
    """Raise Stop for an option that the format would silently leave out."""
    where = {
        "--link-base": (asked.link_base, (Picture.SVG, Picture.HTML)),
        "--paper": (asked.paper, (Picture.SVG, Picture.PNG, Picture.PDF, Picture.HTML)),
        "--by": (asked.by, _OURS),
        "--fold": (asked.fold, _OURS),
        "--engine": (asked.engine, _OURS),
        "--lock": (asked.lock or None, _OURS),
    }
    for option, (given, forms) in where.items():
        if given is not None and asked.form not in forms:
            raise Stop(f"{option} has no place in {asked.form}; it is for {', '.join(forms)}.")
    if asked.lock and not asked.is_whole:
        raise Stop(
            "--lock is for the whole map: leave out --scorecard, --focus, --strategic-theme, --fold and --paper."
        )


def by_ending(output: str | None) -> Picture:
    """Return the format that the ending of a file's name says; raise Stop for one that says none."""
    if output in (None, "-"):
        return Picture.SVG
    ending = Path(str(output)).suffix.lower()
    if ending not in _ENDINGS:
        raise Stop(f"A map cannot be written as '{output}': end the name in {', '.join(_ENDINGS)}, or use --format.")
    return _ENDINGS[ending]
