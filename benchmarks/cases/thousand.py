"""A thousand scorecards in one strategy: cold, unchanged, one file changed."""

from __future__ import annotations

from pathlib import Path

from benchmarks import strategies, yardsticks
from benchmarks.case import Case, Goal, Group, Limit
from benchmarks.measure import Command
from benchmarks.place import Place

COUNT = 1000
_READ = """\
import sys
from pathlib import Path
from bsc_cli.load import load
from bsc_cli.tree import Tree
assert load(Tree.below(Path(sys.argv[1]))).strategy is not None
"""


def group(place: Place) -> Group:
    """Measure a thousand scorecards: reading alone, everything, and again."""
    root = strategies.write(place.folder, COUNT)
    kept = {"BSC_CACHE_DIR": str(place.cache)}
    validate = (place.bsc, "validate")
    changing = root / "scorecards" / "07" / "unit-00507.yaml"
    return Group(
        f"{COUNT} scorecards",
        (
            Case("reading alone", Command((place.python, "-c", _READ, str(root)), root), (Goal(10, "L"),)),
            Case(
                "`bsc validate`, cold, all rules",
                Command(validate, root, place.forget, environment=kept),
                (Goal(20, "L"), Limit(120, "memory", "MiB")),
            ),
            Case("the same, nothing changed", Command(validate, root, environment=kept), (Goal(1, "L"),)),
            Case(
                "the same, one file changed",
                Command(validate, root, lambda: change(changing), environment=kept),
                (Goal(8, "L"),),
            ),
        ),
        {"L": yardsticks.events(place, root)},
        note="Reading alone is all files read, validated and linked.",
    )


def change(path: Path) -> None:
    """Change one number of a file, another one each time, so that what is kept of it is of no use."""
    text = path.read_text()
    before, mark, after = text.partition("        budget: ")
    value, rest = after.split("\n", 1)
    path.write_text(f"{before}{mark}{int(value) + 1}\n{rest}")
