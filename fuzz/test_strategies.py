"""Strategies changed at random and strategies grown at random, through every command: only exit codes 0, 1 and 2."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

import grown
import sound
from every_command import every_call
from mutations import mutated
from running import Failures, target, tried, write

EXAMPLES = Path(__file__).parents[1] / "examples"
NAMES = sorted(path.parent.name for path in EXAMPLES.glob("*/bsc.yaml"))
CALLS = 6
"""Commands that are tried on each case."""
GROWN = 50
"""Grown strategies of one round."""
SLOW, SELDOM = ("png", "pdf"), 0.05


def files_of(name: str) -> dict[str, bytes]:
    """Return the files of an example by path."""
    if name == "sound":
        return {path: text.encode() for path, text in sound.FILES.items()}
    folder = EXAMPLES / name
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".yaml", ".csv")
    }


def ids_in(files: dict[str, bytes]) -> tuple[str, str, str]:
    """Return the ids of a scorecard, an objective and a metric of an example."""
    text = b"".join(data for path, data in files.items() if path.startswith("scorecards/")).decode()
    card, objective = (
        re.search(r"^scorecard: (\S+)", text, re.MULTILINE),
        re.search(r"^objectives:\s+([\w-]+):", text, re.MULTILINE),
    )
    metric = re.search(r"metrics:\s+([\w-]+):", text)
    return tuple(found[1] if found else "x" for found in (card, objective, metric))  # type: ignore[return-value] # three


def some(calls: list[list[str]], random: Random) -> list[list[str]]:
    """Choose commands, pictures seldom."""
    return [call for call in random.sample(calls, CALLS) if call[-1] not in SLOW or random.random() < SELDOM]


@pytest.mark.parametrize("name", ["sound", *NAMES])
def test_mutations(name: str, rounds: Callable[[], Iterator[Random]], tmp_path: Path) -> None:
    """Whatever is changed in an example, by bytes or by words, no command makes a mistake."""
    failures = Failures(f"mutations-{name}")
    files = files_of(name)
    write(tmp_path / "older", files)
    calls = list(every_call(target(tmp_path, *ids_in(files))))
    for random in rounds():
        changed = mutated(files, random)
        write(tmp_path / "strategy", changed)
        for call in some(calls, random):
            tried(call, changed, failures, next(iter(changed.values()), b""))
    assert failures.kinds == {}


def test_grown(rounds: Callable[[], Iterator[Random]], tmp_path: Path) -> None:
    """Whatever the language lets one say, in any combination, no command makes a mistake."""
    failures = Failures("grown")
    calls = list(every_call(target(tmp_path, "a", "o0", "m0")))
    older = files_of("sound")

    def one(files: dict[str, bytes], random: Random) -> None:
        nonlocal older
        write(tmp_path / "strategy", files)
        write(tmp_path / "older", older)
        for call in some(calls, random):
            tried(call, files, failures)
        older = files

    for random in rounds():
        many(one, random)
    assert failures.kinds == {}


def many(one: Callable[[dict[str, bytes], Random], None], random: Random) -> None:
    """Try some dozens of grown strategies."""
    again = settings(
        max_examples=GROWN,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )

    @seed(random.random())
    @again
    @given(grown.strategies())
    def grow(files: dict[str, bytes]) -> None:
        one(files, random)

    grow()
