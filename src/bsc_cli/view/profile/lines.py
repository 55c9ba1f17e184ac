"""A profile in words, before it becomes text or Markdown: headings, and pairs of a name and what is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from bsc_cli.view.profile.profile import Profile
from bsc_cli.view.profile.ties import Tie

_HEADINGS = {
    "drives": "Drives",
    "driven_by": "Driven by",
    "supports": "Supports",
    "supported_by": "Supported by",
    "units": "Units",
    "objectives": "Objectives",
    "metrics": "Metrics",
    "initiatives": "Initiatives",
    "moves": "Moves",
    "moved_by": "Moved by",
    "guards": "Guards, as counter metric",
    "proves": "Proves the vision of",
    "tombstones": "Retired",
    "replaces": "Took the place of",
    "reviews": "Reviews",
    "notes": "Noted",
    "decisions": "Decided",
}


def fields(profile: Profile) -> Iterator[tuple[str, list[str]]]:
    """Yield the name of each field that says something, and what it says in one or more lines."""
    for name, value in profile.fields.items():
        written = list(filter(None, _lines(value)))
        if name in profile.titles:
            written = [f"{each} ({profile.titles[name]})" for each in written]
        if written:
            yield name, written


def sections(profile: Profile) -> Iterator[tuple[str, list[tuple[str, list[str]]]]]:
    """Yield each heading that has something below it: what it is about, and what more there is to say of it."""
    for name, ties in profile.ties.items():
        if ties:
            told = _remark if name in ("notes", "decisions") else _end if profile.said["kind"] == "arrow" else _thing
            yield _HEADINGS[name], [told(tie) for tie in ties]


def name(profile: Profile) -> str:
    """Return the kind and id of the element, and the objective it stands under."""
    said = profile.said
    under = f" of {said['objective']}" if said["objective"] and said["kind"] != "arrow" else ""
    return f"{said['kind']} {said['id']}{under}{' (retired)' if said['retired'] else ''}"


def place(tie: Tie) -> str:
    """Return where something stands. It begins with a word: in a workflow's log, "::" at the start is a command."""
    return f"at {tie['path']}:{tie['line']}:{tie['column']}"


def _thing(tie: Tie) -> tuple[str, list[str]]:
    title = f": {tie['title']}" if tie["title"] else ""
    more = [f"after {tie['after']}"] if tie.get("after") else []
    more += ["the opposite effect"] if tie.get("effect") == "opposite" else []
    more += ["feedback"] if tie.get("feedback") else []
    more += [f"owner {tie['owner']}"] if tie["owner"] else []
    more += ["retired"] if tie["retired"] else []
    details = [", ".join(more)] if more else []
    details += [f"because {tie['because']}"] if tie.get("because") else []
    return f"{tie['id']}{title}", details


def _end(tie: Tie) -> tuple[str, list[str]]:
    """Return what stands at an end of an arrow; what the arrow says are its own fields."""
    return _thing({name: tie[name] for name in ("id", "title", "owner", "retired")})


def _remark(tie: Tie) -> tuple[str, list[str]]:
    """Return what a review noted or decided."""
    about = ", ".join(str(each) for each in (tie["about"] if isinstance(tie["about"], list) else ()))
    head = f"{tie['on']}: {tie['what']}" if "what" in tie else f"{tie['on']}, {about}"
    more = [f"{name} {tie[name]}" for name in ("why", "implies", "because", "owner", "due") if tie.get(name)]
    more += [f"about {about}"] if "what" in tie and about else []
    return head, [*more, place(tie)]


def _lines(value: object) -> list[str]:
    """Return a field's value: numbers by period on one line, other things with names one below the other."""
    match value:
        case Mapping() if not all(isinstance(each, int | Decimal | None) for each in value.values()):
            return [f"{name}: {part}" for name, each in value.items() if (part := _written(each))]
        case list() if any(isinstance(each, Mapping) for each in value):
            return [_written(each) for each in value]
    return [_written(value)]


def _written(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else ""
        case Decimal():
            return f"{value:f}"
        case list():
            return ", ".join(map(_written, value))
        case Mapping():
            parts = [(name, _written(each)) for name, each in value.items()]
            return ", ".join(f"{name}: {part}" for name, part in parts if part)
    return str(value)
