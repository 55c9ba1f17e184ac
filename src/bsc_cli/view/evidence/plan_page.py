"""The page of `bsc evidence --plan`: which initiative to start unit by unit, in which order, and what that saves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bsc_cli.evidence import Evidence
from bsc_cli.evidence.rollout import Rollout
from bsc_cli.view.evidence.sentences import decimal, months
from bsc_cli.view.looking.page import Entry, Page, Section

_ASSUMPTIONS = (
    "The effect is as strong as said; a weaker one takes longer, and where there is none nothing will show.",
    "Units are read every month, are as alike as their readings say, and each keeps the initiative once it has begun.",
    "The order is drawn by lot from the names: units that choose when to begin differ in more than that.",
    "Found means a chance of 85% or more in four of five simulated cases, judged by the test of bsc evidence itself.",
)


def plan_page(evidence: Evidence, plans: Sequence[Rollout]) -> Page:
    """Return the page about roll-outs; what must be so for any of it to come true stands at its end."""
    day = evidence.evaluation.as_of
    sections = [Section("Start it unit by unit", tuple(_entry(evidence, each) for each in plans))] if plans else []
    if plans:
        sections.append(Section("What is assumed", tuple(Entry(0, None, text) for text in _ASSUMPTIONS)))
    return Page(
        title=f"Evidence, planned: {evidence.evaluation.strategy.name}",
        sentences=(f"as of {day}" if day else "nothing was ever read", _answer(plans)),
        sections=tuple(sections),
        command=None,
    )


def _answer(plans: Sequence[Rollout]) -> str:
    best = plans[0] if plans else None
    if best is None:
        return (
            "There is nothing to start unit by unit: no planned initiative moves the cause of an undecided arrow that "
            "four units or more measure under the same name."
        )
    if not best.saved:
        return "Starting unit by unit saves nothing here: the readings there are will tell as soon."
    return f"{best.initiative.title}: started unit by unit, its arrow can be tested {months(best.saved)} sooner."


def _entry(evidence: Evidence, plan: Rollout) -> Entry:
    objectives = evidence.evaluation.strategy.objectives
    arrow = plan.hypothesis.arrow
    ends = f"{objectives[arrow.source].title} → {objectives[arrow.target].title}"
    return Entry(0, None, plan.initiative.title, _remark(plan), (ends, *_about(evidence, plan)))


def _remark(plan: Rollout) -> str:
    if plan.months_with is None:
        return "not testable within seven years, even unit by unit"
    without = f"in {months(plan.months_without)}" if plan.months_without else "not within seven years"
    saved = f": saves {months(plan.saved)}" if plan.saved else ": saves nothing"
    return f"testable in {months(plan.months_with)} unit by unit, {without} otherwise{saved}"


def _about(evidence: Evidence, plan: Rollout) -> Iterator[str]:
    order = ", ".join(f"{start.unit} in {start.month:%Y-%m}" for start in plan.starts)
    yield f"Begin with {order}." if order else "No reading says when to begin."
    metric = evidence.evaluation.strategy.metrics[plan.hypothesis.ends[0].cause]
    told = "what its target asks" if plan.size_from_target else "no target tells how far, so this is assumed"
    yield f"An effect of r {decimal(plan.strength)} is looked for."
    yield f"It is taken to move {metric.title or metric.name} by {decimal(plan.size)} of its usual swings: {told}."
