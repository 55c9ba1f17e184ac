"""Why an objective stands where it stands: the causes to act on, then the tree that leads to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bsc_cli.evaluation import MetricResult, Status
from bsc_cli.evaluation.standing import Standing
from bsc_cli.evaluation.supporters import Supporters
from bsc_cli.evaluation.why import Cause, Node, Why
from bsc_cli.view.looking.page import Entry, Page, Section
from bsc_cli.view.looking.sentences import along, judged, measured, whose
from bsc_cli.view.status.words import spoken, tally

_MOST_NAMED = 6
"""Of things that are told in a row, so many are named and the others counted."""
_MOST_FINE = 6
"""Of drivers of one objective with nothing amiss in or behind them, so many are shown and the others counted."""


def page(why: Why, metric: MetricResult | None = None) -> Page:
    """Return the page about an objective; with a metric of it, the page says that the metric was asked about."""
    sections = [Section("The cause to act on" if len(why.causes) == 1 else "The causes to act on", _causes(why))]
    tree = Section("What stands behind it, the worst first", tuple(_tree(why)))
    return Page(
        title=f"Why: {metric.title if metric else why.top.title}",
        sentences=tuple(_sentences(why, metric)),
        sections=(*(sections if why.causes else ()), tree),
        command=f"bsc map --focus {why.top.id} -o map.svg",
    )


def _sentences(why: Why, metric: MetricResult | None) -> Iterator[str]:
    yield f"as of {why.as_of}" if why.as_of else "nothing was ever read"
    if metric is not None:
        yield f'A metric of "{why.top.title}"; arrows join objectives, so this is what stands behind that one.'
    answer = _answer(why)
    if answer:
        yield answer
    if why.at_its_expense:
        yield f"By an opposite effect, what goes well there goes at its expense: {_named(why.at_its_expense)}."
    if why.unknown:
        yield f"Without a status, so that nobody can tell: {_named(why.unknown)}."
    if why.supporters.is_silo:
        yield "Every unit that supports it is on target, and it is off: each meets its own aim, and they miss this one."


def _answer(why: Why) -> str:
    """Return what the arrows and the cascade have to say, where the causes that follow do not say it all."""
    off = why.top.is_off
    if len(why.nodes) == 1:
        return "Nothing is said to drive or support it, so nothing upstream explains it."
    if not why.causes:
        return (
            "Nothing upstream explains this." if off else "It is not off, and neither is anything that makes it worse."
        )
    if not why.is_explained:
        return "Nothing upstream explains this yet: what is off there has not had the time to show."
    return "" if off else "It is not off, but something upstream is that makes it worse."


def _causes(why: Why) -> tuple[Entry, ...]:
    return tuple(
        Entry(0, cause.standing.status, cause.standing.title, "", tuple(_about_cause(why, cause)))
        for cause in why.causes
    )


def _about_cause(why: Why, cause: Cause) -> Iterator[str]:
    yield from _about(cause.standing)
    lags = ", or later: a lag on the way is not declared" if any(link.lacks_lag for link in cause.arrival.way) else ""
    recent = "too recent to explain this: " if cause.is_too_recent else ""
    yield (
        f"{recent}behind its target since {cause.standing.short_since}, "
        f"which can show here from {cause.arrival.day} on{lags}"
    )
    for (origin, effect), verdict in why.verdicts.items():
        if origin == cause.standing.id:
            yield f"→ {why.title_of(effect)}: {judged(verdict)}"


def _tree(why: Why) -> Iterator[Entry]:
    causes = {cause.standing.id for cause in why.causes}
    quiet = _quiet(why.nodes)
    fine: dict[int, int] = {}
    hidden: set[int] = set()
    for place, node in enumerate(why.nodes):
        if node.above in hidden:
            hidden.add(place)
        elif quiet[place] and node.depth:
            fine[node.above] = fine.get(node.above, 0) + 1
            if fine[node.above] > _MOST_FINE:
                hidden.add(place)
    more = {above: number - _MOST_FINE for above, number in fine.items() if number > _MOST_FINE}
    for place, node in enumerate(why.nodes):
        if place not in hidden:
            yield _node(why, node, is_cause=node.standing.id in causes)
        elif node.above in more:
            text = f"{more.pop(node.above)} more, on target, with nothing amiss behind them"
            yield Entry(node.depth, Status.ON_TARGET, text)


def _quiet(nodes: Sequence[Node]) -> list[bool]:
    """Return for each node whether it and all that is told below it are on target."""
    quiet = [node.standing.is_green for node in nodes]
    for place in range(len(nodes) - 1, 0, -1):
        quiet[nodes[place].above] = quiet[nodes[place].above] and quiet[place]
    return quiet


def _node(why: Why, node: Node, *, is_cause: bool) -> Entry:
    remarks = ["the cause to act on" if len(why.causes) == 1 else "a cause to act on"] if is_cause else []
    remarks += [] if node.same else ["more of it means less of what is asked about"]
    remarks += ["here the loop closes" if node.loop else "told above"] if node.again else []
    about = [] if node.again else list(_about(node.standing))
    if node.link is not None:
        about.append(along(node.link))
        if node.link.arrow is not None:
            verdict = why.verdicts[node.link.cause, node.link.effect]
            about.append(judged(verdict, on_target=node.standing.is_green))
    else:
        about += _supported(why.supporters)
    return Entry(node.depth, node.standing.status, node.standing.title, ", ".join(remarks), tuple(about))


def _about(standing: Standing) -> Iterator[str]:
    """Yield whose an objective is, and its metrics that are off, or else the one that stands worst."""
    yield whose(standing)
    for miss in standing.misses:
        yield measured(miss.result, miss.since)
    if standing.worst is not None and not (standing.misses or standing.is_green):
        yield measured(standing.worst)


def _supported(supporters: Supporters) -> Iterator[str]:
    units = supporters.standings
    if 0 < len(units) <= _MOST_NAMED:
        yield "supported by " + ", ".join(f"{spoken(unit.status)} {unit.title}" for unit in units)
    elif units:
        counts = {status: sum(unit.status is status for unit in units) for status in Status}
        yield f"supported by {len(units)} objectives: {tally(counts).replace('   ', ', ')}"


def _named(standings: Sequence[Standing]) -> str:
    names = [f'{spoken(each.status)} "{each.title}"' for each in standings[:_MOST_NAMED]]
    more = len(standings) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")
