"""What is at risk: all of it, earliest first; or the tree of what one objective puts at risk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bsc_cli.evaluation.ahead import Ahead, Risk, Step, Turn, Way, steps
from bsc_cli.evaluation.standing import Standing
from bsc_cli.view.looking.page import Entry, Page, Section
from bsc_cli.view.looking.sentences import along, judged, measured, whose

_BORROWED = "living on borrowed time"
_MOST_WAYS = 3
"""Of the other ways by which something is reached, so many are told and the others counted."""


def page(
    ahead: Ahead,
    name: str,
    about: Standing | None = None,
    own: Risk | None = None,
    warnings: Sequence[Section] = (),
) -> Page:
    """Return the page of a strategy by its name; or about one objective, with what puts that one itself at risk.

    `warnings` stand before the rest: what chances the arrows have moved.
    """
    sentences = [f"as of {ahead.as_of}" if ahead.as_of else "nothing was ever read", _answer(ahead, about)]
    if own is not None:
        sentences.append(f"It is at risk itself from {own.day}: {_cause(own.ways[0])}.")
    focus = about.id if about else ahead.risks[0].ways[0].turns[0].result.objective if ahead.risks else None
    return Page(
        title=f"Ahead: {about.title if about else name}",
        sentences=tuple(sentences),
        sections=(*warnings, *(_one(ahead, about) if about else _all(ahead))),
        command=f"bsc map --focus {focus} -o map.svg" if focus else None,
    )


def _answer(ahead: Ahead, about: Standing | None) -> str:
    if not ahead.turns:
        nothing = "Nothing of it has turned" if about else "Nothing has turned"
        return f"{nothing}: no metric is off, or has a trend for the worse."
    if not ahead.risks:
        return "What has turned makes nothing else worse."
    coming = [risk for risk in ahead.risks if not risk.standing.is_off]
    green = sum(risk.is_on_borrowed_time for risk in coming)
    gone = len(ahead.risks) - len(coming)
    looking = f"; {green} of them still {'looks' if green == 1 else 'look'} green" if green else ""
    already = f" {_counted(gone)} off already." if gone else ""
    at_risk = f"{_counted(len(coming))} at risk{looking}." if coming else "Nothing more is at risk."
    return f"{at_risk}{already}"


def _counted(number: int) -> str:
    return "1 objective is" if number == 1 else f"{number} objectives are"


def _all(ahead: Ahead) -> Iterator[Section]:
    coming = [risk for risk in ahead.risks if not risk.standing.is_off]
    gone = [risk for risk in ahead.risks if risk.standing.is_off]
    if coming:
        yield Section("At risk, earliest first", tuple(_risk(ahead, risk) for risk in coming))
    if gone:
        yield Section("Off already", tuple(_gone(risk) for risk in gone))


def _risk(ahead: Ahead, risk: Risk) -> Entry:
    way, *others = risk.ways
    about = [whose(risk.standing), *_turned(way.turns)]
    day = way.turns[0].since
    for link in way.arrival.way:
        day = link.reaches(day)
        about.append(f"→ {day} {ahead.standings[link.effect].title} · {along(link)}")
    about += [f"also from {other.arrival.day}: {_cause(other)}" for other in others[:_MOST_WAYS]]
    more = len(others) - _MOST_WAYS
    about += [f"and by {more} more"] if more > 0 else []
    return Entry(0, risk.standing.status, risk.standing.title, _when(risk), tuple(about))


def _when(risk: Risk) -> str:
    since = [f"at risk from {risk.day}"]
    since += ["or later: a lag is not declared"] if risk.ways[0].lacks_lag else []
    since += [_BORROWED] if risk.is_on_borrowed_time else []
    since += ["the lags are over and it has not shown"] if risk.has_not_shown else []
    return ", ".join(since)


def _gone(risk: Risk) -> Entry:
    way = risk.ways[0]
    about = (
        whose(risk.standing),
        f"off since {risk.standing.since}; to be foreseen for {way.arrival.day}: {_cause(way)}",
    )
    return Entry(0, risk.standing.status, risk.standing.title, "", about)


def _cause(way: Way) -> str:
    turn = way.turns[0]
    word = "off" if turn.is_off else "getting worse"
    return f"{turn.result.title} is {word} since {turn.since} ({turn.result.objective})"


def _turned(turns: Sequence[Turn]) -> Iterator[str]:
    for turn in turns:
        said = measured(turn.result, turn.since if turn.is_off else None)
        since = "" if turn.is_off else f" since {turn.since}"
        yield f"{said}{since}{f' · {turn.result.owner}' if turn.result.owner else ''}"


def _one(ahead: Ahead, about: Standing) -> Iterator[Section]:
    if ahead.turns:
        top = Entry(0, about.status, about.title, "", (whose(about), *_turned(ahead.turns)))
        yield Section("What it puts at risk", (top, *(_step(ahead, step) for step in steps(ahead))))


def _step(ahead: Ahead, step: Step) -> Entry:
    remark = (
        f"at risk from {step.day}" if step.worse else f"gains by it from {step.day}; it stands here for what follows"
    )
    green = step.worse and step.standing.is_green
    about = [whose(step.standing), along(step.link)]
    if step.link.arrow is not None:
        about.append(judged(ahead.verdicts[step.link.cause, step.link.effect]))
    return Entry(
        step.depth + 1,
        step.standing.status,
        step.standing.title,
        f"{remark}{f', {_BORROWED}' if green else ''}",
        tuple(about),
    )
