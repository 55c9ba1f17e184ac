"""A history for scripts: fixed names, described in docs/json.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bsc_cli.history import Decided, History, Step
from bsc_cli.view.diff.json_format import change_data
from bsc_cli.view.json_document import json_document

_AROUND = ("downstream", "base_place", "head_place")
"""What a step does not know of its changes."""


def json(history: History, findings: Iterable[Mapping[str, object]] = ()) -> str:
    """Return the steps, the newest first, as one JSON object."""
    subject = history.subject
    return json_document(
        {
            "at": history.strategy.version or None,
            "element": subject.id if subject else None,
            "element_kind": subject.kind if subject else None,
            "complete": history.complete,
            "steps": [_step(each) for each in history.steps],
            "findings": [dict(each) for each in findings],
        }
    )


def _step(step: Step) -> dict[str, object]:
    commit = step.commit
    positions = {id(each.decision): number for number, each in enumerate(step.decisions)}
    return {
        "commit": commit.commit,
        "date": str(commit.day),
        "recorded_at": commit.moment,
        "authors": list(commit.writers or (commit.author,)),
        "merged_by": commit.author if len(commit.parents) > 1 else None,
        "message": commit.subject,
        "changes": [
            {
                **{name: value for name, value in change_data(each).items() if name not in _AROUND},
                "decisions": [positions[id(found.decision)] for found in step.decided_on(each)],
            }
            for each in step.changes
        ],
        "decisions": [_decided(each) for each in step.decisions],
        "likely_renames": [{"kind": now.kind, "old": was.id, "new": now.id} for was, now in step.likely],
        "unreadable": list(step.unreadable),
    }


def _decided(each: Decided) -> dict[str, object]:
    decision = each.decision
    return {
        "review": each.review.id,
        "on": str(each.review.on),
        "about": sorted(each.about),
        "what": decision.what,
        "because": decision.because,
        "owner": decision.owner,
        "due": str(decision.due) if decision.due else None,
    }
