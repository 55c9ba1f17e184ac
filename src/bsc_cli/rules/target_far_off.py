"""The rule `target-far-off`."""

from collections.abc import Iterator
from itertools import pairwise

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.INFO)
def target_far_off(strategy: Strategy, *, days: int = 366) -> Iterator[Problem]:
    """Dated targets more than a year after the one before, or the first one after the beginning.

    ## Why
    A target that is years away asks for nothing this quarter. In between, the expected value is a straight line that
    nobody agreed on, and the first honest answer to "are we on the way?" comes when it is late. The article this tool
    comes from reviews a strategy every quarter, and a review needs something to hold the quarter against. Looked at, in
    days, are the gaps between the dated targets of one metric, and the one before its first target: from the latest
    review or 'declared_on' of an arrow; without any, from the first day that the strategy speaks of.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-exports:
        perspective: financial
        title: Grow revenue from exports
        metrics:
          export-share:
            unit: "%"
            better: higher
            targets:
              2026-Q4: 8
              2029-Q4: 20  # <- target-far-off
          export-countries:
            unit: countries
            better: higher
            targets: {2030: 12}  # <- target-far-off
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-exports:
        perspective: financial
        title: Grow revenue from exports
        metrics:
          export-share: {unit: "%", better: higher, targets: {2026-Q4: 8, 2027-Q4: 11, 2028-Q4: 15, 2029-Q4: 20}}
          export-countries: {unit: countries, better: higher, targets: {2026: 4, 2027: 6, 2028: 8, 2029: 10, 2030: 12}}
    ```
    """
    last_day, begin = strategy.calendar.last_day, strategy.latest_day or strategy.first_day
    for metric in strategy.metrics.values():
        periods = [period for period, _ in strategy.targets_of(metric)]
        if begin is None or not periods or (last_day(periods[-1]) - min(begin, last_day(periods[0]))).days <= days:
            continue
        due = [(period, last_day(period)) for period in periods]
        if (gap := (due[0][1] - begin).days) > days:
            yield Problem(
                metric,
                f'The first target of "{metric.name}", for {due[0][0]}, is due {gap} days after {begin}.',
                ("targets", str(due[0][0])),
                help="Add a target before it, at least one for each year.",
            )
        for (earlier, before), (later, after) in pairwise(due):
            gap = (after - before).days
            if gap > days:
                yield Problem(
                    metric,
                    f'The target of "{metric.name}" for {later} is due {gap} days after the one for {earlier}.',
                    ("targets", str(later)),
                    help="Add targets in between, at least one for each year.",
                )
