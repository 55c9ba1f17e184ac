"""A diff for scripts: fixed names, described in docs/json.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bsc_cli.diff import Change, Impact
from bsc_cli.finding import Place
from bsc_cli.view.diff.compared import Compared
from bsc_cli.view.json_document import json_document
from bsc_cli.view.numbers import four_places


def json(compared: Compared, findings: Iterable[Mapping[str, object]] = ()) -> str:
    """Return the changes, the score on the same readings and the findings as one JSON object."""
    reviewed = compared.reviewed
    return json_document(
        {
            "base": compared.base,
            "head": compared.head,
            "as_of": str(reviewed.as_of) if reviewed and reviewed.as_of else None,
            "changes": [change_data(each) for each in compared.diff.changes],
            "likely_renames": [
                {"kind": now.kind, "old": was.id, "new": now.id} for was, now in compared.diff.likely_renames
            ],
            "to_confirm": [
                {
                    "unit": each.unit.id,
                    "parent": each.above.id,
                    "owner": each.unit.owner,
                    "version": each.version,
                    "confirmed": each.unit.parent_version,
                }
                for each in compared.diff.to_confirm
            ],
            "score_impact": [_impact(each) for each in reviewed.impacts] if reviewed else [],
            "restated": [
                {
                    "metric": each.metric.id,
                    "period": str(each.was.period),
                    "old": each.was.value,
                    "new": each.now.value if each.now else None,
                    "deleted": each.now is None,
                }
                for each in (reviewed.restated if reviewed else ())
            ],
            "findings": [dict(each) for each in findings],
        }
    )


def change_data(change: Change) -> dict[str, object]:
    """Return a change with the names that scripts know."""
    return {
        "kind": change.kind,
        "element": change.element.id,
        "element_kind": change.element.kind,
        "field": change.path,
        "old": change.old,
        "new": change.new,
        "effect": change.effect,
        "material": change.is_material,
        "base_place": _place(change.base_place),
        "head_place": _place(change.head_place),
        "owner": change.owner,
        "downstream": list(change.downstream),
    }


def _place(place: Place | None) -> dict[str, object] | None:
    return None if place is None or not place.path else place._asdict()


def _impact(each: Impact) -> dict[str, object]:
    return {
        "id": each.id,
        "kind": each.kind,
        "before": four_places(each.before),
        "after": four_places(each.after),
        "status_before": str(each.status_before) if each.status_before else None,
        "status_after": str(each.status_after) if each.status_after else None,
    }
