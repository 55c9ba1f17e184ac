"""The rule `no-effect`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy

if TYPE_CHECKING:
    from bsc_cli.model import Objective


@rule(Strategy, Severity.WARNING)
def no_effect(
    strategy: Strategy,
    *,
    ends: tuple[str, ...] = (
        "accident",
        "accidents",
        "carbon",
        "climate",
        "community",
        "compliance",
        "comply",
        "emissions",
        "environment",
        "environmental",
        "harm",
        "health",
        "healthy",
        "hurt",
        "injuries",
        "injury",
        "lawful",
        "legal",
        "nature",
        "pollution",
        "regulatory",
        "rights",
        "safe",
        "safely",
        "safety",
        "sustainability",
        "sustainable",
    ),
) -> Iterator[Problem]:
    """Objectives below the top perspective that are driven but drive nothing.

    ## Why
    In a strategy map the lower perspectives are there for what they bring about above; the article this tool comes
    from wants each metric to be "a direct linchpin in the strategic map". An objective that something leads to and
    that leads nowhere takes effort and explains nothing. Some objectives are ends in themselves, such as safety on
    Mobil's well-known map (Kaplan and Norton, "The Strategy-Focused Organization", 2001), or what spares people and the
    environment: whose id or title has one of the words in `ends` is left alone, and so is what supports an objective
    above.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue}
      deliver-on-time: {perspective: customer, title: Deliver on time, drives: {grow-revenue: {}}}
      digitise-paperwork: {perspective: process, title: Digitise the paperwork}  # <- no-effect
      train-clerks: {perspective: learning, title: Train the clerks, drives: {digitise-paperwork: {}}}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue}
      deliver-on-time: {perspective: customer, title: Deliver on time, drives: {grow-revenue: {}}}
      digitise-paperwork: {perspective: process, title: Digitise the paperwork, drives: {deliver-on-time: {}}}
      work-safely: {perspective: process, title: Prevent accidents}
      train-clerks:
        perspective: learning
        title: Train the clerks
        drives: {digitise-paperwork: {}, work-safely: {}}
    ```
    """
    own_ends = frozenset(word.casefold() for word in ends)
    for card in strategy.scorecards.values():
        top = strategy.perspectives_of(card)[:1]
        for objective in strategy.objectives_of(card):
            if (
                objective.perspective not in top
                and not strategy.graph.driven_by(objective.id)
                and objective.id not in strategy.supporting
                and not strategy.is_orphan(objective)
                and not _words(objective) & own_ends
            ):
                yield Problem(
                    objective,
                    f'"{objective.name}" is in the perspective "{objective.perspective}" and drives nothing.',
                    help="Say under 'drives' what it brings about. If nothing, ask why it is pursued.",
                )


def _words(objective: Objective) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", f"{objective.name} {objective.title}".casefold()))
