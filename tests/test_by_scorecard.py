"""Rules that look at each scorecard by itself say the same as if they saw all."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks import strategies
from hypothesis import given
from hypothesis import strategies as st

from bsc_cli.load import load
from bsc_cli.rule import Rule
from bsc_cli.rules import catalogue
from bsc_cli.strategy import Strategy
from bsc_cli.tree import Tree

RULES = [rule for rule in catalogue() if rule.by_scorecard]
LARGE = dict(strategies.files(7))
SLIPS = [
    ("owner: ", "owner: the team, or # "),
    ("owner: ", "owner: the team and the board # "),
    ("kind: leading", "kind: lagging"),
    ("kind: ", "# "),
    ("better: ", "target_range: {low: 1, high: 1} # "),
    ("better: higher", "better: lower"),
    ("every: month", "every: year"),
    ("unit: ", "# "),
    ("source: ", "# "),
    ("source: ", "source: NO # "),
    ("so_what: ", "# "),
    ("        targets:", "        red_line: 40\n        targets:"),
    ("        targets:", "        limits: {high: 45}\n        targets:"),
    ("        targets:", "        reliability: disputed\n        targets:"),
    ("2026-Q4: ", "2027-Q3: "),
    ("kind: ", "levers: []\n        kind: "),
    ("perspective: process", "perspective: customer"),
    ("title: Train people", "title: Number of people"),
    ("title: Train people for their next task", "title: Customer growth #"),
    ("title: Keep data", "title: Implement data"),
    ("moves: ", "# "),
    ("due: ", "# "),
    ("    drives:", "    drives:\n      enterprise/grow-revenue: {after: 1 month, because: It does.}"),
    ("perspective: learning", "perspective: financial"),
]
"""What people write otherwise; each makes some rule speak, in one file or in all that have such a line."""


def said(rule: Rule[Strategy], strategy: Strategy, whole: Strategy) -> set[tuple[object, ...]]:
    """Return what a rule says of a strategy, with the places in the whole that it points at."""
    return {
        (each.element.id, each.message, each.field, each.help, whole.locate(each.element, each.field))
        for each in rule.check(strategy)
    }


def agree(strategy: Strategy) -> int:
    """Compare each rule on the whole with the same rule on the parts; return how much they say."""
    count = 0
    for rule in RULES:
        whole = said(rule, strategy, strategy)
        parts = [said(rule, part, strategy) for part in strategy.parts()]
        assert whole == set().union(*parts), rule.name
        count += len(whole)
    return count


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.name)
@pytest.mark.parametrize("section", ["Bad", "Good"])
def test_the_examples_of_all_rules_agree(rule: Rule[object], section: str) -> None:
    """Each page's strategies, in parts and whole, give the same findings of every such rule."""
    strategy = load(Tree.of(rule.example(section).files)).strategy
    if strategy is not None:
        agree(strategy)


@pytest.mark.parametrize("folder", sorted(path.parent.name for path in Path("examples").glob("*/bsc.yaml")))
def test_the_example_strategies_agree(folder: str) -> None:
    """Strategies as people write them, with units, reviews and settings."""
    strategy = load(Tree.below(Path("examples", folder))).strategy
    assert strategy is not None
    agree(strategy)


@given(st.lists(st.tuples(st.sampled_from(SLIPS), st.sampled_from([*sorted(LARGE), "all"])), min_size=1, max_size=4))
def test_a_cascade_with_slips_agrees(slips: list[tuple[tuple[str, str], str]]) -> None:
    """Seven units that refer to each other, with slips in one of them or in all."""
    files = dict(LARGE)
    for (before, after), where in slips:
        files = {path: text.replace(before, after) if where in (path, "all") else text for path, text in files.items()}
    strategy = load(Tree.of(files)).strategy
    if strategy is not None:
        agree(strategy)


def test_the_slips_make_rules_speak() -> None:
    """So that agreeing is not agreeing on nothing: most of these rules have something to say about some slip."""
    spoken: set[str] = set()
    for before, after in SLIPS:
        strategy = load(Tree.of({path: text.replace(before, after) for path, text in LARGE.items()})).strategy
        if strategy is not None:
            spoken |= {rule.name for rule in RULES if any(rule.check(strategy))}
    assert len(spoken) >= 20, sorted({rule.name for rule in RULES} - spoken)
