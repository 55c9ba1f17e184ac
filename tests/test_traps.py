"""The traps that the article warns of, a strategy each: every one is named by its rule, at its place."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from bsc_cli.check import check
from bsc_cli.config import configure
from bsc_cli.load import load
from bsc_cli.rules import catalogue
from bsc_cli.tree import Tree


class Trap(NamedTuple):
    """Files, and the rule that must name the trap at a line holding this text."""

    files: dict[str, str]
    rule: str
    line: str


def card(objectives: str, head: str = "") -> str:
    """Return a scorecard with these objectives, one on each line."""
    return f"scorecard: company\nowner: ceo\n{head}objectives:\n" + objectives


TRAPS = {
    "a checklist of unrelated KPIs": Trap(
        {
            "a.yaml": card(
                "  profit: {perspective: financial, title: Raise profit}\n"
                "  loyalty: {perspective: customer, title: Win loyalty}\n"
                "  speed: {perspective: process, title: Be faster}\n"
                "  skills: {perspective: learning, title: Widen skills}\n"
            )
        },
        "no-arrows-at-all",
        "scorecard: company",
    ),
    "four unrelated sets of numbers": Trap(
        {
            "a.yaml": card(
                "  profit: {perspective: financial, title: Raise profit}\n"
                "  loyalty: {perspective: customer, title: Win loyalty, drives: {profit: {after: 1 year}}}\n"
                "  speed: {perspective: process, title: Be faster}\n"
                "  skills: {perspective: learning, title: Widen skills, drives: {speed: {after: 1 year}}}\n"
            )
        },
        "disconnected-map",
        "",
    ),
    "everything is important": Trap(
        {
            "a.yaml": card(
                "".join(f"  aim-{n}: {{perspective: customer, title: Delight segment {n}}}\n" for n in range(1, 7))
            )
        },
        "too-many-objectives",
        "aim-4",
    ),
    "set and forget": Trap(
        {"a.yaml": card("  profit: {perspective: financial, title: Raise profit}\n")},
        "review-cadence-missing",
        "scorecard: company",
    ),
    "set and forget, with reviews that stopped": Trap(
        {
            "bsc.yaml": "strategy: Ours\n",
            "scorecards/a.yaml": card("  p: {perspective: financial, title: Raise profit}\n", "review: quarter\n"),
            "reviews/1.yaml": "review: company\non: 2025-01-15\n",
            "reviews/2.yaml": "review: company\non: 2026-06-15\n",
        },
        "review-overdue",
        "",
    ),
    "ignoring the how": Trap(
        {"a.yaml": card("  sales: {perspective: financial, title: Increase sales}\n")},
        "objective-without-plan",
        "sales",
    ),
    "an action plan without owner, time or means": Trap(
        {"a.yaml": card("  s: {perspective: financial, title: Sell more, initiatives: {calls: {title: Call more}}}\n")},
        "initiative-incomplete",
        "calls",
    ),
    "no accountability": Trap(
        {"a.yaml": card("  satisfaction: {perspective: customer, title: Satisfy customers, owner: everyone}\n")},
        "shared-ownership",
        "everyone",
    ),
    "no owner at all": Trap(
        {"a.yaml": card("  satisfaction: {perspective: customer, title: Satisfy customers}\n")},
        "objective-without-owner",
        "satisfaction",
    ),
    "an owner without authority": Trap(
        {
            "bsc.yaml": "owners:\n  it-director: {title: IT Director, decides: []}\n",
            "scorecards/a.yaml": "scorecard: company\nowner: it-director\nobjectives:\n"
            "  uptime: {perspective: process, title: Keep systems up, owner: it-director}\n",
        },
        "owner-without-authority",
        "",
    ),
    "over-reliance on financial metrics": Trap(
        {
            "a.yaml": card(
                "  profit:\n    perspective: financial\n    title: Raise profit\n"
                "    metrics: {profit: {}, revenue: {}, margin: {}, cost: {}}\n"
                "  loyalty: {perspective: customer, title: Win loyalty, metrics: {churn: {}}}\n"
            )
        },
        "financial-only",
        "",
    ),
    "a single metric": Trap(
        {
            "a.yaml": card(
                "  revenue: {perspective: financial, title: Grow, metrics: {revenue: {better: higher, target: 9}}}\n"
                "  sell: {perspective: process, title: Sell more, drives: {revenue: {}}}\n"
            )
        },
        "single-metric",
        "",
    ),
    "the cascade stops at the top": Trap(
        {
            "a.yaml": card("  share: {perspective: customer, title: Increase market share}\n"),
            "b.yaml": "scorecard: hr\nparent: company\nobjectives:\n"
            "  hire: {perspective: learning, title: Hire faster}\n",
        },
        "not-cascaded",
        "share",
    ),
    "goals dumped on a unit": Trap(
        {
            "a.yaml": card("  share: {perspective: customer, title: Increase market share}\n"),
            "b.yaml": "scorecard: hr\nparent: company\nobjectives:\n"
            "  share: {perspective: customer, title: Increase market share, supports: [company/share]}\n",
        },
        "copied-objective",
        "share",
    ),
    "the strategy changed and the units did not": Trap(
        {
            "a.yaml": card("  share: {perspective: customer, title: Increase market share}\n", "version: 4\n"),
            "b.yaml": "scorecard: hr\nparent: company\nparent_version: 3\nobjectives:\n"
            "  hire: {perspective: learning, title: Hire faster, supports: [company/share]}\n",
        },
        "stale-cascade",
        "parent_version",
    ),
    "lagging only": Trap(
        {
            "a.yaml": card(
                "  culture:\n    perspective: learning\n    title: Keep our people\n"
                "    metrics: {turnover: {kind: lagging, better: lower, target: 8}}\n"
            )
        },
        "no-leading-metric",
        "",
    ),
    "a vision that is a slogan": Trap(
        {
            "a.yaml": card(
                "  p: {perspective: financial, title: Earn}\n", "vision: {statement: Be the market leader.}\n"
            )
        },
        "vision-not-measurable",
        "market leader",
    ),
    "a metric nobody can move": Trap(
        {
            "a.yaml": card(
                "  g: {perspective: financial, title: Grow, metrics: {industry-growth: {better: higher, levers: []}}}\n"
            )
        },
        "not-actionable",
        "",
    ),
    "data that is disputed": Trap(
        {
            "a.yaml": card(
                "  g:\n    perspective: financial\n    title: Grow\n"
                "    metrics: {share: {better: higher, target: 20, reliability: disputed}}\n"
            )
        },
        "disputed-metric",
        "",
    ),
}


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_named_by_its_rule(name: str) -> None:
    """Each trap of the article is found by the rule that is named for it."""
    trap = TRAPS[name]
    loaded = load(Tree.of(trap.files))
    assert loaded.strategy is not None, [fault.problem.message for fault in loaded.faults]
    result = check([loaded, loaded.strategy], configure(catalogue(), loaded.strategy.settings))
    found = [finding for finding in result.findings if finding.rule == trap.rule]
    assert found, sorted({finding.rule for finding in result.findings})
    lines = [trap.files[each.place.path].split("\n")[each.place.line - 1] for each in found]
    assert any(trap.line in line for line in lines), lines
