"""The rule `no-counter-metric`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy

if TYPE_CHECKING:
    from bsc_cli.model import Metric, Objective

_PUSHED = {
    "lower": re.compile(
        r"\b(?:(?:lead|cycle|delivery|handling|processing|response|waiting|turnaround|throughput) times?|turnaround"
        r"|time to|costs?|expenses?|spend|spending|overheads?)\b"
    ),
    "higher": re.compile(r"\b(?:speed|throughput|volumes?|output|number of|calls|units sold)\b"),
}
"""Words for speed, cost and volume by the direction in which people push them."""
_QUALITY = re.compile(
    r"\b(?:accidents?|claims|complaints?|damages?|defects?|failures?|non-?conformance|poor quality|returns|rework|scrap"
    r"|warranty)\b"
)
"""Words for what goes wrong: what it costs is a metric of quality."""


@rule(Strategy, Severity.INFO)
def no_counter_metric(strategy: Strategy) -> Iterator[Problem]:
    """Metrics of speed, volume or cost with nothing beside them that shows what pushing them breaks.

    ## Why
    In the logistics example of the article this tool comes from, "reduce delivery time" alone makes drivers cut
    corners on safety and cargo. Goodhart's law says that it will: a measure that is a target invites whatever moves
    it. A metric that guards quality or safety shows the price. It counts as guarded when it names a `counter_metric`,
    is one itself, or when another sort of metric stands beside it in its objective, or in one outside the top
    perspective that its objective drives or supports. Found by English words, and only where there is a target to
    push for; what bad quality costs (warranty, rework) counts as quality, and money in the top perspective is guarded
    by the perspectives below.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      deliver-faster:
        perspective: process
        title: Deliver faster
        metrics:
          delivery-time: {unit: hours, better: lower, target: 24}  # <- no-counter-metric
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      deliver-faster:
        perspective: process
        title: Deliver faster
        metrics:
          delivery-time: {unit: hours, better: lower, target: 24, counter_metric: cargo-damage}
          cargo-damage: {unit: "%", better: lower, target: 1}
    ```
    """
    for objective in strategy.objectives.values():
        if objective.perspective == strategy.perspectives[0]:
            continue
        for metric in strategy.metrics_of(objective):
            if (
                metric.has_target
                and _is_pushed(metric)
                and metric.counter_metric is None
                and metric.id not in strategy.counter_metrics
                and all(_is_pushed(other) for other in _beside(strategy, objective))
            ):
                yield Problem(
                    metric,
                    f'"{metric.name}" is a metric of speed, volume or cost, and nothing shows what pushing it breaks.',
                    help="Measure the quality or safety that would suffer, and name that metric as 'counter_metric'.",
                )


def _is_pushed(metric: Metric) -> bool:
    words = _PUSHED.get(metric.direction or "")
    named = f"{metric.name.replace('-', ' ')} . {(metric.title or '').casefold()}"
    found = words.search(named) if words else None
    return found is not None and not ("cost" in found.group() and _QUALITY.search(named))


def _beside(strategy: Strategy, objective: Objective) -> Iterator[Metric]:
    """Yield the metrics of an objective and of those it drives or supports outside the top perspective."""
    yield from strategy.metrics_of(objective)
    for effect in strategy.linked.driven_by(objective.id):
        driven = strategy.objectives[effect]
        if driven.perspective != strategy.perspectives[0]:
            yield from strategy.metrics_of(driven)
