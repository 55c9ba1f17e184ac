"""`bsc diff` where one of a thousand files changed."""

from __future__ import annotations

from benchmarks import strategies
from benchmarks.case import Case, Goal, Group
from benchmarks.cases.thousand import COUNT, change
from benchmarks.measure import Command
from benchmarks.place import Place


def group(place: Place) -> Group:
    """Measure a diff with the last commit against a validate after the same change."""
    root = strategies.write(place.folder / "committed", COUNT)
    strategies.commit(root)
    changing = root / "scorecards" / "07" / "unit-00507.yaml"
    kept = {"BSC_CACHE_DIR": str(place.cache)}

    def changed() -> None:
        change(changing)

    return Group(
        "What changed",
        (
            Case(
                "`bsc diff HEAD`, one of 1,000 files changed",
                Command((place.bsc, "diff", "HEAD"), root, changed, environment=kept),
                (Goal(1.5, "`bsc validate`, one file changed"),),
            ),
        ),
        {"`bsc validate`, one file changed": Command((place.bsc, "validate"), root, changed, environment=kept)},
        rounds=5,
    )
