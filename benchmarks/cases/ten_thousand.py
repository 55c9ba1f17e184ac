"""Ten times as many scorecards: whether time and memory grow no faster than the files."""

from __future__ import annotations

from benchmarks import strategies
from benchmarks.case import Case, Goal, Group, Limit
from benchmarks.measure import Command
from benchmarks.place import Place


def group(place: Place) -> Group:
    """Measure a thousand against ten thousand scorecards, each cold."""
    small, large = (strategies.write(place.folder, count) for count in (1000, 10_000))
    kept = {"BSC_CACHE_DIR": str(place.cache)}
    validate = (place.bsc, "validate")
    thousand = Command(validate, small, place.forget, environment=kept)
    ten_thousand = Command(validate, large, place.forget, environment=kept)
    return Group(
        "Growth",
        (
            Case(
                "`bsc validate`, 10,000 scorecards, cold",
                ten_thousand,
                (Goal(11, "1,000 scorecards"), Limit(700, "memory", "MiB")),
            ),
        ),
        {"1,000 scorecards": thousand},
        rounds=1,
        note="One run each, after one that does not count: they take long.",
    )
