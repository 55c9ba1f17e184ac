"""Owners for scripts: fixed names, described in docs/json.md."""

from __future__ import annotations

from collections.abc import Iterable

from bsc_cli.view.json_document import json_document
from bsc_cli.view.owners.holding import KINDS, Holding


def json(held: Iterable[Holding]) -> str:
    """Return the owners as one JSON object; what nobody owns has the id null."""
    return json_document({"owners": [_owner(each) for each in held]})


def _owner(holding: Holding) -> dict[str, object]:
    return {
        "id": holding.owner or None,
        "title": holding.title or None,
        "handle": holding.handle or None,
        "registered": holding.entry is not None,
        "decides": list((holding.entry.decides if holding.entry else None) or ()),
        **{kind: list(holding.held[kind]) for kind in KINDS},
    }
