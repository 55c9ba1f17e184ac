"""The rule `metric-incomplete`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy

if TYPE_CHECKING:
    from bsc_cli.model import Metric, Objective


@rule(Strategy, Severity.WARNING, by_scorecard=True)
def metric_incomplete(strategy: Strategy) -> Iterator[Problem]:
    """Metrics without a unit, a cadence, an owner, or the baseline that dated targets start from.

    ## Why
    A metric is a promise to measure one thing in one way, and a promise needs its terms. Neely and others
    ("Designing performance measures: a structured approach", 1997) put them on a record sheet: what is counted in
    which unit, how often, and who acts on it. The article this tool comes from adds: "If everyone owns the scorecard,
    no one owns it." The owner of an objective answers for its metrics too, and a baseline is asked for only with dated
    `targets`, whose way begins there. Which way is better, the target itself and the source have rules of their own.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      satisfy-distributors:
        perspective: customer
        title: Satisfy European distributors
        metrics:
          satisfaction: {better: higher, target: 90}  # <- metric-incomplete
          complaint-response:  # <- metric-incomplete
            unit: hours
            better: lower
            every: month
            owner: chief-service-officer
            targets: {2026-Q2: 30, 2026-Q4: 24}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      satisfy-distributors:
        perspective: customer
        title: Satisfy European distributors
        owner: chief-sales-officer
        metrics:
          satisfaction: {unit: "%", better: higher, target: 90, every: quarter}
          complaint-response:
            unit: hours
            better: lower
            every: month
            owner: chief-service-officer
            baseline: 52
            targets: {2026-Q2: 30, 2026-Q4: 24}
    ```
    """
    for objective in strategy.objectives.values():
        for metric in strategy.metrics_of(objective):
            missing = tuple(_missing(metric, objective))
            if missing:
                yield Problem(
                    metric,
                    f'"{metric.name}" has {", ".join(f"no {name!r}" for name in missing)}.',
                    help=" ".join(_ASKS[name] for name in missing),
                )


_ASKS = {
    "unit": "'unit' says what its values are in.",
    "every": "'every' says how often it is measured.",
    "owner": "'owner', here or at its objective, says who answers for it.",
    "baseline": "'baseline' says from which value the way to the dated targets begins.",
}
"""What each field that may be missing is for."""


def _missing(metric: Metric, objective: Objective) -> Iterator[str]:
    if metric.unit is None:
        yield "unit"
    if metric.every is None:
        yield "every"
    if metric.owner is None and objective.owner is None:
        yield "owner"
    if metric.targets and metric.baseline is None:
        yield "baseline"
