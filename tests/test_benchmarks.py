"""What `make bench` measures with. Nothing here is timed."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import pytest
from benchmarks import cases, strategies
from benchmarks.__main__ import put
from benchmarks.case import Case, Goal, Group, Limit
from benchmarks.measure import Command, Sample, interleaved, run
from benchmarks.table import section

from bsc_cli.check import check
from bsc_cli.config import configure
from bsc_cli.load import load
from bsc_cli.rules import catalogue
from bsc_cli.tree import Tree


@pytest.mark.parametrize("count", [1, 2, 40])
def test_all_rules_are_content_with_a_strategy_to_measure_with(count: int) -> None:
    """Not even a hint or a rule in preview has anything to say, so that what is measured is checking, not printing."""
    loaded = load(Tree.of(dict(strategies.files(count))))
    assert loaded.faults == ()
    assert loaded.strategy is not None
    config = configure(catalogue(), loaded.strategy.settings, preview=True)
    assert check([loaded, loaded.strategy], config, texts=loaded.texts).findings == ()


def test_a_strategy_to_measure_with_is_as_large_as_is_said() -> None:
    """40 scorecards four deep, each with 12 objectives, 20 metrics, 12 initiatives and 12 arrows."""
    strategy = load(Tree.of(dict(strategies.files(40)))).strategy
    assert strategy is not None
    assert (len(strategy.scorecards), len(strategy.objectives), len(strategy.metrics)) == (40, 480, 800)
    assert (len(strategy.initiatives), len(strategy.arrows)) == (480, 480)
    depth = {strategy.roots[0].id: 1}
    for card in strategy.scorecards.values():
        if card.parent is not None:
            depth[card.id] = depth[card.parent] + 1
    assert max(depth.values()) == 4


def test_the_same_size_gives_the_same_bytes(tmp_path: Path) -> None:
    """Figures of two days are of the same files."""
    first, second = (strategies.write(tmp_path / name, 3) for name in ("one", "two"))
    assert {path.name: path.read_bytes() for path in first.rglob("*.yaml")} == {
        path.name: path.read_bytes() for path in second.rglob("*.yaml")
    }


def test_a_command_that_fails_is_no_measurement(tmp_path: Path) -> None:
    """Its time would mean nothing; what it said is shown."""
    failing = Command((sys.executable, "-c", "import sys; sys.exit('no such thing')"), tmp_path)
    with pytest.raises(RuntimeError, match="no such thing"):
        run(failing)


def test_commands_take_turns_after_one_run_each_that_does_not_count(tmp_path: Path) -> None:
    """What comes between two runs of one command is a run of each other command."""
    order: list[str] = []
    commands = {
        name: Command((sys.executable, "-c", "pass"), tmp_path, partial(order.append, name)) for name in ("a", "b")
    }
    samples = interleaved(commands, 2)
    assert order == ["a", "b", "a", "b", "a", "b"]
    assert all(sample.cpu > 0 and sample.wall > 0 and sample.memory > 1 for sample in samples.values())


def test_the_table_says_which_goals_were_reached() -> None:
    """A ratio to a yardstick, a share of one, and a limit of its own."""
    command = Command((), Path())
    case = Case("work", command, (Goal(2, "P"), Goal(1 / 10, "other"), Limit(50, "memory", "MiB")))
    group = Group("Title", (case,), {"P": command, "other": command})
    samples = {"P": Sample(1, 1, 1), "other": Sample(60, 60, 60), "work": Sample(3, 3, 40)}
    rows = [line for line in section(group, samples).splitlines() if line.startswith("|")]
    assert rows[-3:] == [
        "| work | 3.00 s | 3.00 s | 40 MiB | 3 x P | 2 x P | **missed** |",
        "| | | | | 1/20 of other | 1/10 of other | reached |",
        "| | | | | 40 MiB | 50 MiB | reached |",
    ]


def test_a_section_that_is_measured_again_replaces_the_old_one(tmp_path: Path) -> None:
    """The other sections stay as they are."""
    results = tmp_path / "RESULTS.md"
    put(results, "A", "## A\n\nold\n")
    put(results, "B", "## B\n\nkept\n")
    put(results, "A", "## A\n\nnew\n")
    text = results.read_text()
    assert "old" not in text
    assert text.count("## A\n\nnew\n") == text.count("## B\n\nkept\n") == 1


def test_every_file_of_cases_is_a_group() -> None:
    """They are found by walking the folder; each has the one function that makes it."""
    assert {"start", "thousand"} <= set(cases.names())
