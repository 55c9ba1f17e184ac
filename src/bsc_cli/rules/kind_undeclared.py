"""The rule `kind-undeclared`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING, by_scorecard=True)
def kind_undeclared(strategy: Strategy) -> Iterator[Problem]:
    """Metrics that are declared neither leading nor lagging.

    ## Why
    A lagging metric confirms that the strategy worked; a leading one moves first and leaves time to act. The article
    this tool comes from wants a mix of both, mostly leading ones in the lower perspectives, and sees most companies
    fail because they rely on lagging ones. Whether the mix is right can only be seen when each metric says which
    it is. It depends on the objective: staff turnover lags for "keep our people" and leads for "answer quickly".

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      answer-quickly:
        perspective: process
        title: Answer complaints quickly
        metrics:
          response-time: {unit: hours, better: lower, target: 24, every: week}  # <- kind-undeclared
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      answer-quickly:
        perspective: process
        title: Answer complaints quickly
        metrics:
          response-time: {kind: leading, unit: hours, better: lower, target: 24, every: week}
    ```
    """
    for metric in strategy.metrics.values():
        if metric.kind_ is None and metric.id not in strategy.watched_by[metric.scorecard_id]:
            yield Problem(
                metric,
                f'"{metric.name}" says neither that it is leading nor that it is lagging.',
                help="Add 'kind: leading' if it tells what is likely to happen, 'kind: lagging' if it tells what did.",
            )
