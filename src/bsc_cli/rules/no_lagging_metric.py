"""The rule `no-lagging-metric`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING, preview=True, by_scorecard=True)
def no_lagging_metric(strategy: Strategy) -> Iterator[Problem]:
    """Scorecards without a parent of which every metric is leading.

    ## Why
    Leading metrics tell what is likely to happen, a lagging one whether it did. The article this tool comes from wants
    a mix of both; Kaplan and Norton ("The Balanced Scorecard", 1996) warn that performance drivers without outcome
    measures may show that much was improved, and not that customers or the money ever noticed. A unit's results may
    show in the scorecard above it, so only scorecards without a parent are looked at; one with a metric that does not
    say its kind is left to `kind-undeclared`, and what is only watched beside others does not count.

    ## Bad
    ```yaml
    scorecard: corporate  # <- no-lagging-metric
    objectives:
      keep-customers:
        perspective: customer
        title: Keep our customers
        metrics:
          calls-answered: {kind: leading, unit: "%", better: higher, target: 95, every: week}
      answer-quickly:
        perspective: process
        title: Answer complaints quickly
        metrics:
          response-time: {kind: leading, unit: hours, better: lower, target: 24, every: week}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      keep-customers:
        perspective: customer
        title: Keep our customers
        metrics:
          customers-kept: {kind: lagging, unit: "%", better: higher, target: 90, every: quarter}
      answer-quickly:
        perspective: process
        title: Answer complaints quickly
        metrics:
          response-time: {kind: leading, unit: hours, better: lower, target: 24, every: week}
    ```
    """
    for card in strategy.roots:
        watched = strategy.watched_by[card.id]
        kinds = [metric.kind_ for metric in strategy.metrics_in(card) if metric.id not in watched]
        if len(kinds) > 1 and all(kind == "leading" for kind in kinds):
            yield Problem(
                card,
                f'All {len(kinds)} metrics of "{card.id}" are leading: none tells whether the strategy worked.',
                help="Add a metric with 'kind: lagging' to an objective at the top: what customers or the money show.",
            )
