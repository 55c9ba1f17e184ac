"""From a diff to what the cards and arrows of a map show: added, removed, changed, and how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from bsc_cli.diff import Change
from bsc_cli.diff.both import Ends, arrows_of_base, gone_objectives
from bsc_cli.model import Arrow, Element, Initiative, Metric, Objective
from bsc_cli.view.diff.words import consequence, group_of, name_of, said
from bsc_cli.view.map.delta import Delta, Deltas

if TYPE_CHECKING:
    from bsc_cli.evaluation import Status
    from bsc_cli.view.diff import Compared


def deltas_of(compared: Compared) -> Deltas:
    """Return what became of every objective and arrow of either version, by the ids of the strategy of `both`.

    Where both versions were held against readings, an objective that stands elsewhere on the same readings says so.
    """
    diff = compared.diff
    by_objective: dict[str, list[Change]] = {}
    by_arrow: dict[Ends, list[Change]] = {}
    elsewhere: dict[str, None] = {}
    for change in diff.changes:
        element = change.element
        if isinstance(element, Arrow):
            by_arrow.setdefault(_ends(compared, change), []).append(change)
        elif isinstance(element, Objective | Metric | Initiative):
            for home in _homes(compared, change):
                by_objective.setdefault(home, []).append(change)
        else:
            elsewhere[_of_the_whole(change)] = None
    return Deltas(
        compared.base,
        compared.head,
        dict(_objectives(compared, by_objective)),
        dict(_arrows(compared, by_arrow)),
        tuple(elsewhere),
        len(diff.changes),
    )


def _objectives(compared: Compared, changes: Mapping[str, list[Change]]) -> Iterator[tuple[str, Delta]]:
    diff = compared.diff
    turned = _turned(compared)
    gone = gone_objectives(diff)
    for full in dict.fromkeys((*diff.head.objectives, *gone)):
        here = sorted(changes.get(full, ()), key=consequence)
        own = next((each for each in here if each.kind in ("retired", "revived")), None)
        if full in gone:
            yield full, Delta("removed", "Retired" if own else "Removed", _because(own), max(1, len(here)))
        elif diff.pairs.in_base("objective", full) not in diff.base.objectives:
            yield full, Delta("added", "Revived" if own else "Added", (), max(1, len(here)))
        elif here or full in turned:
            alone = len(diff.head.metrics_of(diff.head.objectives[full])) == 1
            words = tuple(dict.fromkeys((*turned.get(full, ()), *(_told(each, alone=alone) for each in here))))
            yield full, Delta("changed", "Changed", words, len(here))


def _arrows(compared: Compared, changes: Mapping[Ends, list[Change]]) -> Iterator[tuple[Ends, Delta]]:
    was = arrows_of_base(compared.diff)
    now = {(each.source, each.target): each for each in compared.diff.head.arrows}
    for ends in dict.fromkeys((*now, *was)):
        here = sorted(changes.get(ends, ()), key=consequence)
        words = tuple(said(each) for each in here if each.kind in ("changed", "redirected"))
        if ends not in was:
            yield ends, Delta("added", "Added", words, len(here))
        elif ends not in now:
            yield ends, Delta("removed", "Removed", words, len(here))
        elif here:
            before = was[ends].after
            yield ends, Delta("changed", "Changed", words, len(here), before if before != now[ends].after else None)


def _ends(compared: Compared, change: Change) -> Ends:
    arrow = change.head or change.base
    if not isinstance(arrow, Arrow):
        raise TypeError(change)
    if change.head is not None:
        return arrow.source, arrow.target
    in_head = compared.diff.pairs.in_head
    return in_head("objective", arrow.source), in_head("objective", arrow.target)


def _homes(compared: Compared, change: Change) -> set[str]:
    """Return the objectives that a change belongs to, by the ids of the newer version.

    What moved from one objective to another belongs to both.
    """
    homes = set()
    if change.head is not None:
        homes.add(_home(change.head))
    if change.base is not None and (change.head is None or change.kind == "moved"):
        homes.add(compared.diff.pairs.in_head("objective", _home(change.base)))
    return homes


def _home(element: Element) -> str:
    return element.id if isinstance(element, Objective) else str(getattr(element, "objective", ""))


def _told(change: Change, *, alone: bool) -> str:
    """Return what changed, values first, for there is little room; `alone` says that only one metric is meant."""
    element = change.element
    if isinstance(element, Objective):
        return said(change)
    if change.kind != "changed":
        return f"{name_of(element)} {said(change)}"
    if isinstance(element, Metric) and alone:
        return said(change)
    return f"{said(change)} ({element.name})"


def _because(change: Change | None) -> tuple[str, ...]:
    tombstone = change.head.retired if change and isinstance(change.head, Objective) else None
    return (tombstone.because,) if tombstone and tombstone.because else ()


def _of_the_whole(change: Change) -> str:
    """Name what a change belongs to when it is neither an objective's nor an arrow's: "vision of sales"."""
    name, group = name_of(change.element), group_of(change)
    return {"vision": f"vision of {group}", "scorecard": f"scorecard {group}"}.get(change.element.kind, name)


def _turned(compared: Compared) -> Mapping[str, tuple[str, ...]]:
    """Return the objectives, living before and now, whose status the change alone turns, and what to say of them."""
    if compared.reviewed is None:
        return {}
    return {
        each.id: (f"{_word(each.status_before)} → {_word(each.status_after)} on the same readings",)
        for each in compared.reviewed.impacts
        if each.kind == "objective"
        and each.status_before is not None
        and each.status_after is not None
        and each.status_before is not each.status_after
    }


def _word(status: Status) -> str:
    return str(status).replace("-", " ")
