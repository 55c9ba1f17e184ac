"""Running the rules on what a command has opened, and showing what they say beside another document."""

from __future__ import annotations

import os
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from bsc_cli.cli.output import say, wants_colour
from bsc_cli.finding import Reported, Result, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager
    from datetime import date

    from bsc_cli.check import Baseline, Memory
    from bsc_cli.cli.opening import Opened
    from bsc_cli.evaluation import Evaluation
    from bsc_cli.evidence import Evidence
    from bsc_cli.forecast import Outlook
    from bsc_cli.load import Loaded, Texts
    from bsc_cli.strategy import Strategy
    from bsc_cli.tree import Tree


def run_rules(
    opened: Opened,
    baseline: Baseline | None = None,
    *,
    preview: bool = False,
    measured: Callable[[Strategy], Evaluation] | None = None,
    examined: Callable[[Evaluation], Evidence] | None = None,
    memory: Memory | None = None,
) -> Result:
    """Run the rules about reading the files and about the strategy; a baseline holds back what it knows.

    With `measured`, which holds the strategy against readings, those about its readings, too, and with `examined` those
    about its arrows and what is to come; without it they are listed as lacking an extra.
    `memory` may know what was found before in single scorecards.
    """
    from bsc_cli.check import Baseline as KnownFindings
    from bsc_cli.check import Silencing, check
    from bsc_cli.config import configure
    from bsc_cli.load import Loaded
    from bsc_cli.rules import about, names
    from bsc_cli.strategy import Strategy

    loaded = _with_fault_of(baseline, opened.loaded)
    kinds = [Loaded, Strategy, Silencing, *([KnownFindings] if baseline else []), *(_measured() if measured else [])]
    if loaded.strategy is None:  # settings that may be part of the trouble are not obeyed
        missing = [Strategy, *(_measured()[:1] if measured else []), *([KnownFindings] if baseline else [])]
        return check([loaded], configure(about(*kinds), None), missing=missing, texts=loaded.texts, today=today())
    settings = loaded.strategy.settings
    config = configure(about(*kinds, also=settings.rules), settings, preview=preview, names=names())
    evaluations = [measured(loaded.strategy)] if measured else []
    evidence, outlooks = _examined(evaluations, examined, {each.rule.subject for each in config.chosen})
    with _told_of(opened.tree):
        result = check(
            [loaded, loaded.strategy, *evaluations, *evidence, *outlooks],
            config,
            lacking=_measured()[1:] if measured and not examined else (),
            texts=with_comments(loaded.texts),
            today=today(),
            baseline=baseline,
            memory=memory,
        )
    if opened.only is None:
        return result
    return result._replace(
        findings=tuple(found for found in result.findings if is_within(found.place.path, opened.only)),
        baselined=tuple(found for found in result.baselined if is_within(found.place.path, opened.only)),
    )


def _told_of(tree: Tree) -> AbstractContextManager[object]:
    """Say on a terminal that very many files are checked; how far that has come nobody can tell."""
    from bsc_cli.cli.opening import MANY_FILES

    if len(tree.paths) < MANY_FILES:
        return nullcontext()
    from bsc_cli.cli.progress import progress

    return progress(lambda _: f"Checking {len(tree.paths)} files", at_once=True)


def _measured() -> tuple[type, type, type]:
    """Return what there is to look at once a strategy is held against readings."""
    from bsc_cli.evaluation import Evaluation
    from bsc_cli.evidence import Evidence
    from bsc_cli.forecast import Outlook

    return Evaluation, Evidence, Outlook


def _examined(
    evaluations: list[Evaluation], examined: Callable[[Evaluation], Evidence] | None, wanted: set[type]
) -> tuple[list[Evidence], list[Outlook]]:
    """Return the evidence for arrows and what is to come, of what rules want to look at."""
    if not evaluations or examined is None:
        return [], []
    from bsc_cli.evidence import Evidence
    from bsc_cli.forecast import Outlook, look_out

    evidence = [examined(each) for each in evaluations] if wanted & {Evidence, Outlook} else []
    return evidence, [look_out(each.evaluation, each.odds) for each in evidence] if Outlook in wanted else []


def with_comments(texts: Texts) -> Mapping[str, str]:
    """Return the files that can hold comments, which readings cannot, nor what was let go."""
    return {path: text for path, text in texts.held().items() if not path.endswith(".csv")}


def _with_fault_of(baseline: Baseline | None, loaded: Loaded) -> Loaded:
    """Return what was read; a baseline that cannot be read is a fault like any other, and hides all the rest."""
    if baseline is None or baseline.fault is None:
        return loaded
    return replace(loaded, strategy=None, faults=(*loaded.faults, Reported("invalid-value", baseline.fault)))


def run_reading_rules(opened: Opened, evaluation: Evaluation, outlook: Outlook | None = None) -> Result:
    """Run the rules about a strategy and its readings, and where it is given its outlook, and no others."""
    from bsc_cli.check import check
    from bsc_cli.config import Config, configure
    from bsc_cli.rules import about

    subjects: list[Evaluation | Outlook] = [evaluation, *([outlook] if outlook else [])]
    chosen = configure(about(*map(type, subjects)), evaluation.strategy.settings).chosen
    config = Config(chosen)
    return check(subjects, config, texts=with_comments(opened.loaded.texts), today=today())


def complain(opened: Opened, result: Result, color: str) -> None:
    """Show findings beside a command's own document, on stderr."""
    from bsc_cli.report.text_format import document

    shown = result._replace(findings=result.at_least(Severity.WARNING))
    if not shown.findings:
        return
    say(document(shown, opened.loaded.texts, colour=wants_colour(color, None, beside=True)))


def today() -> date:
    """Return the day by which ignoring comments expire; SOURCE_DATE_EPOCH sets it for a reproducible run."""
    from datetime import UTC, datetime

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)).date()


def is_within(path: str, only: tuple[str, ...]) -> bool:
    """Whether a path is one of some others, or below one of them."""
    return any(path == each or path.startswith(f"{each}/") for each in only)
