"""The roll-outs as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from bsc_cli.evidence import Evidence
from bsc_cli.evidence.rollout import Rollout
from bsc_cli.view.json_document import json_document


def plan_json(evidence: Evidence, plans: Sequence[Rollout]) -> str:
    """Return the roll-outs as a document, those that save most first."""
    day = evidence.evaluation.as_of
    return json_document(
        {
            "as_of": str(day) if day else None,
            "plans": [
                {
                    "initiative": each.initiative.id,
                    "from": each.hypothesis.arrow.source,
                    "to": each.hypothesis.arrow.target,
                    "months_without": each.months_without,
                    "months_with": each.months_with,
                    "months_saved": each.saved,
                    "spacing_months": each.spacing,
                    "strength": each.strength,
                    "size_in_swings": round(each.size, 2),
                    "size_from_target": each.size_from_target,
                    "starts": [{"month": f"{start.month:%Y-%m}", "unit": start.unit} for start in each.starts],
                }
                for each in plans
            ],
        }
    )
