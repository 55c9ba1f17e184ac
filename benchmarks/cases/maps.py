"""What a map costs: strategies of sixteen to five hundred objectives, drawn."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks import yardsticks
from benchmarks.case import Case, Group, Limit
from benchmarks.measure import Command
from benchmarks.place import Place

_WORDS = ("financial", "customer", "process", "learning")
_SMALL, _LARGE = 0.3, 5.0
"""Seconds of our own time that a map of 16 and one of 500 objectives may take."""


def group(place: Place) -> Group:
    """Draw maps of several sizes; the small one beside the same strategy only read."""
    sizes = {size: _write(place.folder / f"map-{size}", size) for size in (16, 60, 500)}

    def draw(size: int, *more: str) -> Command:
        return Command((place.bsc, "map", "-o", str(place.folder / "map.svg"), *more), sizes[size])

    return Group(
        "Maps",
        (
            Case("`bsc map`, 16 objectives", draw(16), (Limit(_SMALL + 0.5, "cpu", "s"),)),
            Case("the same strategy as a flowchart: read, not laid out", draw(16, "--format", "mermaid")),
            Case("`bsc map`, 60 objectives", draw(60), (Limit(1.5, "cpu", "s"),)),
            Case("`bsc map`, 500 objectives", draw(500), (Limit(_LARGE + 0.5, "cpu", "s"),)),
            Case("`bsc map --fold units`, 500 objectives", draw(500, "--fold", "units"), (Limit(2.5, "cpu", "s"),)),
        ),
        {"P": yardsticks.nothing(place)},
        rounds=5,
        note="The limits are those of the drawing (0.3 s, 5 s) and half a second for the start and for reading.",
    )


def _write(folder: Path, size: int) -> Path:
    """Write a strategy of so many objectives, up to fifty in a scorecard, each with up to two arrows upward."""
    (folder / "scorecards").mkdir(parents=True, exist_ok=True)
    (folder / "bsc.yaml").write_text("strategy: Maps\n", encoding="utf-8")
    units = max(1, size // 50)
    cards: dict[str, dict[str, object]] = {f"u{unit}": {} for unit in range(units)}
    for number in range(size):
        band = number * 4 // size
        first, width = (band - 1) * size // 4, size // 4
        above = {first + (number * step) % width for step in (7, 11)} if band else set()
        cards[f"u{number % units}"][f"o{number}"] = {
            "perspective": _WORDS[band],
            "title": f"Deliver custom orders of kind {number} on the promised day",
            "owner": "Plant Manager",
            "drives": {f"u{each % units}/o{each}": {"after": "2 quarters"} for each in sorted(above)},
            "metrics": {f"m{number}": {"title": "Orders on time", "unit": "%", "target": 95}},
        }
    for unit, objectives in cards.items():
        card = {"scorecard": unit, "objectives": objectives, **({"parent": "u0"} if unit != "u0" else {})}
        (folder / "scorecards" / f"{unit}.yaml").write_text(json.dumps(card, indent=1), encoding="utf-8")
    return folder
