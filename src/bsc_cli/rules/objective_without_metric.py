"""The rule `objective-without-metric`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING, by_scorecard=True)
def objective_without_metric(strategy: Strategy) -> Iterator[Problem]:
    """Objectives that no metric measures.

    ## Why
    Nobody can tell whether an objective without a metric is being reached, and no arrow to or from it can ever be
    tested. Doran, who coined "SMART" goals in 1981, has "measurable" as the second letter: quantify, or at least
    suggest an indicator of progress. Where data is poor, the article this tool comes from says to start by hand, with
    surveys or simple logs, rather than to give up the goal. Retired metrics do not count.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      satisfy-distributors: {perspective: customer, title: Satisfy European distributors}  # <- objective-without-metric
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      satisfy-distributors:
        perspective: customer
        title: Satisfy European distributors
        metrics:
          distributor-satisfaction: {unit: "%", better: higher, baseline: 74, target: 90, every: quarter}
    ```
    """
    for objective in strategy.objectives.values():
        if not strategy.metrics_of(objective):
            yield Problem(
                objective,
                f'No metric shows whether "{objective.name}" is being reached.',
                help="Add one under 'metrics', by hand or by a short survey at first.",
            )
