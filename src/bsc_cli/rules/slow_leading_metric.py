"""The rule `slow-leading-metric`."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.model import CADENCES
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING, by_scorecard=True)
def slow_leading_metric(strategy: Strategy) -> Iterator[Problem]:
    """Leading metrics that are measured less often than monthly.

    ## Why
    A leading metric earns its place by leaving time to act. Measured once a quarter, its warning is up to three
    months old when it is first seen, and "you cannot fix a problem today based on data from three months ago", as the
    article this tool comes from puts it; the same article reviews tactical metrics monthly and leading ones weekly
    where business moves fast. Measure it more often, or call it what it is: lagging.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      answer-quickly:
        perspective: process
        title: Answer complaints quickly
        metrics:
          response-time:
            kind: leading
            unit: hours
            better: lower
            target: 24
            every: quarter  # <- slow-leading-metric
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
        if metric.kind_ == "leading" and metric.every and CADENCES.index(metric.every) > CADENCES.index("month"):
            yield Problem(
                metric,
                f'"{metric.name}" is leading and measured once a {metric.every}: its warning comes too late to act on.',
                "every",
                help="Measure it every month or week; or find something that can be, and call this one lagging.",
            )
