"""The one loop over rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from bsc_cli.check.baseline import Baseline, holdable
from bsc_cli.check.located import Memory, Subject, found_in, placed
from bsc_cli.check.silencing import Ignore, Silencing, ignores_in
from bsc_cli.config import Config
from bsc_cli.finding import Finding, Place, Problem, Result, RuleInfo, Severity


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
    ran: list[str] = []
    not_run: list[str] = []
    without: list[str] = []
    for chosen in config.chosen:
        if chosen.rule.subject in by_kind:
            ran.append(chosen.rule.name)
        elif chosen.rule.subject in wanted:
            not_run.append(chosen.rule.name)
        elif chosen.rule.subject in beyond:
            without.append(chosen.rule.name)
    found = found_in(by_kind, config.chosen, memory)
    found += _about_settings(by_kind.values(), config.problems)
    kept, silencing = _silence(found, () if wanted else tuple(ignores_in(texts or {})), ran, config, today)
    for chosen in config.chosen:
        if chosen.rule.subject is Silencing:
            ran.append(chosen.rule.name)
            kept += found_in({Silencing: silencing}, [chosen], None)
    held: list[Finding] = []
    if baseline is not None and not wanted:
        may = {chosen.rule.name for chosen in config.chosen if holdable(chosen.rule)}
        new, held = baseline.split(finding for finding in set(kept) if finding.rule in may)
        kept = [*new, *(finding for finding in kept if finding.rule not in may)]
        met = baseline.met(held, ran)
        for chosen in config.chosen:
            if chosen.rule.subject is Baseline:
                ran.append(chosen.rule.name)
                kept += found_in({Baseline: met}, [chosen], None)
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


def _about_settings(subjects: Iterable[Subject], problems: tuple[Problem, ...]) -> Iterator[Finding]:
    """Yield what is wrong with the `rules:` of `bsc.yaml`, located by whichever subject knows the settings' file."""
    for subject in subjects:
        if hasattr(subject, "settings"):
            for problem in problems:
                yield placed(subject, "invalid-value", Severity.ERROR, problem)
            return


def _silence(
    found: list[Finding], ignores: tuple[Ignore, ...], ran: list[str], config: Config, today: date | None
) -> tuple[list[Finding], Silencing]:
    known: dict[tuple[object, ...], list[Ignore]] = {}
    for ignore in ignores:
        for about in (ignore.about, *ignore.things):
            known.setdefault((ignore.place.path, about), []).append(ignore)
    kept: list[Finding] = [] if known else found
    used: set[tuple[Place, str]] = set()
    for finding in found if known else ():
        path, abouts = finding.place.path, (finding.place.line, (finding.kind, finding.element))
        near = [ignore for about in abouts for ignore in known.get((path, about), ())]
        covering = [ignore for ignore in near if ignore.covers(finding, today)]
        used |= {(ignore.place, finding.rule) for ignore in covering}
        if not covering:
            kept.append(finding)
    names = frozenset(chosen.rule.name for chosen in config.chosen)
    return kept, Silencing(ignores, frozenset(used), frozenset(ran), names, today)
