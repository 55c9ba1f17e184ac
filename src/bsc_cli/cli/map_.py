"""`bsc map`: draw the strategy map."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from bsc_cli.cli.map_lock import lock_of, write_lock
from bsc_cli.cli.map_options import (
    By,
    ByOption,
    DepthOption,
    DiffOption,
    Engine,
    EngineOption,
    EvidenceOption,
    FocusOption,
    Fold,
    FoldOption,
    ForecastOption,
    FormatOption,
    LinkOption,
    LockOption,
    Paper,
    PaperOption,
    Picture,
    StatusOption,
    StrategicThemeOption,
    Theme,
    ThemeOption,
)
from bsc_cli.cli.map_subject import Subject, compared, subject
from bsc_cli.cli.naming import objective_named
from bsc_cli.cli.options import AsOfOption, AtOption, NoCacheOption, OutputOption, ScorecardOption, StrategyOption
from bsc_cli.cli.output import note, write
from bsc_cli.stop import Stop
from bsc_cli.tree import MAP_LOCK
from bsc_cli.visible import in_json

if TYPE_CHECKING:
    from bsc_cli.view.map import Drawing, Lock
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


_COLOURS: dict[Theme, Literal["auto", "light", "dark", "grey"]] = {
    Theme.AUTO: "auto",
    Theme.LIGHT: "light",
    Theme.DARK: "dark",
    Theme.MONO: "grey",
}
_OURS = (Picture.SVG, Picture.PNG, Picture.PDF, Picture.HTML, Picture.JSON)
_MOST_NAMED = 8


def map_(
    *,
    strategy: StrategyOption = None,
    at: AtOption = None,
    output: OutputOption = None,
    picture: FormatOption = None,
    scorecard: ScorecardOption = None,
    focus: FocusOption = None,
    depth: DepthOption = None,
    strategic_theme: StrategicThemeOption = None,
    status: StatusOption = None,
    evidence: EvidenceOption = False,
    forecast: ForecastOption = False,
    as_of: AsOfOption = None,
    diff: DiffOption = None,
    by: ByOption = None,
    fold: FoldOption = None,
    theme: ThemeOption = Theme.AUTO,
    paper: PaperOption = None,
    link_base: LinkOption = None,
    lock: LockOption = False,
    engine: EngineOption = None,
    no_cache: NoCacheOption = False,
) -> int:
    """Draw the strategy map: perspectives as bands, objectives as cards, arrows with their lags."""
    form = picture or _by_ending(output)
    if forecast and form is not Picture.HTML:
        raise Stop(f"--forecast has no place in {form}; it is for html.")
    if diff is not None:
        if forecast:
            raise Stop("--forecast has no place beside --diff: a change has no readings of its own.")
        if evidence:
            raise Stop("--evidence has no place beside --diff: a change has no readings of its own.")
        shown = compared(strategy, diff, at, status, as_of, remembers=not no_cache)
    else:
        shown = subject(strategy, at, status, as_of, evidence=evidence, forecast=forecast, remembers=not no_cache)
    if shown is None:
        return 1
    whole = shown.strategy
    if scorecard is not None and scorecard not in whole.scorecards:
        raise Stop(f'"{scorecard[:60]}" is not a scorecard here; there is {", ".join(whole.scorecards)}.')
    named = objective_named(whole, focus) if focus is not None else None
    asked = _Asked(form, scorecard, named, depth, strategic_theme, by, fold, theme, paper, link_base, engine, lock=lock)
    _refuse_what_has_no_place(asked)
    write(_drawn(shown, asked, strategy), output)
    return 0


@dataclass(frozen=True, slots=True)
class _Asked:
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


def _refuse_what_has_no_place(asked: _Asked) -> None:
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


def _by_ending(output: str | None) -> Picture:
    if output in (None, "-"):
        return Picture.SVG
    ending = Path(str(output)).suffix.lower()
    if ending not in _ENDINGS:
        raise Stop(f"A map cannot be written as '{output}': end the name in {', '.join(_ENDINGS)}, or use --format.")
    return _ENDINGS[ending]


def _drawn(shown: Subject, asked: _Asked, path: str | None) -> str | bytes:
    from bsc_cli.view import map as view

    strategy, deltas = shown.strategy, shown.deltas
    form, colours = asked.form, _COLOURS[asked.theme]
    if form in (Picture.MERMAID, Picture.DOT):
        write_it = view.mermaid if form is Picture.MERMAID else view.dot
        return write_it(
            strategy,
            focus=asked.focus,
            scorecard=asked.scorecard,
            depth=asked.depth,
            theme=asked.strategic_theme,
            deltas=deltas,
            hypotheses=shown.hypotheses,
        )
    drawing = view.draw(
        strategy,
        shown.marks,
        focus=asked.focus,
        scorecard=asked.scorecard,
        depth=asked.depth,
        theme=asked.strategic_theme,
        by=asked.by.value if asked.by else None,
        fold=asked.fold.value if asked.fold else None,
        paper=asked.paper.value if asked.paper else None,
        as_of=shown.day,
        deltas=deltas,
        hypotheses=shown.hypotheses,
        lock=_lock(shown, asked, path),
        engines=asked.engines,
    )
    if drawing.moved and deltas is None:
        cards = "1 card stands" if drawing.moved == 1 else f"{drawing.moved} cards stand"
        note(f"{cards} where {MAP_LOCK} does not say; `bsc map --lock` writes it anew.")
    if asked.paper and view.points(drawing) < view.EASY:
        note(f"On {asked.paper.upper()} the smallest text is {view.points(drawing):.1f} points high.")
    if form in (Picture.PNG, Picture.PDF):
        return _pictured(drawing, shown, asked)
    if form is Picture.HTML:
        return view.page(drawing, colours, link_base=asked.link_base, more=_forecasts(shown, asked))
    return _geometry(drawing) if form is Picture.JSON else view.svg(drawing, colours, link_base=asked.link_base)


def _forecasts(shown: Subject, asked: _Asked) -> str:
    """Return how likely the targets are met, of what the map is of, as a part of its page."""
    if shown.outlook is None:
        return ""
    from bsc_cli.view.forecast.html_part import html_part

    if asked.scorecard is None:
        return html_part(shown.outlook)
    evaluation = shown.outlook.evaluation.of(asked.scorecard)
    return html_part(shown.outlook.having({each.id for each in evaluation.metrics}))


def _lock(shown: Subject, asked: _Asked, path: str | None) -> Lock | None:
    if asked.lock:
        return write_lock(shown, path, asked.by, asked.engines)
    return lock_of(shown) if asked.is_whole else None


def _geometry(drawing: Drawing) -> str:
    from bsc_cli import __version__
    from bsc_cli.view.map import geometry

    head = {"format_version": "1.0", "tool": {"name": "bsc", "version": __version__}}
    return in_json(json.dumps({**head, **geometry(drawing)}, indent=2, ensure_ascii=False) + "\n")


def _pictured(drawing: Drawing, shown: Subject, asked: _Asked) -> bytes:
    """Draw a picture ourselves; where the library for it is not installed Graphviz does."""
    from bsc_cli.view import map as view

    kind: Literal["png", "pdf"] = "png" if asked.form is Picture.PNG else "pdf"
    if not view.can_draw(kind):
        source = view.dot(
            shown.strategy,
            focus=asked.focus,
            scorecard=asked.scorecard,
            depth=asked.depth,
            theme=asked.strategic_theme,
            deltas=shown.deltas,
            hypotheses=shown.hypotheses,
        )
        drawn = view.render(source, kind)
        note(f'Graphviz drew this, more plainly than bsc does: for our own {kind}, pip install "bsc-cli[{kind}]".')
        return drawn
    picture = view.picture(drawing, kind, _COLOURS[asked.theme])
    if picture.borrowed:
        some = " ".join(picture.borrowed[:_MOST_NAMED]) + (" ..." if len(picture.borrowed) > _MOST_NAMED else "")
        note(
            f"The font that comes with bsc lacks {some}: where this machine has a font for them it drew them, so the "
            "picture may look different elsewhere; the others are boxes. An svg or html leaves that to its reader."
        )
    return picture.data
