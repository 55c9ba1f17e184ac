"""The rule `living-on-borrowed-time`."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bsc_cli.evaluation import Evaluation
from bsc_cli.evaluation.ahead import Risk, Turn, look_ahead
from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.rule import rule


@rule(Evaluation, Severity.WARNING)
def living_on_borrowed_time(evaluation: Evaluation) -> Iterator[Problem]:
    """Objectives on target whose driver upstream is off, and the effect of that has not arrived yet.

    ## Why
    The article this tool comes from has turnover rise six months after hiring slows: who looks only at turnover has
    six good months left and does not know it. Lagging metrics report what was decided long ago, so the figures of
    today may rest on causes that are gone. The day on which the effect can show is the end of the first period in
    which the driver was off, plus the lags of the quickest way along the arrows and the cascade; an arrow with
    `effect: opposite` turns it. One finding is made for each objective, naming the driver that arrives first. It ends
    when a whole period after that day was read and the objective is still on target.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue:  # <- living-on-borrowed-time
        perspective: financial
        title: Grow revenue from reorders
        metrics:
          reorders: {unit: EUR, better: higher, target: 100, every: month}
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        drives: {grow-revenue: {after: 2 quarters}}
        metrics:
          lead-time-days: {better: lower, target: 10, red_line: 12, every: month}
    ```
    ```csv
    metric,period,value
    reorders,2026-06,104
    lead-time-days,2026-04,10
    lead-time-days,2026-05,13
    lead-time-days,2026-06,14
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue:
        perspective: financial
        title: Grow revenue from reorders
        metrics:
          reorders: {unit: EUR, better: higher, target: 100, every: month}
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        drives: {grow-revenue: {after: 2 quarters}}
        metrics:
          lead-time-days: {better: lower, target: 10, red_line: 12, every: month}
    ```
    ```csv
    metric,period,value
    reorders,2026-06,104
    lead-time-days,2026-05,13
    lead-time-days,2026-06,9.5
    ```
    """
    for risk in look_ahead(evaluation).risks:
        pending = [each for each in _off(risk) if each.day >= _read_from(evaluation, risk.standing.id)]
        if not risk.is_on_borrowed_time or not pending:
            continue
        first = min(pending, key=lambda each: each.day)
        objective, driver = evaluation.strategy.objectives[risk.standing.id], first.turn.result.metric
        today = evaluation.as_of is not None and first.day <= evaluation.as_of
        yield Problem(
            objective,
            f'"{objective.name}" is on target, but "{driver.name}" has been off since {first.turn.since}, and that '
            + (f"can show here since {first.day}." if today else f"can show here from {first.day} on."),
            help=f"Act on the driver now, and expect less from {first.day} on.",
            also=(Also(driver, "this driver is off"),),
        )


class _Coming(NamedTuple):
    """A metric upstream that is off, and the first day on which that can show."""

    turn: Turn
    day: date


def _off(risk: Risk) -> Iterator[_Coming]:
    """Yield what is off upstream of an objective, the earliest of each objective there."""
    for way in risk.ways:
        turn = next((turn for turn in way.turns if turn.is_off), None)
        if turn is not None:
            day = turn.since
            for link in way.arrival.way:
                day = link.reaches(day)
            yield _Coming(turn, day)


def _read_from(evaluation: Evaluation, objective: str) -> date:
    """Return the first day of the newest period of which any metric of an objective has a value."""
    first_day = evaluation.strategy.calendar.first_day
    parts = (evaluation.by_metric[part] for part in evaluation.by_objective[objective].parts)
    days = [first_day(each.period) for part in parts for each in part.series[-1:] if each.value is not None]
    return max(days, default=date.min)
