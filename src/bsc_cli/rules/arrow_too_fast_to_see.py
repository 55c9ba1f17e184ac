"""The rule `arrow-too-fast-to-see`."""

from collections.abc import Iterator

from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy

_SHORTEST_DAYS = {"day": 1, "week": 7, "month": 28, "quarter": 90, "half-year": 181, "year": 365}
"""The length of the shortest period of each cadence, in days, so that 4 weeks are not shorter than a month."""


@rule(Strategy, Severity.INFO)
def arrow_too_fast_to_see(strategy: Strategy) -> Iterator[Problem]:
    """Arrows whose lag is shorter than the time between two measurements of the effect.

    ## Why
    An effect that is said to come after two weeks and is measured once a year arrives together with everything else
    that happened in that year. The readings can then neither support the arrow nor speak against it, however long one
    waits: what is seen of time can be no finer than the cadence. The most often measured metric of the effect counts.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      keep-customers:
        perspective: customer
        title: Keep our customers
        metrics: {churn: {unit: "%", better: lower, every: year}}
      answer-faster:
        perspective: process
        title: Answer faster
        drives:
          keep-customers: {after: 1 month, because: Whoever waits looks elsewhere.}  # <- arrow-too-fast-to-see
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      keep-customers:
        perspective: customer
        title: Keep our customers
        metrics: {churn: {unit: "%", better: lower, every: month}}
      answer-faster:
        perspective: process
        title: Answer faster
        drives:
          keep-customers: {after: 1 month, because: Whoever waits looks elsewhere.}
    ```
    """
    for arrow in strategy.arrows:
        effect = strategy.objectives[arrow.target]
        measured = [metric for metric in strategy.metrics_of(effect) if metric.every is not None]
        if arrow.after is None or not measured:
            continue
        lengths = [_SHORTEST_DAYS[metric.every] for metric in measured if metric.every is not None]
        if arrow.after.days < min(lengths):
            finest = measured[lengths.index(min(lengths))]
            yield Problem(
                arrow,
                f'The effect on "{arrow.written}" is said to come after {arrow.after}, and no metric of it is measured '
                f"more often than every {finest.every}.",
                "after",
                help="Measure the effect more often, or check the lag.",
                also=(Also(finest, "the metric that is measured most often", "every"),),
            )
