"""Fuzzing: every test goes on with new cases until its time is over. `make fuzz`, or FUZZ_SECONDS=600 make fuzz.

The seed is printed first; FUZZ_SEED=... gives the same cases again. What fails is written to fuzz/found/.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

SECONDS = float(os.environ.get("FUZZ_SECONDS", "60"))
os.environ.setdefault("FUZZ_SEED", str(secrets.randbelow(10**9)))  # inherited by the workers of xdist
SEED = int(os.environ["FUZZ_SEED"])
FOUND = Path(__file__).parent / "found"
LONGEST = 2.0
"""Seconds of the processor that one command may take for one hostile case, as the issue of this tool has it."""


def pytest_report_header() -> str:
    """Say how to get the same cases again."""
    return f"fuzz: FUZZ_SEED={SEED} FUZZ_SECONDS={SECONDS:g} for each test"


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> Iterator[Callable[[], Iterator[Random]]]:
    """Give a way to get one source of chance after the other until the time is over, and tell how many there were."""
    count = 0
    begin = time.monotonic()

    def until_the_end() -> Iterator[Random]:
        nonlocal count
        while time.monotonic() < begin + SECONDS:
            yield Random(f"{SEED} {request.node.name} {count}")  # noqa: S311 - chance, not secrets
            count += 1

    yield until_the_end
    with (Path(__file__).parent / "counts.txt").open("a") as file:
        file.write(f"{SEED} {request.node.name} {count}\n")
