"""What a small strategy costs: the start of the program is nearly all of it."""

from __future__ import annotations

from benchmarks import strategies, yardsticks
from benchmarks.case import Case, Goal, Group
from benchmarks.measure import Command
from benchmarks.peers import json_schema
from benchmarks.place import Place


def group(place: Place) -> Group:
    """Light commands, and one small scorecard, cold and unchanged."""
    root = strategies.write(place.folder, 1)
    peer = json_schema(place, root)
    kept = {"BSC_CACHE_DIR": str(place.cache)}

    def bsc(*arguments: str) -> Command:
        return Command((place.bsc, *arguments), root, environment=kept)

    validate = (place.bsc, "validate")
    return Group(
        "Start, and one scorecard",
        (
            Case("`bsc --version`", bsc("--version"), (Goal(1.7, "P"),)),
            Case("`bsc --help`", bsc("--help"), (Goal(7, "P"),)),
            Case("`bsc explain RULE`", bsc("explain", "orphan-objective"), (Goal(10, "P"),)),
            Case(
                "`bsc validate`, one scorecard, cold",
                Command(validate, root, place.forget, environment=kept),
                (Goal(1.3, "A"), Goal(1, "check-jsonschema")),
            ),
            Case("the same, nothing changed", Command(validate, root, environment=kept), (Goal(4, "P"),)),
        ),
        {"P": yardsticks.nothing(place), "A": yardsticks.imports(place), "check-jsonschema": peer},
        rounds=15,
    )
