"""The rule `too-many-metrics`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING, by_scorecard=True)
def too_many_metrics(strategy: Strategy, *, most: int = 3, most_in_all: int = 25) -> Iterator[Problem]:
    """More metrics than people can act on: for one objective, or in the whole scorecard.

    ## Why
    Every number on a scorecard costs attention, and attention is what a scorecard is there to direct. The article
    this tool comes from prefers "five clear, connected metrics" to fifty that are not, and cuts each one that does
    not directly move its objective. Kaplan and Norton ("The Balanced Scorecard", 1996) tell of scorecards with up to
    25 measures, which hold together because they describe a single strategy. What is merely good to know belongs in a
    report; say under `declined` why it is not here. What is only watched beside others does not count: counter-metrics,
    `controls`, and the parts of a `formula` without a target or with `weight: 0`.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver on time
        metrics:
          on-time-deliveries: {unit: "%"}
          lead-time-days: {unit: days}
          late-trucks: {unit: trucks}
          kilometres-driven: {unit: km}  # <- too-many-metrics
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver on time
        metrics:
          on-time-deliveries: {unit: "%"}
          lead-time-days: {unit: days}
    declined:
      - {what: Kilometres driven, because: They do not make a delivery punctual.}
    ```
    """
    for card in strategy.scorecards.values():
        for objective in strategy.objectives_of(card):
            metrics = strategy.metrics_of(objective)
            if len(metrics) <= most:
                continue
            metrics = tuple(metric for metric in metrics if metric.id not in strategy.watched_by[card.id])
            if len(metrics) > max(most, 0):
                yield Problem(
                    metrics[max(most, 0)],
                    f'"{objective.name}" has {len(metrics)} metrics; more than {most} blur what it is about.',
                    help="Keep the ones that would change a decision; move the others to `declined` with the reason.",
                )
        in_all = len(strategy.metrics_in(card))
        if in_all > most_in_all:
            in_all = sum(metric.id not in strategy.watched_by[card.id] for metric in strategy.metrics_in(card))
        if in_all > most_in_all:
            yield Problem(
                card,
                f'"{card.id}" has {in_all} metrics in all; more than {most_in_all} are a report, not a scorecard.',
                help="Move what one unit answers for to that unit's scorecard, and decline the rest.",
            )
