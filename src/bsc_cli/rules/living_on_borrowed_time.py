"""The rule `living-on-borrowed-time`."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from bsc_cli.evaluation import Evaluation
from bsc_cli.evaluation.arrival import arrivals
from bsc_cli.evaluation.links import Links
from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.model import Metric
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
    strategy, found, coming = evaluation.strategy, evaluation.standings, _coming(evaluation)
    for name, standing in found.items():
        read_from = evaluation.read_from(name) or date.min
        pending = sorted((each for each in coming.get(name, ()) if each.day >= read_from), key=lambda each: each.day)
        if not standing.is_green or not pending:
            continue
        first = pending[0]
        late = evaluation.as_of is not None and first.day < evaluation.as_of
        yield Problem(
            strategy.objectives[name],
            f'"{strategy.objectives[name].name}" is on target, but "{first.driver.name}" has been off since '
            f"{first.off_since}, and that can show here {f'since {first.day}' if late else f'from {first.day} on'}.",
            help="Act on what is off upstream while this still looks good.",
            also=tuple(
                Also(each.driver, f"this is off since {each.off_since} and can show from {each.day} on")
                for each in pending[:_MOST_SHOWN]
            ),
        )


_MOST_SHOWN = 5


class _Coming(NamedTuple):
    """A metric upstream, since when it is off, and the first day on which that can show."""

    driver: Metric
    off_since: date
    day: date


def _coming(evaluation: Evaluation) -> Mapping[str, list[_Coming]]:
    """Return what is off upstream of each objective that any of it reaches, the first of each objective there."""
    links = Links(evaluation.strategy)
    found: dict[str, list[_Coming]] = {}
    first: dict[str, tuple[date, Metric]] = {}
    for result in evaluation.off:
        since = evaluation.off_since(result)
        if since is not None and since < first.get(result.objective, (date.max,))[0]:
            first[result.objective] = (since, result.metric)
    for objective, (since, metric) in first.items():
        for reached, arrival in arrivals(links, objective, since).items():
            found.setdefault(reached, []).append(_Coming(metric, since, arrival.day))
    return found
