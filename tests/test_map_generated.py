"""Maps of generated strategies keep every promise of a map, whatever the strategy.

`make fuzz-map` draws 300 with seeds that nobody has seen before; `make fuzz-map FIRST=...` draws the same ones again.
"""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from bsc_cli.view.map import draw, svg
from map_checker import faults
from map_maps import generated, known

FIRST = os.environ.get("BSC_MAP_FIRST")
SEEDS = range(30) if FIRST is None else range(int(FIRST), int(FIRST) + 300)


@cache
def picture(seed: int) -> str:
    """Draw a generated strategy."""
    strategy, marks = generated(seed)
    return svg(draw(strategy, marks, as_of="2026-09-30", hypotheses=known(strategy, seed)))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_generated_map_has_no_fault(seed: int) -> None:
    """No overlap, no arrow through a card, no text outside, no weak contrast: the checker finds nothing."""
    assert faults(picture(seed)) == []


def test_the_same_bytes_for_any_hash_seed() -> None:
    """Two runs with different seeds for the hashes of strings write the same bytes."""
    program = (
        "import hashlib; from map_maps import generated; from bsc_cli.view.map import *\n"
        "for seed in (0, 2, 3, 7):\n"
        "    strategy, marks = generated(seed)\n"
        "    text = svg(draw(strategy, marks)) + dot(strategy) + mermaid(strategy)\n"
        "    print(hashlib.sha256(text.encode()).hexdigest())\n"
    )
    runs = [
        subprocess.run(  # noqa: S603 - our own interpreter and program
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "4242")
    ]
    assert runs[0] == runs[1]
    assert len(set(runs[0].split())) == 4


def test_generated_maps_are_not_all_alike() -> None:
    """The seeds cover what they are meant to: units, themes, feedback, arrows against the flow, labels, orphans."""
    seen = "".join(picture(seed) for seed in SEEDS)
    for words in (
        ">SCORECARD<",
        ">THEME<",
        'data-kind="feedback"',
        'data-kind="against"',
        'data-hypothesis="contradicted"',
        'class="label"',
        "Orphan",
        ">VISION<",
    ):
        assert words in seen
