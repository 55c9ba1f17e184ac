"""What a map is of: a strategy as it is, or with what a change does to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bsc_cli.cli.checking import complain, run_reading_rules, run_rules
from bsc_cli.cli.comparing import compare, open_both
from bsc_cli.cli.extra import need_numbers
from bsc_cli.cli.foresight import foresee
from bsc_cli.cli.measuring import measure
from bsc_cli.cli.opening import Opened, open_strategy
from bsc_cli.cli.options import Colour
from bsc_cli.cli.tables import tables_named, texts_of
from bsc_cli.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bsc_cli.evaluation import Evaluation
    from bsc_cli.forecast import Outlook
    from bsc_cli.strategy import Strategy
    from bsc_cli.view.map import Deltas, Hypothesis, Mark


@dataclass(frozen=True, slots=True)
class Subject:
    """What the map is of: a strategy, how its objectives stand and as of which day.

    And what a change does to them, what the readings say of its arrows, or how likely its targets are met.
    """

    opened: Opened
    strategy: Strategy
    marks: Mapping[str, Mark] | None = None
    day: str | None = None
    deltas: Deltas | None = None
    hypotheses: Mapping[tuple[str, str], Hypothesis] | None = None
    outlook: Outlook | None = None
    faulty: bool = False
    """Whether some of the readings could not be used."""


def subject(
    path: str | None,
    at: str | None,
    status: list[str] | None,
    as_of: str | None,
    *,
    evidence: bool = False,
    forecast: bool = False,
    remembers: bool = False,
    color: Colour = Colour.AUTO,
) -> Subject | None:
    """Open a strategy as it is; None, and the findings said, when it cannot be read.

    With `evidence` its arrows are held against the readings of the status, else those that its settings name; with
    `forecast` it is told from them how likely its targets are met.
    """
    if evidence:
        need_numbers("bsc map --evidence")
    if forecast:
        need_numbers("bsc map --forecast")
    opened = open_strategy(path, at=at, remembers=remembers)
    strategy = opened.loaded.strategy
    if strategy is None:
        complain(opened, run_rules(opened), color)
        return None
    if not status and not evidence and not forecast:
        return Subject(opened, strategy)
    from bsc_cli.view.map.marks import marks_of

    evaluation = measure(opened, strategy, status or (), as_of)
    return Subject(
        opened,
        strategy,
        marks_of(evaluation) if status else None,
        evaluation.as_of.isoformat() if evaluation.as_of else None,
        hypotheses=_hypotheses(opened, evaluation, at) if evidence else None,
        outlook=foresee(opened, evaluation, at, fan=True) if forecast else None,
        faulty=_complained(opened, evaluation),
    )


def _hypotheses(opened: Opened, evaluation: Evaluation, at: str | None) -> Mapping[tuple[str, str], Hypothesis]:
    """Return what the readings say of each arrow, by the full ids of its ends."""
    from bsc_cli.cli.arrow_history import arrow_history
    from bsc_cli.evidence import examine
    from bsc_cli.view.map import Hypothesis

    found = examine(evaluation, arrow_history(opened, evaluation.strategy, at))
    return {ends: Hypothesis(str(each.verdict)) for ends, each in found.by_arrow.items()}


def compared(
    path: str | None,
    base: str,
    at: str | None,
    status: list[str] | None,
    as_of: str | None,
    *,
    remembers: bool = False,
    color: Colour = Colour.AUTO,
) -> Subject | None:
    """Open a strategy as it is and as it was, in one; None, and the findings said, when it cannot be read."""
    old, new = open_both(None if base == "auto" else base, at, path, remembers=remembers)
    opened = Opened(new.tree, new.loaded)
    if new.loaded.strategy is None:
        complain(opened, run_rules(opened), color)
        return None
    from bsc_cli.diff import both
    from bsc_cli.view.map.deltas import deltas_of
    from bsc_cli.view.map.marks import marks_of_both

    # Of a commit, its readings, too.
    tree = new.tree if new.tree.place else new.tree._replace(version=new.name)
    found = compare(old, new, new.loaded.strategy, as_of, texts_of(tables_named(status, tree)) if status else None)
    strategy, reviewed = both(found.diff), found.reviewed
    if reviewed is None:
        return Subject(opened, strategy, deltas=deltas_of(found))
    day = reviewed.as_of.isoformat() if reviewed.as_of else None
    faulty = _complained(opened, reviewed.after, gone=frozenset(reviewed.before.strategy.metrics))
    return Subject(opened, strategy, marks_of_both(reviewed), day, deltas_of(found), faulty=faulty)


def _complained(opened: Opened, evaluation: Evaluation, gone: frozenset[str] = frozenset()) -> bool:
    """Say on stderr what of the readings cannot be used, and return whether there is any.

    Those of a metric that is `gone` are no error: the map shows how it stood.
    """
    result = run_reading_rules(opened, evaluation)
    errors = tuple(
        found
        for found in result.at_least(Severity.ERROR)
        if found.rule != "reading-unknown-metric" or found.element not in gone
    )
    complain(opened, result._replace(findings=errors), Colour.AUTO)
    return bool(errors)
