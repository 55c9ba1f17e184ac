"""The rule `red-without-action`."""

from collections.abc import Iterator

from bsc_cli.evaluation import Evaluation
from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.model import Metric
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Evaluation, Severity.WARNING)
def red_without_action(evaluation: Evaluation) -> Iterator[Problem]:
    """Metrics that are off while no open initiative moves them, or what drives them.

    ## Why
    The article this tool comes from calls a goal without owners, timelines and resources a wish; a red number without
    any of them is a complaint. Kaplan and Norton put initiatives beside the targets to close just this gap. What
    counts is work that is not done or stopped and that `moves` the metric, what it is computed from, or a metric of an
    objective that drives its objective directly, as results are moved through their causes. Where nothing can be
    done, say so: retire the metric, or agree on another target.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          lead-time-days: {better: lower, target: 10, red_line: 12, every: month}  # <- red-without-action
        initiatives:
          second-shift: {title: Run a second shift, status: done, moves: [lead-time-days]}
    ```
    ```csv
    metric,period,value
    lead-time-days,2026-05,14
    lead-time-days,2026-06,15
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          lead-time-days: {better: lower, target: 10, red_line: 12, every: month}
        initiatives:
          second-shift: {title: Run a second shift, status: done, moves: [lead-time-days]}
          third-station: {title: Open a third packing station, status: active, moves: [lead-time-days]}
    ```
    ```csv
    metric,period,value
    lead-time-days,2026-05,14
    lead-time-days,2026-06,15
    ```
    """
    strategy = evaluation.strategy
    moved = _moved(strategy)
    for result in evaluation.off:
        if moved.isdisjoint(_levers(evaluation, result.metric)):
            yield Problem(
                result.metric,
                f'"{result.metric.name}" has been off since {evaluation.off_since(result)}, and no open initiative '
                "moves it or what drives it.",
                help="Start an initiative with an owner, a date and means, and let it say what it 'moves'.",
                also=tuple(
                    Also(each, f"this one is {each.status}", "status") for each in strategy.movers.get(result.id, ())
                ),
            )


def _moved(strategy: Strategy) -> frozenset[str]:
    """Return what open initiatives move: metrics by full id, or their own objective where they do not say which."""
    return frozenset(
        f"objective {initiative.objective}" if ref is None else strategy.full_id(ref, initiative.scorecard_id)
        for initiative in strategy.open_initiatives.values()
        for ref in initiative.moves or (None,)
    )


def _levers(evaluation: Evaluation, metric: Metric) -> Iterator[str]:
    """Yield what moves a metric when it is moved, named likewise: a unit's objective drives the one it supports."""
    strategy = evaluation.strategy
    yield from (metric.id, f"objective {metric.objective}", *evaluation.inputs_of(metric))
    for driver in strategy.linked.drivers_of(metric.objective):
        yield f"objective {driver}"
        yield from (each.id for each in strategy.metrics_of(strategy.objectives[driver]))
