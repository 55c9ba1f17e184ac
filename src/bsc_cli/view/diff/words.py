"""Changes in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from bsc_cli.diff import Change, Confirmation, Diff, Impact
from bsc_cli.evaluation import Status
from bsc_cli.model import Arrow, Element, Metric, Review, Settings
from bsc_cli.view.numbers import ABSENT, shown_score
from bsc_cli.view.status.words import SHAPES, WORDS

ARROW = "→"
_IN_UNIT = ("target", "targets", "target_range", "red_line", "baseline", "limits")
_NOTHING = "nothing"
_SORTS = (
    "loosened",
    "removed",
    "retired",
    "renamed",
    "moved",
    "redirected",
    "revived",
    "tightened",
    "added",
    "changed",
)


def group_of(change: Change) -> str:
    """Return the id of the scorecard that a change belongs to; "" for the settings."""
    element = change.element
    if isinstance(element, Settings):
        return ""
    return element.review if isinstance(element, Review) else element.scorecard_id


def title_of_group(diff: Diff, group: str) -> str:
    """Return the heading of a group of changes."""
    if not group:
        return "Settings (bsc.yaml)"
    card = diff.head.scorecards.get(group) or diff.base.scorecards.get(group)
    if not card or not card.title:
        return group
    # In the log of a workflow a line that begins with "::" is a command, whatever white space comes first.
    title = f"scorecard {card.title}" if card.title.lstrip().startswith("::") else card.title
    return f"{title} ({group})"


def grouped(diff: Diff) -> Iterator[tuple[str, list[list[Change]]]]:
    """Yield the changes by scorecard, and in each by element."""
    groups: dict[str, dict[tuple[str, str], list[Change]]] = {}
    for change in diff.changes:
        element = change.element
        groups.setdefault(group_of(change), {}).setdefault((element.kind, element.id), []).append(change)
    for group, elements in groups.items():
        yield group, list(elements.values())


def name_of(element: Element) -> str:
    """Return what an element is and how it is called: 'metric "Lead time" (lead-time)'."""
    if isinstance(element, Settings):
        return "settings"
    if isinstance(element, Arrow):
        source, target = element.source.split("/", 1)[-1], element.target
        target = target.split("/", 1)[-1] if target.split("/", 1)[0] == element.scorecard_id else target
        return f"arrow {source} {ARROW} {target}"
    if isinstance(element, Review):
        return f"review of {element.review} on {element.on}"
    if element.kind in ("scorecard", "vision"):
        return element.kind
    title = getattr(element, "title", None)
    return f'{element.kind} "{title}" ({element.name})' if title else f"{element.kind} {element.name}"


def said(change: Change) -> str:
    """Return what changed in an element: "target for 2026-Q4: 15 % → 12 %, loosened"."""
    whole = {
        "added": "added",
        "removed": "removed",
        "renamed": f"renamed, was {change.old}",
        "redirected": f"redirected, was {change.old}",
        "retired": f"retired ({change.new})",
        "revived": f"no longer retired (was {change.old})",
    }
    if change.kind in whole:
        return whole[change.kind]
    what = field(change.field)
    if change.kind == "moved":
        return f"moved, {what}: {value(change, change.old)} {ARROW} {value(change, change.new)}"
    if change.old is None:
        text = f"{what} added: {value(change, change.new)}"
    elif change.new is None:
        text = f"{what} removed, was {value(change, change.old)}"
    else:
        text = f"{what}: {value(change, change.old)} {ARROW} {value(change, change.new)}"
    return f"{text}, {change.effect}" if change.effect else text


def field(way: tuple[str, ...]) -> str:
    """Return a field in words: "target for 2026-Q4"."""
    if way[0] == "targets":
        return f"target for {way[1]}"
    return " ".join(part.replace("_", " ") for part in way)


def value(change: Change, shown: object) -> str:
    """Return a value of a field in words, numbers in the unit of their metric."""
    if shown is None:
        return _NOTHING
    if isinstance(shown, bool):
        return "yes" if shown else "no"
    if isinstance(shown, Decimal):
        counts = isinstance(change.element, Metric) and change.field[:1] and change.field[0] in _IN_UNIT
        unit = change.element.unit if counts and isinstance(change.element, Metric) else None
        return f"{shown:f} {unit}" if unit else f"{shown:f}"
    return str(shown)


def asked_to_confirm(each: Confirmation) -> str:
    """Return which unit is to confirm what: "europe (cso) answers to corporate: 'parent_version: 4'"."""
    owner = f" ({each.unit.owner})" if each.unit.owner else ""
    said = f"{each.unit.id}{owner} answers to {each.above.id}"
    if each.version is None:
        return said
    was = "" if each.unit.parent_version is None else f", which says {each.unit.parent_version} now"
    return f"{said}: 'parent_version: {each.version}'{was}"


def consequence(change: Change) -> int:
    """Return how much a change asks to be looked at: 0 first."""
    if change.effect == "loosened":
        return 0
    if change.kind in ("removed", "retired", "renamed", "moved", "redirected", "revived"):
        return 1
    if change.effect == "tightened" or (change.kind == "added" and change.element.kind != "review"):
        return 2
    return 3 if change.is_material else 4


def summary(changes: Sequence[Change]) -> str:
    """Return how many changes there are, of which sorts, what weighs most first: "9 changes: 2 loosened, 7 added"."""
    sorts = Counter[str](change.effect or change.kind for change in changes)
    told = [f"{sorts[sort]} {sort}" for sort in _SORTS if sorts[sort]]
    number = counted(len(changes), "change")
    return f"{number}: {', '.join(told)}" if len(changes) > 1 else number if changes else "Nothing changed"


def impact(each: Impact) -> tuple[str, str]:
    """Return where something stood and stands: "■ off 42", "◆ near 71"."""
    return _standing(each.status_before, each.before), _standing(each.status_after, each.after)


def _standing(status: Status | None, score: Decimal | None) -> str:
    if status is None:
        return ABSENT
    word = f"{SHAPES[status]} {WORDS[status]}"
    return word if score is None else f"{word} {shown_score(score)}"


def counted(number: int, noun: str) -> str:
    """Return a number and a noun that agree."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
