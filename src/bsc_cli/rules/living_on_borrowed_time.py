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
        read_from = risk.read_from or date.min
        coming = sorted((each for each in _off(risk) if each.day >= read_from), key=lambda each: each.day)
        if not risk.is_on_borrowed_time or not coming:
            continue
        objective, first = evaluation.strategy.objectives[risk.standing.id], coming[0]
        late = evaluation.as_of is not None and first.day < evaluation.as_of
        yield Problem(
            objective,
            f'"{objective.name}" is on target, but "{first.turn.result.metric.name}" has been off since '
            f"{first.turn.since}, and that can show here {f'since {first.day}' if late else f'from {first.day} on'}.",
            help="Act on what is off upstream while this still looks good.",
            also=tuple(
                Also(each.turn.result.metric, f"this is off since {each.turn.since} and can show from {each.day} on")
                for each in coming[:_MOST_SHOWN]
            ),
        )


_MOST_SHOWN = 5


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
