"""An element with its fields and ties: what all formats of a profile show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bsc_cli.model import OwnerEntry, Period, Perspective, Theme, Word
from bsc_cli.selection import Selectable
from bsc_cli.strategy import Strategy
from bsc_cli.view.json_document import json_document
from bsc_cli.view.listing import facts
from bsc_cli.view.profile.ties import Tie, ties_of

# These are shown as ties, with more about them than the reference.
_AS_TIES = ("objectives", "drives", "supports", "metrics", "initiatives", "moves", "notes", "decisions")


@dataclass(frozen=True)
class Profile:
    """Everything about one element: what a list says of it, its fields in the order of the language, and its ties."""

    said: Mapping[str, object]
    fields: Mapping[str, object]
    """Plain data; what is not written is None or the language's default. Decimals are exact."""
    titles: Mapping[str, str]
    """By field: what its value is called in full, of an owner, perspective or theme that the settings name."""
    ties: Mapping[str, tuple[Tie, ...]]


def profile_of(strategy: Strategy, element: Selectable) -> Profile:
    """Return everything about one element of a strategy."""
    fields = {name: value for name, value in _plain(element).items() if name not in _AS_TIES}
    named: Mapping[str, Mapping[str, OwnerEntry | Perspective | Theme]] = {
        "owner": strategy.settings.owners,
        "perspective": strategy.settings.perspectives,
        "theme": strategy.settings.themes,
    }
    entries = {field: entries.get(str(fields.get(field))) for field, entries in named.items()}
    titles = {field: entry.title for field, entry in entries.items() if entry is not None and entry.title}
    return Profile(facts(strategy, element), fields, titles, ties_of(strategy, element))


def json(profile: Profile) -> str:
    """Return the profile as one JSON object: `element` as in a list, with its `fields`, and one list for each tie."""
    return json_document({"element": {**profile.said, "fields": profile.fields}, **profile.ties})


def _plain(value: Word) -> dict[str, object]:
    """Return the fields of a word as plain data, by the names that people write."""
    infos = type(value).model_fields
    names = {name: info.alias or name for name, info in infos.items()}
    return {written: _data(getattr(value, name)) for name, written in names.items() if not written.startswith("@")}


def _data(value: object) -> object:
    match value:
        case None | bool() | int() | Decimal() | str():
            return value
        case Word():
            return _plain(value)
        case dict():
            return {str(key): _data(each) for key, each in value.items()}
        case tuple() if not isinstance(value, Period):
            return [_data(each) for each in value]
    return str(value)  # a period, a lag, a day
