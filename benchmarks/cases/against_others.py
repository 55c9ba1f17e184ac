"""What others need for less, on the same files or on as many."""

from __future__ import annotations

from benchmarks import peers, strategies
from benchmarks.case import Case, Goal, Group
from benchmarks.measure import Command
from benchmarks.place import Place

COUNT = 1000


def group(place: Place) -> Group:
    """Measure validating a thousand scorecards, with all rules, against tools that do a part of that."""
    root = strategies.write(place.folder, COUNT)
    goals = (Goal(1 / 15, "check-jsonschema"), Goal(1 / 25, "yamllint"), Goal(1 / 15, "dbt parse"))
    kept = {"BSC_CACHE_DIR": str(place.cache)}
    return Group(
        "Against others",
        (
            Case(
                f"`bsc validate`, {COUNT} scorecards, cold",
                Command((place.bsc, "validate"), root, place.forget, environment=kept),
                goals,
            ),
            Case(
                "the same, keeping nothing for the next time",
                Command((place.bsc, "validate", "--no-cache"), root, environment=kept),
                goals,
            ),
        ),
        {
            "check-jsonschema": peers.json_schema(place, root),
            "yamllint": peers.yamllint(place, root),
            "dbt parse": peers.dbt_parse(place, peers.dbt_project(place.folder, COUNT)),
        },
        rounds=3,
        note="Three runs only: the others take long. check-jsonschema holds each scorecard against the schema of bsc, "
        "yamllint looks at how the YAML is written (`-d relaxed`); neither sees more than one file. `dbt parse` reads "
        "as many models as there are scorecards, each with a file that describes 12 columns and 20 tests for the 12 "
        "objectives and 20 metrics; nothing stands there for the initiatives, arrows and the cascade.",
    )
