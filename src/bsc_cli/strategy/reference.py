"""What a reference leads to: `m` is short for `scorecard/m`, and where it stands tells of which scorecard."""

from __future__ import annotations

from collections.abc import Collection


def full_id(ref: str, scorecard_id: str) -> str:
    """Return the full id of a reference written in a scorecard."""
    return ref if "/" in ref else f"{scorecard_id}/{ref}"


def only_card(scorecard_ids: Collection[str]) -> str:
    """Return the scorecard that a short id outside of all scorecards is of: the only one; empty where there are more.

    `bsc.yaml` belongs to no scorecard, and readings do not either.
    """
    return next(iter(scorecard_ids)) if len(scorecard_ids) == 1 else ""
