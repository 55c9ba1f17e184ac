"""The one loop over rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Protocol

from bsc_cli.check.baseline import Baseline, holdable
from bsc_cli.check.silencing import Ignore, Silencing, ignores_in
from bsc_cli.config import Chosen, Config
from bsc_cli.finding import KEY, Field, Finding, Place, Pointable, Problem, Related, Result, RuleInfo, Severity
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


def check(
    subjects: Iterable[Subject],
    config: Config,
    *,
    missing: Iterable[type] = (),
    lacking: Iterable[type] = (),
    texts: Mapping[str, str] | None = None,
    today: date | None = None,
    baseline: Baseline | None = None,
    memory: Memory | None = None,
) -> Result:
    """Run the chosen rules on the subjects at hand.

    `missing` names the kinds of subject that were wanted but could not be made: their rules are listed as not run, and
    nothing is silenced, because what was found is the reason why.
    `lacking` names the kinds that take an extra which is not installed: their rules are listed, no more.
    `texts` are the files in which comments may silence a finding; `today` is the day by which such comments expire.
    `baseline` holds findings back, but never one about reading the files.
    `memory` may know what rules found before that look at each scorecard by itself.
    """
    by_kind: dict[type, Subject] = {type(subject): subject for subject in subjects}
    wanted, beyond = tuple(missing), tuple(lacking)
    found: list[Finding] = []
    ran: list[str] = []
    not_run: list[str] = []
    without: list[str] = []
    for chosen in config.chosen:
        subject = by_kind.get(chosen.rule.subject)
        if subject is not None:
            ran.append(chosen.rule.name)
            found += [] if chosen.rule.by_scorecard else _findings(subject, chosen)
        elif chosen.rule.subject in wanted:
            not_run.append(chosen.rule.name)
        elif chosen.rule.subject in beyond:
            without.append(chosen.rule.name)
    found += _by_scorecard(by_kind.get(Strategy), [each for each in config.chosen if each.rule.by_scorecard], memory)
    found += _about_settings(by_kind.values(), config.problems)
    kept, silencing = _silence(found, () if wanted else tuple(ignores_in(texts or {})), ran, config, today)
    for chosen in config.chosen:
        if chosen.rule.subject is Silencing:
            ran.append(chosen.rule.name)
            kept += _findings(silencing, chosen)
    held: list[Finding] = []
    if baseline is not None and not wanted:
        may = {chosen.rule.name for chosen in config.chosen if holdable(chosen.rule)}
        new, held = baseline.split(finding for finding in set(kept) if finding.rule in may)
        kept = [*new, *(finding for finding in kept if finding.rule not in may)]
        met = baseline.met(held, ran)
        for chosen in config.chosen:
            if chosen.rule.subject is Baseline:
                ran.append(chosen.rule.name)
                kept += _findings(met, chosen)
    return Result(
        _ordered(kept),
        tuple(sorted(ran)),
        tuple(sorted(not_run)),
        tuple(sorted(without)),
        _ordered(held),
        _about_rules(config, {*ran, *not_run, *without}),
    )


def _about_rules(config: Config, names: set[str]) -> tuple[RuleInfo, ...]:
    every = {chosen.rule.name: chosen for chosen in config.chosen if chosen.rule.name in names}
    return tuple(
        RuleInfo(name, each.rule.summary, each.rule.page, each.severity) for name, each in sorted(every.items())
    )


def _ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(set(findings), key=lambda finding: finding.sort_key))


def _findings(subject: Subject, chosen: Chosen) -> Iterator[Finding]:
    for problem in chosen.rule.check(subject, **chosen.options):
        yield _finding(subject, chosen.rule.name, chosen.severity, problem)


def _by_scorecard(strategy: Subject | None, rules: list[Chosen], memory: Memory | None) -> Iterator[Finding]:
    """Yield what rules find that look at each scorecard by itself: all of them at one scorecard, then at the next.

    What a scorecard consists of is then near at hand for the processor, and not fetched anew for each rule.
    """
    if not isinstance(strategy, Strategy):
        return
    under = _settings_of(strategy, rules) if memory else ""
    for part in strategy.parts():
        path = strategy.path_of(next(iter(part.scorecards.values()))) if part.scorecards else ""
        found = memory.findings(path, under) if memory and path else None
        if found is None:
            found = tuple(
                [
                    _finding(strategy, chosen.rule.name, chosen.severity, problem)
                    for chosen in rules
                    for problem in chosen.rule.check(part, **chosen.options)
                ]
            )
            if memory and path:
                memory.keep_findings(path, under, found)
        yield from found


def _settings_of(strategy: Strategy, rules: list[Chosen]) -> str:
    """Return all that decides on what these rules say, but for the scorecard."""
    from hashlib import sha256

    document = strategy.documents.get(strategy.settings.id)
    asked = [(each.rule.name, str(each.severity), sorted(each.options.items())) for each in rules]
    return sha256(f"{asked}\n{document.text if document else ''}".encode()).hexdigest()


def _finding(subject: Subject, rule: str, severity: Severity, problem: Problem) -> Finding:
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


def _about_settings(subjects: Iterable[Subject], problems: tuple[Problem, ...]) -> Iterator[Finding]:
    """Yield what is wrong with the `rules:` of `bsc.yaml`, located by whichever subject knows the settings' file."""
    for subject in subjects:
        if hasattr(subject, "settings"):
            for problem in problems:
                yield _finding(subject, "invalid-value", Severity.ERROR, problem)
            return


def _silence(
    found: list[Finding], ignores: tuple[Ignore, ...], ran: list[str], config: Config, today: date | None
) -> tuple[list[Finding], Silencing]:
    by_line: dict[tuple[str, int], list[Ignore]] = {}
    for ignore in ignores:
        by_line.setdefault((ignore.place.path, ignore.about), []).append(ignore)
    kept: list[Finding] = []
    used: set[tuple[Place, str]] = set()
    for finding in found:
        covering = [
            ignore
            for ignore in by_line.get((finding.place.path, finding.place.line), ())
            if ignore.covers(finding, today)
        ]
        used |= {(ignore.place, finding.rule) for ignore in covering}
        if not covering:
            kept.append(finding)
    known = frozenset(chosen.rule.name for chosen in config.chosen)
    return kept, Silencing(ignores, frozenset(used), frozenset(ran), known, today)
