"""New rules run only where they are asked for: an upgrade never turns a green repository red."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bsc_cli.check import check
from bsc_cli.config import configure
from bsc_cli.finding import Problem, Severity
from bsc_cli.load import load
from bsc_cli.rule import Rule, rule
from bsc_cli.strategy import Strategy
from bsc_cli.tree import Tree


@rule(Strategy, Severity.ERROR, preview=True)
def brand_new(strategy: Strategy) -> Iterator[Problem]:
    """Everything is found wanting."""
    for card in strategy.scorecards.values():
        yield Problem(card, "This is new.")


def said(settings: str, candidate: Rule[Strategy], *, preview: bool = False) -> list[str]:
    """Return the severities of what one rule says of a strategy with these settings."""
    loaded = load(Tree.of({"bsc.yaml": settings, "scorecards/a.yaml": "scorecard: a\nobjectives:\n"}))
    assert loaded.strategy is not None
    config = configure([candidate], loaded.strategy.settings, preview=preview)
    return [str(finding.severity) for finding in check([loaded.strategy], config).findings]


def test_a_preview_rule_is_silent_by_itself() -> None:
    """Without being asked for, it does not run."""
    assert said("strategy: Ours\n", brand_new) == []


def test_a_preview_rule_runs_when_all_are_asked_for() -> None:
    """`--preview` runs it at its own severity."""
    assert said("strategy: Ours\n", brand_new, preview=True) == ["error"]


@pytest.mark.parametrize(("severity", "expected"), [("warning", ["warning"]), ("off", [])])
def test_a_preview_rule_runs_when_the_settings_name_it(severity: str, expected: list[str]) -> None:
    """`bsc.yaml` asks for one preview rule by giving it a severity."""
    assert said(f"rules: {{brand-new: {{severity: {severity}}}}}\n", brand_new) == expected


def test_the_strict_profile_does_not_ask_for_previews() -> None:
    """A stricter profile raises severities and runs nothing that is still in preview."""
    assert said("profile: strict\n", brand_new) == []
