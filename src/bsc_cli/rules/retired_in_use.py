"""The rule `retired-in-use`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bsc_cli.finding import Also, Field, Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy

if TYPE_CHECKING:
    from bsc_cli.model import Element, Metric


@rule(Strategy, Severity.ERROR)
def retired_in_use(strategy: Strategy) -> Iterator[Problem]:
    """Retired objectives and metrics that something living still drives, supports, is measured by or computed from.

    ## Why
    "Do not let outdated metrics drive decisions in a new strategic direction", says the article this tool comes from.
    A tombstone keeps the history of what was given up; what still leans on it leans on nothing. Looked at are arrows,
    'supports', 'measured_by', 'counter_metric', 'formula', and 'moves' of initiatives neither done nor stopped.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      win-visits:
        perspective: customer
        title: Win visits to the website
        retired: {on: 2026-03, because: Distributors do not buy there., successor: satisfy-distributors}
      satisfy-distributors: {perspective: customer, title: Satisfy European distributors}
      answer-faster:
        perspective: process
        title: Answer faster
        drives:
          win-visits: {after: 1 quarter, because: Quick answers are shared.}  # <- retired-in-use
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      win-visits:
        perspective: customer
        title: Win visits to the website
        retired: {on: 2026-03, because: Distributors do not buy there., successor: satisfy-distributors}
      satisfy-distributors: {perspective: customer, title: Satisfy European distributors}
      answer-faster:
        perspective: process
        title: Answer faster
        drives:
          satisfy-distributors: {after: 1 quarter, because: Distributors ask before they order.}
    ```
    """
    for element, field, says, ref, kind in _uses(strategy) if strategy.tombstones else ():
        retired = strategy.tombstones.get(f"{kind} {strategy.full_id(ref, element.scorecard_id)}")
        if retired is None:
            continue
        stone = retired.retired
        since = f" in {stone.on}" if stone else ""
        yield Problem(
            element,
            f'{says} "{ref}", which was retired{since}.',
            field,
            help=f'Its successor is "{stone.successor}".' if stone and stone.successor else "Take out the reference.",
            also=(Also(retired, "it was retired here", "retired" if stone else None),),
        )


def _uses(strategy: Strategy) -> Iterator[tuple[Element, Field, str, str, str]]:
    """Yield (what refers, where, how its sentence begins, the reference, the kind of thing referred to)."""
    for card in strategy.scorecards.values():
        if card.vision and card.vision.measured_by:
            measure = card.vision.measured_by
            yield card.vision, "measured_by", f'The vision of "{card.id}" is measured by', measure, "metric"
    for objective in strategy.objectives.values():
        for arrow in objective.drives.values():
            yield arrow, None, f'"{objective.name}" drives', arrow.written, "objective"
        for position, ref in enumerate(objective.supports):
            yield objective, ("supports", position), f'"{objective.name}" supports', ref, "objective"
    for metric in strategy.metrics.values():
        yield from _uses_of(metric, strategy.formula_parts(metric))
    for initiative in strategy.open_initiatives.values():
        for position, ref in enumerate(initiative.moves):
            yield initiative, ("moves", position), f'"{initiative.name}" is to move', ref, "metric"


def _uses_of(metric: Metric, parts: tuple[str, ...]) -> Iterator[tuple[Element, Field, str, str, str]]:
    if metric.counter_metric:
        yield metric, "counter_metric", f'"{metric.name}" has the counter metric', metric.counter_metric, "metric"
    for ref in parts:
        yield metric, "formula", f'"{metric.name}" is computed from', ref, "metric"
