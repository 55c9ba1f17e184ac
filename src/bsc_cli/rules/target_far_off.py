"""The rule `target-far-off`."""

from collections.abc import Iterator
from itertools import pairwise

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.INFO, by_scorecard=True)
def target_far_off(strategy: Strategy, *, days: int = 366) -> Iterator[Problem]:
    """Dated targets more than a year after the one before, with nothing to reach in between.

    ## Why
    A target that is years away asks for nothing this quarter. In between, the expected value is a straight line that
    nobody agreed on, and the first honest answer to "are we on the way?" comes when it is late. The article this tool
    comes from reviews a strategy every quarter, and a review needs something to hold the quarter against. Only the
    gaps between the dated targets of one metric are looked at, in days.

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
    ```
    """
    last_day = strategy.calendar.last_day
    for metric in strategy.metrics.values():
        due = [(period, last_day(period)) for period, _ in strategy.targets_of(metric)]
        if not due or (due[-1][1] - due[0][1]).days <= days:
            continue
        for (earlier, before), (later, after) in pairwise(due):
            gap = (after - before).days
            if gap > days:
                yield Problem(
                    metric,
                    f'The target of "{metric.name}" for {later} is due {gap} days after the one for {earlier}.',
                    ("targets", str(later)),
                    help="Add targets in between, at least one for each year.",
                )
