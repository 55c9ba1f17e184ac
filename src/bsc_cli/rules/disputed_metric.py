"""The rule `disputed-metric`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING, by_scorecard=True)
def disputed_metric(strategy: Strategy) -> Iterator[Problem]:
    """Metrics whose data is disputed or of low reliability, and that are judged all the same.

    ## Why
    "If the data is messy or disputed, the metric will be ignored", says the article this tool comes from; worse, every
    meeting is then about the number and not about the business. Ittner and Larcker ("Coming Up Short on Nonfinancial
    Performance Measurement", Harvard Business Review, 2003) found that companies often measure with methods that are
    neither valid nor reliable. Watch such a metric while its data gets better, and leave it out of the score until
    then: without a target, or with `weight: 0`.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      satisfy-distributors:
        perspective: customer
        title: Satisfy European distributors
        metrics:
          satisfaction:
            unit: "%"
            better: higher
            target: 90
            reliability: disputed  # <- disputed-metric
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      satisfy-distributors:
        perspective: customer
        title: Satisfy European distributors
        metrics:
          satisfaction: {unit: "%", better: higher, target: 90, weight: 0, reliability: disputed}
          reorders: {unit: "%", better: higher, target: 60, reliability: high}
    ```
    """
    for metric in strategy.metrics.values():
        is_judged = metric.weight != 0 and (metric.has_target or metric.weight is not None)
        if metric.reliability in ("low", "disputed") and is_judged:
            what = "is disputed" if metric.reliability == "disputed" else "is of low reliability"
            yield Problem(
                metric,
                f'The data of "{metric.name}" {what}, and people are held to it.',
                "reliability",
                help="Agree on the data first; until then leave the metric out of the score with 'weight: 0'.",
            )
