"""Steps of a history in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import NamedTuple

from bsc_cli.diff import Change, facts
from bsc_cli.history import Decided, History, Step, home_of
from bsc_cli.model import Arrow, Metric, Review, Scorecard, Settings
from bsc_cli.view.diff.words import counted, field, group_of, name_of, value

_WHOLE = ("added", "removed")
SHORT = 9
"""Digits of a commit's name that people are shown."""


def title(history: History) -> str:
    """Return what the history is of: "metric sales/contracts", or the name of the strategy."""
    if history.subject is not None:
        return f"{history.subject.kind} {history.subject.id}"
    return history.strategy.name or "the strategy"


def length(history: History) -> str:
    """Return how many steps there are: "3 steps, the newest first"."""
    if not history.steps:
        return "No commit that was looked at changed it."
    order = ", the newest first" if len(history.steps) > 1 else ""
    then = f", up to {history.strategy.version}" if history.strategy.version else ""
    return f"{counted(len(history.steps), 'step')}{order}{then}."


def who(step: Step) -> str:
    """Return who wrote what a commit brought, and who merged it when that was somebody else."""
    commit = step.commit
    writers = ", ".join(commit.writers) or commit.author
    merged = len(commit.parents) > 1 and commit.author not in commit.writers
    return f"{writers} (merged by {commit.author})" if merged else writers


class Told(NamedTuple):
    """What a step did to one element: how it is called, the changes, and what more is to be said of the first."""

    name: str
    changes: tuple[Change, ...]
    more: str = ""


def by_element(step: Step, history: History) -> Iterator[Told]:
    """Yield the changes of each element. Where a whole came or went, its parts are counted, not listed."""
    subject = history.subject
    counts = subject is None or subject.kind == "scorecard"
    wholes = {(each.kind, each.element.kind, each.element.id) for each in step.changes if each.kind in _WHOLE}
    found: dict[tuple[str, str], list[Change]] = {}
    parts: dict[tuple[str, str], Counter[str]] = {}
    for change in step.changes:
        element = change.element
        whole = _whole_of(change, wholes) if counts else None
        if whole is None:
            found.setdefault((element.kind, element.id), []).append(change)
        else:
            parts.setdefault(whole, Counter())[element.kind] += 1
    for key, changes in found.items():
        group = group_of(changes[0])
        name = name_of(changes[0].element)
        more = _listed(parts[key]) if key in parts else "" if counts else _fields(changes[0])
        yield Told(
            name if not group or (subject and subject.scorecard == group) else f"{group}: {name}", (*changes,), more
        )


def _whole_of(change: Change, wholes: Collection[tuple[str, str, str]]) -> tuple[str, str] | None:
    """Return the scorecard or objective that came or went together with an element, and that it is a part of."""
    element = change.element
    if change.kind not in _WHOLE or isinstance(element, Review | Settings | Scorecard):
        return None
    around = (("scorecard", element.scorecard_id), ("objective", home_of(element)))
    return next((each for each in around if (change.kind, *each) in wholes), None)


def _listed(parts: Counter[str]) -> str:
    return f"with {', '.join(counted(number, kind) for kind, number in parts.items())}"


def _fields(change: Change) -> str:
    """Return what an element said of itself when it came or went."""
    if change.kind not in _WHOLE:
        return ""
    return ", ".join(f"{field(way)}: {value(change, shown)}" for way, shown in facts(change.element))


def wants_a_decision(change: Change) -> bool:
    """Whether a change is one that somebody should have decided: an easier target, something dropped."""
    return change.effect == "loosened" or (change.kind == "removed" and isinstance(change.base, Metric | Arrow))


def decided(each: Decided) -> tuple[str, ...]:
    """Return a decision in lines: what, where it is recorded, why."""
    decision = each.decision
    because = (f"because: {decision.because}",) if decision.because else ()
    return (f"decided on {each.review.on}: {decision.what} ({each.review.id})", *because)


def ending(history: History) -> str:
    """Return what is to be said when the beginning is not shown; "" otherwise."""
    return "" if history.complete else "What came before is not shown."
