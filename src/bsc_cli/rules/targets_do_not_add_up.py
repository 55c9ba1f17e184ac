"""The rule `targets-do-not-add-up`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy

if TYPE_CHECKING:
    from bsc_cli.model import Metric, Scorecard


@rule(Strategy, Severity.WARNING)
def targets_do_not_add_up(strategy: Strategy) -> Iterator[Problem]:
    """Targets of units that together fall short of the target of the scorecard above them.

    ## Why
    When all units are on target and the whole is not, the plan was wrong and not the work. The article this tool comes
    from describes cascading as a top-down flow of logic and a bottom-up flow of feasibility; adding up is where the
    two meet. Compared are metrics with `aggregate: sum` and the same id, unit, direction and cadence in a scorecard
    and in the units directly below it, wherever each of those units has a target for the same period, or all of them
    standing ones.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      win-distributors:
        perspective: customer
        title: Win European distributors
        metrics:
          contracts:
            unit: contracts
            better: higher
            aggregate: sum
            targets:
              2026-Q4: 10  # <- targets-do-not-add-up
    ```
    ```yaml scorecards/north.yaml
    scorecard: north
    parent: corporate
    objectives:
      win-northern-distributors:
        perspective: customer
        title: Win distributors in the north
        supports: [corporate/win-distributors]
        metrics:
          contracts: {unit: contracts, better: higher, aggregate: sum, targets: {2026-Q4: 4}}
    ```
    ```yaml scorecards/south.yaml
    scorecard: south
    parent: corporate
    objectives:
      win-southern-distributors:
        perspective: customer
        title: Win distributors in the south
        supports: [corporate/win-distributors]
        metrics:
          contracts: {unit: contracts, better: higher, aggregate: sum, targets: {2026-Q4: 5}}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      win-distributors:
        perspective: customer
        title: Win European distributors
        metrics:
          contracts: {unit: contracts, better: higher, aggregate: sum, targets: {2026-Q4: 10}}
    ```
    ```yaml scorecards/north.yaml
    scorecard: north
    parent: corporate
    objectives:
      win-northern-distributors:
        perspective: customer
        title: Win distributors in the north
        supports: [corporate/win-distributors]
        metrics:
          contracts: {unit: contracts, better: higher, aggregate: sum, targets: {2026-Q4: 4}}
    ```
    ```yaml scorecards/south.yaml
    scorecard: south
    parent: corporate
    objectives:
      win-southern-distributors:
        perspective: customer
        title: Win distributors in the south
        supports: [corporate/win-distributors]
        metrics:
          contracts: {unit: contracts, better: higher, aggregate: sum, targets: {2026-Q4: 6}}
    ```
    """
    for above, units in strategy.units.items():
        card = strategy.scorecards[above]
        sums = [metric for metric in strategy.metrics_in(card) if metric.aggregate == "sum"]
        below = _by_name(strategy, units) if sums else {}
        for metric in sums:
            parts = below.get(metric.name, [])
            if not parts or not all(_adds_to(metric, part) for part in parts):
                continue
            for field, target, shares in _compared(metric, parts):
                total = sum(shares, Decimal(0))
                if total < target if metric.direction == "higher" else total > target:
                    yield Problem(
                        metric,
                        f'The target of "{metric.name}" in "{card.id}" is {target:f}, and the targets of its units '
                        f"add up to {total:f}.",
                        field,
                        help="Agree with the units on targets that add up, or change the one above.",
                        also=tuple(
                            Also(part, f'the part of "{part.scorecard_id}", {share:f}, is here', field)
                            for part, share in zip(parts, shares, strict=True)
                        ),
                    )


def _by_name(strategy: Strategy, cards: tuple[Scorecard, ...]) -> dict[str, list[Metric]]:
    found: dict[str, list[Metric]] = {}
    for card in cards:
        for metric in strategy.metrics_in(card):
            found.setdefault(metric.name, []).append(metric)
    return found


def _adds_to(whole: Metric, part: Metric) -> bool:
    """Whether the values of one metric are parts of the values of another."""
    alike = (whole.unit, whole.direction, whole.every) == (part.unit, part.direction, part.every)
    return alike and whole.aggregate == part.aggregate == "sum" and whole.direction in ("higher", "lower")


def _compared(whole: Metric, parts: list[Metric]) -> Iterator[tuple[tuple[str, ...], Decimal, list[Decimal]]]:
    """Yield what can be compared: the field, the target of the whole, and the targets of all parts."""
    standing = [part.target for part in parts if part.target is not None]
    if whole.target is not None and len(standing) == len(parts):
        yield ("target",), whole.target, standing
    for period, target in whole.targets.items():
        dated = [part.targets[period] for part in parts if period in part.targets]
        if len(dated) == len(parts):
            yield ("targets", str(period)), target, dated
