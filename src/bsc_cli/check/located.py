"""What rules find, with its places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from bsc_cli.config import Chosen
from bsc_cli.finding import KEY, Field, Finding, Place, Pointable, Problem, Related, Severity
from bsc_cli.strategy import Strategy


class Memory(Protocol):
    """What was found before in files that are the same."""

    def findings(self, path: str, under: str, /) -> tuple[Finding, ...] | None:
        """Return what was found in a file under the same settings; None when it is not known."""

    def keep_findings(self, path: str, under: str, found: tuple[Finding, ...], /) -> None:
        """Keep what was found in a file."""


class Subject(Protocol):
    """What rules look at: it finds the place of anything it holds."""

    def locate(self, element: Pointable, field: Field = None, /) -> Place:
        """Return the place of an element or of a field of it."""


def found_in(subjects: Mapping[type, Subject], rules: Iterable[Chosen], memory: Memory | None) -> list[Finding]:
    """Return what rules find in the subjects, by type, that they are about.

    Places are looked up scorecard by scorecard, so that each file is gone into once, and not kept for the next rule.
    """
    about: dict[str, list[tuple[Subject, Chosen, Problem]]] = {}
    by_scorecard: list[Chosen] = []
    for chosen in rules:
        subject = subjects.get(chosen.rule.subject)
        if chosen.rule.by_scorecard:
            by_scorecard.append(chosen)
        elif subject is not None:
            for problem in chosen.rule.check(subject, **chosen.options):
                about.setdefault(problem.element.id.partition("/")[0], []).append((subject, chosen, problem))
    found: list[Finding] = []
    strategy = subjects.get(Strategy)
    if isinstance(strategy, Strategy):
        for card, own in _by_scorecard(strategy, by_scorecard, memory):
            found += own
            found += [_finding(*each) for each in about.pop(card, ())]
    found += [_finding(*each) for rest in about.values() for each in rest]
    return found


def _by_scorecard(
    strategy: Strategy, rules: list[Chosen], memory: Memory | None
) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """Yield what rules find that look at each scorecard by itself, with its id: all at one scorecard, then the next.

    What a scorecard consists of is then near at hand for the processor, and not fetched anew for each rule.
    """
    under = _settings_of(strategy, rules) if memory else ""
    for part in strategy.parts():
        card = next(iter(part.scorecards.values()), None)
        path = strategy.path_of(card) if card else ""
        found = memory.findings(path, under) if memory and path else None
        if found is None:
            found = tuple(
                [
                    _finding(strategy, chosen, problem)
                    for chosen in rules
                    for problem in chosen.rule.check(part, **chosen.options)
                ]
            )
            if memory and path:
                memory.keep_findings(path, under, found)
        yield card.id if card else "", found


def _settings_of(strategy: Strategy, rules: list[Chosen]) -> str:
    """Return all that decides on what these rules say, but for the scorecard."""
    from hashlib import sha256

    document = strategy.documents.get(strategy.settings.id)
    asked = [(each.rule.name, str(each.severity), sorted(each.options.items())) for each in rules]
    return sha256(f"{asked}\n{document.text if document else ''}".encode()).hexdigest()


def _finding(subject: Subject, chosen: Chosen, problem: Problem) -> Finding:
    return placed(subject, chosen.rule.name, chosen.severity, problem)


def placed(subject: Subject, rule: str, severity: Severity, problem: Problem) -> Finding:
    """Return a problem of a subject as the finding of a rule, with its place."""
    element, field = problem.element, problem.field
    return Finding(
        rule=rule,
        severity=severity,
        message=problem.message,
        place=subject.locate(element, field),
        element=element.id,
        field=".".join(str(part) for part in field if part != KEY) if isinstance(field, tuple) else field,
        help=problem.help,
        related=tuple(Related(subject.locate(also.element, also.field), also.note) for also in problem.also),
        kind=getattr(element, "kind", ""),
    )
