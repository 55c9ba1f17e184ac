"""`bsc map`: draw the strategy map."""

from __future__ import annotations

from bsc_cli.cli.map_asked import Asked, by_ending, refuse_what_has_no_place
from bsc_cli.cli.map_drawing import drawn
from bsc_cli.cli.map_options import (
    ByOption,
    DepthOption,
    DiffOption,
    EngineOption,
    EvidenceOption,
    FocusOption,
    FoldOption,
    ForecastOption,
    FormatOption,
    LinkOption,
    LockOption,
    PaperOption,
    Picture,
    StatusOption,
    StrategicThemeOption,
    Theme,
    ThemeOption,
)
from bsc_cli.cli.map_subject import compared, subject
from bsc_cli.cli.naming import objective_named
from bsc_cli.cli.one_scorecard import check_scorecard
from bsc_cli.cli.options import (
    AsOfOption,
    AtOption,
    Colour,
    ColourOption,
    NoCacheOption,
    OutputOption,
    ScorecardOption,
    StrategyOption,
)
from bsc_cli.cli.output import write
from bsc_cli.stop import Stop


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
    color: ColourOption = Colour.AUTO,
) -> int:
    """Draw the strategy map: perspectives as bands, objectives as cards, arrows with their lags."""
    form = picture or by_ending(output)
    if forecast and form is not Picture.HTML:
        raise Stop(f"--forecast has no place in {form}; it is for html.")
    if diff is not None:
        if forecast:
            raise Stop("--forecast has no place beside --diff: a change has no readings of its own.")
        if evidence:
            raise Stop("--evidence has no place beside --diff: a change has no readings of its own.")
        shown = compared(strategy, diff, at, status, as_of, remembers=not no_cache, color=color)
    else:
        shown = subject(
            strategy, at, status, as_of, evidence=evidence, forecast=forecast, remembers=not no_cache, color=color
        )
    if shown is None:
        return 1
    whole = shown.strategy
    check_scorecard(scorecard, whole)
    named = objective_named(whole, focus) if focus is not None else None
    asked = Asked(form, scorecard, named, depth, strategic_theme, by, fold, theme, paper, link_base, engine, lock=lock)
    refuse_what_has_no_place(asked)
    write(drawn(shown, asked, strategy), output)
    return int(shown.faulty)
