"""The rule `silo`."""

from collections.abc import Iterator

from bsc_cli.evaluation import Evaluation, Status
from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.model import Objective
from bsc_cli.rule import rule


@rule(Evaluation, Severity.WARNING)
def silo(evaluation: Evaluation) -> Iterator[Problem]:
    """Objectives that are off, while all units that support them are on target.

    ## Why
    The article this tool comes from tells of departments that each reach their goals while the company misses its
    own. When the objective above is off and everything below it that has a score is on target, the units measure
    something that does not carry the whole, or their targets are too low to add up to it, or what is missing belongs
    to nobody. One finding is made for each objective above. It is quiet where a supporting objective is near or off
    too, as that is where to look first; and what has no score counts neither way.

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
    below: dict[str, list[Objective]] = {}
    for unit, above in evaluation.strategy.supports:
        below.setdefault(above.id, []).append(unit)
    for above, units in below.items():
        if evaluation.by_objective[above].status is not Status.OFF:
            continue
        standing = {unit.id: evaluation.by_objective[unit.id].status for unit in units}
        good = [unit for unit in units if standing[unit.id] is Status.ON_TARGET]
        if good and not {Status.NEAR, Status.OFF} & set(standing.values()):
            objective = evaluation.strategy.objectives[above]
            those = (
                f'"{good[0].id}", which supports it, is'
                if len(good) == 1
                else f"all {len(good)} objectives of units that support it and have a score are"
            )
            yield Problem(
                objective,
                f'"{objective.name}" is off, while {those} on target.',
                help="Ask what the units would have to measure for the whole to move, and who owns what lies between them.",
                also=tuple(Also(unit, "this one is on target", "supports") for unit in good[:_MOST_SHOWN]),
            )


_MOST_SHOWN = 5
