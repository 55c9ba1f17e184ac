"""The rule `no-leading-metric`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING, by_scorecard=True)
def no_leading_metric(strategy: Strategy, *, lowest: int = 2) -> Iterator[Problem]:
    """Objectives in the two lowest perspectives that are measured by lagging metrics only.

    ## Why
    The lower perspectives are where there is still time to act. The article this tool comes from asks for "a heavy
    emphasis on leading indicators" there: nobody can fix a problem today from data that is three months old. Kaplan
    and Norton ("The Balanced Scorecard", 1996) call them performance drivers and want them beside the outcomes. Look
    for what moves first, such as the response time to complaints before the yearly satisfaction score. An objective
    without metrics, or with one that does not say its kind, is left to other rules; the top perspective is never
    looked at, however few there are.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      keep-our-people:  # <- no-leading-metric
        perspective: learning
        title: Keep our people
        metrics:
          staff-turnover: {kind: lagging, unit: "%", better: lower, target: 8, every: quarter}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      keep-our-people:
        perspective: learning
        title: Keep our people
        metrics:
          staff-turnover: {kind: lagging, unit: "%", better: lower, target: 8, every: quarter}
          time-to-hire: {kind: leading, unit: days, better: lower, target: 40, every: month}
    ```
    """
    for objective in strategy.objectives.values():
        if strategy.height(objective) >= lowest or objective.perspective == strategy.perspectives[0]:
            continue
        kinds = [metric.kind_ for metric in strategy.metrics_of(objective)]
        if kinds and all(kind == "lagging" for kind in kinds):
            count = "its only metric is" if len(kinds) == 1 else f"all {len(kinds)} of its metrics are"
            yield Problem(
                objective,
                f'"{objective.name}" stands in the perspective "{objective.perspective}", and {count} lagging.',
                help="Add a metric with 'kind: leading': one that moves before the result does.",
            )
