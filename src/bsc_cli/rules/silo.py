"""The rule `silo`."""

from collections.abc import Iterator

from bsc_cli.evaluation import Evaluation
from bsc_cli.evaluation.links import Links
from bsc_cli.evaluation.supporters import supporters
from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.rule import rule


@rule(Evaluation, Severity.WARNING)
def silo(evaluation: Evaluation) -> Iterator[Problem]:
    """Objectives that are off, while all units that support them are on target.

    ## Why
    The article this tool comes from tells of departments that each reach their goals while the company misses its
    own. When the objective above is off and everything below it that has a score is on target, the units measure
    something that does not carry the whole, or their targets are too low to add up to it, or what is missing belongs
    to nobody. One finding is made for each objective above. The rule is quiet where a supporting objective is near or
    off too, or one that drives it by an arrow is off: that is where to look first. What has no score counts neither
    way.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:  # <- silo
        perspective: customer
        title: Deliver when promised
        metrics:
          punctual: {unit: "%", better: higher, target: 95, red_line: 90}
    ```
    ```yaml scorecards/plant.yaml
    scorecard: plant
    parent: corporate
    objectives:
      produce-fast:
        perspective: process
        title: Produce in a week
        supports: [corporate/deliver-on-time]
        metrics:
          production-days: {unit: days, better: lower, target: 7, red_line: 9}
    ```
    ```csv
    metric,period,value
    corporate/punctual,2026-06,85
    plant/production-days,2026-06,6.5
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: customer
        title: Deliver when promised
        metrics:
          punctual: {unit: "%", better: higher, target: 95, red_line: 90}
    ```
    ```yaml scorecards/plant.yaml
    scorecard: plant
    parent: corporate
    objectives:
      produce-fast:
        perspective: process
        title: Produce in a week
        supports: [corporate/deliver-on-time]
        metrics:
          production-days: {unit: days, better: lower, target: 5, red_line: 9}
    ```
    ```csv
    metric,period,value
    corporate/punctual,2026-06,85
    plant/production-days,2026-06,6.5
    ```
    """
    strategy, found, links = evaluation.strategy, evaluation.standings, Links(evaluation.strategy)
    for above in dict.fromkeys(above.id for _, above in strategy.supports):
        group = supporters(above, links, found)
        drivers = (found[link.cause] for link in links.into(above) if link.arrow is not None)
        if not group.is_silo or any(driver.is_off for driver in drivers):
            continue
        objective, good = strategy.objectives[above], [unit.id for unit in group.standings if unit.is_known]
        off = " and ".join(f'"{result.metric.name}"' for result in found[above].off[:2])
        those = (
            f'"{good[0]}", which supports it, is'
            if len(good) == 1
            else f"all {len(good)} objectives of units that support it and have a score are"
        )
        yield Problem(
            objective,
            f'"{objective.name}" is off in {off}, while {those} on target.',
            help="Ask what the units would have to measure for the whole to move, and who owns what lies between.",
            also=tuple(
                Also(strategy.objectives[unit], "this one is on target", "supports") for unit in good[:_MOST_SHOWN]
            ),
        )


_MOST_SHOWN = 5
