"""The rule `metric-without-target`."""

from collections.abc import Iterator
from re import findall

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING)
def metric_without_target(strategy: Strategy) -> Iterator[Problem]:
    """Metrics with nothing to hold their values against.

    ## Why
    A number without a target cannot be good or bad: it is left out of every score, and no early warning ever comes
    of it. The article this tool comes from defines the targets in the same step as the metrics, and lets the people
    who do the work help to set them; who helps define a target owns it. An indicator that is only watched needs
    none, and is left alone: a counter-metric, one of the `controls`, a part of another metric's `formula`.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      shorten-lead-time:
        perspective: process
        title: Shorten the lead time of custom orders
        metrics:
          lead-time-days: {unit: days, better: lower, every: month}  # <- metric-without-target
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      shorten-lead-time:
        perspective: process
        title: Shorten the lead time of custom orders
        metrics:
          lead-time-days: {unit: days, better: lower, every: month, target: 10, counter_metric: returned-orders}
          returned-orders: {unit: "%", better: lower, every: month}
    ```
    """
    without = [metric for metric in strategy.metrics.values() if not metric.has_target]
    watched = frozenset(_watched(strategy)) if without else frozenset()
    for metric in without:
        if metric.id not in watched:
            yield Problem(
                metric,
                f'"{metric.name}" has no target, so no value of it is good or bad.',
                help="Add a 'target', dated 'targets' or a 'target_range'; or take it off the scorecard.",
            )


def _watched(strategy: Strategy) -> Iterator[str]:
    """Yield the full ids of metrics that are there to be watched beside others."""
    yield from strategy.counter_metrics
    yield from strategy.shared_controls
    for card in strategy.scorecards.values():
        yield from strategy.controls_in(card)
    for metric in (each for each in strategy.with_formula if each.id in strategy.metrics):
        yield from (strategy.full_id(ref, metric.scorecard_id) for ref in findall(r"[a-z0-9/-]+", metric.formula or ""))
